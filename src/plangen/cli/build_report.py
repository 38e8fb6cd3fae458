"""What `plangen build` and `plangen ark` tell other programs (`--format json`)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from plangen.building.outcome import BuildOutcome, Pack
from plangen.catalog import Catalog
from plangen.history.text import changes_json
from plangen.reports.data import VERSION, Stopped, project_data, stopped_data
from plangen.reports.report import CheckReport


def run_data(
    projects: Sequence[dict[str, Any]], stopped: Sequence[Stopped], exit_code: int
) -> dict[str, Any]:
    """The document of one call."""
    return {
        "formatversion": VERSION,
        "projekter": list(projects),
        "problemer": [stopped_data(one) for one in stopped],
        "afslutningskode": exit_code,
    }


def built_data(outcome: BuildOutcome, report: CheckReport, catalog: Catalog) -> dict[str, Any]:
    """One project: what the checks say as `plangen check` does, and what became of each pack. `noter`: what
    there is to know; `ikke_dannet`: what was not made, and the exit code that it asks for; `aendringer`: as
    `plangen changes` tells them, null when there is nothing to compare with."""
    changed = outcome.changes
    return {
        **project_data(report, catalog),
        "pakker": [_pack(pack) for pack in outcome.packs],
        "aabne_punkter": outcome.open_points,
        "uaendret": outcome.is_unchanged,
        "aendringer": changes_json(outcome.project, changed, catalog.titles) if changed else None,
        "noter": list(outcome.notes),
        "ikke_dannet": [
            {"besked": one.message, "afslutningskode": one.exit_code} for one in outcome.failures
        ],
    }


def _pack(pack: Pack) -> dict[str, Any]:
    return {
        "noegle": pack.key,
        "navn": pack.name,
        "mappe": str(pack.folder),
        "idriftsaettelse": pack.go_live,
        "aabne_punkter": pack.open_points,
        "filer": {
            "skrevet": pack.written,
            "uaendret": pack.unchanged,
            "beholdt": pack.kept,
            "ikke_dannet": pack.failed,
        },
        "slettet": list(pack.removed),
        "foraeldet": list(pack.stale),
        "sider": dict(pack.pages),
        "hvorfor": {title: list(told) for title, told in pack.why.items()},
    }
