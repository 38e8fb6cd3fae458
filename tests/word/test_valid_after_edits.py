"""Word files stay valid when staff edit them, so nothing of plangen's is in the way."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from plangen.catalog import Document
from tests.support.every_edit import EDITS
from tests.support.packs import DOCUMENTS, context_id, rendered
from tests.support.reading import read_word
from tests.support.samples import LONG, sampled, some
from tests.support.structure.check import check_structure
from tests.support.validators import word_errors_of
from tests.word.word_saves import saved_by_word

PLACES = [("jobcenter", document) for document in DOCUMENTS]
UNANSWERED = [("tom", document) for document in DOCUMENTS if document.id in ("D01", "D09")]
EDITED = [*sampled(PLACES, every=7), *UNANSWERED]


def steps(data: bytes) -> Iterator[tuple[str, bytes]]:
    """The file after each edit, done one after the other; edits that find nothing to do are left out."""
    for name, edit in EDITS.items():
        edited = edit(data)
        if edited != data:
            yield name, edited
        data = edited


@cache
def edited(name: str, document: Document) -> dict[str, bytes]:
    return dict(steps(rendered(name, None, document, "docx")))


@pytest.mark.parametrize(("name", "document"), EDITED, ids=context_id)
def test_the_structure_is_sound_after_every_edit(name: str, document: Document) -> None:
    files = edited(name, document)
    last = [*files.values()][-1]
    if LONG or check_structure(last):  # which edit it was
        assert {edit: found for edit, data in files.items() if (found := check_structure(data))} == {}
    assert check_structure(saved_by_word(last, 1)) == []
    assert read_word(last) != read_word(rendered(name, None, document, "docx"))


def test_every_edit_finds_something_to_do() -> None:
    assert {edit for place in [*some(PLACES, every=7), *UNANSWERED] for edit in edited(*place)} == set(EDITS)


@pytest.mark.heavy
def test_the_open_xml_sdk_accepts_edited_files(tmp_path: Path) -> None:
    """With all edits in them, saved by Word."""
    paths = []
    for seed, document in enumerate(some(DOCUMENTS, every=10)):
        paths.append(tmp_path / f"{document.id}.docx")
        paths[-1].write_bytes(saved_by_word([*edited("jobcenter", document).values()][-1], seed))
    assert word_errors_of(paths) == {path.name: [] for path in paths}
