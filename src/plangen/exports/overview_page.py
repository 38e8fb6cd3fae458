"""`oversigt.html`: one page for all departments that needs no server, no other file and no network."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from jinja2 import Environment, StrictUndefined
from markupsafe import Markup

from plangen.answers.packs import SHARED
from plangen.exports.overview import PackOverview
from plangen.exports.overview_tables import overview_tables
from plangen.library import Templates
from plangen.texts.danish import short_date

_VARIABLES = re.compile(r":root \{.*?\n\}", re.DOTALL)


@dataclass(frozen=True, slots=True)
class OverviewTitle:
    """What stands at the top: the project and the municipality."""

    project: str
    municipality: str


def overview_page(title: OverviewTitle, packs: Sequence[PackOverview], templates: Templates) -> str:
    """The page. `packs`: the project's first. Raises `PlangenError` for a template that is not there.

    Nothing but its own style and script may run in it or be fetched by it: texts of the answers are escaped,
    and the policy names both by their hashes.
    """
    house = _VARIABLES.search(_read(templates, "plangen.css"))
    style = f"{house[0] if house else ''}\n{_read(templates, 'oversigt.css')}"
    script = _read(templates, "oversigt.js")
    environment = Environment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.filters["kort_dato"] = _short
    template = environment.from_string(_read(templates, "oversigt.html"))
    return template.render(
        title=title.project,
        municipality=title.municipality,
        packs=packs,
        shared=SHARED,
        tables=overview_tables(packs),
        style=Markup(style),
        script=Markup(script),
        policy=_policy(style, script),
    )


def _policy(style: str, script: str) -> str:
    return (
        f"default-src 'none'; style-src {_hash(style)}; script-src {_hash(script)};"
        " base-uri 'none'; form-action 'none'"
    )


def _hash(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"


def _read(templates: Templates, name: str) -> str:
    return templates.read("html", name).decode("utf-8")


def _short(day: str) -> str:
    return short_date(date.fromisoformat(day))
