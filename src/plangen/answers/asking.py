"""What a project is asked: the questions of its profile, those of documents added to it, and whatever it has
answered anyway (specifikation.md 2.8)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from plangen.answers.conditions import answers_scope, holds, shown
from plangen.answers.defaults import wholly_unanswered
from plangen.answers.expressions import Scope
from plangen.answers.values import Multi, Row, Value
from plangen.catalog import SCOPES, Catalog, Column, Document, Question
from plangen.catalog.address import ANSWERS

if TYPE_CHECKING:
    from plangen.answers.model import Answers

_SIZE = {scope: size for size, scope in enumerate(SCOPES)}


@dataclass(frozen=True, slots=True)
class Reach:
    """How far the questionnaire goes for a project: its profile, and the documents added to it."""

    profile: str = SCOPES[-1]
    documents: frozenset[str] = frozenset()

    def makes(self, document: Document) -> bool:
        """Whether a document is in the project's packs: by the profile, or added to it."""
        return self._covers(document.scope) or document.id in self.documents

    def asks(self, question: Question) -> bool:
        """Whether the profile or an added document asks a question, when it is shown."""
        return self._covers(question.scope) or not self.documents.isdisjoint(question.documents)

    def asks_column(self, question: Question, column: Column) -> bool:
        """The same for a column of a question that is asked, for whatever reason."""
        scope = column.scope or question.scope
        return (
            self._covers(scope)
            or _SIZE[scope] <= _SIZE[question.scope]
            or not self.documents.isdisjoint(question.documents)
        )

    def requires(self, question: Question, column: Column, row: Row) -> bool:
        """Whether a given record must have a column: it is asked of the project, and required."""
        if not self.asks_column(question, column):
            return False
        if column.required == "betinget":
            return bool(column.required_if) and holds(column.required_if, row.get)
        return column.required == "ja"

    def _covers(self, scope: str) -> bool:
        return _SIZE[scope] <= _SIZE[self.profile]


def reach_of(catalog: Catalog, package: Mapping[str, Value | tuple[Row, ...]]) -> Reach:
    """The reach that the settings of an answer file give. A document of the profile adds nothing."""
    given, named = (_raw(package.get(key)) for key in ("omfang", "dokumenter"))
    profile = given if isinstance(given, str) and given in _SIZE else catalog.lists.profile_unanswered
    ids = named.chosen if isinstance(named, Multi) else ()
    known = catalog.documents
    added = (id for id in ids if id not in known or _SIZE[known[id].scope] > _SIZE[profile])
    return Reach(profile, frozenset(added))


def _raw(setting: Value | tuple[Row, ...] | None) -> object:
    return setting.raw if isinstance(setting, Value) else None


def question_is_asked(answers: Answers, question: Question) -> bool:
    """Whether a question is asked: shown, and within the reach or answered."""
    return shown(answers, question.id) and (answers.reach.asks(question) or _is_given(answers, question))


def column_is_asked(answers: Answers, question: Question, column: Column) -> bool:
    """Whether a column is: its question is, and it is within the reach or answered in some row."""
    if not question_is_asked(answers, question):
        return False
    return answers.reach.asks_column(question, column) or _has_cell(answers, question, column)


def _is_given(answers: Answers, question: Question) -> bool:
    """Whether something is written in answer, even what was refused."""
    return not wholly_unanswered(answers, question) or _refused(answers, question.id)


def _has_cell(answers: Answers, question: Question, column: Column) -> bool:
    value = answers.values.get(question.id)
    rows = value if isinstance(value, tuple) else (value,)
    given = any(isinstance(row, Row) and column.id in row.cells for row in rows)
    return given or _refused(answers, question.id, column.id)


def _refused(answers: Answers, question: str, column: str = "") -> bool:
    return any(
        address.part == ANSWERS and address.question == question and column in ("", address.column)
        for address in answers.invalid
    )


def progress(answers: Answers) -> tuple[int, int]:
    """How many of the questions that are asked have an answer, and how many there are: as the project was
    told before it began, so without state, and with what other answers bring once they do (specifikation.md
    2.8)."""
    asked = counted_questions(answers)
    return sum(not wholly_unanswered(answers, question) for question in asked), len(asked)


def counted_questions(answers: Answers) -> tuple[Question, ...]:
    """The questions that `progress` counts."""
    return tuple(
        question
        for question in answers.catalog.questions.values()
        if not question.state and question_is_asked(answers, question) and _is_counted(answers, question)
    )


def _is_counted(answers: Answers, question: Question) -> bool:
    """Whether a question is always asked, or is answered, or an answer that there is has brought it; the lack
    of one may show it, too."""
    if not question.shown_if or _is_given(answers, question):
        return True
    scope, read = answers_scope(answers), list[str]()

    def lookup(name: str) -> object:
        read.append(name)
        return scope.lookup(name)

    holds(question.shown_if, Scope(lookup, scope.functions))
    known = answers.catalog.questions
    return any(name in known and not wholly_unanswered(answers, known[name]) for name in read)
