"""The trials: the overview, and the sheet of each with its log (specifikation.md 4.2, D08)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import Any, Final

from plangen.documents.blanks import BlankRows
from plangen.documents.display import BLANK
from plangen.documents.plan_view.printed import Printed
from plangen.plan.model import Plan
from plangen.plan.roles import same
from plangen.plan.state import TRIALS, Trial
from plangen.texts.records import Record

LOG: Final = "proevehandling_log"
LINES: Final = 6
"""How many lines the log of a sheet has; what is more than that stands on a page of its own."""
_UNDER_WAY: Final = ("I gang", "Mangler evaluering", "Planlagt", "Evalueret")


def fields(plan: Plan, printed: Printed, blanks: BlankRows) -> dict[str, Any]:
    """`proevehandlinger` in the order of the answers, `proevehandlinger_oversigt` by status and next date,
    `proevehandling_tom`: a sheet for a new one."""
    logs = _Logs(plan, printed, blanks)
    records = {trial.row: _record(trial, printed, logs) for trial in plan.trials}
    return {
        "proevehandlinger": list(records.values()),
        "proevehandlinger_oversigt": [records[trial.row] for trial in sorted(plan.trials, key=_by_status)],
        "proevehandling_tom": _blank_sheet(plan, blanks, logs.untitled),
    }


def _record(trial: Trial, printed: Printed, logs: _Logs) -> Record:
    return Record(
        {
            "nr": str(trial.number),
            "svar": printed.row(trial.row),
            "titel": printed.text(trial.title),
            "ansvarlig": printed.role(trial.responsible),
            "start": printed.when(trial.start),
            "evalueres": printed.when(trial.evaluated),
            "naeste": printed.when(trial.ahead) if trial.ahead else BLANK,
            "naeste_er": ""
            if trial.ahead is None
            else "start"
            if trial.ahead is trial.start
            else "evaluering",
            "status": trial.status or BLANK,
            "afdelinger": printed.whose.keys(trial.departments),
            "log": logs.of(trial),
            "skrevet": logs.written(trial),
        },
        key=trial.row.row_key,
    )


def _by_status(trial: Trial) -> tuple[int, date, int]:
    """Those under way first, decided ones last; then by what comes first."""
    order = len(_UNDER_WAY) if trial.decided else _UNDER_WAY.index(trial.status or "Planlagt")
    day = trial.ahead.day if trial.ahead else None
    return order, day or date.max, trial.number


class _Logs:
    """The lines of each trial's log: those written, by date, and blank ones. Rounds that share a title have a
    log together: a line is of the last round that had begun by its day. `untitled`: those that name no trial;
    somebody has written on the blank sheet, and no title yet."""

    def __init__(self, plan: Plan, printed: Printed, blanks: BlankRows) -> None:
        self._printed = printed
        self._blanks = blanks
        self._titles = Counter[str]()
        self._lines: dict[object, list[Record]] = {}
        rounds: dict[str, list[Trial]] = {}
        for trial in sorted(plan.trials, key=lambda one: one.start.day or date.min):
            rounds.setdefault(same(trial.title.text), []).append(trial)
        lines = sorted(printed.rows(LOG), key=lambda one: one.dato.raw or date.max)
        self.untitled = tuple(row for row in lines if not row.proevehandling.raw)
        for row in lines:
            of_title = rounds.get(same(str(row.proevehandling)), [])
            begun = [one for one in of_title if _had_begun(one, row.dato.raw)] or of_title[:1]
            for trial in begun[-1:]:
                self._lines.setdefault(trial.row, []).append(row)

    def written(self, trial: Trial) -> list[Record]:
        """The lines that staff have written."""
        return self._lines.get(trial.row, [])

    def of(self, trial: Trial) -> tuple[Record, ...]:
        """The written lines, and as many blank ones as the page has room for."""
        written = self.written(trial)
        room = LINES if len(written) <= LINES else max(2 * LINES, len(written))
        return (*written, *self._blank(trial, room - len(written)))

    def _blank(self, trial: Trial, count: int) -> Iterator[Record]:
        title = same(trial.title.text)
        known = {"proevehandling": trial.title.text}
        taken = _titled(self._printed.row(trial.row))
        yield from self._blanks.some(LOG, known, count, taken, after=self._titles[title])
        self._titles[title] += count


def _titled(trial: Record | None) -> dict[str, str]:
    """A line names its trial by the title that is written in the document."""
    return {"proevehandling": trial.titel.id} if trial is not None else {}


def _had_begun(trial: Trial, day: date | None) -> bool:
    return trial.start.day is None or (day is not None and trial.start.day <= day)


def _blank_sheet(plan: Plan, blanks: BlankRows, untitled: tuple[Record, ...]) -> Record:
    """A trial that is not there yet. Its log names it by the title that is written on the sheet; what was
    written there without one stays there."""
    alone = plan.departments[0].key if len(plan.departments) == 1 else ""
    (trial,) = blanks.some(TRIALS, {"afdeling": alone}, 1)
    blank = blanks.some(LOG, count=max(LINES - len(untitled), 0), taken=_titled(trial))
    return Record({"svar": trial, "log": (*untitled, *blank)}, key=trial.key)
