"""The checklist: each point judged ja, delvist or nej by what is answered and reported (specifikation.md 3.5;
000, 003, 004)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from plangen.answers.completeness import Extent, extent
from plangen.answers.conditions import holds
from plangen.answers.expressions import Scope
from plangen.answers.model import Answers
from plangen.catalog.guidance import ChecklistPoint
from plangen.checks.registry import Judgement
from plangen.checks.scope import rule_scope
from plangen.plan.model import Plan
from plangen.plan.phases import PROCESS
from plangen.plan.state import Series

Verdict = Literal["ja", "delvist", "nej"]


@dataclass(frozen=True, slots=True)
class JudgedPoint:
    """A point of the checklist and what became of it."""

    point: ChecklistPoint
    verdict: Verdict


def checklist(answers: Answers, plan: Plan, judgement: Judgement) -> tuple[JudgedPoint, ...]:
    """The points of the project's phase model and of proces_4, in the order of the catalog; none of whose
    questions are asked is left out. `judgement`: what became of the rules."""
    scope = _scope(answers, plan, judgement)
    return tuple(_judged(answers, scope, plan.phase_model))


def _judged(answers: Answers, scope: Scope, model: str) -> Iterator[JudgedPoint]:
    for point in answers.catalog.guidance.checklist.values():
        asked = [question for question in point.questions if answers.asked(question)]
        if asked and point.model in (PROCESS, model):
            yield JudgedPoint(point, _verdict(answers, point, asked, scope))


def _verdict(answers: Answers, point: ChecklistPoint, asked: list[str], scope: Scope) -> Verdict:
    extents = {extent(answers, answers.catalog.questions[question]) for question in asked}
    if extents == {Extent.ALL} and holds(point.demand, scope):
        return "ja"
    return "nej" if extents == {Extent.NOTHING} else "delvist"


def _scope(answers: Answers, plan: Plan, judgement: Judgement) -> Scope:
    """What the demands of points can use beside that of rules: see `catalog/data/tjekliste.yaml`."""
    of_rules = rule_scope(answers, plan, answers.rows("afdelinger"))
    names = {
        "maalte_maal": tuple(goal.row.row_key for goal in plan.goals if goal.values),
        "maal_uden_maaling": tuple(goal.row.row_key for goal in plan.goals if _is_overdue(goal, plan)),
    }
    functions = {
        **of_rules.functions,
        "meldt": lambda card: _reported(plan, str(card)),
        "brudt": lambda code: judgement.breaks(str(code)),
    }
    return Scope(of_rules.lookup, functions).having(names)


def _is_overdue(goal: Series, plan: Plan) -> bool:
    day = goal.measured_on.day
    return not goal.values and day is not None and plan.today is not None and day < plan.today


def _reported(plan: Plan, card_id: str) -> str:
    """The status of a card; what the calendar says is never what a demand asks for."""
    card = plan.card(card_id)
    return card.status if card else ""
