"""`oversigt.html`: one page for all departments that needs no server, no other file and no network."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from plangen.answers.packs import SHARED
from plangen.exports.lone_page import lone_page
from plangen.exports.overview import PackOverview
from plangen.exports.overview_tables import overview_tables
from plangen.library import Templates


@dataclass(frozen=True, slots=True)
class OverviewTitle:
    """What stands at the top: the project and the municipality."""

    project: str
    municipality: str


def overview_page(title: OverviewTitle, packs: Sequence[PackOverview], templates: Templates) -> str:
    """The page. `packs`: the project's first. Raises `PlangenError` for a template that is not there."""
    return lone_page(
        templates,
        "oversigt.html",
        "oversigt.css",
        "oversigt.js",
        title=title.project,
        municipality=title.municipality,
        packs=packs,
        shared=SHARED,
        tables=overview_tables(packs),
    )
