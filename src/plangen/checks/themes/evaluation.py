"""When the project looks at how it goes (004, Bilag 1, trin 5)."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from plangen.checks.registry import Breach, Case, judges
from plangen.checks.telling import enough
from plangen.plan.rhythm import rhythm
from plangen.texts import danish


@judges("R83")
def denser_later(case: Case) -> Iterator[Breach]:
    """A gap between two evaluations is shorter than half of the one before."""
    weeks = rhythm(case.answers)
    gaps = [after - before for before, after in pairwise((0, *weeks))]
    if any(2 * after < before for before, after in pairwise(gaps)):
        yield Breach()


@judges("R112")
def windows_without_result(case: Case) -> Iterator[Breach]:
    """Windows whose date has passed and that nothing is written about."""
    today, mine = case.answers.today, {row.key for row in case.departments}
    late = [
        f"{danish.short_date(window.when.day)} ({danish.names([d.name.text for d in window.departments])})"
        for window in case.plan.windows
        if today and window.when.day and window.when.day < today and window.result is None
        if window.departments and any(department.key in mine for department in window.departments)
    ]
    if late:
        yield Breach({"liste": enough(late)})
