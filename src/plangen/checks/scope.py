"""The names and functions that the conditions of rules can use.

Beside the answers (question ids, `pakke`) and the functions of `answers.vocabulary`:

- `foerste_idriftsaettelse`, `sidste_idriftsaettelse`: the earliest and the latest go-live of the departments
- `evalueringsuger`: the weeks of the rhythm of evaluation
- `forberedelsesuger`: whole weeks from project start to the common go-live
- `idriftsaettelse(r)`: the go-live of a row of `afdelinger`; for any other row that of the one department it
  names, else the common one
- `i_pakken('D03')`: whether the project has the document
- `start('OPG-13')`, `slut('OPG-13')`: the dates of a card of the plan; none when it is not in the plan
"""

from __future__ import annotations

from datetime import date

from plangen.answers.conditions import answers_scope
from plangen.answers.expressions import Scope
from plangen.answers.model import Answers, Row
from plangen.plan.card import Card
from plangen.plan.model import Plan
from plangen.plan.rhythm import rhythm

NAMES = ("pakke", "foerste_idriftsaettelse", "sidste_idriftsaettelse", "evalueringsuger", "forberedelsesuger")
"""The names that are no questions."""


def rule_scope(answers: Answers, plan: Plan, departments: tuple[Row, ...]) -> Scope:
    """The scope of rules for one context. `departments`: the rows of `afdelinger` that they are about."""
    days = [day for day in (answers.go_live(row.key) for row in departments) if day is not None]
    common = answers.go_live()
    names: dict[str, object] = {
        "afdelinger": departments,
        "foerste_idriftsaettelse": min(days, default=common),
        "sidste_idriftsaettelse": max(days, default=common),
        "evalueringsuger": rhythm(answers),
        "forberedelsesuger": plan.lead,
    }
    of_answers = answers_scope(answers)
    functions = {
        **of_answers.functions,
        "i_pakken": lambda document: _is_made(answers, str(document)),
        "idriftsaettelse": lambda row: _go_live(answers, row),
        "start": lambda card: _day(plan.card(str(card)), "start"),
        "slut": lambda card: _day(plan.card(str(card)), "end"),
    }
    return Scope(of_answers.lookup, functions).having(names)


def _is_made(answers: Answers, document: str) -> bool:
    known = answers.catalog.documents.get(document)
    return known is not None and answers.reach.makes(known)


def _go_live(answers: Answers, row: object) -> date | None:
    if not isinstance(row, Row):
        return answers.go_live()
    if any(row is department for department in answers.rows("afdelinger")):
        return answers.go_live(row.key)
    named = row.departments()
    return answers.go_live(named[0] if len(named) == 1 else None)


def _day(card: Card | None, which: str) -> date | None:
    if card is None:
        return None
    return card.start.day if which == "start" else card.end.day
