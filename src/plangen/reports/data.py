"""Reports as JSON. The format is described in docs/check.schema.json; keys are only ever added."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from plangen.catalog import Catalog
from plangen.findings import FilePlace, Finding, PagePlace, Place, Severity, SheetPlace, WordPlace
from plangen.reports.report import CheckReport, help_of
from plangen.reports.rules import source_in_words

VERSION = 1
"""The version of the format: raised when a key is taken away or means something else."""


@dataclass(frozen=True, slots=True)
class Stopped:
    """A project that could not be looked at: the file as it was given, what is wrong, and what to do."""

    file: str
    message: str
    hint: str = ""


def checks_data(
    reports: Sequence[CheckReport], stopped: Sequence[Stopped], catalog: Catalog, exit_code: int
) -> dict[str, Any]:
    """The document of one call of `plangen check`."""
    return {
        "formatversion": VERSION,
        "projekter": [project_data(report, catalog) for report in reports],
        "problemer": [stopped_data(one) for one in stopped],
        "afslutningskode": exit_code,
    }


def stopped_data(one: Stopped) -> dict[str, str]:
    """A project that could not be looked at."""
    return {"svarfil": one.file, "besked": one.message, "hjaelp": one.hint}


def project_data(report: CheckReport, catalog: Catalog) -> dict[str, Any]:
    """One project: what was looked at, and each finding once."""
    return {
        "projekt": report.project,
        "svarfil": report.file,
        "filer": list(report.files),
        "omfang": report.profile,
        "laest": report.read,
        "udvalg": {"regler": list(report.rules), "niveau": str(report.least)},
        "spoergsmaal": {"stillet": report.asked, "besvaret": report.answered},
        "kontroller": len(report.checks),
        "antal": {str(severity): report.count(severity) for severity in Severity},
        "fund": [finding_data(finding, report, catalog) for finding in report.findings],
    }


def finding_data(finding: Finding, report: CheckReport, catalog: Catalog) -> dict[str, Any]:
    """One finding; `mangler` only where it is about an answer that is not there yet."""
    rule = catalog.rules.get(finding.code)
    told = {
        "kode": finding.code,
        "niveau": str(finding.severity),
        "besked": finding.message,
        "hjaelp": help_of(finding, catalog),
        "sted": {
            **place_data(finding.place or FilePlace(report.file)),
            "spoergsmaal": finding.question,
            "felt": finding.where,
        },
        "dokumenter": list(finding.documents),
        "kilde": source_in_words(rule, catalog) if rule else "",
    }
    missing = report.missing.get(finding)
    if missing is not None:
        told["mangler"] = {
            "kan_svare": missing.who,
            "senest": missing.due.isoformat() if missing.due else None,
        }
    return told


def place_data(place: Place) -> dict[str, Any]:
    """Where something stands, by the kind of file that it stands in."""
    match place:
        case FilePlace():
            return {"fil": place.file, "linje": place.line, "kolonne": place.column}
        case SheetPlace():
            return {"fil": place.file, "ark": place.sheet, "celle": place.cell}
        case PagePlace():
            return {"side": place.page, "nummer": place.number, "overskrift": place.question}
        case WordPlace():
            return {"fil": place.file, "i_filen": place.inside}
