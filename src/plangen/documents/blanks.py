"""Rows for staff to write in: what a page prints where a row of the answers is not there yet.

A row is known by what the page knows of it, so the same row of two documents, or of two builds, has the same
key. A day that moves with the plan is no name: such a row is known by the place it has in the plan. What the
page knows is remembered with the Word file (`BlankRows.made`) and comes back with what staff write.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, Final

from plangen.answers.blank_rows import BlankRow
from plangen.answers.model import Answers
from plangen.catalog import Column, Question
from plangen.catalog.address import Address
from plangen.texts.records import Record
from plangen.texts.values import Answer

MOST: Final = 6
"""How many blank rows of a table a template can ask for: the log of a trial has six lines."""
_NAME = 10  # hexadecimal digits that tell one row from another
_DEPARTMENT = "afdeling"

Cell = Callable[[Question, Column, Address], Answer]
"""Makes the empty place for one cell."""


class BlankRows:
    """Makes the blank rows of one pack. `made`: address of a row → what is known of it."""

    def __init__(self, answers: Answers, cell: Cell) -> None:
        self._answers = answers
        self._cell = cell
        self.made: dict[str, BlankRow] = {}

    def one(
        self,
        table: str,
        known: Mapping[str, Any],
        taken: Mapping[str, str] | None = None,
        number: int = 0,
        place: Mapping[str, str] | None = None,
    ) -> Record:
        """The row of a table with these cells, which is not there yet. `known`, `taken`: as in `BlankRow`;
        `place`: what it is known by when the cells change with the plan."""
        [row] = self._rows(table, known, taken, [number], place)
        return row

    def some(
        self,
        table: str,
        known: Mapping[str, Any] | None = None,
        count: int = MOST,
        taken: Mapping[str, str] | None = None,
        after: int = 0,
        place: Mapping[str, str] | None = None,
    ) -> tuple[Record, ...]:
        """Several blank rows of a table that know the same. `after`: how many such rows another place of the
        pack has, so that these are others; `place` as for `one`."""
        return tuple(self._rows(table, known or {}, taken, range(after + 1, after + count + 1), place))

    def _rows(
        self,
        table: str,
        known: Mapping[str, Any],
        taken: Mapping[str, str] | None,
        numbers: Sequence[int],
        place: Mapping[str, str] | None,
    ) -> Iterator[Record]:
        question = self._answers.catalog.questions[table]
        row = BlankRow(self._with_department(question, known), dict(taken or {}))
        name = _name(place) if place else _name_of(row)
        for number in numbers:
            at = Address.blank_row(table, name, number)
            self.made[str(at)] = row
            cells = {one.id: self._cell(question, one, at.field(one.id)) for one in question.columns}
            yield Record(cells, key=at.key)

    def _with_department(self, question: Question, known: Mapping[str, Any]) -> dict[str, Any]:
        """What is known: in a department's pack also whose row it is."""
        found = {column: _plain(raw) for column, raw in known.items() if raw not in (None, "")}
        has_column = any(column.id == _DEPARTMENT for column in question.columns)
        if has_column and self._answers.department:
            found.setdefault(_DEPARTMENT, self._answers.department)
        return found


def _plain(raw: Any) -> Any:
    return raw.isoformat() if isinstance(raw, date) else raw


def _name_of(row: BlankRow) -> str:
    return _name([dict(row.known), dict(row.taken)])


def _name(known: Any) -> str:
    told = json.dumps(known, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(told.encode("utf-8")).hexdigest()[:_NAME]
