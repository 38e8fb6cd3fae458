"""From a breach to a finding: Danish names for what is in breach, and the places of a message filled in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from plangen.answers.expressions import Scope, compiled
from plangen.answers.model import Row
from plangen.answers.options import options_of, preset_rows
from plangen.answers.vocabulary import plain
from plangen.answers.wording import masked
from plangen.catalog import Question
from plangen.catalog.address import Address
from plangen.catalog.rules import filled, places
from plangen.checks.registry import Breach, Case
from plangen.findings import Finding
from plangen.texts import danish

_AT_MOST = 5
_TITLE = 50


def finding_of(case: Case, breach: Breach) -> Finding:
    """The finding about a breach, at the row or answer that it concerns."""
    rule, demand = case.rule, case.rule.demands[breach.demand]
    question = breach.question or _first_answered(case)
    definition = case.answers.catalog.questions.get(question)
    where, part = definition.short if definition else "", ""
    if definition and breach.row is not None and definition.type == "table" and breach.row.number:
        where = f"{where}, række {breach.row.number}"
        part = str(Address(question).item(breach.row.number))
    place = (breach.row.place if breach.row else None) or case.answers.place_of(question)
    scope = case.scope.having(breach.names)
    return Finding(
        rule.code,
        rule.severity(demand, case.answers.profile) or demand.severity,
        _filled(demand.message, breach.words, scope).strip(),
        place,
        hint=_filled(demand.help, breach.words, scope),
        where=where,
        question=question,
        documents=tuple(d for d in rule.documents if d in case.answers.catalog.documents),
        source=rule.source,
        part=part,
    )


def _first_answered(case: Case) -> str:
    """The question that a finding without a row points at."""
    asked = case.rule.questions
    return next((question for question in asked if question in case.answers.names), asked[0] if asked else "")


def _filled(text: str, words: Mapping[str, str], scope: Scope) -> str:
    computed = {place: in_danish(compiled(place)(scope)) for place in places(text) if place not in words}
    return filled(text, {**computed, **words})


def in_danish(value: object) -> str:
    """A computed value as a message shows it."""
    match plain(value):
        case None:
            return "–"
        case date() as day:
            return danish.short_date(day)
        case int() | float() as number:
            return danish.number(number)
        case str() as text:
            return masked(text)
    return str(value)


def words_of(case: Case, turns: Sequence[object]) -> dict[str, str]:
    """The words for `{mangler}` and `{raekker}`: at most five turns by name, then how many more."""
    return {
        "mangler": enough([name_of(case, turn) for turn in turns]),
        "raekker": enough([row_name(case, turn) for turn in turns]),
    }


def enough(names: Sequence[str]) -> str:
    """»a, b og c«; more than five as »a, b, c, d, e og 3 flere«. A name stands once."""
    names = list(dict.fromkeys(names))
    more = len(names) - _AT_MOST
    others = [danish.counted(more, "mere", "flere")] if more > 0 else []
    return danish.joined([*names[:_AT_MOST], *others])


def name_of(case: Case, turn: object) -> str:
    """What a turn of a loop is called: a row by its title, a code by its label, a text as it stands."""
    if isinstance(turn, Row):
        return _title(case, turn) or f"række {turn.number}"
    return _label(case, turn) if isinstance(turn, str) else in_danish(turn)


def row_name(case: Case, turn: object) -> str:
    """»række 2 (Mindre søgetid)«; a turn that is no row of a table by its name."""
    if not isinstance(turn, Row) or not turn.number or _preset(case, turn):
        return name_of(case, turn)
    title = _title(case, turn)
    return f"række {turn.number} ({title})" if title else f"række {turn.number}"


def question_of(case: Case, row: Row) -> str:
    """The question of the rule that a row belongs to; empty when it is none of them."""
    return case.questions_of_rows.get(id(row), "")


def _preset(case: Case, row: Row) -> str:
    """The label of a preset row; empty for any other."""
    definition = case.answers.catalog.questions.get(question_of(case, row))
    return preset_rows(case.answers.catalog, definition).get(row.key, "") if definition else ""


# What a cell refers to when it holds words and no key.
_READABLE = ("", "rolle", "maal", "proevehandling")


def _title(case: Case, row: Row) -> str:
    preset = _preset(case, row)
    if preset:
        return preset
    definition = case.answers.catalog.questions.get(question_of(case, row))
    for column in definition.columns if definition else ():
        if column.type in ("text", "markdown") and column.refers in _READABLE and row.text(column.id):
            return _short(row.text(column.id))
    return ""


def _short(text: str) -> str:
    line = " ".join(masked(text).split()).rstrip(".")
    return line if len(line) <= _TITLE else f"{line[: _TITLE - 1]}…"


def _label(case: Case, code: str) -> str:
    """The label of a code in the first of the rule's questions that has it; else the text itself."""
    catalog = case.answers.catalog
    for question in (catalog.questions[q] for q in case.rule.questions if q in catalog.questions):
        for options in _all_options(case, question):
            if code in options:
                return options[code]
    return _short(code)


def _all_options(case: Case, question: Question) -> list[Mapping[str, str]]:
    catalog = case.answers.catalog
    rows = preset_rows(catalog, question)
    return [
        options_of(catalog, question),
        rows,
        *(options_of(catalog, column) for column in question.columns),
    ]
