"""Ids of answers: what is composed is read again as the same, and one module knows how they are spelled."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from plangen.answers.options import preset_rows
from plangen.catalog import Catalog
from plangen.catalog.address import ANSWERS, PACKAGE, Address, is_own_id
from tests.support.cases import each

SOURCES = Path(__file__).parents[2] / "src" / "plangen"

names = st.from_regex(r"[a-z][a-z0-9_]{0,20}", fullmatch=True)
keys = st.text(st.sampled_from(list("ab.[]_ 1\n")) | st.characters(), min_size=1)
bases = st.builds(Address.at, st.sampled_from([ANSWERS, PACKAGE]), names)
codes = st.from_regex(r"[A-Za-z0-9_]+(\.[A-Za-z0-9_]+)?", fullmatch=True)


@given(bases, keys, names)
def test_a_cell_of_a_table_is_read_as_it_was_composed(base: Address, key: str, column: str) -> None:
    cell = Address.cell(base.whole, key, column)
    assert Address.parse(str(cell)) == cell
    assert (cell.whole, cell.row, cell.key, cell.column) == (base.whole, key, key, column)
    assert cell.is_cell and cell.table_row == (base.whole, key)
    assert cell.in_row("anden") == Address.cell(base.whole, "anden", column)
    assert list(cell.around()) == [base.item(key), base]


@given(bases, codes, names)
def test_a_preset_row_may_have_a_full_stop_in_its_code(base: Address, code: str, column: str) -> None:
    cell = base.field(code).field(column)
    assert Address.parse(str(cell)) == cell
    assert (cell.whole, cell.row, cell.key, cell.column) == (base.whole, code, "", column)
    assert not cell.is_cell


@given(bases, names)
def test_a_field_and_a_whole_answer(base: Address, name: str) -> None:
    assert Address.parse(str(base)) == base
    assert Address.parse(str(base.field(name))) == base.field(name)
    assert (base.field(name).row, base.field(name).column) == ("", name)
    assert (base.row, base.column, base.steps) == ("", "", ())
    assert Address.at(base.part, base.question) == base


@given(st.text(st.sampled_from(list("ab.[]_ 1\n")) | st.characters()))
def test_any_text_of_a_word_file_is_given_back_as_it_was(text: str) -> None:
    assert str(Address.parse(text)) == text


def test_every_answer_of_the_questionnaire_has_an_address_that_says_what_it_is(catalog: Catalog) -> None:
    for question in catalog.questions.values():
        for row in preset_rows(catalog, question) if question.type == "fixed" else ():
            for column in question.columns:
                id = f"{question.id}.{row}.{column.id}"
                address = Address.parse(id)
                assert (address.question, address.row, address.column) == (question.id, row, column.id)
                assert address == Address(question.id).field(row).field(column.id)


@each(
    ("id", "part", "question", "head"),
    [
        ("problem", "svar", "problem", "problem"),
        ("pakke.version", "pakke", "version", "pakke"),
        ("pakke.revisioner[1_0].dato", "pakke", "revisioner", "pakke"),
        ("pakke", "svar", "pakke", "pakke"),
        ("maal[tid].indikator", "svar", "maal", "maal"),
    ],
)
def test_settings_are_told_from_answers(id: str, part: str, question: str, head: str) -> None:
    address = Address.parse(id)
    assert (address.part, address.question, address.head) == (part, question, head)


@each("id", ["maal[tid].indikator", "problem", "vurderinger.GDPR.status", "pakke.version"])
def test_the_form_of_an_id_is_known(id: str) -> None:
    assert is_own_id(id)


@each("text", ["", "Titel", "maal[", "maal[tid].", "en tekst", "maal[a][b].c"])
def test_other_tags_of_controls_are_not_taken_for_ids(text: str) -> None:
    assert not is_own_id(text)
