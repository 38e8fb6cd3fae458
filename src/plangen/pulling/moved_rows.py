"""Rows that were moved in a document which has an order of its own: it gathers them under headings (the
categories of requirements), or sorts them by their dates (goals by when they are measured)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from plangen.catalog import Question
from plangen.catalog.address import Address

_SORTED_BY = ("number", "date", "date_or_week")


def within_groups(
    over: Mapping[str, object], answers: Sequence[str], before: Sequence[str], wanted: Sequence[str]
) -> list[str] | None:
    """The order of the answers that the document shows as `wanted`: the rows of each group change places
    among themselves. None when the document sorts its rows by more than their groups, or a row has come into
    another one.

    `over`: key of a row → its group, such as its heading; `answers`: the keys as the answers have them;
    `before`: as they were printed.
    """
    groups = dict.fromkeys(over[key] for key in wanted)
    if len(groups) < 2 or [over[key] for key in before] != [over[key] for key in wanted]:
        return None
    if any(_under(over, one, before) != _under(over, one, answers) for one in groups):
        return None
    new = {one: iter(_under(over, one, wanted)) for one in groups}
    return [next(new[over[key]]) for key in answers]


def measures(question: Question, raws: Mapping[str, Any], keys: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """Rows → all that documents sort rows by: their dates and numbers. Of rows that have the same, the first
    of the answers is printed first. `raws`: what the answers were, by id."""
    columns = [column.id for column in question.columns if column.type in _SORTED_BY]
    return {
        key: tuple(str(raws.get(str(Address.cell(question.id, key, column)), "")) for column in columns)
        for key in keys
    }


def _under(over: Mapping[str, object], group: object, keys: Sequence[str]) -> list[str]:
    return [key for key in keys if over[key] == group]
