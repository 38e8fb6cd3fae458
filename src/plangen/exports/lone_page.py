"""A page that needs no server, no other file and no network: its style and script stand in it."""

from __future__ import annotations

import re
from base64 import b64encode
from hashlib import sha256
from typing import Any

from markupsafe import Markup

from plangen.exports.drawing import page_environment
from plangen.library import Templates

_KIND = "html"
_VARIABLES = re.compile(r":root \{.*?\n\}", re.DOTALL)


def lone_page(templates: Templates, name: str, style: str, script: str = "", **values: Any) -> str:
    """The page that the template `name` gives for these values, in the colours and the typeface of the house.
    `style`, `script`: names of the files that are put into it. Raises `PlangenError` for a template that is
    not there.

    Nothing but its own style and script may run in it or be fetched by it: texts are escaped, and the policy
    names both by their hashes.
    """
    house = _VARIABLES.search(_read(templates, "plangen.css"))
    css = f"{house[0] if house else ''}\n{_read(templates, style)}"
    code = _read(templates, script) if script else ""
    template = page_environment(templates, _KIND).get_template(name)
    return template.render(style=Markup(css), script=Markup(code), policy=_policy(css, code), **values)


def _policy(style: str, script: str) -> str:
    runs = _hash(script) if script else "'none'"
    ours = f"style-src {_hash(style)}; script-src {runs}"
    return f"default-src 'none'; {ours}; base-uri 'none'; form-action 'none'"


def _hash(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"


def _read(templates: Templates, name: str) -> str:
    return templates.read(_KIND, name).decode("utf-8")
