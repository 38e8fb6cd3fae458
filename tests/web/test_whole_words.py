"""Words that begin with a single letter and a hyphen are not parted after it."""

from __future__ import annotations

from lxml import etree

from plangen.web.whole_words import hold_letters
from tests.support.cases import each


def held(html: str) -> tuple[list[str], str]:
    """The words that no line parts, and all the text."""
    main = etree.fromstring(f"<main>{html}</main>")
    hold_letters(main)
    return [str(one.text) for one in main.iter("span") if one.get("style")], "".join(main.itertext())


@each(
    ("html", "words", "text"),
    [
        (
            "<p>E-læring og e-mail</p>",
            ["E-læring", "e-mail"],
            "E-læring og e-mail",
        ),
        ("<p><b>Før</b> e-læring <i>i</i> e-post.</p>", ["e-læring", "e-post"], "Før e-læring i e-post."),
        (
            "<td><span>HR-konsulent</span>, MED-udvalg, 8-16, a-b-c</td>",
            [],
            "HR-konsulent, MED-udvalg, 8-16, a-b-c",
        ),
        ("<td>e-" + "lang" * 6 + "</td>", [], "e-" + "lang" * 6),
    ],
)
def test_only_a_word_with_one_letter_before_its_hyphen_is_held(
    html: str, words: list[str], text: str
) -> None:
    assert held(html) == (words, text)
