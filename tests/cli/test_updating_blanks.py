"""`plangen update` of documents in whose blank places somebody has written."""

from __future__ import annotations

from pathlib import Path

import pytest

from plangen.catalog.address import Address
from tests.cli.test_updating import newer, update, words_of
from tests.support import word_edits as word
from tests.support.edited_packs import INPUTS, NAME, EditedPack

WRITTEN = {
    "D08": ("proevehandling_log", "iagttagelse"),
    "D09": ("beslutninger", "hvad"),
    "D10": ("maalinger", "vaerdi"),
}
pytestmark = [pytest.mark.usefixtures("everywhere"), pytest.mark.documents(*WRITTEN)]


@pytest.fixture
def filled(tmp_path: Path) -> EditedPack:
    """A pack in whose blank places somebody has written, with a paragraph of one's own in each document."""
    pack = EditedPack(tmp_path)
    pack.answers.parent.mkdir(parents=True)
    pack.answers.write_bytes((INPUTS / f"{NAME}.yaml").read_bytes())
    chosen = [part for document in WRITTEN for part in ("--document", document)]
    pack.build("--format", "docx", "--department", "faelles", *chosen)
    for document, (table, column) in WRITTEN.items():
        pack.edit(
            "faelles", document, lambda data, cell=(table, column), id=document: in_blank(data, *cell, id)
        )
    newer(pack, "Nyby Kommune")
    return pack


def in_blank(data: bytes, table: str, column: str, text: str) -> bytes:
    ids = (Address.parse(id) for id in word.ids(data))
    first = next(one for one in ids if one.is_blank and one.whole == table and one.column == column)
    return word.add_paragraph(word.set_text(data, str(first), f"Skrevet i {text}"), f"Egen note i {text}.")


def test_what_is_written_in_a_blank_place_becomes_a_row_once(filled: EditedPack) -> None:
    answers = []
    for _ in range(3):
        _, told = update(filled, "--ja")
        answers.append(sorted(one["rettet_til"] for one in told["svar"]))
        assert told["ikke_foert_tilbage"] == []
    assert answers == [sorted(f"Skrevet i {document}" for document in WRITTEN), [], []]
    for document in WRITTEN:
        assert filled.texts()[NAME].count(f"Skrevet i {document}") == 1
        said = words_of(filled.document("faelles", document))
        assert f"Egen note i {document}." in said
        # The decision is printed in D00 and in the windows of departments.
        assert (f"Skrevet i {document}" in said) == (document != "D09")
