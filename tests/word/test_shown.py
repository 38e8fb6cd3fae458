"""What a file shows is read for its memory in a shorter way, which says the same as the whole reader."""

from __future__ import annotations

from plangen.catalog import Document, builtin_catalog
from plangen.word.reading.shown import read_shown
from tests.support.cases import each
from tests.support.packs import EVERY, content, context_id, rendered
from tests.support.samples import sampled


@each(("name", "department", "document"), sampled(EVERY, every=4), ids=context_id)
def test_it_says_what_the_whole_reader_says(name: str, department: str | None, document: Document) -> None:
    whole = content(name, department, document)
    expected: dict[str, dict[str, None]] = {}
    for control in whole.controls:
        found = expected.setdefault(control.id, {})
        if not control.placeholder:
            found[control.text] = None
    shown = read_shown(rendered(name, department, document, "docx"), builtin_catalog())
    assert shown.texts == {id: tuple(texts) for id, texts in expected.items()}
    assert shown.edition == whole.edition
