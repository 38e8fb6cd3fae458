"""All findings of a project: of reading, and of the answers as a whole in each context."""

from __future__ import annotations

from plangen.answers.model import Answers
from plangen.checks.completeness import check_completeness
from plangen.findings import Finding
from plangen.pack.sources import LoadedProject


def findings_of_context(loaded: LoadedProject, answers: Answers) -> tuple[Finding, ...]:
    """What concerns one context (a department, or all when `answers.department` is None)."""
    found = [
        *loaded.logo_findings,
        *loaded.project.findings_of(answers.department),
        *check_completeness(answers),
    ]
    return tuple(dict.fromkeys(found))


def all_findings(loaded: LoadedProject) -> tuple[Finding, ...]:
    """Every finding of the project once, also when several departments share it."""
    contexts = [loaded.project.base, *loaded.project.departments.values()]
    found = [*loaded.project.findings]
    for answers in contexts:
        found.extend(findings_of_context(loaded, answers))
    return tuple(dict.fromkeys(found))
