"""What became of each of the 16 pitfalls (specifikation.md 3.5; 002, chapters 1-4).

A pitfall is handled only when somebody has said so in `faldgrube_vurdering`: that the plan has an answer
about it means that there is something to talk about.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from plangen.answers.conditions import holds
from plangen.answers.defaults import wholly_unanswered
from plangen.answers.expressions import Scope
from plangen.answers.model import Answers, Row
from plangen.answers.vocabulary import is_answered
from plangen.catalog.guidance import Pitfall
from plangen.checks.registry import Judgement
from plangen.checks.scope import rule_scope
from plangen.findings import Finding, Severity
from plangen.plan.model import Plan

ASSESSMENT = "faldgrube_vurdering"
Status = Literal["ikke_relevant", "haandteret", "ikke_beskrevet", "beskrevet"]


@dataclass(frozen=True, slots=True)
class JudgedPitfall:
    """A pitfall with its status (a code of `faldgrube_status`). `broken`: its rules that are in breach;
    `messages`: what is said about them; `assessed`: whether somebody has said something about it."""

    pitfall: Pitfall
    status: Status
    broken: tuple[str, ...]
    messages: tuple[str, ...]
    assessed: bool


def judged_pitfalls(answers: Answers, plan: Plan, judgement: Judgement) -> tuple[JudgedPitfall, ...]:
    """All pitfalls in the order of the catalog. `judgement`: what became of the rules."""
    scope = rule_scope(answers, plan, answers.rows("afdelinger"))
    return tuple(
        _judged(answers, scope, judgement, pitfall) for pitfall in answers.catalog.guidance.pitfalls.values()
    )


def _judged(answers: Answers, scope: Scope, judgement: Judgement, pitfall: Pitfall) -> JudgedPitfall:
    said = answers.row(ASSESSMENT, pitfall.id) or Row({})
    broken = tuple(code for code in pitfall.rules if _is_worth_a_talk(code, judgement))
    return JudgedPitfall(
        pitfall,
        _status(answers, scope, pitfall, said.text("status")),
        broken,
        tuple(dict.fromkeys(one.message for code in broken for one in _said_of(code, judgement))),
        bool(said.text("status") or said.text("note")),
    )


def _is_worth_a_talk(code: str, judgement: Judgement) -> bool:
    """Whether a rule is in breach, and not only for the writer's information: documents do not show that."""
    said = [finding for finding in judgement.findings if finding.code == code]
    return judgement.breaks(code) and (not said or bool(_said_of(code, judgement)))


def _said_of(code: str, judgement: Judgement) -> list[Finding]:
    return [one for one in judgement.findings if one.code == code and one.severity is not Severity.INFO]


def _status(answers: Answers, scope: Scope, pitfall: Pitfall, said: str) -> Status:
    if said == "ikke_relevant" or not holds(pitfall.applies, scope):
        return "ikke_relevant"
    if said == "haandteret":
        return "haandteret"
    asked = [question for question in pitfall.questions if answers.asked(question)]
    described = bool(asked) and all(_is_described(answers, pitfall, question) for question in asked)
    return "beskrevet" if described else "ikke_beskrevet"


def _is_described(answers: Answers, pitfall: Pitfall, question: str) -> bool:
    """Whether a question is answered with more than what decides that the pitfall is relevant at all: that
    there is a pilot says nothing about it."""
    if wholly_unanswered(answers, answers.catalog.questions[question]):
        return False
    value = answers.values[question]
    if isinstance(value, Row):
        cells: Mapping[str, object] = value.cells
        telling = [cell for name, cell in cells.items() if f"{question}.{name}" not in pitfall.applies]
        return any(is_answered(cell, answers.catalog.lists) for cell in telling)
    return is_answered(value, answers.catalog.lists)
