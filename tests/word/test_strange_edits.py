"""Every kind of edit that people make beside typing is seen, also when nothing of plangen's reads it; files
that were only opened and saved are not."""

from __future__ import annotations

from functools import cache

import pytest

from plangen.differences.comparison import Difference, compare
from plangen.pulling.containment import with_unread
from plangen.word.conservation import held, unconserved
from plangen.word.reading.document import read_word
from tests.support.packs import DOCUMENTS, content, rendered
from tests.support.strange_edits import STRANGE
from tests.word.word_saves import saved_by_word

PLACE = ("jobcenter", None, DOCUMENTS[1])


@cache
def made() -> bytes:
    return rendered(*PLACE, "docx")


def seen(theirs: bytes) -> Difference:
    return with_unread(compare(content(*PLACE), read_word(theirs)), made(), theirs)


@pytest.mark.parametrize("kind", STRANGE)
def test_every_kind_of_edit_is_seen_after_word_has_saved(kind: str) -> None:
    assert seen(saved_by_word(STRANGE[kind](made()), seed=len(kind))).edited


def test_a_file_that_was_only_saved_is_not_edited() -> None:
    for seed in range(3):
        assert seen(saved_by_word(made(), seed)) == Difference()


@pytest.mark.parametrize(
    ("kind", "word"),
    [
        ("indsat webside", "bilag"),
        ("ord i indholdsfortegnelsen", "Egne"),
        ("sidehoved uden henvisning", "Egne"),
        ("byggeklods", "Egne"),
        ("egne data", "titel"),
        ("vandmærke", "KLADDE"),
        ("fodnote", "ord"),
        ("diagram", "Brugere"),
    ],
)
def test_words_anywhere_in_the_file_are_missed_in_a_new_version(kind: str, word: str) -> None:
    theirs = held(STRANGE[kind](made()))
    assert word in unconserved(held(made()), theirs, held(made())).words
    assert not unconserved(held(made()), theirs, theirs)
