"""The evaluation windows (D09)."""

from __future__ import annotations

from typing import Any

from plangen.documents.blanks import BlankRows
from plangen.documents.display import BLANK
from plangen.documents.plan_view import window_sheet
from plangen.documents.plan_view.printed import Printed
from plangen.documents.plan_view.state import point_record
from plangen.documents.windows import SharedFocus, WindowPage, field_size, window_pages
from plangen.plan.model import Plan
from plangen.texts import danish
from plangen.texts.values import Record

# The cells of »Mål til drøftelse« with the characters that fit in a line, and the two rows of the window.
_GOAL_CELLS = (("maal", 52), ("maalvaerdi", 40), ("seneste_vaerdi", 34))
_WINDOW_FIELDS = (("gik_godt", "hvorfor"), ("bedre", "anderledes"))


def fields(plan: Plan, printed: Printed, blanks: BlankRows) -> dict[str, Any]:
    pages = window_pages(plan.windows)
    return {
        "vinduer": [_window(page, page is pages[-1], printed, blanks) for page in pages],
        "vinduer_delt": any(len(page.windows) > 1 for page in pages),
    }


def _window(page: WindowPage, last: bool, printed: Printed, blanks: BlankRows) -> Record:
    when = printed.when(page.when)
    result = printed.row(page.result)
    so_far = [row for goal in page.goals_so_far if (row := printed.row(goal.row)) is not None]
    weeks = danish.joined([str(week) for week in page.weeks]) or BLANK
    return Record(
        {
            "nr": str(page.number),
            "dato": when,
            "dato_ugedag": when.ugedag,
            "dato_lang": when.lang,
            "uger": weeks,
            "uger_flyttet": f"{weeks} ({when.flyttet})" if when.flyttet else weeks,
            "afdelinger": _whose(page, result, printed),
            "maal": [_focus(focus, printed) for focus in page.goals],
            "proevehandlinger": [_focus(focus, printed) for focus in page.trials],
            "maal_hidtil": so_far,
            "aabne_beslutninger": [point_record(point, printed) for point in page.open_decisions],
            "resultat": result,
            "status": page.windows[0].status or BLANK,
            "ekstra": not page.weeks,
            "plads": _size(so_far, result, last),
            **window_sheet.fields(page, printed, blanks),
        }
    )


def _size(so_far: list[Record], result: Record | None, last: bool) -> str:
    goals = [[(str(getattr(row, field)), width) for field, width in _GOAL_CELLS] for row in so_far]
    written = [[str(getattr(result, f) or "") if result else "" for f in row] for row in _WINDOW_FIELDS]
    return field_size(goals, written, last)


def _whose(page: WindowPage, result: Record | None, printed: Printed) -> str:
    """The departments of a page; what the result says when it names none."""
    if not page.departments and result and result.afdeling:
        return str(result.afdeling)
    return printed.whose.departments(page.departments)


def _focus(shared: SharedFocus, printed: Printed) -> Record:
    names = printed.whose.departments(shared.departments) if shared.departments else ""
    return Record({"tekst": printed.text(shared.text), "afdelinger": names}, key=shared.row.row_key)
