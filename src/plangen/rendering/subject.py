"""One context of a project made ready: answers, plan, findings and template context of one department,
or of all departments together."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from plangen.answers.model import Answers
from plangen.checks.completeness import check_completeness
from plangen.documents.context import base_context, department_name
from plangen.findings import Finding
from plangen.plan import compute_plan, due_date
from plangen.plan.due import not_yet_due
from plangen.projects.sources import LoadedProject

SHARED = "faelles"
"""Key and folder of the pack of all departments."""


@dataclass(frozen=True)
class Subject:
    """What the documents of one pack are about.

    `key`: the department's key, or `SHARED`. `due`: when a question must be answered, None when it is due.
    `go_live`: the pack's own date.
    """

    key: str
    name: str
    answers: Answers
    context: Mapping[str, Any]
    findings: tuple[Finding, ...]
    due: Callable[[str], date | None]
    go_live: date | None


def subject_of(loaded: LoadedProject, department: str | None) -> Subject:
    """The subject of a department's pack, or (None) of the pack of all."""
    answers = loaded.project.answers_of(department)
    plan = compute_plan(answers)
    return Subject(
        key=department or SHARED,
        name=department_name(answers),
        answers=answers,
        context=base_context(answers, plan, loaded.logo),
        findings=findings_of(loaded, department),
        due=_due(answers),
        go_live=plan.go_live,
    )


def findings_of(loaded: LoadedProject, department: str | None) -> tuple[Finding, ...]:
    """What concerns one context: of reading its files, and of its answers as a whole. Of what could not be
    read nothing can be said."""
    if not loaded.project.readable(department):
        return tuple(dict.fromkeys([*loaded.logo_findings, *loaded.project.findings_of(department)]))
    answers = loaded.project.answers_of(department)
    common = compute_plan(replace(answers, department=None))
    return tuple(
        dict.fromkeys(
            [
                *loaded.logo_findings,
                *loaded.project.findings_of(department),
                *check_completeness(answers, lambda question: due_date(common, question)),
            ]
        )
    )


def all_findings(loaded: LoadedProject) -> tuple[Finding, ...]:
    """Every finding of the project once, also when several departments share it."""
    found = [*loaded.logo_findings, *loaded.project.findings]
    for department in (None, *loaded.project.departments):
        found.extend(findings_of(loaded, department))
    return tuple(dict.fromkeys(found))


def _due(answers: Answers) -> Callable[[str], date | None]:
    """The due dates of the project's plan: the same in every pack (documents.md 3.6, »Due«)."""
    common = compute_plan(replace(answers, department=None))

    def day(question: str) -> date | None:
        known = answers.catalog.questions.get(question)
        due = not_yet_due(common, known) if known else None
        return due.day if due else None

    return day
