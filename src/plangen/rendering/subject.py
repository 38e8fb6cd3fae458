"""One context of a project made ready: answers, plan, findings and template context of one department,
or of all departments together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property, lru_cache
from typing import Any

from plangen.answers.blank_rows import BlankRow
from plangen.answers.identity import KEPT, Very
from plangen.answers.model import Answers
from plangen.answers.packs import SHEETS, documents_of, pack_key
from plangen.answers.project import Project
from plangen.catalog import Document
from plangen.checks.checked import Checked
from plangen.checks.judging import judge
from plangen.checks.registry import Judgement
from plangen.checks.telling_once import told_once
from plangen.documents.context import BLANK_ROWS, base_context, department_name
from plangen.findings import Finding
from plangen.library import Library
from plangen.plan import compute_plan, plan_of
from plangen.plan.due import not_yet_due
from plangen.plan.model import Plan
from plangen.projects.sources import LoadedProject
from plangen.web.pdf import PageNumbers


@dataclass(frozen=True, eq=False)
class Subject:
    """What the documents of one pack are about. What takes time to compute is computed when it is asked for:
    whether a file is as the answers say is often known from the answers alone.

    `loaded`: the project; `department`: the pack's, None for the project's own. `documents`: those of the
    pack, in its order. `folder`: where they lie in the project's, empty for one named as the pack.
    """

    loaded: LoadedProject
    department: str | None
    documents: tuple[Document, ...]
    folder: str = ""

    @property
    def library(self) -> Library:
        """What the documents are made with."""
        return self.loaded.library

    @cached_property
    def answers(self) -> Answers:
        return self.loaded.project.answers_of(self.department)

    @property
    def key(self) -> str:
        """The pack's key."""
        return pack_key(self.answers)

    @property
    def name(self) -> str:
        return department_name(self.answers)

    @cached_property
    def plan(self) -> Plan:
        return plan_of(self.loaded.project, self.department)

    @property
    def go_live(self) -> date | None:
        """The pack's own date."""
        return self.plan.go_live

    @cached_property
    def _checked(self) -> Checked:
        return check_context(self.loaded, self.department)

    @property
    def findings(self) -> tuple[Finding, ...]:
        return self._checked.findings

    @property
    def checks(self) -> frozenset[str]:
        """The codes of the checks that were made."""
        return self._checked.made

    @cached_property
    def context(self) -> Mapping[str, Any]:
        """What every template of the pack sees."""
        return base_context(self.answers, self.plan, self._checked, self.loaded.logo)

    @property
    def blanks(self) -> Mapping[str, BlankRow]:
        """The rows that the documents of the pack have given a place to write: address → what is known."""
        made: Mapping[str, BlankRow] = self.context[BLANK_ROWS]
        return made

    @property
    def page_numbers(self) -> PageNumbers:
        """Of pages that were laid out before."""
        return self.loaded.page_numbers

    def due(self, question: str) -> date | None:
        """When a question must be answered, None when it is due: by the project's plan, so the same in every
        pack (specifikation.md 3.5)."""
        known = self.answers.catalog.questions.get(question)
        due = not_yet_due(plan_of(self.loaded.project), known) if known else None
        return due.day if due else None


def subject_of(loaded: LoadedProject, department: str | None) -> Subject:
    """The subject of a department's pack, or (None) of the project's."""
    return Subject(loaded, department, documents_of(loaded.project.answers_of(department)))


def sheets_of(loaded: LoadedProject, department: str | None, sheets: Sequence[Document]) -> Subject:
    """The same subject with workshop sheets for documents."""
    return Subject(loaded, department, tuple(sheets), folder=SHEETS)


def check_context(loaded: LoadedProject, department: str | None) -> Checked:
    """What concerns one context: of reading its files, and of its answers as a whole. Of what could not be
    read nothing can be said."""
    found = [*loaded.logo_findings, *loaded.project.findings_of(department)]
    if not loaded.project.readable(department):
        return Checked(tuple(dict.fromkeys(found)), frozenset())
    judgement = _judged(Very(loaded.project), department)
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


@lru_cache(maxsize=KEPT)
def _judged(project: Very[Project], department: str | None) -> Judgement:
    """The rules judged on one context; on that of a department without answers of its own they were judged
    with the project's."""
    answers = project.value.answers_of(department)
    if department is None:
        plan = plan_of(project.value)
    elif answers.replaced or answers.own_rows:
        plan = compute_plan(replace(answers, department=None))
    else:
        return _judged(project, None)
    return judge(answers, plan, project.value.findings_of(department))
