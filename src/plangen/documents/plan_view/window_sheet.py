"""What staff write at an evaluation window, and what stands there already (specifikation.md 4.2, D09 3)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any, Final

from plangen.documents.blanks import BlankRows
from plangen.documents.display import BLANK
from plangen.documents.plan_view.printed import Printed
from plangen.documents.windows import WindowPage
from plangen.plan.windows import RESULTS
from plangen.texts.danish import short_date
from plangen.texts.records import Record
from plangen.texts.values import Answer

DECISIONS, MEASUREMENTS = "beslutninger", "maalinger"
_WRITTEN: Final = ("deltagere", "referent", "gik_godt", "hvorfor", "bedre", "anderledes")
_MOST_DECISIONS = 3
_CLOSED = ("loest", "bortfaldet")


def fields(page: WindowPage, since: date | None, printed: Printed, blanks: BlankRows) -> dict[str, Any]:
    """`ark`: the row of the result; `beslutninger`: three lines; `siden_sidst`: the decisions that are still
    open; `maalt`: each goal with the place for its value.

    `since`: the day of the window before; None for the next window to be held, which looks at all that is
    open.
    """
    known = {"afdeling": "; ".join(department.key for department in page.departments), "dato": page.when.day}
    place = _place(page)
    number = 0 if place or page.when.day else page.number
    sheet = result_of(page, printed) or blanks.one(RESULTS, known, number=number, place=place)
    return {
        "ark": sheet,
        "beslutninger": _decisions(page, known, printed, blanks),
        "siden_sidst": tuple(_still_open(page, since, printed)),
        "maalt": tuple(_measured(page, known, sheet, printed, blanks)),
    }


def _place(page: WindowPage) -> dict[str, str]:
    """What a window is known by, whenever it is; nothing for an extra one, which is known by its day."""
    whose = "; ".join(department.key for department in page.departments)
    return {"uger": str(page.weeks[0]), "afdeling": whose} if page.weeks else {}


def result_of(page: WindowPage, printed: Printed) -> Record | None:
    """What was written about a window: the row of the pack, or as text what stands in a department's own
    file, which is an answer of that file alone; None without a result."""
    told = page.told
    if told is None:
        return printed.row(page.result)
    cells: dict[str, Any] = {column: _as_text(told.text(column)) for column in _WRITTEN}
    day = told.get("dato")
    cells["dato"] = _as_text(short_date(day) if isinstance(day, date) else "", day)
    cells["afdeling"] = printed.whose.departments(page.departments)
    return Record(cells, key=told.key)


def _as_text(said: str, raw: Any = None) -> Answer:
    """An answer that can be read here and not changed."""
    return Answer(said or BLANK, id="", raw=raw, kind="markdown_extract", status="given" if said else "blank")


def _decisions(
    page: WindowPage, known: dict[str, Any], printed: Printed, blanks: BlankRows
) -> tuple[Record, ...]:
    """The decisions of the window, and blank lines up to three."""
    made = [row for row in printed.rows(DECISIONS) if _is_of(row, page, page.when.day)]
    of_window = {"kilde": "vindue", "vindue": known["dato"], "afdeling": known["afdeling"]}
    room = max(_MOST_DECISIONS - len(made), 0)
    return (*made, *blanks.some(DECISIONS, of_window, room, place=_place(page)))


def _still_open(page: WindowPage, since: date | None, printed: Printed) -> Iterator[Record]:
    """The decisions of the departments from before the window that are not carried out or given up. Those
    from before the window that comes first stand there alone."""
    for row in printed.rows(DECISIONS):
        when = row.vindue.raw
        before = when is None or page.when.day is None or when < page.when.day
        looked_at = since is not None and (when is None or when < since)
        if before and not looked_at and row.status.raw not in _CLOSED and _concerns(row.afdeling, page):
            yield row


def _measured(
    page: WindowPage, known: dict[str, Any], sheet: Record, printed: Printed, blanks: BlankRows
) -> Iterator[Record]:
    """The goals that are due at the window: `maal` is the goal's row, `maaling` its measurement's.
    Its day is the one on which the evaluation was held, where that is written."""
    for focus in page.goals:
        goal = printed.row(focus.row)
        if goal is None:
            continue
        day = sheet.dato.raw or known["dato"]
        cells = {"maal": str(goal.maal), "dato": day, "afdeling": known["afdeling"]}
        there = (row for row in printed.rows(MEASUREMENTS) if _is_measurement(row, cells))
        taken = {"maal": goal.maal.id, **({} if sheet.dato else {"dato": sheet.dato.id})}
        place = _place(page)
        named = {**place, "maal": goal.maal.id} if place else place
        row = next(there, None) or blanks.one(MEASUREMENTS, cells, taken, place=named)
        yield Record({"maal": goal, "maaling": row})


def _is_measurement(row: Record, cells: dict[str, Any]) -> bool:
    return all((getattr(row, name).raw or "") == (raw or "") for name, raw in cells.items())


def _is_of(row: Record, page: WindowPage, day: date | None) -> bool:
    return row.vindue.raw == day and day is not None and _concerns(row.afdeling, page)


def _concerns(cell: Answer, page: WindowPage) -> bool:
    """Whether a cell that names departments names one of the window's."""
    named = {key.strip() for key in str(cell.raw or "alle").split(";")}
    return not page.departments or "alle" in named or any(one.key in named for one in page.departments)
