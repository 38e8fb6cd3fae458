"""Whether a part's statements open and close in pairs, each pair in the same place.

A pair that begins in one cell and ends in another gives XML that no program can read, so both ends must be of
the same kind ({%p …%}, {%tr …%}, {%tc …%} or plain) and stand in the same cell, table, row or paragraph.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from plangen.ooxml.ns import CELL, ROW, TABLE, Element
from plangen.ooxml.places import Site
from plangen.ooxml.problems import Problem
from plangen.templates.sandbox import did_you_mean
from plangen.templates.tags import BLOCKS, BRANCHES, CELL_WORDS, STATEMENTS, Tag

_HOMES = {
    "": "samme afsnit",
    "p": "samme celle (eller begge uden for tabeller)",
    "tr": "samme tabel",
    "tc": "samme række",
}


@dataclass(frozen=True, slots=True)
class Placed:
    """A tag, the paragraph it stands in, and the element that holds its text."""

    tag: Tag
    site: Site
    element: Element

    @property
    def home(self) -> Element:
        """What the other end of a pair must share with this one."""
        paragraph = self.site.paragraph
        match self.tag.level:
            case "p":
                return paragraph.getparent()
            case "tr":
                return next(paragraph.iterancestors(TABLE), None)
            case "tc":
                return next(paragraph.iterancestors(ROW), None)
        return self.element.getparent().getparent()  # of the run: the paragraph, or a link in it

    def problem(self, message: str) -> Problem:
        return Problem(message, str(self.site), self.tag.text)


def balance_problems(tags: Iterable[Placed]) -> Iterator[Problem]:
    """Statements that are unknown, unpaired, or paired across a border."""
    open_tags: list[Placed] = []
    for placed in tags:
        word, level = placed.tag.word, placed.tag.level
        if word and word not in STATEMENTS:
            yield placed.problem(_unknown_statement(word))
            word = word.lower()  # so that a capital letter does not make its partner a mistake too
        if level in ("tr", "tc") and next(placed.site.paragraph.iterancestors(CELL), None) is None:
            yield placed.problem(f"{{%{level} … %}} kan kun stå i en tabel")
        elif word in BLOCKS:
            open_tags.append(placed)
        elif word in BLOCKS.values():
            yield from _closing(placed, open_tags, (next(key for key in BLOCKS if BLOCKS[key] == word),))
            if open_tags:
                open_tags.pop()
        elif word in BRANCHES:
            yield from _closing(placed, open_tags, BRANCHES[word])
    for placed in open_tags:
        word = placed.tag.word.lower()
        yield placed.problem(f"»{word}« bliver aldrig afsluttet med »{BLOCKS[word]}«")


def _closing(placed: Placed, open_tags: list[Placed], wanted: tuple[str, ...]) -> Iterator[Problem]:
    """What is wrong with a closing or branching tag, seen from the tag it belongs to."""
    word = placed.tag.word
    if not open_tags:
        yield placed.problem(f"»{word}« uden et »{wanted[0]}« før")
        return
    opening = open_tags[-1]
    first = f"{opening.tag.text} i {opening.site}"
    if opening.tag.word.lower() not in wanted:
        yield placed.problem(f"»{word}« passer ikke til {first}, som skal afsluttes først")
    elif opening.tag.level != placed.tag.level:
        yield placed.problem(f"tagget skal være af samme slags som {first}")
    elif opening.home is not placed.home:
        yield placed.problem(
            f"tagget skal stå i {_HOMES[opening.tag.level]} som {first}{_advice(opening, placed)}"
        )


def _advice(opening: Placed, closing: Placed) -> str:
    """What to write instead, for a plain tag that is to hold for more than its paragraph."""
    if opening.tag.level:
        return ""
    rows = [next(one.site.paragraph.iterancestors(ROW), None) for one in (opening, closing)]
    level, what = ("tr", "rækker") if None not in rows and rows[0] is not rows[1] else ("p", "afsnit")
    return (
        f"; skal det gælde flere {what}, så skriv {{%{level} {opening.tag.code} %}} og "
        f"{{%{level} {closing.tag.code} %}} alene i hver {'sit afsnit' if level == 'p' else 'sin række'}"
    )


def _unknown_statement(word: str) -> str:
    if word.lower() in STATEMENTS:
        return (
            f"»{word}« skal skrives med små bogstaver: »{word.lower()}« (Word retter selv det første bogstav)"
        )
    known = [name for name in STATEMENTS if name not in CELL_WORDS]
    return f"»{word}« findes ikke i skabeloner{did_you_mean(word, known)}"
