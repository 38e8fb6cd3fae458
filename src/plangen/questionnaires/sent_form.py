"""The questionnaire as it is sent to somebody: which pages, with which answers, and what they were made
from."""

from __future__ import annotations

import os
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePath

from plangen.catalog.address import ANSWERS
from plangen.documents.context import department_name
from plangen.documents.open_points import answerer
from plangen.findings import UsageError
from plangen.forms.model import SETTINGS_PAGE, FormPage
from plangen.forms.page.answer import NotShown, Plain
from plangen.forms.page.seen import QuestionView
from plangen.forms.submission import MadeFrom
from plangen.projects.sources import LoadedProject
from plangen.questionnaires.sections import Questionnaire, questionnaire


@dataclass(frozen=True)
class SentForm:
    """A questionnaire to be written in any kind of file. `title`: of the project; `department`: its name,
    empty for the project's own answers; `pages`: those that it has; `views`: id of a page → its questions,
    hidden and locked ones too; `made_from`: what goes with it, so that it can be read back; `who`: id of a
    question → who can probably answer it, in words."""

    loaded: LoadedProject
    title: str
    department: str
    pages: tuple[FormPage, ...]
    views: Mapping[str, tuple[QuestionView, ...]]
    made_from: MadeFrom
    who: Mapping[str, str] = field(default_factory=dict)


def form_to_send(loaded: LoadedProject, department: str | None, sections: Collection[str] = ()) -> SentForm:
    """The form of a project, or of one of its departments, with the answers so far. `sections`: ids of the
    pages that it is to have, all when there are none. Raises `UsageError` for a page or a department that is
    not there, and what reading the files raises."""
    _known_department(loaded, department)
    shown = questionnaire(loaded, department)
    steps = {step.page.id: step.page for step in shown.steps()}
    missing = [section for section in sections if section not in steps]
    if missing:
        raise UsageError(f"Afsnittet »{missing[0]}« findes ikke.", f"Vælg mellem {', '.join(steps)}.")
    pages = [page for id, page in steps.items() if not sections or id in sections]
    pages.sort(key=lambda page: page.id == SETTINGS_PAGE)  # hardly anybody who is sent a form knows of these
    views = {page.id: tuple(shown.view(q) for q in page.questions if shown.is_asked(q)) for page in pages}
    every = [view for some in views.values() for view in some]
    name = department_name(shown.answers) if department is not None else ""
    return SentForm(
        loaded,
        loaded.project.base.text("projekt_titel") or loaded.name,
        name or department or "",
        tuple(pages),
        views,
        _made_from(shown, every),
        {
            str(view.question.address): answerer(shown.answers, view.question.id)
            for view in every
            if view.question.part == ANSWERS
        },
    )


def _known_department(loaded: LoadedProject, department: str | None) -> None:
    known = loaded.project.departments
    if department is not None and department not in known:
        hint = f"Vælg mellem {', '.join(known)}." if known else "Projektet har ingen afdelinger."
        raise UsageError(f"Afdelingen »{department}« findes ikke.", hint)


def _made_from(shown: Questionnaire, views: Collection[QuestionView]) -> MadeFrom:
    answered = [view for view in views if not view.locked]
    return MadeFrom(
        shown.loaded.name,
        shown.department or "",
        path_to_send(shown.loaded.path),
        {str(view.question.address): view.version for view in answered},
        {str(view.question.address): _answer(shown, view) for view in answered},
    )


def _answer(shown: Questionnaire, view: QuestionView) -> Plain:
    """The answer that a view shows."""
    try:
        return shown.side.shown(view.question)
    except NotShown:
        return shown.main.blank(view.question)


def path_to_send(path: Path) -> str:
    """The path of an answer file from here, as it may leave the house: without the names of folders above."""
    try:
        inside = PurePath(os.path.relpath(path.absolute(), Path.cwd()))
    except ValueError:  # another drive
        inside = PurePath(path.name)
    return inside.as_posix() if ".." not in inside.parts else path.name
