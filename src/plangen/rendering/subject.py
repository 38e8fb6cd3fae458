"""One context of a project made ready: answers, plan, findings and template context of one department,
or of all departments together."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from plangen.answers.blank_rows import BlankRow
from plangen.answers.model import Answers
from plangen.answers.packs import SHEETS, documents_of, pack_key
from plangen.catalog import Document
from plangen.checks.checked import Checked
from plangen.checks.judging import judge
from plangen.checks.registry import Judgement
from plangen.checks.telling_once import told_once
from plangen.documents.context import BLANK_ROWS, base_context, department_name
from plangen.findings import Finding
from plangen.library import Library
from plangen.plan import compute_plan
from plangen.plan.due import not_yet_due
from plangen.plan.model import Plan
from plangen.projects.sources import LoadedProject
from plangen.web.pdf import PageNumbers


@dataclass(frozen=True)
class Subject:
    """What the documents of one pack are about.

    `library`: what they are made with. `documents`: those of the pack, in its order. `key`: the pack's.
    `folder`: where they lie in the project's, empty for one named as the pack.
    `checks`: the codes of the checks that were made. `due`: when a question must be answered, None when it is
    due. `go_live`: the pack's own date. `page_numbers`: of pages that were laid out before.
    """

    library: Library
    documents: tuple[Document, ...]
    key: str
    name: str
    answers: Answers
    plan: Plan
    context: Mapping[str, Any]
    findings: tuple[Finding, ...]
    checks: frozenset[str]
    due: Callable[[str], date | None]
    go_live: date | None
    folder: str = ""
    page_numbers: PageNumbers = field(default_factory=dict, compare=False, repr=False)

    @property
    def blanks(self) -> Mapping[str, BlankRow]:
        """The rows that the documents of the pack have given a place to write: address → what is known."""
        made: Mapping[str, BlankRow] = self.context[BLANK_ROWS]
        return made


def subject_of(loaded: LoadedProject, department: str | None) -> Subject:
    """The subject of a department's pack, or (None) of the project's."""
    answers = loaded.project.answers_of(department)
    plan = loaded.plan() if department is None else compute_plan(answers, loaded.plan())
    checked = check_context(loaded, department)
    return Subject(
        library=loaded.library,
        documents=documents_of(answers),
        key=pack_key(answers),
        name=department_name(answers),
        answers=answers,
        plan=plan,
        context=base_context(answers, plan, checked, loaded.logo),
        findings=checked.findings,
        checks=checked.made,
        due=_due(answers, loaded.plan()),
        go_live=plan.go_live,
        page_numbers=loaded.page_numbers,
    )


def sheets_of(loaded: LoadedProject, department: str | None, sheets: Sequence[Document]) -> Subject:
    """The same subject with workshop sheets for documents."""
    return replace(subject_of(loaded, department), documents=tuple(sheets), folder=SHEETS)


def check_context(loaded: LoadedProject, department: str | None) -> Checked:
    """What concerns one context: of reading its files, and of its answers as a whole. Of what could not be
    read nothing can be said."""
    found = [*loaded.logo_findings, *loaded.project.findings_of(department)]
    if not loaded.project.readable(department):
        return Checked(tuple(dict.fromkeys(found)), frozenset())
    judgement = _judged(loaded, department)
    return Checked(tuple(dict.fromkeys([*found, *judgement.findings])), judgement.made, judgement)


def check_project(loaded: LoadedProject) -> Checked:
    """Every finding of the project once, also when several departments share it, and all checks that were
    made."""
    keys = (None, *loaded.project.departments)
    contexts = {key: check_context(loaded, key) for key in keys}
    judged = {
        department_name(loaded.project.answers_of(key)) if key else "": one.judgement.findings
        for key, one in contexts.items()
    }
    found = [*loaded.logo_findings, *loaded.project.findings]
    found += [finding for one in contexts.values() for finding in one.findings]
    return Checked(
        told_once(dict.fromkeys(found), judged),
        frozenset().union(*(context.made for context in contexts.values())),
    )


def _judged(loaded: LoadedProject, department: str | None) -> Judgement:
    """The rules judged on one context; on that of a department without answers of its own they were judged
    with the project's."""
    answers = loaded.project.answers_of(department)
    if department is not None and not answers.replaced and not answers.own_rows:
        department = None
    if department not in loaded.judged:
        answers = loaded.project.answers_of(department)
        common = loaded.plan() if department is None else compute_plan(replace(answers, department=None))
        loaded.judged[department] = judge(answers, common, loaded.project.findings_of(department))
    return loaded.judged[department]


def _due(answers: Answers, common: Plan) -> Callable[[str], date | None]:
    """The due dates of the project's plan: the same in every pack (specifikation.md 3.5)."""

    def day(question: str) -> date | None:
        known = answers.catalog.questions.get(question)
        due = not_yet_due(common, known) if known else None
        return due.day if due else None

    return day
