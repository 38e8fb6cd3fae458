"""Which event is which, when the days of several departments part and meet."""

from __future__ import annotations

from datetime import date

import pytest

from plangen.exports.agenda import CalendarEvent
from plangen.exports.history import Calendar, ToldEvent, continued
from plangen.exports.identities import identified, own_identity
from tests.support.cases import each

MAY, JUNE, JULY = date(2027, 5, 3), date(2027, 6, 7), date(2027, 7, 5)
Days = dict[str, date]
"""Departments, a letter each, separated by nothing → their day."""


def events(days: Days) -> list[CalendarEvent]:
    """One thing as the plan gives it: the first group suggests the identity of the thing."""
    return [
        CalendarEvent("a" if not number else own_identity("a", whose[0]), day, "", "", (), "a", tuple(whose))
        for number, (whose, day) in enumerate(days.items())
    ]


def told_after(*plans: Days) -> dict[str, tuple[str, date, int, bool]]:
    """Identity → its departments, day, sequence and whether it is cancelled, after these plans in turn."""
    told: Calendar = {}
    for plan in plans:
        found = identified(told, events(plan))
        assert len({one.identity for one in found}) == len(plan), "no identity twice"
        told = continued(told, found, None)
        assert identified(told, events(plan)) == found, "the same plan once more gives the same"
    return {
        identity: ("".join(one.whose), one.day, one.sequence, one.gone)
        for identity, one in sorted(told.items())
    }


@each(
    ("plans", "expected"),
    [
        pytest.param(
            [{"xyz": MAY}, {"x": JUNE, "yz": MAY}],
            {"a": ("yz", MAY, 0, False), "a/@x": ("x", JUNE, 0, False)},
            id="the first goes",
        ),
        pytest.param(
            [{"xyz": MAY}, {"xy": MAY, "z": JUNE}],
            {"a": ("xy", MAY, 0, False), "a/@z": ("z", JUNE, 0, False)},
            id="the last goes",
        ),
        pytest.param(
            [{"xyz": MAY}, {"x": MAY, "yz": JUNE}],
            {"a": ("yz", JUNE, 1, False), "a/@x": ("x", MAY, 0, False)},
            id="most go together",
        ),
        pytest.param(
            [{"xy": MAY}, {"x": JUNE, "y": MAY}],
            {"a": ("y", MAY, 0, False), "a/@x": ("x", JUNE, 0, False)},
            id="one of two goes",
        ),
        pytest.param(
            [{"xy": MAY}, {"x": JUNE, "y": MAY}, {"xy": MAY}],
            {"a": ("xy", MAY, 0, False), "a/@x": ("x", JUNE, 1, True)},
            id="it comes back",
        ),
        pytest.param(
            [{"xy": MAY}, {"x": JUNE, "y": MAY}, {"xy": MAY}, {"x": JULY, "y": MAY}],
            {"a": ("y", MAY, 0, False), "a/@x": ("x", JULY, 2, False)},
            id="it goes once more",
        ),
        pytest.param(
            [{"xy": MAY, "z": JUNE}, {"x": MAY, "yz": JUNE}],
            {"a": ("x", MAY, 0, False), "a/@z": ("yz", JUNE, 0, False)},
            id="it changes sides",
        ),
        pytest.param(
            [{"x": MAY, "y": JUNE}, {"x": JUNE, "y": MAY}],
            {"a": ("x", JUNE, 1, False), "a/@y": ("y", MAY, 1, False)},
            id="two change days",
        ),
        pytest.param(
            [{"xy": MAY}, {"pq": JUNE}],
            {"a": ("pq", JUNE, 1, False)},
            id="other departments have it",
        ),
        pytest.param(
            [{"xyz": MAY}, {"yz": MAY, "x": JUNE}, {"xw": MAY, "yz": JUNE}],
            {"a": ("yz", JUNE, 1, False), "a/@x": ("xw", MAY, 1, False)},
            id="all move",
        ),
    ],
)
def test_an_event_follows_its_departments(
    plans: list[Days], expected: dict[str, tuple[str, date, int, bool]]
) -> None:
    assert told_after(*plans) == expected


def test_a_name_that_another_event_has_is_given_to_no_new_one() -> None:
    told = continued({}, identified({}, events({"x": MAY, "yz": JUNE})), None)
    assert set(told) == {"a", "a/@y"}
    parted = identified(told, events({"x": MAY, "z": JUNE, "y": JULY, "w": date(2027, 8, 2)}))
    assert {"".join(one.whose): one.identity for one in parted} == {
        "x": "a",
        "z": "a/@y",
        "y": own_identity("a", "2"),
        "w": "a/@w",
    }


def test_what_a_memory_without_departments_tells_of_goes_on_by_its_name() -> None:
    nameless: Calendar = {"a": ToldEvent(MAY, 0, "", "")}
    assert [one.identity for one in identified(nameless, events({"xy": JUNE}))] == ["a"]
