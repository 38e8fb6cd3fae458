"""What the contexts of a project were found to breach, each outcome once (specifikation.md 5.3)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from plangen.findings import Finding, Severity
from plangen.texts.danish import names

_Outcome = tuple[str, Severity, str, str]


def told_once(findings: Iterable[Finding], judged: Mapping[str, Iterable[Finding]]) -> tuple[Finding, ...]:
    """The findings of a project without those that say the same of another department's answers.

    `findings`: all of them, the project's first. `judged`: name of a department, empty for the project's own
    context → the breaches of its answers. A breach of departments' own answers names them; it stands where
    the first of them has it.
    """
    breaches = [(name, breach) for name, found in judged.items() for breach in found]
    common = {breach for name, breach in breaches if not name}
    whose: dict[_Outcome, dict[str, None]] = {}
    for name, breach in breaches:
        if breach not in common:
            whose.setdefault(_outcome(breach), {})[name] = None
    of_project = {_outcome(breach) for breach in common}
    told: dict[_Outcome, None] = {}
    kept: list[Finding] = []
    for finding in findings:
        outcome = _outcome(finding)
        if outcome not in whose:
            kept.append(finding)
        elif outcome not in told:
            told[outcome] = None
            kept.append(_naming(finding, tuple(whose[outcome]), also=outcome in of_project))
    return tuple(kept)


def _outcome(finding: Finding) -> _Outcome:
    return finding.code, finding.severity, finding.question, finding.message


def _naming(finding: Finding, departments: tuple[str, ...], *, also: bool) -> Finding:
    """The finding with the departments that it is about, when its words do not name the only one."""
    if not also and len(departments) == 1 and departments[0] in finding.message:
        return finding
    said = "Det samme gælder" if also else "Det gælder"
    return replace(finding, message=f"{finding.message} {said} de egne svar fra {names(departments)}.")
