"""The evaluation windows (D09)."""

from __future__ import annotations

from datetime import date
from typing import Any

from plangen.documents.blanks import BlankRows
from plangen.documents.display import BLANK
from plangen.documents.plan_view import window_sheet
from plangen.documents.plan_view.printed import Printed
from plangen.documents.windows import SharedFocus, WindowPage, window_pages
from plangen.plan.model import Plan
from plangen.texts import danish
from plangen.texts.records import Record


def fields(plan: Plan, printed: Printed, blanks: BlankRows) -> dict[str, Any]:
    pages = window_pages(plan.windows)
    upcoming = next((page for page in pages if page.result is None), None)
    records = []
    for before, page in zip((None, *pages), pages, strict=False):
        since = None if page is upcoming or before is None else before.when.day
        records.append(_window(page, since, printed, blanks))
    return {"vinduer": records}


def _window(page: WindowPage, since: date | None, printed: Printed, blanks: BlankRows) -> Record:
    when = printed.when(page.when)
    result = window_sheet.result_of(page, printed)
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
            "status": page.windows[0].status or BLANK,
            "ekstra": not page.weeks,
            **window_sheet.fields(page, since, printed, blanks),
        }
    )


def _whose(page: WindowPage, result: Record | None, printed: Printed) -> str:
    """The departments of a page; what the result says when it names none."""
    if not page.departments and result and result.afdeling:
        return str(result.afdeling)
    return printed.whose.departments(page.departments)


def _focus(shared: SharedFocus, printed: Printed) -> Record:
    names = printed.whose.departments(shared.departments) if shared.departments else ""
    return Record({"tekst": printed.text(shared.text), "afdelinger": names}, key=shared.row.row_key)
