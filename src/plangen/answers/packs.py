"""Which packs a project has, and which documents stand in each (specifikation.md 4.1, »Niveauer«).

The project's pack holds the documents about the project as a whole; each department's those that concern it.
A project with one department has one pack, with every document once.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from plangen.answers.acquisition import requirements_variant
from plangen.answers.model import Answers
from plangen.answers.project import Project
from plangen.answers.reported import is_handed_over
from plangen.catalog import SCOPES, Document

SHARED: Final = "faelles"
"""Key and folder of the project's pack."""
SHEETS: Final = "ark"
"""Folder of the workshop sheets of all packs."""
_OF_PROJECT: Final = ("projekt", "begge")
_OF_DEPARTMENT: Final = ("begge", "afdeling")


def is_alone(answers: Answers) -> bool:
    """Whether the project has one department at the most, and so one pack. `answers`: with all rows."""
    return len(answers.department_keys()) < 2


def packs_of(project: Project) -> Mapping[str, str | None]:
    """The packs of a project: key → whose answers it is made of, None for the project's.

    The one pack of a project whose only department has a file of its own is made of that department's.
    """
    departments = project.departments
    if len(departments) > 1:
        return {SHARED: None, **{key: key for key in departments}}
    return {SHARED: next((key for key in departments if _has_own_file(project, key)), None)}


def _has_own_file(project: Project, key: str) -> bool:
    own, shared = project.departments[key], project.base
    answered = bool(own.replaced or own.own_rows) or own.passages != shared.passages
    return answered or key in project.unreadable


def pack_key(answers: Answers) -> str:
    """The key of the pack that is made of these answers."""
    return SHARED if answers.department is None or is_alone(answers) else answers.department


def documents_of(answers: Answers) -> tuple[Document, ...]:
    """The documents of the pack that is made of these answers, in its order and in the form that it has
    them in: those of the profile and those that `pakke.dokumenter` adds, of the pack's level."""
    made = (one for one in answers.catalog.documents.values() if answers.reach.makes(one))
    documents = [_titled(answers, one) for one in made]
    if is_alone(answers):
        return tuple(documents)
    if answers.department is None:
        return tuple(one for one in documents if one.level in _OF_PROJECT)
    return tuple(one.for_department() for one in documents if one.level in _OF_DEPARTMENT)


def _titled(answers: Answers, document: Document) -> Document:
    """What goes to suppliers is called by how the solution is acquired, the note on the project's status by
    whether the project is at its end (specifikation.md 4.2, D03 and D13)."""
    if document.for_suppliers:
        title = answers.catalog.lists.requirements_title[requirements_variant(answers)]
    else:
        title = document.title_at_the_end if is_handed_over(answers) else document.title_on_the_way
    return replace(document, title=title) if title else document


def prints_sections_of(answers: Answers, document: Document, scope: str) -> bool:
    """Whether a document of the pack has its sections of a scope."""
    return SCOPES.index(scope) <= SCOPES.index(scope_in_pack(answers, document))


def scope_in_pack(answers: Answers, document: Document) -> str:
    """How much of a document of the pack is made: what the project's profile gives, and all of one that
    `pakke.dokumenter` has added to the profile."""
    is_added = SCOPES.index(document.scope) > SCOPES.index(answers.profile)
    return SCOPES[-1] if is_added else answers.profile


def most_pages(answers: Answers, document: Document, windows: int) -> int:
    """How many pages a document of the project's pack may take; 0 when nothing limits it. `windows`: how many
    evaluations the plan has."""
    limits = dict(zip(SCOPES, document.pages, strict=False))
    most = limits.get(scope_in_pack(answers, document), 0)
    return most + _sheets(answers, document, windows) if most else 0


def _sheets(answers: Answers, document: Document, windows: int) -> int:
    """The pages that are taken out and written on: one for each trial and a blank one; one for each window,
    or a blank one where departments have them."""
    if document.sheets == "proevehandlinger":
        return len(answers.rows("proevehandlinger")) + 1
    if document.sheets == "vinduer":
        return windows if len(answers.department_keys()) < 2 else 1
    return 0
