"""Reports as SARIF 2.1.0 (OASIS), which editors and code hosts show beside the lines of a file.

https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
"""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any
from urllib.parse import quote

from plangen.catalog import Catalog, Rule
from plangen.findings import FilePlace, Finding, PagePlace, Place, Severity, SheetPlace, WordPlace
from plangen.reports.data import Stopped
from plangen.reports.report import CheckReport, help_of
from plangen.reports.rules import source_in_words, without_places

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
_ROOT = "%SRCROOT%"


def sarif_data(
    reports: Sequence[CheckReport],
    stopped: Sequence[Stopped],
    catalog: Catalog,
    version: str,
    folder: Path,
) -> dict[str, Any]:
    """The log of one call. `version`: plangen's; `folder`: the one that file names are given from."""
    rules = [rule for rule in catalog.rules.values() if rule.built]
    indexes = {rule.code: number for number, rule in enumerate(rules)}
    driver = {
        "name": "plangen",
        "version": version,
        "language": "da",
        "rules": [_rule(rule, catalog) for rule in rules],
    }
    run = {
        "tool": {"driver": driver},
        "language": "da",
        "columnKind": "unicodeCodePoints",
        "invocations": [_invocation(stopped, folder)],
        "artifacts": [{"location": _artifact(file, folder)} for report in reports for file in report.files],
        "results": [
            _result(finding, report, catalog, indexes, folder)
            for report in reports
            for finding in report.findings
        ],
    }
    return {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}


def _rule(rule: Rule, catalog: Catalog) -> dict[str, Any]:
    worst = min((demand.severity for demand in rule.demands), key=lambda severity: severity.rank)
    advice = " ".join(dict.fromkeys(without_places(demand.help) for demand in rule.demands if demand.help))
    source = source_in_words(rule, catalog)
    return {
        "id": rule.code,
        "shortDescription": {"text": rule.title},
        "fullDescription": {"text": f"{rule.title}. Kilde: {source}."},
        "help": {"text": advice.removeprefix("… ") or rule.title},
        "defaultConfiguration": {"level": _LEVELS[worst]},
        "properties": {"kilde": source},
    }


def _invocation(stopped: Sequence[Stopped], folder: Path) -> dict[str, Any]:
    told: dict[str, Any] = {"executionSuccessful": not stopped}
    if stopped:
        told["toolExecutionNotifications"] = [
            {
                "level": "error",
                "message": {"text": f"{one.message} {one.hint}".strip()},
                "locations": [{"physicalLocation": {"artifactLocation": _artifact(one.file, folder)}}],
            }
            for one in stopped
        ]
    return told


def _result(
    finding: Finding, report: CheckReport, catalog: Catalog, indexes: dict[str, int], folder: Path
) -> dict[str, Any]:
    advice = help_of(finding, catalog)
    return {
        "ruleId": finding.code,
        "ruleIndex": indexes[finding.code],
        "level": _LEVELS[finding.severity],
        "message": {"text": f"{finding.message}\n{advice}" if advice else finding.message},
        "locations": [_location(finding, finding.place or FilePlace(report.file), folder)],
        "partialFingerprints": {"fund/v1": _fingerprint(finding, report)},
    }


def _fingerprint(finding: Finding, report: CheckReport) -> str:
    """What is the same when lines have moved: the project, the rule, and what it says."""
    said = "\n".join((report.project, finding.code, finding.question, finding.where, finding.message))
    return sha256(said.encode()).hexdigest()


def _location(finding: Finding, place: Place, folder: Path) -> dict[str, Any]:
    told: dict[str, Any] = {}
    if not isinstance(place, PagePlace):
        told["physicalLocation"] = {"artifactLocation": _artifact(place.file, folder)}
    if isinstance(place, FilePlace):
        told["physicalLocation"]["region"] = {"startLine": place.line, "startColumn": place.column}
    names = [str(place)] if isinstance(place, PagePlace) else []
    names += [place.inside] if isinstance(place, SheetPlace | WordPlace) and place.inside else []
    names += [finding.where] if finding.where else []
    if names:
        told["logicalLocations"] = [{"fullyQualifiedName": name} for name in names]
    return told


def _artifact(file: str, folder: Path) -> dict[str, str]:
    """A file by its path from the folder; one that lies elsewhere by its whole path."""
    path = folder / file
    if path.is_relative_to(folder) and ".." not in path.parts:
        return {"uri": quote(path.relative_to(folder).as_posix()), "uriBaseId": _ROOT}
    return {"uri": path.resolve().as_uri()}
