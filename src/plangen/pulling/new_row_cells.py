"""What a new row says: the texts of its cells as raw values, each in its column.

A row that staff typed has no controls. Which column a cell belongs to is known by the rows that were there
before; that of a cell which the document computes (»15. marts 2027« from a number of weeks) by its heading,
or because the rows that were there print just that column's dates.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

from plangen.answers.options import options_of
from plangen.answers.scalars import Refused
from plangen.answers.spelling.dates import read_date
from plangen.answers.wording import closest, quoted, short_label
from plangen.catalog import Catalog, Column, Question
from plangen.catalog.address import Address
from plangen.differences.rows import RowEdit
from plangen.pulling.raw_values import same, to_json
from plangen.pulling.readback import ReadBack
from plangen.pulling.realignment import GONE, UNCLEAR
from plangen.pulling.wishes import Context, EditedDocument

_NUMBER = re.compile(r"[A-Za-z]{0,3}-?(\d*)\.?")
_COUNTED = re.compile(r"(?:nr\.?|nummer|#|(?:\w+-)?id)", re.IGNORECASE)
_MOVED = timedelta(days=10)  # a computed day moves away from weekends and holidays
_BY_HAND = "Skriv rækken i svarfilen."


@dataclass(frozen=True, slots=True)
class Unclear:
    """Why a row cannot be read, and what to do, in Danish."""

    message: str
    hint: str


@dataclass(frozen=True)
class NewRow:
    """A new or copied row of a document. `edit` in the names of the answers of now, like `source`."""

    catalog: Catalog
    source: EditedDocument
    context: Context
    question: Question
    edit: RowEdit

    def cells(self) -> dict[str, Any] | Unclear:
        """Column → raw value, in the order of the questionnaire; empty when the row says nothing."""
        if self._lost_its_original():
            return Unclear("Den række, som er kopieret, er ændret eller slettet i svarfilen siden.", _BY_HAND)
        found = self._hidden()
        for name, text in self.edit.cells:
            problem = self._read(found, self._named(name), name, text)
            if problem is not None:
                return problem
        shown = self._columns_shown()
        for heading, text in self.edit.beside:
            column = self._computed(heading, shown)
            problem = self._read(found, column, heading, text, computed=True)
            if problem is not None:
                return problem
        found |= self.standing()
        return {c.id: found[c.id] for c in self.question.columns if found.get(c.id) is not None}

    def columns(self) -> dict[str, Column]:
        """The columns that the cells of the row belong to, by what the cells are called in the document."""
        shown = self._columns_shown()
        found = {name: self._named(name) for name, _ in self.edit.cells}
        found |= {heading: self._computed(heading, shown) for heading, _ in self.edit.beside}
        return {name: column for name, column in found.items() if column is not None}

    def standing(self) -> dict[str, str]:
        """The choices that a document does not print in its rows but as the heading over them."""
        heading, shown = self.edit.under.casefold(), self._columns_shown()
        hidden = [c for c in self.question.columns if c.type == "choice" and c.id not in shown]
        return {
            column.id: code
            for column in hidden
            for code, label in options_of(self.catalog, column).items()
            if label.casefold() == heading
        }

    def _read(
        self, found: dict[str, Any], column: Column | None, name: str, text: str, computed: bool = False
    ) -> Unclear | None:
        """Notes what a cell says; or says why that cannot be told."""
        if column is None:
            return self._without_column(name, text)
        raw = None if computed else self._as_in_original(column.id, text)
        if raw is None:
            raw = ReadBack(self.catalog, self.context.names).value(self.question, column, text)
        if isinstance(raw, Refused):
            message = f"Den nye række: {short_label(column.label)} {quoted(text)} er ikke {raw.expected}."
            return Unclear(message, raw.hint)
        found[column.id] = raw
        return None

    def _without_column(self, name: str, text: str) -> Unclear | None:
        """A cell of no known column is left out only when the document counts its rows there."""
        printed = [shown for _, heading, shown in self.edit.printed if heading == name]
        if not text.strip() and not any(shown.strip() for shown in printed):
            return None
        if _NUMBER.fullmatch(text.strip()) and (_COUNTED.fullmatch(name.strip()) or _counts(printed)):
            return None
        where = f" i kolonnen {quoted(name)}" if name else ""
        if not text.strip():
            return Unclear(f"Den nye række: feltet{where} er tømt, men hører ikke til et felt.", _BY_HAND)
        message = f"Den nye række: {quoted(text)}{where} hører ikke til et felt i svarfilen."
        return Unclear(message, _BY_HAND)

    # --- which column --------------------------------------------------------------------------------------
    def _named(self, name: str) -> Column | None:
        """A column by its id; or by its heading, where the document knows no more (a table without rows)."""
        labels = {column.id: short_label(column.label) for column in self.question.columns}
        found = name if name in labels else closest(name, labels)
        return self.question.column(found) if found else None

    def _computed(self, heading: str, shown: set[str]) -> Column | None:
        """The column behind what a document computes: that with the same name, else the only one whose dates
        the other rows print, else the only one whose words they print."""
        free = [column for column in self.question.columns if column.id not in shown]
        for column in free:
            if short_label(column.label).casefold() == heading.strip().casefold():
                return column
        for types in (("date", "date_or_week"), ("text", "choice")):
            printed = [column for column in free if column.type in types and self._prints(heading, column)]
            if len(printed) == 1:
                return printed[0]
        return None

    def _columns_shown(self) -> set[str]:
        """The columns whose answers stand in the row, or in others of the document."""
        others = (address for address in map(Address.parse, self.source.shown) if address.key)
        printed = {address.column for address in others if address.whole == self.edit.question}
        return {*printed, *(name for name, _ in self.edit.cells)}

    def _prints(self, heading: str, column: Column) -> bool:
        """Whether the rows that were there print a column under a heading."""
        said = [self._agrees(key, column, text) for key, name, text in self.edit.printed if name == heading]
        return True in said and False not in said

    def _agrees(self, key: str, column: Column, text: str) -> bool | None:
        """Whether what is printed is what a row's cell says; None when there is no telling."""
        raw = self.source.raws.get(self._id(key, column.id))
        if column.type in ("text", "choice"):
            read = ReadBack(self.catalog, self.context.names).value(self.question, column, text)
            return None if raw is None else same(column, read, raw)
        day = read_date(text)
        if raw is None or isinstance(day, Refused):
            return None
        if isinstance(raw, int):
            days = [go_live + timedelta(weeks=raw) for go_live in self._go_lives()]
            return any(abs(day - one) <= _MOVED for one in days) if days else None
        return bool(to_json(day) == raw)

    def _go_lives(self) -> Iterator[date]:
        for id, raw in self.context.raws.items():
            address = Address.parse(id)
            if id == "idriftsaettelsesdato" or (address.key and address.column == "idriftsaettelse"):
                found = read_date(str(to_json(raw)))
                if isinstance(found, date):
                    yield found

    # --- copied rows ---------------------------------------------------------------------------------------
    def _hidden(self) -> dict[str, Any]:
        """A copied row keeps what the document does not show, but not the id of its original."""
        if not self.edit.copied_from:
            return {}
        shown = {name for name, _ in self.edit.cells}
        keys = {column.id for column in self.question.columns if is_id(column.id, column.refers)}
        found = dict(self._of_original(self.context.raws))
        return {name: raw for name, raw in found.items() if name not in shown and name not in keys}

    def _lost_its_original(self) -> bool:
        """Whether the row that was copied is no longer known, and it held more than the document shows."""
        shown = {name for name, _ in self.edit.cells}
        lost = self.edit.copied_from.endswith((GONE, UNCLEAR))
        return lost and any(name not in shown for name, _ in self._of_original(self.source.raws))

    def _of_original(self, raws: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
        """Column and raw value of the row that was copied."""
        for id, raw in raws.items():
            address = Address.parse(id)
            if address.table_row == (self.edit.question, self.edit.copied_from):
                yield address.column, raw

    def _id(self, key: str, column: str) -> str:
        return str(Address.cell(self.edit.question, key, column))

    def _as_in_original(self, name: str, text: str) -> Any:
        """The raw value of the row that was copied, where the text is still the same."""
        original = self._id(self.edit.copied_from, name)
        unchanged = self.edit.copied_from and text in self.source.shown.get(original, ())
        return self.context.raws.get(original) if unchanged else None


def is_id(column: str, refers: str) -> bool:
    """Whether a column names its row."""
    return refers == "noegle" or column.endswith("_id")


def _counts(printed: list[str]) -> bool:
    """Whether the texts count upwards: 1, 2, 3 or K-01, K-02."""
    matches = [_NUMBER.fullmatch(text.strip()) for text in printed]
    numbers = [int(match[1]) for match in matches if match and match[1]]
    return len(numbers) == len(printed) > 1 and all(b - a == 1 for a, b in pairwise(numbers))
