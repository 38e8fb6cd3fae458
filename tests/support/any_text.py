"""Any text at all."""

from __future__ import annotations

from hypothesis import strategies as st

_CHARACTERS = st.characters(exclude_categories=("Cs",))
"""All that UTF-8 holds. Named so, Hypothesis need not try each of a million characters in every process, as
it does when it is asked for those of an encoding."""


def any_text(max_size: int | None = None) -> st.SearchStrategy[str]:
    """Texts of any characters, of no more than `max_size`."""
    return st.text(_CHARACTERS, max_size=max_size)
