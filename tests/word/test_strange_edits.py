"""Every kind of edit that people make beside typing is seen, also when nothing of plangen's reads it; files
that were only opened and saved are not."""

from __future__ import annotations

from pathlib import Path

import pytest

from plangen.catalog import Document
from plangen.differences.comparison import Difference, compare
from plangen.pulling.containment import with_unread
from plangen.word.conservation import held, unconserved
from tests.support.cases import each
from tests.support.packs import DOCUMENTS, content, rendered
from tests.support.reading import read_word
from tests.support.samples import sampled, some
from tests.support.strange_edits import LOOKS, STRANGE
from tests.support.word_edits import add_paragraph, set_text
from tests.word.building import render
from tests.word.libreoffice import resaved
from tests.word.word_saves import saved_by_word

OVERVIEW, BRIEF = DOCUMENTS[:2]
"""A document with a picture, and a shorter one for the edits that need none."""


IN_CONTENTS = "ord i indholdsfortegnelsen"
"""Only a long document has a contents list."""
LOST_IN_LIBREOFFICE = {
    "tilpasset bredde",
    "celle uden ombrydning",
    "celle tilpasset",
    "skjult række",
    "række indrykket",
    "overskrift ikke gentaget",
    "tabel alternativ tekst",
}
"""Of these nothing is left in the file that it saves."""
UNSEEN_AFTER_LIBREOFFICE = {"uden orddeling", "ny typografi"}
"""It writes the first of its own accord; of the second nothing is left but a style without use."""


def made(document: Document) -> bytes:
    return rendered("jobcenter", None, document, "docx")


def long_document() -> bytes:
    """One with a contents list."""
    headings = "\n".join(f"# Afsnit {number}" for number in range(14))
    return render(f"{{{{ indhold }}}}\n{headings}")


def test_words_in_the_contents_list_are_seen_after_word_has_saved() -> None:
    long = long_document()
    theirs = saved_by_word(STRANGE[IN_CONTENTS](long), seed=1)
    assert compare(read_word(long), read_word(theirs)).edited


def seen(theirs: bytes, document: Document) -> Difference:
    base = content("jobcenter", None, document)
    return with_unread(compare(base, read_word(theirs)), made(document), theirs)


@pytest.mark.parametrize("kind", sampled((kind for kind in STRANGE if kind != IN_CONTENTS), every=16))
def test_every_kind_of_edit_is_seen_after_word_has_saved(kind: str) -> None:
    document = OVERVIEW if "billede" in kind else BRIEF
    assert seen(saved_by_word(STRANGE[kind](made(document)), seed=len(kind)), document).edited


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        ("celle margener", "cellens margener venstre 7.1 mm"),
        ("tabel cellemargener", "cellernes margener venstre 5.3 mm"),
        ("tabel indrykket", "tabel indrykket 15.9 mm"),
        ("tabulatorer", "tabulatorer venstrestillet ved 17.6 mm"),
    ],
)
def test_widths_are_said_in_millimetres(kind: str, said: str) -> None:
    facts = seen(STRANGE[kind](made(BRIEF)), BRIEF).extras
    assert any(fact.startswith(said) for fact in facts)
    assert not any(word in " ".join(facts) for word in ("dxa", "pos", " w "))


@pytest.mark.long
def test_looks_are_seen_after_libreoffice_has_saved(tmp_path: Path) -> None:
    """All of which anything is left. That it changes none of an untouched file is in test_resave."""
    files = {kind: STRANGE[kind](made(BRIEF)) for kind in some(LOOKS, every=12)}
    unseen = {kind for kind, data in resaved(files, tmp_path).items() if not seen(data, BRIEF).edited}
    assert unseen == (LOST_IN_LIBREOFFICE | UNSEEN_AFTER_LIBREOFFICE) & files.keys()


def test_signs_in_an_answer_are_told_with_it_and_not_beside_it() -> None:
    text = "Ny løsning → færre ”aflysninger” 👩‍💻 ½ ©™"
    found = seen(set_text(made(BRIEF), "projekt_titel", text), BRIEF)
    assert text in [edit.now for edit in found.answers]
    assert found.unread == ()


def test_a_file_that_was_only_saved_is_not_edited() -> None:
    for document in (OVERVIEW, BRIEF):
        for seed in some(range(3), every=3):
            assert seen(saved_by_word(made(document), seed), document) == Difference()


@each(
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
    file = long_document() if kind == IN_CONTENTS else made(BRIEF)
    before, theirs = held(file), held(STRANGE[kind](file))
    assert word in unconserved(before, theirs, before).words
    assert not unconserved(before, theirs, theirs)


def test_words_beside_an_answer_that_is_another_now_are_missed_only_when_they_are_gone() -> None:
    said = ("Titel, Egelund Kommune", "Zqtitel, Egelund Kommune", "Zqtitel, Nyby Kommune", "Nyby Kommune")
    before, theirs, new, without = (held(add_paragraph(made(BRIEF), text)) for text in said)
    assert unconserved(before, theirs, new).words == ("Zqtitel, Egelund",)
    renewed = ("Egelund Kommune",)
    assert not unconserved(before, theirs, new, renewed=renewed)
    assert "Zqtitel" in str(unconserved(before, theirs, without, renewed=renewed))
