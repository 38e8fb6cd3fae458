"""Whether there are superusers enough (002, kap. 4)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from plangen.checks.registry import Breach, Case, judges
from plangen.texts import danish

_ADVISED = 25


@judges("R61")
def too_few(case: Case) -> Iterator[Breach]:
    """A department with more than 25 employees to a superuser. One that several departments share counts for
    each with its part."""
    share: dict[str, float] = defaultdict(float)
    for row in case.answers.rows("superbrugere"):
        covered = [department.key for department in case.departments if row.covers(department.key)]
        if row.text("art") == "superbruger":
            for key in covered:
                share[key] += 1 / len(covered)
    for department in case.departments:
        employees, superusers = department.get("medarbejdere"), share[department.key]
        if superusers and isinstance(employees, int | float) and employees > _ADVISED * superusers:
            words = {
                "navn": department.text("navn") or department.key,
                "antal": danish.number(round(employees / superusers)),
            }
            yield Breach(words, 1, "afdelinger", department)
