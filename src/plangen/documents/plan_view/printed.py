"""Where the plan's texts, roles, dates and rows stand among the printed answers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from plangen.documents.display import BLANK
from plangen.documents.plan_view.shown import ShownDate, Whose
from plangen.plan.model import Plan
from plangen.plan.refs import AnswerRef, Text
from plangen.plan.roles import Role
from plangen.plan.when import When
from plangen.texts.records import Record, Rows
from plangen.texts.values import Answer, Passage


class Printed:
    """Looks up printed answers. `context`: the answers' part of the template context. `whose`: how the
    departments of a line are named in this pack."""

    def __init__(self, context: Mapping[str, Any], plan: Plan) -> None:
        self._context = context
        self._rows: dict[str, dict[str, Record]] = {}
        self.whose = Whose(plan.departments, plan.department is not None)

    def text(self, text: Text) -> str:
        """The answer that the text was copied from, else the text itself; »–« when there is none."""
        answer = self._answer(text.source) if text.source else None
        return answer if answer is not None else text.text or BLANK

    def role(self, role: Role) -> str:
        """Who, as the answer that says it where there is one; »–« for nobody."""
        answer = self._answer(role.source) if role.source else None
        return answer if answer is not None and str(answer) == role.text else role.text or BLANK

    def when(self, when: When) -> ShownDate:
        """A date, with what is said when closed days moved it."""
        return ShownDate(when, self.moved(when.moved_from))

    def moved(self, week: int | None) -> str:
        """»flyttet fra uge 28 pga. ferie«, empty when nothing was moved."""
        return "" if week is None else str(self._context["st"].filled("ST-67", {"uge": str(week)}))

    def row(self, ref: AnswerRef | None) -> Record | None:
        """The printed row that a reference points at."""
        value = self._context.get(ref.question) if ref else None
        if ref is None or value is None:
            return None
        if isinstance(value, Rows):
            rows = self._rows.get(ref.question)
            if rows is None:
                rows = self._rows[ref.question] = {row.key: row for row in reversed(value)}
            return rows.get(ref.row_key)
        if isinstance(value, Record):
            return getattr(value, ref.row_key, None) if ref.row_key else value
        return None

    def rows(self, question: str) -> Rows:
        """The printed rows of a table."""
        rows: Rows = self._context.get(question, ())
        return rows

    def instead_of(self, question: str) -> Answer | Passage:
        """What a table of this question prints when it has no rows."""
        rows: Rows = self._context[question]
        return rows.ellers

    def package_date(self) -> Answer:
        """The date of the pack: a marker when it is missing."""
        date: Answer = self._context["pakke"].dato
        return date

    def go_live(self) -> Answer:
        """The go-live date: a marker when it is missing."""
        date: Answer = self._context["idriftsaettelsesdato"]
        return date

    def passage(self, id: str) -> Passage:
        passage: Passage = self._context["st"][id]
        return passage

    def filled(self, id: str, values: Mapping[str, str]) -> Passage:
        """A passage with values that are not answers."""
        passage: Passage = self._context["st"].filled(id, values)
        return passage

    def _answer(self, ref: AnswerRef) -> Answer | None:
        value = self._context.get(ref.question)
        if not ref.row_key and isinstance(value, Answer):
            return None if ref.column else value
        answer = getattr(self.row(ref), ref.column, None) if ref.column else None
        return answer if isinstance(answer, Answer) else None


def reported(given: Answer, derived: str) -> Answer:
    """What was reported, else what the plan says of it, else nothing; staff report it in that place."""
    if given or not derived:
        return given.skriv
    return Answer(
        derived, id=given.id, label=given.label, kind="choice", status="default", options=given.options
    )
