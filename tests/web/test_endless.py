"""Words of thousands of letters have places to break, also in text that is no answer."""

from __future__ import annotations

import re

from tests.web.sample import rendered

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
