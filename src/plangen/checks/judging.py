"""Every rule of the table judged on the answers of one context."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from plangen.answers.conditions import holds
from plangen.answers.defaults import wholly_unanswered
from plangen.answers.expressions import loop, loop_names
from plangen.answers.model import Answers, Row
from plangen.catalog import Demand, Rule
from plangen.checks.registry import AFTER_OTHERS, JUDGES, Breach, Case, Judgement, Outcome
from plangen.checks.scope import rule_scope
from plangen.checks.telling import finding_of, name_of, question_of, words_of
from plangen.checks.themes import (
    communication,
    completeness,
    discussion,
    evaluation,
    purpose,
    references,
    superusers,
    timing,
    working_group,
)
from plangen.findings import Finding, Severity
from plangen.plan.model import Plan

THEMES = (
    completeness,
    purpose,
    working_group,
    communication,
    superusers,
    timing,
    evaluation,
    references,
    discussion,
)
"""The modules of the themes: importing them registers the judges."""


def judge(answers: Answers, plan: Plan, read: Sequence[Finding] = ()) -> Judgement:
    """Judges all rules.

    `answers`: the merged answers of one context, before rows are filtered. `plan`: the project's plan from
    the same answers. `read`: what was found while the files were read; that is not said again, so a rule is
    not judged while one of its answers holds an error. Raises nothing.
    """
    flawed = {finding.question for finding in read if finding.severity is Severity.ERROR and finding.question}
    codes = {finding.code for finding in read}
    outcomes: dict[str, Outcome] = {}
    findings: list[Finding] = []
    for rule in sorted(answers.catalog.rules.values(), key=lambda rule: rule.code in AFTER_OTHERS):
        others = Judgement(outcomes, tuple(findings)) if rule.code in AFTER_OTHERS else Judgement()
        case = _case(rule, answers, plan, others)
        if rule.made == "laesning":
            outcomes[rule.code] = Outcome.BROKEN if rule.code in codes else _outcome(_applies(case), False)
        elif rule.built:
            applies = flawed.isdisjoint(rule.questions) and _applies(case)
            breaches = list(_breaches(case)) if applies else []
            outcomes[rule.code] = _outcome(applies, bool(breaches))
            if breaches and not _already_said(case):
                findings += [finding_of(case, breach) for breach in breaches]
    return Judgement(outcomes, tuple(findings))


def met(answers: Answers, plan: Plan, code: str) -> bool:
    """Whether a rule whose row has a condition applies, and its first demand is met."""
    case = _case(answers.catalog.rules[code], answers, plan, Judgement())
    return _applies(case) and not any(_unmet(case, case.rule.demands[0], 0))


def _outcome(applies: bool, broken: bool) -> Outcome:
    if not applies:
        return Outcome.NOT_APPLICABLE
    return Outcome.BROKEN if broken else Outcome.MET


def _case(rule: Rule, answers: Answers, plan: Plan, others: Judgement) -> Case:
    departments = _about(rule, answers)
    return Case(rule, answers, plan, rule_scope(answers, plan, departments), departments, others)


def _about(rule: Rule, answers: Answers) -> tuple[Row, ...]:
    """The departments that a rule is about: all of the project, but only its own where a department's file
    answers what the rule reads. What it says there is about nobody else."""
    rows = answers.rows("afdelinger")
    own = answers.replaced | set(answers.own_rows)
    if answers.department is None or own.isdisjoint(rule.questions):
        return rows
    return tuple(row for row in rows if row.key == answers.department)


def _applies(case: Case) -> bool:
    """Whether the profile has the rule, one of its questions is asked, and the rule applies."""
    if case.rule.severity(case.rule.demands[0], case.answers.profile) is None:
        return False
    questions = [q for q in case.rule.questions if q in case.answers.catalog.questions]
    if questions and not any(map(case.answers.asked, questions)):
        return False
    return holds(case.rule.applies, case.scope)


def _already_said(case: Case) -> bool:
    """Whether an answer that is missing altogether is behind the breach: V01 says it."""
    catalog = case.answers.catalog
    required = (
        question
        for question in (catalog.questions[q] for q in case.rule.questions)
        if question.required != "nej" and case.answers.asked(question.id)
    )
    return any(wholly_unanswered(case.answers, question) for question in required)


def _breaches(case: Case) -> Iterator[Breach]:
    """Those that the conditions of the row find, and those that the function of the code finds."""
    for number, demand in enumerate(case.rule.demands):
        if demand.holds:
            yield from _unmet(case, demand, number)
    if case.rule.made == "funktion":
        yield from JUDGES[case.rule.code](case)


def _unmet(case: Case, demand: Demand, number: int) -> Iterator[Breach]:
    """The breaches of a demand that its condition judges: one, or one for each turn of its loop."""
    if not demand.each:
        if not holds(demand.holds, case.scope):
            yield Breach(demand=number)
        return
    turn_name = loop_names(demand.each)[-1]
    failed = [
        (turn[turn_name], turn)
        for turn in loop(demand.each)(case.scope)
        if not holds(demand.holds, case.scope.having(turn))
    ]
    if demand.one_by_one:
        for value, turn in failed:
            yield _about_turns(case, [value], number, {"navn": name_of(case, value)}, turn)
    elif failed:
        values = [value for value, _ in failed]
        yield _about_turns(case, values, number, words_of(case, values))


def _about_turns(
    case: Case,
    turns: Sequence[object],
    number: int,
    words: Mapping[str, str],
    names: Mapping[str, object] | None = None,
) -> Breach:
    """A breach at the first of its rows."""
    first = next((turn for turn in turns if isinstance(turn, Row)), None)
    question = question_of(case, first) if first is not None else ""
    return Breach(words, number, question, first if question else None, names or {})
