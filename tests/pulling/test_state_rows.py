"""New rows of state from several packs: each once, in the file where it belongs (specifikation.md 2.2b)."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from plangen.catalog import builtin_catalog
from plangen.findings import WordPlace
from plangen.pulling.names import Names
from plangen.pulling.state_rows import is_state_row, placed_state_rows
from plangen.pulling.wishes import Choices, Context, RowWish, Trouble, Where
from tests.support.cases import each

NAMES = Names({}, {}, {}, {})
CONTEXTS = {
    None: Context(None, {}, {}, NAMES),
    "nord": Context("nord", {}, {}, NAMES, has_file=True),
    "syd": Context("syd", {}, {}, NAMES),
}


def row(table: str, pack: str | None, blank: str = "", **cells: Any) -> RowWish:
    where = (Where(WordPlace(f"{table} ({pack})", "række 1"), pack),)
    return RowWish("tilføjet", table, table, "", "", where, cells=cells, blank=blank)


def placed(
    *wishes: RowWish, to_shared: bool = False
) -> tuple[list[tuple[str | None, dict[str, Any]]], list[Trouble]]:
    troubles: list[Trouble] = []
    found = placed_state_rows(builtin_catalog(), wishes, CONTEXTS, Choices(to_shared), troubles)
    return [(target, dict(wish.cells)) for target, wish in found], troubles


@each(("pack", "target"), [(None, None), ("nord", "nord"), ("syd", None)])
def test_a_row_goes_to_the_file_of_its_department_or_says_whose_it_is(
    pack: str | None, target: str | None
) -> None:
    whose = {} if pack is None else {"afdeling": pack}
    assert placed(row("beslutninger", pack, "+a+1", hvad="Ringe")) == (
        [(target, {"hvad": "Ringe", **whose})],
        [],
    )


def test_all_can_be_asked_to_go_to_the_project() -> None:
    found, _ = placed(row("beslutninger", "nord", "+a+1", hvad="Ringe"), to_shared=True)
    assert found == [(None, {"hvad": "Ringe", "afdeling": "nord"})]


def test_the_only_row_of_something_is_one_row_of_two_packs() -> None:
    """The status of a card, written in the project's plan and in the department's."""
    known = {"kort": "OPG-03", "afdeling": "nord"}
    shared = row("opgave_tilpasning", None, "+a", status="i_gang", **known)
    own = row("opgave_tilpasning", "nord", "+a", status="i_gang", bemaerkning="Snart", **known)
    assert placed(shared, own) == ([("nord", {**known, "status": "i_gang", "bemaerkning": "Snart"})], [])


def test_what_two_packs_say_differently_is_left_out_and_named() -> None:
    shared = row("opgave_tilpasning", None, "+a", kort="OPG-03", status="i_gang", bemaerkning="Snart")
    own = row("opgave_tilpasning", "syd", "+a", kort="OPG-03", status="afsluttet")
    found, (trouble,) = placed(shared, own)
    assert found == [(None, {"kort": "OPG-03", "bemaerkning": "Snart", "afdeling": "syd"})]
    assert (trouble.kind, len(trouble.where)) == ("konflikt", 2)
    assert "»i_gang«" in trouble.message
    assert "»afsluttet«" in trouble.message


def test_one_of_several_rows_is_the_same_only_when_it_says_the_same() -> None:
    first = row("faq_egne", "nord", "+a+1", spoergsmaal="Hvornår?")
    same = row("faq_egne", "syd", "+a+1", spoergsmaal="Hvornår?")
    other = row("faq_egne", "syd", "+a+2", spoergsmaal="Hvem?")
    found, _ = placed(first, same, other)
    assert found == [(None, {"spoergsmaal": "Hvornår?"}), (None, {"spoergsmaal": "Hvem?"})]


def test_which_wishes_are_for_such_rows() -> None:
    catalog = builtin_catalog()
    assert is_state_row(catalog, row("beslutninger", None))
    assert is_state_row(catalog, row("faq_egne", None, "+a+1"))
    assert not is_state_row(catalog, row("maal", None))
    assert not is_state_row(catalog, replace(row("beslutninger", None), kind="slettet"))
