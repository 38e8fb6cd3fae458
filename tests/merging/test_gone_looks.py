"""A look goes with what it is of, which is no reason to keep a file from being merged; else it stays."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from plangen.differences.comparison import compare
from plangen.differences.lost_looks import lost_looks
from plangen.merging.merge import merge
from plangen.merging.outcome import Merged
from plangen.ooxml.opening import opened
from tests.fuzz import places
from tests.fuzz.package import element, w
from tests.merging import hand
from tests.merging.editions import editions
from tests.merging.hand import both, in_body
from tests.support import word_edits as word
from tests.support.reading import read_word
from tests.support.word_edits import Element

TABLE, ROW = "RolleAfdeling", "Faglig koordinator"
_CENTRED = '<w:vAlign w:val="center"/>'


def _twice(body: Element) -> None:
    """The answers of a row stand in two tables."""
    found = hand.table(body, TABLE)
    copy = element(hand.serialise(found).decode("utf-8").split("?>", 1)[-1].strip())
    for mark in [*copy.iter(w("bookmarkStart"), w("bookmarkEnd"))]:
        mark.getparent().remove(mark)
    body[-1].addprevious(hand.written("De samme igen"))
    body[-1].addprevious(copy)
    body[-1].addprevious(hand.written("Til sidst"))


def _row(body: Element, number: int) -> Element:
    tables = [one for one in body.iter(w("tbl")) if hand.text_of(one).startswith(TABLE)]
    return next(one for one in tables[number].iter(w("tr")) if hand.text_of(one).startswith(ROW))


def _centre(body: Element, number: int) -> None:
    places.set_property(next(_row(body, number).iter(w("tc"))), _CENTRED)


def _lost(centred: int, gone: int, merge: Callable[[bytes, bytes, bytes], Merged] = merge) -> list[str]:
    """The looks that are missing when staff centre a cell and ours has one of two rows no more."""
    base = both(in_body(_twice))(editions().read("jobcenter/faelles/02_kommissorium_faelles.docx", 0))
    theirs = in_body(lambda body: _centre(body, centred))(base)
    ours = in_body(lambda body: _drop(_row(body, gone)))(base)
    merged = merge(base, theirs, ours)
    assert merged.missing == ""
    new = read_word(ours)
    stay = {control.id for control in new.controls} - merged.gone_ids
    before, after = compare(read_word(base), read_word(theirs)), compare(new, read_word(merged.data))
    return lost_looks(before, after, stay, merged.gone)


def _drop(row: Element) -> None:
    row.getparent().remove(row)


def test_a_look_goes_with_its_row_though_its_answers_stand_elsewhere_too() -> None:
    assert _lost(centred=1, gone=1) == []


def test_a_look_stays_on_the_row_that_stays() -> None:
    assert _lost(centred=0, gone=1) == []


def test_a_look_that_is_gone_from_what_stays_is_named() -> None:
    lost = _lost(centred=0, gone=1, merge=lambda base, theirs, ours: Merged(ours))
    assert len(lost) == 1


# --- answers of several paragraphs --------------------------------------------------------------------------
LIST = "her_og_nu_fordele"


def _points(body: Element) -> list[Element]:
    control = next(one for one in body.iter(w("sdt")) if word.tag_of(one) == LIST)
    return list(control.iter(w("p")))


def _reword(body: Element) -> None:
    next(_points(body)[0].iter(w("t"))).text = "Borgeren vælger selv tid"


def _empty(body: Element) -> None:
    """As a document has an answer that is not given."""
    first, *others = _points(body)
    for one in others:
        _drop(one)
    next(first.iter(w("t"))).text = "Klik her"
    control = next(first.iterancestors(w("sdt")))
    control.find(w("sdtPr")).append(element("<w:showingPlcHdr/>"))


def _indent(number: int) -> Callable[[Element], None]:
    return lambda body: places.set_property(_points(body)[number], '<w:ind w:left="957"/>')


def _with_indent(number: int, ours: Callable[[Element], None]) -> Merged:
    base = editions().read("jobcenter/faelles/01_formaalsbeskrivelse_faelles.docx", 0)
    merged = merge(base, in_body(_indent(number))(base), in_body(ours)(base))
    assert merged.missing == ""
    return merged


@pytest.mark.parametrize("number", [0, 1], ids=["that is reworded", "beside it"])
def test_the_look_of_a_paragraph_stays_when_its_answer_changes(number: int) -> None:
    body = hand.parse(opened(_with_indent(number, _reword).data)["word/document.xml"])[0]
    assert hand.text_of(_points(body)[0]) == "Borgeren vælger selv tid"
    indents = [one.find(f"{w('pPr')}/{w('ind')}") for one in _points(body)]
    assert [n for n, one in enumerate(indents) if one is not None and one.get(w("left")) == "957"] == [number]


def test_the_look_of_an_answer_that_is_none_any_more_is_gone_with_it() -> None:
    assert LIST in _with_indent(1, _empty).gone_ids
