"""What is told of a file that holds more than was read: words, and fields by their names."""

from __future__ import annotations

import pytest

from plangen.ooxml.wording import CODE, told
from plangen.word.conservation import Held, held, unconserved
from tests.fuzz.package import element, w
from tests.merging.editions import editions
from tests.support import word_edits as word

_FILLIN = (
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
    '<w:r><w:instrText> FILLIN "Hvad nu?" \\d svar </w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>zqtastet</w:t></w:r>'
    '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
)
_SIMPLE = '<w:fldSimple w:instr=" REF bilag \\h "><w:r><w:t>zqvist</w:t></w:r></w:fldSimple>'


@pytest.mark.parametrize(
    ("field", "expected"), [(_FILLIN, "ordet »zqtastet«, et felt (FILLIN)"), (_SIMPLE, "et felt (REF)")]
)
def test_a_field_is_told_by_its_name(field: str, expected: str) -> None:
    made = editions().read("jobcenter/faelles/02_kommissorium_faelles.docx", 0)

    def edit(parts: dict[str, word.Element]) -> None:
        body = parts["word/document.xml"][0]
        body.insert(0, element(f"<w:p>{field}</w:p>"))
        assert body[0].tag == w("p")

    assert expected in str(unconserved(held(made), held(word.edited(made, edit)), Held()))


def test_many_words_are_told_by_the_first() -> None:
    assert told(["a", "b", f"{CODE}REF", f"{CODE}\\h", "c"], 2) == "»a«, »b«, et felt (REF) og 1 til"
    assert told([f"{CODE}\\h"], 2) == "et felt"
