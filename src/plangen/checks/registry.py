"""The rules that code judges: a function for each code, registered by the module of its theme."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from plangen.answers.expressions import Scope
from plangen.answers.model import Answers, Row
from plangen.catalog import Rule
from plangen.plan.model import Plan


@dataclass(frozen=True)
class Case:
    """What a rule is judged on: the answers of one context, the project's plan, and the names that the rule's
    expressions can use. `departments`: the rows of `afdelinger` that it is about."""

    rule: Rule
    answers: Answers
    plan: Plan
    scope: Scope
    departments: tuple[Row, ...]

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


def judges(code: str) -> Callable[[Judge], Judge]:
    """Registers the function below as the judge of a rule."""

    def register(judge: Judge) -> Judge:
        JUDGES[code] = judge
        return judge

    return register
