"""The proof counts the raw files: whatever a merge forgets is named."""

from __future__ import annotations

import pytest

from plangen.merging.merge import merge
from plangen.merging.proof import missing
from tests.fuzz import object_edits
from tests.merging.cases import by_chance
from tests.merging.editions import editions
from tests.merging.hand import Edit, both, comment_on, pending
from tests.support import word_edits as word

DOCUMENT = "jobcenter/faelles/02_kommissorium_faelles.docx"
GROUP = "Gruppen er sat sammen"


EDITS: tuple[tuple[Edit, str], ...] = (
    (lambda data: word.add_paragraph(data, "zqegen bemærkning"), "»zqegen«"),
    (comment_on(GROUP, "zqkommentar"), "»kommentar«"),
    (pending(GROUP, "Bente", "zqindsat"), "»ventende ændring (indsat)«"),
    (pending(GROUP, "Bente", "", "afdelinger", 910), "»ventende ændring (slettet)«"),
    (by_chance(object_edits.picture, 5), "»billede eller indsat fil«"),
    (by_chance(object_edits.footnote, 4), "»fodnote«"),
)


def test_what_of_theirs_is_forgotten_is_named() -> None:
    base, ours = (editions().read(DOCUMENT, generation) for generation in (0, 1))
    for edit, told in EDITS:
        assert told in missing(base, edit(base), ours, ours, ())
    theirs = both(*(edit for edit, _ in EDITS))(base)
    assert missing(base, theirs, ours, merge(base, theirs, ours).data, ()) == ""


def test_what_of_ours_is_forgotten_is_named_unless_it_was_told() -> None:
    base, ours = (editions().read(DOCUMENT, generation) for generation in (0, 1))
    words = [one for one in editions().words(DOCUMENT, 1) if one in missing(base, base, ours, base, ())]
    assert words
    assert all(word not in missing(base, base, ours, base, words) for word in words)


def test_a_word_right_beside_a_date_is_not_lost_with_the_date() -> None:
    made = editions().read(DOCUMENT, 0)
    texts = ("04.01.2031: start", "04.01.2031zqnote: start", "11.01.2031: start", "11.01.2031zqnote: start")
    files = [word.add_paragraph(made, text) for text in texts]
    assert missing(*files, ()) == ""
    assert missing(*files[:3], files[2], ()) == "tekst fra filen (»04.01.2031zqnote:«)"


def test_a_text_that_the_answers_have_taken_is_not_lost_in_the_form_in_which_it_is_printed() -> None:
    made = editions().read(DOCUMENT, 0)
    typed, taken = "zqdag 22. zqjanuar 2031", "22. zqjanuar 2031"
    theirs = word.add_paragraph(word.add_paragraph(made, taken), typed)
    ours = word.add_paragraph(made, "22.01.2031")
    assert missing(made, theirs, ours, word.add_paragraph(ours, typed), (), [taken]) == ""
    assert "»zqdag«" in missing(made, theirs, ours, ours, (), [taken])
    assert "»22.«" in missing(made, theirs, ours, ours, ())


@pytest.mark.parametrize(
    ("written", "lost"),
    [
        ("04.01.2031 zqnote¹ og 04.01.2031", ""),
        ("04.01.2031zqnote.¹ og 04.01.2031", ""),
        ("04.01.2031¹ og 04.01.2031, 04.01.2031", "tekst fra filen (»04.01.2031,«)"),
    ],
    ids=["between a date and its sign", "right beside both", "the date once more"],
)
def test_words_that_stand_beside_others_now_are_not_lost(written: str, lost: str) -> None:
    """Ours has moved the first of two dates, and no sign stands beside it any more."""
    was, now = "04.01.2031¹ og 04.01.2031", "11.01.2031 og 04.01.2031"
    made = editions().read(DOCUMENT, 0)
    files = [word.add_paragraph(made, text) for text in (was, written, now, f"{now} zqnote")]
    assert missing(*files, ()) == lost
