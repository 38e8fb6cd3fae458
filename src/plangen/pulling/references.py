"""Answers that name rows of other answers by their keys, and what keeps those names true.

A row without an id of its own is known by a key that is made of its text. When that text changes, the row
gets the key as its id, so that everything that names it goes on doing so, in every file. A row that is still
named cannot go.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from plangen.answers.model import Answers, Row
from plangen.answers.project import Project
from plangen.answers.row_keys import id_column, naming_column, naming_text
from plangen.answers.scalars import Refused, parse_scalar
from plangen.catalog import Catalog, Column, Question
from plangen.forms.yaml.write import Change, NotWritable, Path, Put
from plangen.pulling.names import NAMED_IN
from plangen.pulling.wishes import RowWish, Wish
from plangen.texts import danish

_ALL = "alle"


@dataclass(frozen=True, slots=True)
class Reference:
    """A cell that names a row of a table. `number`: of its own row, 0 outside tables."""

    question: str
    number: int
    table: str
    key: str


class StillNamed(NotWritable):
    """Rows that others name would be gone. `rows`: table and key of each; `by`: who names them, in Danish."""

    def __init__(self, rows: Collection[tuple[str, str]], by: str) -> None:
        super().__init__(f"named by {by}")
        self.rows = rows
        self.by = by

    def is_of(self, wish: Wish | RowWish) -> bool:
        """Whether a wish takes one of the rows away, or changes it."""
        if isinstance(wish, RowWish):
            return wish.kind == "slettet" and (wish.table, wish.key) in self.rows
        return (wish.address.whole, wish.address.row) in self.rows


# --- who names whom -----------------------------------------------------------------------------------------
def references(answers: Answers) -> Iterator[Reference]:
    """Every name of a row in the answers of one pack."""
    for question_id, value in answers.values.items():
        question = answers.catalog.questions[question_id]
        rows = value if isinstance(value, tuple) else (value,) if isinstance(value, Row) else ()
        for row in rows:
            yield from _of_row(question, row)


def _of_row(question: Question, row: Row) -> Iterator[Reference]:
    for column in question.columns:
        table = NAMED_IN.get(column.refers)
        for key in _keys(column, row.text(column.id)) if table else ():
            yield Reference(question.id, row.number if question.type == "table" else 0, table or "", key)


def _keys(column: Column, text: str) -> Iterator[str]:
    parts = text.split(";") if column.refers == "afdeling" else [text]
    yield from (part.strip() for part in parts if part.strip() not in ("", _ALL))


def named(packs: Sequence[Answers], table: str) -> frozenset[str]:
    """The keys of a table's rows that the answers of any of these packs name."""
    return frozenset(one.key for answers in packs for one in references(answers) if one.table == table)


def is_named(table: str) -> bool:
    """Whether other answers name the rows of a table."""
    return table in NAMED_IN.values()


# --- rows keep their names ----------------------------------------------------------------------------------
def with_ids(
    catalog: Catalog,
    question: Question,
    rows: Mapping[str, tuple[Path, Row]],
    wishes: Sequence[Wish | RowWish],
    names: Collection[str],
) -> list[Change]:
    """The changes that give rows their keys as ids before the wishes take away what the keys are made of.

    `rows`: key → where the row stands in its file, and the row; `names`: the keys that others use.
    """
    column = id_column(question)
    if column is None:
        return []
    edited = {(wish.address.row, wish.address.column) for wish in wishes if isinstance(wish, Wish)}
    arranged = any(isinstance(wish, RowWish) for wish in wishes)
    ties = Counter(naming_text(question, row) for _, row in rows.values())
    changes: list[Change] = []
    for key, (path, row) in rows.items():
        naming = naming_column(question, row)
        reworded = naming is not None and (key, naming.id) in edited
        counted = arranged and ties[naming_text(question, row)] > 1
        free = row.get(column.id) is None and not isinstance(parse_scalar(catalog, column, key), Refused)
        if key in names and free and (reworded or counted):
            changes.append(Put((*path, column.id), key))
    return changes


# --- rows that are gone -------------------------------------------------------------------------------------
def refuse_lost_names(before: Project, now: Project) -> None:
    """Raises `StillNamed` when a row is gone that an answer of now names and found before."""
    for department in (None, *now.departments):
        was = before.answers_of(department) if department in (None, *before.departments) else before.base
        lost = Counter(_unfound(now.answers_of(department))) - Counter(_unfound(was))
        if lost:
            row = now.base.row("afdelinger", department or "")
            pack = "" if department is None else f" for {(row.text('navn') if row else '') or department}"
            rows = frozenset((table, key) for _, table, key in lost)
            raise StillNamed(rows, f"{_told(now, department, set(lost))}{pack}")


def _unfound(answers: Answers) -> Iterator[tuple[str, str, str]]:
    """The names that fit no row: the question, the table and the key."""
    for one in references(answers):
        if answers.row(one.table, one.key) is None:
            yield one.question, one.table, one.key


def _told(now: Project, department: str | None, lost: Collection[tuple[str, str, str]]) -> str:
    """»Kommunikationsaktiviteter, række 1, 2 og 3«."""
    answers = now.answers_of(department)
    numbers: dict[str, dict[int, None]] = {}
    for one in references(answers):
        if (one.question, one.table, one.key) in lost:
            numbers.setdefault(one.question, {})[one.number] = None
    told = []
    for question, found in numbers.items():
        rows = danish.joined([str(number) for number in found if number])
        told.append(f"{answers.catalog.questions[question].short}{f', række {rows}' if rows else ''}")
    return danish.joined(told)
