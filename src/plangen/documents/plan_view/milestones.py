"""Milestones by date; those that every go-live date has stand in one row, with a date for each."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from plangen.documents.display import BLANK
from plangen.documents.plan_view.printed import Printed
from plangen.documents.plan_view.shown import ShownDate
from plangen.plan.milestone import Milestone
from plangen.plan.when import When
from plangen.texts.danish import short_date
from plangen.texts.records import Record

_MOST_DATES = 4  # columns of dates that leave room for what they are of


def fields(milestones: Sequence[Milestone], printed: Printed) -> dict[str, Any]:
    return {
        "milepaele": [_record(n, stone, printed) for n, stone in enumerate(milestones, start=1)],
        "milepaele_tabel": _table(milestones, printed),
    }


def _record(number: int, stone: Milestone, printed: Printed) -> Record:
    return Record(
        {
            "nr": str(number),
            "dato": printed.when(stone.when),
            "relativ": stone.when.relative or BLANK,
            "titel": printed.text(stone.title),
            "ansvarlig": printed.role(stone.responsible),
            "afdelinger": printed.whose.departments(stone.departments),
            "status": stone.status or BLANK,
            "idriftsaettelse": stone.kind == "idriftsaettelse",
        },
        key=stone.row.row_key if stone.row else "",
    )


def _table(milestones: Sequence[Milestone], printed: Printed) -> Record:
    """The record `milepaele_tabel`: `kolonner` of dates, one for each go-live date while there is room, and
    `raekker`. With one column, a row names the departments that it is of when not all are."""
    groups = {_group(stone, printed): None for stone in milestones if stone.of_go_live is not None}
    columns = list(groups) if 1 < len(groups) <= _MOST_DATES else [""]
    rows: dict[object, list[tuple[str, Milestone]]] = {}
    for stone in milestones:
        column = _group(stone, printed) if len(columns) > 1 and stone.of_go_live else ""
        # Of one kind at several go-lives, with the same words: one row.
        same = (stone.kind, stone.title.text, stone.responsible.text) if column else stone
        rows.setdefault(same, []).append((column, stone))
    heads = columns if len(columns) > 1 else ["Dato"]
    return Record({"kolonner": heads, "raekker": [_row(found, columns, printed) for found in rows.values()]})


def _group(stone: Milestone, printed: Printed) -> str:
    """Whose go-live it follows, and by which day where nothing else tells."""
    day = stone.of_go_live and stone.of_go_live.day
    return printed.whose.departments(stone.departments) or (short_date(day) if day else "Dato")


def _row(found: Sequence[tuple[str, Milestone]], columns: Sequence[str], printed: Printed) -> Record:
    """A milestone with its dates: one across all columns when it is the project's own."""
    stone = found[0][1]
    some = stone.departments if len(columns) == 1 else ()
    of_column = {column: one.when for column, one in found}
    whole = "" in of_column
    dates = [(len(columns), stone.when)] if whole else [(1, of_column.get(one)) for one in columns]
    return Record(
        {
            "titel": printed.text(stone.title),
            "ansvarlig": printed.role(stone.responsible),
            "afdelinger": printed.whose.departments(some) if some else "",
            "idriftsaettelse": stone.kind == "idriftsaettelse",
            "datoer": [Record({"bredde": str(span), "dato": _day(when)}) for span, when in dates],
            "note": _note((one.when for _, one in found), printed, named=len(found) > 1),
        }
    )


def _day(when: When | None) -> str:
    return short_date(when.day) if when and when.day else BLANK


def _note(times: Iterable[When], printed: Printed, *, named: bool) -> str:
    """What is said of dates that were moved, or that are not known; `named`: of which date it is."""
    shown = [printed.when(when) for when in times]
    return "; ".join(dict.fromkeys(note for date in shown if (note := _said(date, named=named))))


def _said(date: ShownDate, *, named: bool) -> str:
    if not date:
        return date.relativ
    return f"{date.kort} {date.flyttet}" if named and date.flyttet else date.flyttet
