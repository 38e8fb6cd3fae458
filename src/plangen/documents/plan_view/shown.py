"""How days, numbers and departments of the plan are shown."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import Self

from plangen.documents.display import ALL_DEPARTMENTS, BLANK
from plangen.plan.departments import Department
from plangen.plan.when import When
from plangen.texts import danish


class ShownDate(str):
    """A computed date as a template prints it: »09.08.2027 (flyttet fra uge 28 pga. ferie)«.

    `kort`: the date alone, »09.08.2027«; `flyttet`: what is said of the move, empty when there was none;
    `lang`: »mandag den 9. august 2027«; `ugedag`: »mandag 09.08.2027«; `maaned`: »august 2027«; `uge`:
    »uge 32«; `relativ`: »4 uger før idriftsættelsen«; `med_uger`: the date with that in brackets; `raw`: the
    day. Without a day all but `relativ` are the relative words, else »–«; then it is falsy.
    """

    raw: date | None
    kort: str
    flyttet: str
    relativ: str

    def __new__(cls, when: When, moved: str = "") -> Self:
        short = danish.short_date(when.day) if when.day else when.relative or BLANK
        self = super().__new__(cls, f"{short} ({moved})" if moved else short)
        self.raw = when.day
        self.kort = short
        self.flyttet = moved
        self.relativ = when.relative
        return self

    def __bool__(self) -> bool:
        return self.raw is not None

    def __hash__(self) -> int:
        return str.__hash__(self)

    def __eq__(self, other: object) -> bool:
        return str.__eq__(self, other) if isinstance(other, str) else NotImplemented

    def _as(self, form: Callable[[date], str]) -> str:
        return form(self.raw) if self.raw else self.kort

    @property
    def lang(self) -> str:
        return self._as(danish.long_date)

    @property
    def ugedag(self) -> str:
        return self._as(danish.weekday_date)

    @property
    def maaned(self) -> str:
        return self._as(danish.month_year)

    @property
    def uge(self) -> str:
        return self._as(danish.week_name)

    @property
    def med_uger(self) -> str:
        notes = "; ".join(note for note in (self.relativ if self.raw else "", self.flyttet) if note)
        return f"{self.kort} ({notes})" if notes else self.kort


def short(day: date | None) -> str:
    """»06.09.2027«, or »–«."""
    return danish.short_date(day) if day else BLANK


def hours(number: float | None) -> str:
    """»7,5«, or »–«."""
    return BLANK if number is None else danish.number(number)


class Whose:
    """What stands in the brackets of a line of one pack: whom it concerns.

    `everybody`: the departments that the pack shows. With one department, or none, nothing is said;
    »Alle afdelinger« only of what they all share (specifikation.md 3.2).
    """

    def __init__(self, everybody: tuple[Department, ...], of_department: bool) -> None:
        self._count = 0 if of_department else len(everybody)
        self._names = {department.key: str(department.name) for department in everybody}

    def departments(self, some: tuple[Department, ...]) -> str:
        """None means all."""
        if self._count < 2:
            return ""
        if not some or len(some) == self._count:
            return ALL_DEPARTMENTS
        return danish.names([str(department.name) for department in some])

    def keys(self, keys: Iterable[str]) -> str:
        """The same for keys of departments; »alle« means all."""
        named = list(keys)
        if self._count < 2:
            return ""
        if not named or "alle" in named or len(set(named)) == self._count:
            return ALL_DEPARTMENTS
        return danish.names([self._names.get(key, key) for key in named])
