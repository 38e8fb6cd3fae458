"""A report as lines for people. What is wrong with the answers comes first, the most severe on top; then what
is not answered yet; then one line that sums up."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from plangen.catalog import Catalog
from plangen.findings import Finding, Severity, visible
from plangen.reports.report import CheckReport, help_of, is_missing
from plangen.texts.danish import counted, short_date

_HELP = "  hjælp: "


@dataclass(frozen=True, slots=True)
class Line:
    """A line, however long. `level`: of the finding that it begins, whose word stands in it; `head`: the part
    before that word; `indent`: where its further lines begin when it is broken; `bold`: it is a heading."""

    text: str
    level: Severity | None = None
    head: str = ""
    indent: int = 0
    bold: bool = False


def lines(report: CheckReport, catalog: Catalog) -> Iterator[Line]:
    """All findings of a project. An answer file that nobody has touched is not in want of each answer: there
    the summary says it all, and only what is wrong with the file itself has a line."""
    others = [finding for finding in report.findings if not is_missing(finding)]
    if report.untouched and not report.rules:
        others = [finding for finding in others if catalog.rules[finding.code].made == "laesning"]
        missing = []
    else:
        missing = [finding for finding in report.findings if is_missing(finding)]
    for finding in others:
        yield from _finding(finding, help_of(finding, catalog))
    yield from _missing(report, missing)


def _finding(finding: Finding, advice: str = "") -> Iterator[Line]:
    head = f"{visible(str(finding.place))}: " if finding.place else ""
    text = f"{head}{finding.severity}: {finding.message} [{finding.code}]"
    yield Line(text, finding.severity, head, 4)
    if advice:
        yield Line(f"{_HELP}{advice}", indent=len(_HELP))


def _missing(report: CheckReport, found: Sequence[Finding]) -> Iterator[Line]:
    """What is due now, then what is due later by date; of each day by who can answer."""
    groups: dict[tuple[date, str], list[Finding]] = {}
    for finding in found:
        known = report.missing[finding]
        groups.setdefault((known.due or date.min, known.who), []).append(finding)
    for (due, who), group in sorted(groups.items(), key=lambda item: item[0][0]):
        when = "Mangler nu" if due == date.min else f"Mangler senest {short_date(due)}"
        yield Line(f"{when} ({len(group)}). Kan svare: {who}", indent=2, bold=True)
        for finding in group:
            yield from _finding(finding)


def summary(report: CheckReport, name: str = "") -> str:
    """»inputs/jobcenter.yaml: 94 af 96 spørgsmål er besvaret, 99 kontroller er udført: 2 fejl, 1 advarsel«:
    what was looked for and found, and no more. `name`: what the project is called instead of its file."""
    name = name or report.file
    answered = f"{report.answered} af {report.asked} spørgsmål er besvaret"
    if report.untouched and not report.rules:
        return f"{name}: {answered}"
    if not report.read:
        return f"{name}: svarene er ikke kontrolleret: {_counts(report)}"
    if not report.checks:
        reason = "kan ikke udføres endnu" if report.findings else "gælder ikke her"
        return f"{name}: kontrollen {reason}: {_counts(report)}"
    made = f"{counted(len(report.checks), 'kontrol', 'kontroller')} er udført"
    return f"{name}: {'' if report.rules else f'{answered}, '}{made}: {_counts(report)}"


def _counts(report: CheckReport) -> str:
    """»2 fejl, 1 advarsel, 3 oplysninger (4 om svar, der mangler)«; of the levels that were asked for."""
    infos = report.count(Severity.INFO)
    parts = [
        f"{report.count(Severity.ERROR)} fejl",
        counted(report.count(Severity.WARNING), "advarsel", "advarsler"),
        *([counted(infos, "oplysning", "oplysninger")] if infos else []),
    ]
    missing = sum(map(is_missing, report.findings))
    asked = parts[: report.least.rank + 1]
    return ", ".join(asked) + (f" ({missing} om svar, der mangler)" if missing else "")
