"""How the catalog's offsets fit a shorter or longer lead (specifikation.md 3.3)."""

from __future__ import annotations

from fractions import Fraction

# The offsets of the standard cards are written for this many weeks from project start to go-live.
CATALOG_LEAD = 26
# With at least this lead the last `_UNTOUCHED` weeks before go-live stay as they are.
_LONG_LEAD = 18
_UNTOUCHED = 12


def scaled(offset: int, lead: int) -> int:
    """A catalog offset (weeks from go-live) at a lead of `lead` weeks.

    Offsets from go-live on are never scaled, and no offset comes before the project's start. A lead below 0
    (go-live before the start) counts as 0.
    """
    lead = max(lead, 0)
    if offset >= 0:
        return offset
    if lead < _LONG_LEAD:
        stretched = Fraction(offset * lead, CATALOG_LEAD)
    elif offset >= -_UNTOUCHED:
        return offset
    else:
        beyond = Fraction((offset + _UNTOUCHED) * (lead - _UNTOUCHED), CATALOG_LEAD - _UNTOUCHED)
        stretched = beyond - _UNTOUCHED
    return max(round(stretched), -lead)  # round() takes halves to the even number
