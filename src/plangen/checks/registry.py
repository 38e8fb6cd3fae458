"""The rules that code judges: a function for each code, registered by the module of its theme."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property

from plangen.answers.expressions import Scope
from plangen.answers.model import Answers, Row
from plangen.catalog import Rule
from plangen.findings import Finding
from plangen.plan.model import Plan


class Outcome(StrEnum):
    """What became of a rule. One that does not apply has not been met."""

    NOT_APPLICABLE = "gælder ikke"
    MET = "ok"
    BROKEN = "brudt"


@dataclass(frozen=True)
class Judgement:
    """The outcome of every rule that is judged, by code, and what is said about those in breach."""

    outcomes: Mapping[str, Outcome] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()

    @property
    def made(self) -> frozenset[str]:
        """The checks that were made: the codes of the rules that applied."""
        return frozenset(
            code for code, outcome in self.outcomes.items() if outcome is not Outcome.NOT_APPLICABLE
        )

    def breaks(self, code: str) -> bool:
        """Whether a rule is in breach."""
        return self.outcomes.get(code) is Outcome.BROKEN


@dataclass(frozen=True)
class Case:
    """What a rule is judged on: the answers of one context, the project's plan, and the names that the rule's
    expressions can use. `departments`: the rows of `afdelinger` that it is about. `others`: what
    became of the others, for a rule that goes by that."""

    rule: Rule
    answers: Answers
    plan: Plan
    scope: Scope
    departments: tuple[Row, ...]
    others: Judgement = field(default_factory=Judgement)

    @cached_property
    def questions_of_rows(self) -> Mapping[int, str]:
        """The identity of each row that the rule reads → its question."""
        return {id(row): question for question in self.rule.questions for row in self.answers.rows(question)}


@dataclass(frozen=True, slots=True)
class Breach:
    """A demand that is not met. `words`: what its message has places for; `demand`: which one of the rule,
    from 0; `question` and `row`: where, else the first answer that the rule reads; `names`: the names of a
    loop, for the expressions in the message."""

    words: Mapping[str, str] = field(default_factory=dict)
    demand: int = 0
    question: str = ""
    row: Row | None = None
    names: Mapping[str, object] = field(default_factory=dict)


Judge = Callable[[Case], Iterable[Breach]]

JUDGES: dict[str, Judge] = {}
"""Code → function; filled when the modules of the themes are imported."""

AFTER_OTHERS: set[str] = set()
"""The codes of the rules that go by what became of others."""


def judges(code: str, after_others: bool = False) -> Callable[[Judge], Judge]:
    """Registers the function below as the judge of a rule. `after_others`: it goes by their outcomes."""

    def register(judge: Judge) -> Judge:
        JUDGES[code] = judge
        if after_others:
            AFTER_OTHERS.add(code)
        return judge

    return register
