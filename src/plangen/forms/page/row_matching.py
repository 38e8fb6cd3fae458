"""Which row of a table is which, when somebody has changed it: rows of a file have no name that stays."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence

from plangen.forms.model import FormQuestion
from plangen.forms.page.answer import Plain, fields_of, is_nothing, mark
from plangen.forms.page.view import row_title

Record = Mapping[str, Plain]
_KEY = "noegle"
_LIKE = 0.5
"""The part of two rows' fields that has to be the same in both."""


def matched(question: FormQuestion, before: Sequence[Record], after: Sequence[Record]) -> dict[int, int]:
    """Number of a row before → its number after; rows that are gone are not in it. First those that say the
    same, then those with the same key or title, then those that are most alike."""
    found: dict[int, int] = {}
    for name in (mark, _key_reader(question), lambda row: row_title(question, row).casefold()):
        found |= _by_name(name, _left(before, found), _left(after, found.values()))
    return found | dict(_likest(question, _left(before, found), _left(after, found.values())))


def _likest(
    question: FormQuestion, left: dict[int, Record], free: dict[int, Record]
) -> Iterator[tuple[int, int]]:
    """The pairs that are most alike, the nearest of those that are equally so first."""
    pairs = [
        (_likeness(question, row, there), -abs(at - number), at, number)
        for at, row in left.items()
        for number, there in free.items()
    ]
    for like, _, at, number in sorted(pairs, reverse=True):
        if like >= _LIKE and at in left and number in free:
            yield at, number
            del left[at], free[number]


def _left(rows: Sequence[Record], known: Collection[int]) -> dict[int, Record]:
    return {at: row for at, row in enumerate(rows) if at not in known}


def _key_reader(question: FormQuestion) -> Callable[[Record], str]:
    keys = [one.id for one in question.fields if one.refers == _KEY]
    return lambda row: next((str(row[id]) for id in keys if row.get(id)), "")


def _by_name(
    name: Callable[[Record], str], before: Mapping[int, Record], after: Mapping[int, Record]
) -> Iterator[tuple[int, int]]:
    """Rows of one name, the first with the first."""
    free: dict[str, list[int]] = {}
    for number, row in after.items():
        free.setdefault(name(row), []).append(number)
    for at, row in before.items():
        called = name(row)
        if called and free.get(called):
            yield at, free[called].pop(0)


def _likeness(question: FormQuestion, one: Record, other: Record) -> float:
    """The part of the fields given in either row that say the same in both."""
    given = [
        name
        for name in fields_of(question)
        if not (is_nothing(one.get(name)) and is_nothing(other.get(name)))
    ]
    alike = sum(one.get(name) == other.get(name) for name in given)
    return alike / len(given) if given else 0.0
