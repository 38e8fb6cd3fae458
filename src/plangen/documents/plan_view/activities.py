"""The plan for communication with a row for each activity, and its times beside each other (D05 3)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from plangen.documents.display import BLANK
from plangen.documents.plan_view.printed import Printed
from plangen.plan.communication import Contact
from plangen.plan.departments import Department, by_go_live
from plangen.plan.model import Plan
from plangen.plan.when import Anchor
from plangen.texts.danish import short_date
from plangen.texts.records import Record

_MOST_COLUMNS = 3  # of times, that leave room for what is said and by whom
_OTHER_COLUMNS = 3  # to whom and what, how and who, status
_TIMES = ("tidspunkt", "afdelinger")

Line = tuple[Contact, Record]
"""A line of the calendar, and how it is printed."""


def plan_of_activities(plan: Plan, lines: Sequence[Line], printed: Printed) -> Record:
    """The record `kommunikationsplan`. `kolonner`: the heads of the columns of times, one for each go-live
    date while there is room, else »Hvornår«. `bredde`: of the whole table. `raekker`: the activities by their
    first day."""
    heads = {group: _head(anchor, group, printed) for anchor, group in by_go_live(plan.departments).items()}
    columns = heads if 1 < len(heads) <= _MOST_COLUMNS else {}
    found: dict[str, list[Line]] = {}
    for contact, line in lines:
        found.setdefault(line.key, []).append((contact, line))
    rows = [_activity(same, columns) for same in found.values()]
    times = list(columns.values()) or ["Hvornår"]
    return Record({"kolonner": times, "bredde": str(len(times) + _OTHER_COLUMNS), "raekker": rows})


def _head(go_live: Anchor, group: tuple[Department, ...], printed: Printed) -> str:
    return f"Idriftsættelse {short_date(go_live.day)}" if go_live.day else printed.whose.departments(group)


def _activity(lines: Sequence[Line], columns: Mapping[tuple[Department, ...], str]) -> Record:
    """`aktivitet`: the line of its last time, for it is reported on once; `celler`: all its times."""
    return Record({"aktivitet": lines[-1][1], "celler": _cells(lines, columns)})


def _cells(lines: Sequence[Line], columns: Mapping[tuple[Department, ...], str]) -> list[Record]:
    """The times (`tider`), below those that they are for; across all columns (`bredde`) when one of them is
    for others than a column's, and then they say for whom."""
    if not all(contact.departments in columns for contact, _ in lines):
        whole = [Record({name: getattr(line, name) for name in _TIMES}) for _, line in lines]
        return [Record({"bredde": str(len(columns) or 1), "tider": whole})]
    return [Record({"bredde": "1", "tider": _times(lines, group) or [_time(BLANK)]}) for group in columns]


def _times(lines: Sequence[Line], group: tuple[Department, ...]) -> list[Record]:
    return [_time(line.tidspunkt) for contact, line in lines if contact.departments == group]


def _time(text: str) -> Record:
    return Record({"tidspunkt": text, "afdelinger": ""})
