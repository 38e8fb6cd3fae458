"""The values of answers: single ones, rows, and the explicit »ingen«, each with its place in the file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from plangen.findings import Place


@dataclass(frozen=True, slots=True)
class Multi:
    """The answer to a multi-choice: codes in the order given, and own items as text."""

    chosen: tuple[str, ...]
    own: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Value:
    """A scalar answer. `raw` is str (text, markdown, a choice's code), int or float (number; weeks in a
    date_or_week), `datetime.date`, `Multi`, or a tuple of ints (tal_liste)."""

    raw: Any
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table, a preset row, a group, or a choice with extra fields (its code under `valg`).

    `key` identifies a row across edits: the explicit id in the row, else a slug of its first required
    text column with a counter at ties; for a preset row its code; empty for a group.
    `number` counts from 1 in the file. Cells that were not given are absent.
    """

    cells: Mapping[str, Value]
    key: str = ""
    number: int = 0
    place: Place | None = None

    def get(self, column: str) -> Any:
        """The raw value of a cell, None when it was not given."""
        value = self.cells.get(column)
        return None if value is None else value.raw

    def text(self, column: str) -> str:
        """The raw value as text, empty when it was not given."""
        raw = self.get(column)
        return "" if raw is None else str(raw)

    def departments(self) -> tuple[str, ...]:
        """The keys in the row's `afdeling` cell; ("alle",) when it is empty (specifikation.md 2.5)."""
        keys = tuple(part.strip() for part in self.text("afdeling").split(";") if part.strip())
        return keys or ("alle",)

    def covers(self, department: str) -> bool:
        """Whether the row names the department or »alle«."""
        keys = self.departments()
        return "alle" in keys or department in keys


@dataclass(frozen=True, slots=True)
class NoneAnswer:
    """The explicit answer »ingen« to a table."""

    place: Place | None = None


AnswerValue = Value | Row | tuple[Row, ...] | NoneAnswer
