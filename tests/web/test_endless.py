"""Words of thousands of letters have places to break, also in text that is no answer."""

from __future__ import annotations

import re

from tests.web.sample import rendered
from tests.web.sample import text as answer

LETTERS = "abcdefghij" * 1000


def test_an_endless_word_can_be_broken_everywhere_and_loses_no_letter() -> None:
    body = "<p>før {{ w }} efter <b>fed</b> {{ w }}</p><table><tr><td>{{ w }}</td></tr></table>"
    page = rendered(body, w=LETTERS).html
    assert page.count("<wbr>") == 3 * 333
    plain = page.replace("<wbr>", "")
    assert f"<p>før {LETTERS} efter <b>fed</b> {LETTERS}</p>" in plain
    assert f">{LETTERS}</td>" in plain
    assert max(map(len, re.findall("[a-j]+", page[page.index("før") :]))) == 30


def test_ordinary_words_are_left_alone() -> None:
    page = rendered("<p>{{ w }}</p>", w="a" * 200).html
    assert "a" * 200 in page


def test_words_that_hard_spaces_hold_together_can_be_parted_between_them() -> None:
    """A whole page of them took half a minute."""
    words = "\u00a0".join(["ordet"] * 400)
    page = rendered("<p>{{ w }}</p><p>{{ x }}</p>", w=words, x=answer("x", words)).html
    assert page.count("\u00a0<wbr>") == 2 * 399
    assert page.replace("<wbr>", "").count(words) == 2
    few = "\u00a0".join(["ordet"] * 8)
    beside = rendered("<p>{{ w }}</p><p>{{ x }}</p><p>{{ y }}</p>", w=few, x=answer("x", few), y=words).html
    assert beside.count(few) == 2, "only what is too much is parted"
    assert beside.count("<wbr>") == 399
