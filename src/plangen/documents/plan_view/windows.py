"""The evaluation windows (D09)."""

from __future__ import annotations

from typing import Any

from plangen.documents.display import ALL_DEPARTMENTS, BLANK
from plangen.documents.plan_view.printed import Printed
from plangen.documents.plan_view.shown import departments, long_moment, moment
from plangen.documents.windows import SharedFocus, WindowPage, field_size, window_pages
from plangen.plan.departments import Department
from plangen.plan.model import Plan
from plangen.texts import danish
from plangen.texts.values import Record

# The cells of »Mål til drøftelse« with the characters that fit in a line, and the two rows of the window.
_GOAL_CELLS = (("maal", 52), ("maalvaerdi", 40), ("seneste_vaerdi", 34))
_WINDOW_FIELDS = (("gik_godt", "hvorfor"), ("bedre", "anderledes"))


def fields(plan: Plan, printed: Printed) -> dict[str, Any]:
    pages = window_pages(plan.windows)
    return {
        "vinduer": [_window(page, page is pages[-1], plan.departments, printed) for page in pages],
        "vinduer_delt": any(len(page.windows) > 1 for page in pages),
    }


def _window(page: WindowPage, last: bool, everybody: tuple[Department, ...], printed: Printed) -> Record:
    day = page.when.day
    result = printed.row(page.result)
    so_far = [row for goal in page.goals_so_far if (row := printed.row(goal.row)) is not None]
    return Record(
        {
            "nr": str(page.number),
            "dato": moment(page.when),
            "dato_ugedag": danish.weekday_date(day) if day else moment(page.when),
            "dato_lang": long_moment(page.when),
            "uger": danish.joined([str(week) for week in page.weeks]) or BLANK,
            "afdelinger": _whose(page, result, everybody),
            "maal": [_focus(focus, printed) for focus in page.goals],
            "proevehandlinger": [_focus(focus, printed) for focus in page.trials],
            "maal_hidtil": so_far,
            "resultat": result,
            "ekstra": not page.weeks,
            "plads": _size(so_far, result, last),
        }
    )


def _size(so_far: list[Record], result: Record | None, last: bool) -> str:
    goals = [[(str(getattr(row, field)), width) for field, width in _GOAL_CELLS] for row in so_far]
    written = [[str(getattr(result, f) or "") if result else "" for f in row] for row in _WINDOW_FIELDS]
    return field_size(goals, written, last)


def _whose(page: WindowPage, result: Record | None, everybody: tuple[Department, ...]) -> str:
    """The departments of a page, »Alle afdelinger« for all; what the result says when it names none."""
    if not page.departments and everybody and result and result.afdeling:
        return str(result.afdeling)
    if len(everybody) > 1 and set(page.departments) == set(everybody):
        return ALL_DEPARTMENTS
    return departments(page.departments, nobody=ALL_DEPARTMENTS)


def _focus(shared: SharedFocus, printed: Printed) -> Record:
    names = departments(shared.departments, nobody="")
    return Record({"tekst": printed.text(shared.focus.text), "afdelinger": names})
