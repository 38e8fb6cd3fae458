"""Fields in paragraphs that ours changes: whole ones, and those that lack a mark."""

from __future__ import annotations

import re
from typing import Any

import pytest

from plangen.merging.merge import merge
from plangen.ooxml.ns import parse
from plangen.ooxml.opening import opened
from tests.fuzz.package import Raw, element, w
from tests.merging.editions import editions
from tests.support import word_edits as word
from tests.support.samples import sampled

DOCUMENT = "jobcenter/faelles/05_kommunikationsplan_faelles.docx"
_BY = 'w:id="8801" w:author="Bente" w:date="2027-01-04T10:00:00Z"'


def _mark(kind: str) -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


_CODE = "<w:r><w:instrText> REF bilag \\h </w:instrText></w:r>"
_SHOWN = "<w:r><w:t>zqord{n}</w:t></w:r>"
_WHOLE = [_mark("begin"), _CODE, _mark("separate"), _SHOWN, _mark("end")]
_RUNS = {
    "whole": _WHOLE,
    "without an end": _WHOLE[:-1],
    "with nothing but a beginning": [_mark("begin"), _CODE, _SHOWN],
    "without a beginning": _WHOLE[2:],
    "with a deleted end": [*_WHOLE[:-1], f"<w:del {_BY}>{_mark('end')}</w:del>"],
    "with an end in an insertion": [*_WHOLE[:-1], f"<w:ins {_BY}>{_mark('end')}</w:ins>"],
    "one begun in another": [_mark("begin"), _CODE, *_WHOLE],
    "in one run with text": ["<w:r>" + "".join(_WHOLE).replace("<w:r>", "").replace("</w:r>", "") + "</w:r>"],
}


@pytest.mark.parametrize("runs", sampled(_RUNS.values(), every=2))
@pytest.mark.parametrize("at", sampled(["last", "first"], every=2))
def test_words_of_both_stay_beside_a_field(runs: list[str], at: str) -> None:
    base, ours = (editions().read(DOCUMENT, generation) for generation in (0, 1))
    changed = set(_texts(base)) - set(_texts(ours))
    put = [0]

    def edit(parts: dict[str, Any]) -> None:
        body = parts["word/document.xml"][0]
        for paragraph in [one for one in body.iter(w("p")) if _text(one) in changed]:
            made = [element(run.replace("{n}", f"{put[0]}x")) for run in runs]
            run = next(paragraph.iter(w("r")))
            if at == "first":
                for one in made:
                    run.addprevious(one)
            else:
                paragraph.extend(made)
            put[0] += 1

    theirs = word.edited(base, edit)
    merged = merge(base, theirs, ours)
    assert merged.missing == ""
    assert put[0] > 5
    text = Raw.of(merged.data).text
    assert [n for n in range(put[0]) if text.count(f"zqord{n}x") != 1] == []
    new = [one for one in editions().words(DOCUMENT, 1) if one in Raw.of(ours).text]
    assert [one for one in new if one not in text] == []


def _text(paragraph: Any) -> str:
    return "".join(one.text or "" for one in paragraph.iter(w("t")))


def _texts(data: bytes) -> list[str]:
    return [_text(one) for one in word.stories(data)["word/document.xml"].iter(w("p"))]


def test_no_note_tells_of_what_fields_are_made_of() -> None:
    """Fields stand in headings and in what ours changes, and staff have written something else there."""
    base, ours = (editions().read(DOCUMENT, generation) for generation in (0, 1))
    changed = set(_texts(base)) - set(_texts(ours))

    def edit(parts: dict[str, Any]) -> None:
        body = parts["word/document.xml"][0]
        for paragraph in body.iter(w("p")):
            if _text(paragraph) in changed:
                for text in paragraph.iter(w("t")):
                    text.text = "zqandet"
            paragraph.extend([element(run.replace("{n}", "")) for run in _WHOLE])

    merged = merge(base, word.edited(base, edit), ours)
    told = [one for group in (merged.conflicts, merged.changes, merged.kept) for one in group]
    told += [_text(one) for one in parse(opened(merged.data)["word/comments.xml"]).iter(w("comment"))]
    assert len(merged.conflicts) > 5
    assert [one for one in map(str, told) if re.search(r"\ufffc|REF|\\h|field", one)] == []
