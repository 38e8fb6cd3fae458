"""Where a Danish word may be parted: between the parts of a compound only (specifikation.md 1).

A line of the dictionary is a pattern: a first part and its end (».arbejds1«), a last part and its beginning
(»1gruppe«); even numbers forbid (»vej2leder«). The dictionary that comes with the PDF engine parts between
all syllables.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Final

HYPHENATION: Final = Path(__file__).with_name("hyph_da.dic")
_SHORTEST: Final = 3


@cache
def compound_breaks(word: str) -> tuple[int, ...]:
    """The places between the parts of a word, as the number of letters before each; none when it is not
    known to be a compound."""
    import pyphen

    dictionary = pyphen.Pyphen(filename=HYPHENATION, left=_SHORTEST, right=_SHORTEST)
    return tuple(dictionary.positions(word))
