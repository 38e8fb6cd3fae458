"""Tags in the text of a paragraph: finding them, and what is wrong with how they are written.

A tag is `{{ value }}`, `{% statement %}` or `{# note #}`. `{%p …%}`, `{%tr …%}` and `{%tc …%}` take their
whole paragraph, row or cell. Everything here works on plain text; where it stands is the caller's business.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

OPENERS = {"{{": "}}", "{%": "%}", "{#": "#}"}
LEVELS = ("tr", "tc", "p")
BLOCKS = {"if": "endif", "for": "endfor", "with": "endwith"}
BRANCHES = {"else": ("if", "for"), "elif": ("if",)}
# docxtpl's own statements about a cell: merged down or across, and its colour.
CELL_WORDS = ("vm", "hm", "colspan", "cellbg")
CODE_START, CODE_END = "\ue010", "\ue011"
"""Around a tag's number while its part is compiled, from the private use area."""
STATEMENTS = (*BLOCKS, *BLOCKS.values(), *BRANCHES, "set", *CELL_WORDS)

# What Word makes of plain characters while one types, and what was meant.
AUTOCORRECTED = {
    "“": '"', "”": '"', "„": '"', "»": '"', "«": '"', "‘": "'", "’": "'", "‚": "'",
    "–": "-", "—": "-", "…": "...",
}  # fmt: skip

_MARK = re.compile(r"\{\s*[{%#]|[}%#]\s*\}")  # with spaces in it too, which is a mistake worth naming
_LIKE_A_TAG = re.compile(r"\{[{%#]|[}%#]\}")
_STRING = re.compile(r"'[^']*'|\"[^\"]*\"")
_LEVEL = re.compile(r"(p|tr|tc|r)(?=\s)\s*")
_TRIM_MARKS = re.compile(r"^[-+]|[-+]$")
_NOTE = re.compile(r"\{#.*?#\}", re.DOTALL)
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Broken:
    """Something that looks like a tag but is none."""

    text: str
    message: str


@dataclass(frozen=True)
class Tag:
    """A tag and where it stands in its text. `text` is the whole of it."""

    start: int
    end: int
    text: str

    @property
    def opener(self) -> str:
        return self.text[:2]

    @cached_property
    def _parts(self) -> tuple[str, str]:
        inner = _TRIM_MARKS.sub("", " ".join(self.text[2:-2].split("\n")))
        level = _LEVEL.match(inner)
        return (level.group(1), inner[level.end() :].strip()) if level else ("", inner.strip())

    @property
    def level(self) -> str:
        """p, tr or tc when it takes its whole paragraph, row or cell; else empty."""
        return self._parts[0]

    @property
    def code(self) -> str:
        """What Jinja is to read."""
        return self._parts[1].replace("\u00a0", " ")

    @property
    def word(self) -> str:
        """The statement's first word (if, for, endif, …); empty for a value."""
        match = _WORD.match(self.code) if self.opener == "{%" else None
        return match.group() if match else ""

    @property
    def argument(self) -> str:
        """What stands after the first word."""
        return self.code[len(self.word) :].strip()


def has_tag(text: str) -> bool:
    """Whether there is anything in the text that looks like a tag, or half of one."""
    return _LIKE_A_TAG.search(text) is not None


def without_notes(text: str, besides: Tag | None = None) -> str:
    """The text without its notes, which are lost in any case; one of them may be kept."""
    kept = besides.text if besides else ""
    return _NOTE.sub(lambda note: note.group() if note.group() == kept else " ", text)


def scan(text: str) -> Iterator[Tag | Broken]:
    """The tags of a text, in order, and what is left of broken ones."""
    position = 0
    while (opening := _MARK.search(text, position)) is not None:
        start, mark = opening.start(), _tight(opening)
        if mark not in OPENERS and len(opening.group()) > 2:
            position = opening.end() - 1  # two braces of plain text
            continue
        if mark not in OPENERS:
            begin = max(text.rfind("{", position, start), position)
            yield Broken(text[begin : opening.end()].strip(), f"»{mark}« uden en begyndelse")
            position = opening.end()
            continue
        closing = _MARK.search(text, opening.end())
        while mark == "{#" and closing is not None and _tight(closing) != "#}":
            closing = _MARK.search(text, closing.end())  # a note may tell of tags
        if closing is None or _tight(closing) in OPENERS:
            position = closing.start() if closing else len(text)
            brace = text.find("}", start, position)
            end = brace + 1 if brace >= 0 else position
            yield Broken(text[start:end].strip(), f"tagget mangler sin afslutning »{OPENERS[mark]}«")
            continue
        position = closing.end()
        yield _tag(start, text[start:position], mark, opening.group(), closing.group(), _tight(closing))


def _tag(start: int, text: str, mark: str, opening: str, closing: str, end_mark: str) -> Tag | Broken:
    if end_mark != OPENERS[mark]:
        return Broken(text, f"tagget begynder med »{mark}« og slutter med »{end_mark}«")
    for written in (opening, closing):
        if len(written) > 2:
            return Broken(text, f"der er mellemrum inde i »{written}«; skriv tegnene tæt sammen")
    return Tag(start, start + len(text), text)


def _tight(mark: re.Match[str]) -> str:
    """A mark without the spaces that may have come into it."""
    return mark.group()[0] + mark.group()[-1]


def writing_problems(tag: Tag) -> Iterator[str]:
    """What is wrong with how a tag is written, before Jinja reads it."""
    if tag.opener == "{#":
        return
    yield from _autocorrected(tag)
    if tag.text[2:3] in "-+" or tag.text[-3:-2] in "-+":
        yield "»-« og »+« lige inden for taggets klammer kan ikke bruges i Word; slet tegnet"
    if tag.opener == "{{" and tag.level:
        yield f"skriv {{{{ {tag.code} }}}} i stedet: værdien finder selv ud af, hvad den er"
    elif tag.level == "r":
        yield f"skriv {{% {tag.code} %}} i stedet for {{%r … %}}"
    elif not tag.code:
        yield "tagget er tomt"


def _autocorrected(tag: Tag) -> Iterator[str]:
    """Characters that Word has corrected outside of the quoted strings of the tag."""
    outside = _STRING.sub("", tag.text[2:-2])
    found = [char for char in dict.fromkeys(outside) if char in AUTOCORRECTED]
    if found:
        wrong = " og ".join(f"»{char}«" if char not in "»«" else char for char in found)
        right = " og ".join(dict.fromkeys(AUTOCORRECTED[char] for char in found))
        yield f"Word har autorettet tegn i tagget: {wrong} skal være {right} (fortryd rettelsen med Ctrl+Z)"
