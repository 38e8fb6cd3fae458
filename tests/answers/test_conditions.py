"""The catalog's expressions, evaluated without running them."""

from __future__ import annotations

import re

import pytest

from plangen.answers.conditions import condition, holds, shown
from plangen.catalog import Catalog
from plangen.findings import CatalogError
from tests.answers.reading import answers, load
from tests.support.cases import each


@each(
    ("expression", "expected"),
    [
        ("", True),
        ("a == 'x'", True),
        ("a != 'x'", False),
        ("a in ('x', 'y')", True),
        ("a not in ('x',)", False),
        ("a == 'x' and b == 'x'", False),
        ("a == 'x' or b == 'x'", True),
        ("not (a == 'x')", False),
        ("'x' in many", True),
        ("'z' not in many", True),
        ("nothing == None", True),
        ("nothing in ('x',)", False),
        ("nothing not in ('x',)", True),
        ("'x' in nothing", False),
        ("'x' not in nothing", True),
        ("nothing.field == None", True),
        ("nothing.field.deeper == 'x'", False),
        ("any(r.v == 2 for r in rows)", True),
        ("any(r.v == 9 for r in rows)", False),
        ("any(r.v in (1, 9) for r in rows if r.v > 1)", False),
        ("any(r.v == 1 for r in nothing)", False),
        ("any(r.v == 1 for r in a)", False),
        ("number > 3", True),
        ("number > 'x'", False),
        ("nothing < 3", False),
        ("1 <= number <= 5", True),
        ("number == -4", False),
        ("group.status == 'planlagt'", True),
    ],
)
def test_expressions(expression: str, expected: bool) -> None:
    scope = {
        "a": "x",
        "b": "y",
        "many": ("x", "y"),
        "rows": ({"v": 1}, {"v": 2}),
        "number": 4,
        "group": {"status": "planlagt"},
    }
    assert holds(expression, scope) is expected
    assert holds(expression, scope.get) is expected


@each(
    "expression",
    [
        "__import__('os').system('x')",
        "a()",
        "a.b()",
        "a[0]",
        "a ** b",
        "lambda: 1",
        "[x for x in a]",
        "any(x for x, y in a)",
        "besvaret(a)",
        "a is None",
        "f'{a}'",
        "a if b else c",
        "a ==",
    ],
)
def test_what_is_not_allowed_is_refused(expression: str) -> None:
    with pytest.raises(CatalogError):
        holds(expression, {})


def test_answers_as_names() -> None:
    project = answers("""
        formaal_typer: [kvalitet, besparelse]
        formaal_primaert: {valg: kvalitet, begrundelse: x}
        loesningstype: borgervendt
        pilot: {status: planlagt}
        erfaringer_udefra: ingen
        mening:
          borgere: {begrundelse: De får hurtigere svar, eksempel: En}
          medarbejdere: {begrundelse: x}
          ledere: {begrundelse: x}
          politikere: {begrundelse: x}
    """)
    assert condition(project, "'besparelse' in formaal_typer")
    assert condition(project, "formaal_primaert == 'kvalitet' and formaal_primaert.begrundelse == 'x'")
    assert condition(project, "pilot.status == 'planlagt'")
    assert condition(project, "mening.borgere.eksempel == 'En'")
    assert not condition(project, "any(r.hvor == 'x' for r in erfaringer_udefra)")
    assert not condition(project, "any(r.beslutning == 'ny' for r in arbejdsgange)")
    assert condition(project, "fasemodel == 'proces_4'"), "the default applies"


def test_settings_of_the_pack() -> None:
    project = load("pakke: {omfang: let, status: godkendt}").base
    assert condition(project, "pakke.omfang == 'let' and pakke.status == 'godkendt'")
    assert condition(load("").base, "pakke.omfang == 'fuld' and pakke.status == None")


def test_skip_logic() -> None:
    project = answers("loesningstype: fagsystem\nanskaffelsesform: anskaffet")
    assert not shown(project, "borgerinddragelse")
    assert not shown(project, "krav")
    assert shown(project, "problem")
    assert shown(load("").base, "krav"), "None is not among the options, so »not in« holds"


def test_every_expression_of_the_catalog_is_allowed(catalog: Catalog) -> None:
    empty = load("").base
    expressions = [q.shown_if for q in catalog.questions.values()]
    expressions += [c.required_if for q in catalog.questions.values() for c in q.columns]
    expressions += [card.shown_if for card in catalog.cards.values()]
    expressions += [card.priority_if[1] for card in catalog.cards.values() if card.priority_if]
    assert len({e for e in expressions if e}) > 8
    for expression in expressions:
        condition(empty, expression)
        assert not re.search(r"\beval\b", expression)
