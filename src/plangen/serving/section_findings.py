"""What is found on a page of the questionnaire, for the script that asks when answers have been saved."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from plangen.forms.model import FormQuestion
from plangen.forms.page.posted import SEPARATOR
from plangen.forms.page.seen import FoundHere, QuestionView
from plangen.projects.sources import LoadedProject
from plangen.questionnaires.found_at import said_at_once
from plangen.questionnaires.sections import Questionnaire, problems, questionnaire
from plangen.questionnaires.workplace import NoProject
from plangen.serving.coalescing import Batches
from plangen.serving.desk import Desk

_Key = tuple[str, str | None, str]
"""A project, a department, and a section."""
_Told = Mapping[str, Any]


def questions_of(shown: Questionnaire, section: str) -> list[FormQuestion]:
    """The questions that a section asks. Raises `NoProject` for one that is not there."""
    try:
        page = shown.form.page(section)
    except KeyError as error:
        raise NoProject(section) from error
    return [question for question in page.questions if shown.is_asked(question)]


def steps_of(shown: Questionnaire, section: str) -> dict[str, Any]:
    """What the list of sections is drawn with. `section`: the one that is open."""
    name, department = shown.loaded.name, shown.department or ""
    return {"trin": shown.steps(), "nu": section, "navn": name, "afdeling": department}


class SectionFindings:
    """The findings of sections, each worked out once for all who ask meanwhile."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._batches: Batches[_Key, LoadedProject, _Told] = Batches(self._for_all)
        self._known: dict[_Key, tuple[LoadedProject, _Told]] = {}

    async def told(self, loaded: LoadedProject, department: str | None, section: str) -> _Told:
        """What is found on a page, what it hides, and how far all pages are. Raises `NoProject`."""
        return await self._batches.do((loaded.name, department, section), loaded)

    def _for_all(self, key: _Key, asked: Sequence[LoadedProject]) -> Sequence[_Told]:
        loaded = asked[-1]
        known = self._known.get(key)
        if known is None or known[0] is not loaded:
            known = loaded, self._found(questionnaire(loaded, key[1]), key[2])
            current = {k: v for k, v in self._known.items() if k[0] != key[0] or v[0] is loaded}
            self._known = {**current, key: known}
        return [known[1]] * len(asked)

    def _found(self, shown: Questionnaire, section: str) -> _Told:
        views = {str(one.address): shown.view(one) for one in questions_of(shown, section)}
        draw = self._desk.pages.draw
        return {
            "versioner": {id: view.version for id, view in views.items()},
            "felter": {id: list(self._at_fields(view)) for id, view in views.items()},
            "alle": {
                id: draw("_beskeder.html", q=replace(view, told=said_at_once(view)), afvist="")
                for id, view in views.items()
            },
            "beskeder": {id: draw("_beskeder.html", q=view, afvist="") for id, view in views.items()},
            "skjult": [id for id, view in views.items() if view.hidden],
            "opsummering": draw("_opsummering.html", problemer=problems(views.values())),
            "trin": draw("_trin.html", **steps_of(shown, section)),
        }

    def _at_fields(self, view: QuestionView) -> Iterator[dict[str, str]]:
        """What is found at the fields of a question: the row as the answer numbers it, and the field."""
        rows = [(row.token, row.fields) for row in view.rows]
        for token, fields in [("", view.fields), *rows]:
            for one in fields:
                if one.told:
                    column = one.name.rpartition(SEPARATOR)[2]
                    yield self._at(one.told, token, column, one.anchor)
        for row in view.rows:
            if row.told:
                yield self._at(row.told, row.token, "", f"raekke-{row.id}")

    def _at(self, told: FoundHere, row: str, field: str, place: str) -> dict[str, str]:
        html = self._desk.pages.draw("_fund.html", told=told)
        return {"raekke": row, "felt": field, "sted": place, "html": html}
