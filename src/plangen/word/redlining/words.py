"""The words of two versions of a paragraph in one: kept, deleted, inserted."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Final

from plangen.ooxml.ns import RPR, RUN, SPACE, TEXT, Element, clone, make, w
from plangen.word.redlining.marks import Marks

_WORD: Final = re.compile(r"\s+|\w+|[^\w\s]")
_PICTURE: Final = "\ufffc"
_SIGNS: Final = {w("tab"): "\t", w("br"): "\n", w("drawing"): _PICTURE}


@dataclass(frozen=True, slots=True)
class Word:
    """A word, a space, a sign or a picture. `run`: the run that it stands in; `element`: what it is there, a
    text of which it is a part."""

    text: str
    run: Element
    element: Element


def marked_words(was: Element, now: Element, marks: Marks) -> Iterator[Element]:
    """The runs of a paragraph with its words then and now. A picture is that of now."""
    old, new = list(_words(was)), list(_words(now))
    matcher = SequenceMatcher(None, [one.text for one in old], [one.text for one in new], autojunk=False)
    for word, a, b, c, d in matcher.get_opcodes():
        if word == "equal":
            yield from _runs(new[c:d])
            continue
        gone = [one for one in old[a:b] if one.text != _PICTURE]
        yield from (marks.run("del", run) for run in _runs(gone))
        yield from (marks.run("ins", run) for run in _runs(new[c:d]))


def _words(paragraph: Element) -> Iterator[Word]:
    for run in paragraph.iter(RUN):
        for element in run:
            if element.tag == TEXT:
                yield from (Word(text, run, element) for text in _WORD.findall(element.text or ""))
            elif element.tag in _SIGNS:
                yield Word(_SIGNS[element.tag], run, element)


def _runs(words: Sequence[Word]) -> Iterator[Element]:
    """Runs with these words; those that stood in one run beside each other are one again."""
    made: Element | None = None
    before: Word | None = None
    for word in words:
        if made is None or before is None or before.run is not word.run:
            if made is not None:
                yield made
            made = make("r")
            properties = word.run.find(RPR)
            if properties is not None:
                made.append(clone(properties))
            before = None
        _append(made, word, before)
        before = word
    if made is not None:
        yield made


def _append(run: Element, word: Word, before: Word | None) -> None:
    if word.element.tag != TEXT:
        run.append(clone(word.element))
        return
    if before is not None and before.element is word.element:
        run[-1].text += word.text
        return
    text = make("t")
    text.text = word.text
    text.set(SPACE, "preserve")
    run.append(text)
