"""Rows and groups of values, as a template reads them: `row.column`."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from typing import Any, Self

from plangen.texts.values import Answer, Passage


class Record:
    """The fields of one row or group, by column id; a template reads `row.column`.

    `key` is the row's id (empty for a group), `label` the Danish name of a preset row, `vises` whether
    the question is shown. Unknown fields raise AttributeError, which a strict template turns into an
    error with its place. Falsy when no field was given. A fixed question is a record of records;
    `listed` says which of its rows iteration gives.
    """

    __slots__ = ("__dict__", "_fields", "_listed", "key", "label", "vises")

    def __init__(
        self,
        fields: dict[str, Any],
        key: str = "",
        label: str = "",
        vises: bool = True,
        listed: Sequence[str] | None = None,
    ) -> None:
        self._fields = self.__dict__ = fields  # where Python finds them soonest
        self._listed = tuple(fields) if listed is None else tuple(listed)
        self.key = key
        self.label = label
        self.vises = vises

    def __getattr__(self, name: str) -> Any:
        raise AttributeError(name)

    def __bool__(self) -> bool:
        return any(bool(value) for value in self._fields.values())

    def __iter__(self) -> Iterator[Any]:
        return iter(self._fields[name] for name in self._listed)

    def _everything(self) -> Iterator[tuple[str, Any, bool]]:
        return ((name, value, name in self._listed) for name, value in self._fields.items())


def fields_of(record: Record) -> Iterator[tuple[str, Any, bool]]:
    """All fields of a record: name, value, and whether iteration gives it. No template can ask for this."""
    return record._everything()


class Rows(tuple[Record, ...]):
    """The rows of a table. `ellers` is what is printed when there is none: a marker, a standard
    sentence, or a blank answer. `blanks`: makes rows for staff to write in."""

    ellers: Answer | Passage
    vises: bool
    _blanks: Callable[[], tuple[Record, ...]] | None

    def __new__(
        cls,
        rows: Sequence[Record],
        ellers: Answer | Passage,
        vises: bool = True,
        blanks: Callable[[], tuple[Record, ...]] | None = None,
    ) -> Self:
        self = super().__new__(cls, rows)
        self.ellers = ellers
        self.vises = vises
        self._blanks = blanks
        return self

    @cached_property
    def tomme(self) -> tuple[Record, ...]:
        """Rows that are not there yet, for staff to write in; a template prints as many as it has room for
        (`{% for r in faq_egne.tomme[:2] %}`)."""
        return self._blanks() if self._blanks else ()
