"""Which answers a file prints is told for its memory in a shorter way, which says the same as the reader."""

from __future__ import annotations

import pytest

from plangen.catalog import Document
from plangen.ooxml.opening import UnreadableWord
from plangen.word.reading.printed import printed
from tests.support.cases import each
from tests.support.packs import EVERY, content, context_id, rendered
from tests.support.samples import sampled


@each(("name", "department", "document"), sampled(EVERY, every=4), ids=context_id)
def test_it_says_what_the_reader_says(name: str, department: str | None, document: Document) -> None:
    whole = content(name, department, document)
    filled = whole.shown.keys()
    said = printed(rendered(name, department, document, "docx"))
    assert said.answers == {control.id: control.id in filled for control in whole.controls}
    assert said.edition == whole.edition


def test_what_is_no_word_file_is_refused() -> None:
    with pytest.raises(UnreadableWord):
        printed(b"PK")
