"""What staff write under an evaluation window stands under that window when all dates move: a window is known
by how many weeks after go-live it is, whose it is and its number, and not by its day."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache

import pytest

from plangen.catalog.address import Address
from plangen.merging.merge import merge
from tests.fuzz.package import element, w
from tests.merging.hand import text_of, written
from tests.support import word_edits as word
from tests.support.variants import answers_of, file_of, subject_from

_WINDOW = "Evalueringsvindue "
_GO_LIVE = date(2027, 9, 6)


@cache
def windows(weeks: int) -> bytes:
    """D09 of a department that goes live so many weeks later than in the example."""
    tree = answers_of("jobcenter", "D09")
    answers = tree["svar"]
    answers["idriftsaettelsesdato"] = (_GO_LIVE + timedelta(weeks=weeks)).isoformat()
    for department in answers["afdelinger"]:
        if department.get("idriftsaettelsesdato"):
            department["idriftsaettelsesdato"] = answers["idriftsaettelsesdato"]
    return file_of(subject_from(tree, "jobindsats"), "D09", "docx")


def noted(data: bytes) -> bytes:
    """The document with something of staff's under each window: a paragraph below its heading, a row at the
    end of its decisions, words in its places."""

    def edit(parts: dict[str, word.Element]) -> None:
        body = parts["word/document.xml"].find(w("body"))
        for number, blocks in by_window(body).items():
            blocks[0].addnext(written(f"zqafsnit{number}x"))
            tables = [one for one in blocks if one.tag == w("tbl")]
            cells = len(next(tables[-1].iterchildren(w("tr"))).findall(w("tc")))
            cell = "<w:tc><w:tcPr/><w:p><w:r><w:t>zqraekke{n}x</w:t></w:r></w:p></w:tc>".replace(
                "{n}", number
            )
            tables[-1].append(element(f"<w:tr>{cell * cells}</w:tr>"))

    data = word.edited(data, edit)
    for number, ids in ids_by_window(data).items():
        for id in ids:
            address = Address.parse(id)
            if address.is_blank and address.column in ("gik_godt", "hvad"):
                data = word.set_text(data, id, f"zqsvar{number}x")
    return data


def by_window(body: word.Element) -> dict[str, list[word.Element]]:
    """The blocks under each window's heading, the heading first, by the window's number."""
    found: dict[str, list[word.Element]] = {}
    number = ""
    for block in body:
        if block.tag == w("p") and text_of(block).startswith(_WINDOW):
            number = text_of(block).removeprefix(_WINDOW).split()[0]
        if number:
            found.setdefault(number, []).append(block)
    return found


def ids_by_window(data: bytes) -> dict[str, list[str]]:
    body = word.stories(data)["word/document.xml"].find(w("body"))
    return {
        number: [word.tag_of(one) for block in blocks for one in block.iter(w("sdt")) if word.tag_of(one)]
        for number, blocks in by_window(body).items()
    }


@pytest.mark.parametrize("weeks", [2, 12])
def test_what_stands_under_a_window_stays_under_it(weeks: int) -> None:
    base, ours = windows(0), windows(weeks)
    theirs = noted(base)
    merged = merge(base, theirs, ours)
    assert merged.missing == ""
    before, after = (
        {number: " ".join(map(text_of, blocks)) for number, blocks in by_window(body_of(data)).items()}
        for data in (theirs, merged.data)
    )
    assert len(before) > 3
    for number, text in before.items():
        said = {one.split("x")[0] for one in text.split("zq")[1:]}
        assert said == {f"afsnit{number}", f"raekke{number}", f"svar{number}"}
    wrong = {
        number: sorted({one.split("x")[0] for one in text.split("zq")[1:]}) for number, text in after.items()
    }
    assert wrong == {n: [f"afsnit{n}", f"raekke{n}", f"svar{n}"] for n in before}
    assert {n: _day(b[0]) for n, b in by_window(body_of(merged.data)).items()} == {
        n: _day(b[0]) for n, b in by_window(body_of(ours)).items()
    }


def body_of(data: bytes) -> word.Element:
    return word.stories(data)["word/document.xml"].find(w("body"))


def _day(heading: word.Element) -> str:
    return text_of(heading).partition(" – ")[2]


def test_the_places_of_a_window_are_called_the_same_when_it_moves() -> None:
    assert places(windows(0)) == places(windows(2)) == places(windows(12))
    everything = [id for ids in places(windows(0)).values() for id in ids]
    assert len(everything) == len(set(everything)) > 30


def places(data: bytes) -> dict[str, list[str]]:
    """The places to write what was said and decided; which goals are measured at a window may change."""
    return {
        number: [id for id in ids if id.startswith(("evalueringsresultater[+", "beslutninger[+"))]
        for number, ids in ids_by_window(data).items()
    }
