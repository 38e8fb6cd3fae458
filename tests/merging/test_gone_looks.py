"""A look goes with what it is of: no reason to keep a file from being merged."""

from __future__ import annotations

from collections.abc import Callable

from plangen.differences.comparison import compare
from plangen.differences.lost_looks import lost_looks
from plangen.merging.merge import merge
from plangen.merging.outcome import Merged
from tests.fuzz import places
from tests.fuzz.package import element, w
from tests.merging import hand
from tests.merging.editions import editions
from tests.merging.hand import both, in_body
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
