"""How offsets are fitted to the lead."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from plangen.catalog import builtin_catalog
from plangen.plan.scale import CATALOG_LEAD, scaled
from tests.support.cases import each

LEADS = st.integers(0, 200)
OFFSETS = st.integers(-CATALOG_LEAD, 60)


@each(
    ("offset", "lead", "expected"),
    [
        (-26, 39, -39),  # the first card begins at the project's start
        (-21, 39, -29),
        (-24, 19, -18),
        (-12, 19, -12),  # the last twelve weeks stay as they are
        (-26, 18, -18),
        (-12, 17, -8),  # a short lead squeezes everything
        (-1, 17, -1),
        (-1, 13, 0),  # half a week goes to the even number
        (-3, 13, -2),
        (8, 5, 8),
        (-26, 0, 0),
        (-26, -4, 0),  # go-live before the project's start
    ],
)
def test_examples(offset: int, lead: int, expected: int) -> None:
    assert scaled(offset, lead) == expected


@given(OFFSETS, LEADS)
def test_never_before_the_start_and_never_past_go_live(offset: int, lead: int) -> None:
    assert -lead <= scaled(offset, lead) <= max(offset, 0)


@given(OFFSETS, OFFSETS, LEADS)
def test_order_is_kept(one: int, other: int, lead: int) -> None:
    low, high = sorted((one, other))
    assert scaled(low, lead) <= scaled(high, lead)


@given(OFFSETS, LEADS)
def test_a_longer_lead_never_brings_a_card_nearer_to_go_live(offset: int, lead: int) -> None:
    assert scaled(offset, lead + 1) <= scaled(offset, lead) or lead < 18


@given(st.integers(0, 60), LEADS)
def test_after_go_live_nothing_is_scaled(offset: int, lead: int) -> None:
    assert scaled(offset, lead) == offset


def test_the_catalog_lead_changes_nothing() -> None:
    for card in builtin_catalog().cards.values():
        for offset in (card.start, card.end):
            assert scaled(offset, CATALOG_LEAD) == offset
