"""The plans of a project's packs. One follows from the answers alone, so those of the last packs are kept: a
page, a command after another and what is out of date ask for the same ones."""

from __future__ import annotations

from functools import lru_cache

from plangen.answers.identity import KEPT, Very
from plangen.answers.project import Project
from plangen.plan.model import Plan
from plangen.plan.plan import compute_plan


def plan_of(project: Project, department: str | None = None) -> Plan:
    """The plan of a department's pack, or (None) of all departments; every pack has the numbers of the
    latter."""
    return _plan_of(Very(project), department)


@lru_cache(maxsize=KEPT)
def _plan_of(project: Very[Project], department: str | None) -> Plan:
    answers = project.value.answers_of(department)
    return compute_plan(answers) if department is None else compute_plan(answers, plan_of(project.value))
