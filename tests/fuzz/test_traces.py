"""What the fuzzer takes for lost."""

from __future__ import annotations

from tests.fuzz.package import Raw
from tests.fuzz.traces import Trace

ROW = '<w:tr><w:tcW w:w="2701"/><w:tag w:val="maal[a].navn"/></w:tr>'
PLAIN = ROW.replace("2701", "750")
LOOK = Trace(mark='w:w="2701"', place=("maal[a].navn", 0))


def raw(xml: str) -> Raw:
    return Raw(xml, "", frozenset())


def test_a_look_is_lost_while_its_row_is_there() -> None:
    seen = LOOK.seen(raw(ROW + PLAIN))
    assert not seen.is_in(raw(PLAIN + PLAIN))
    assert seen.is_in(raw(PLAIN + ROW))


def test_a_look_goes_with_its_row() -> None:
    assert LOOK.seen(raw(ROW + PLAIN)).is_in(raw(PLAIN))
