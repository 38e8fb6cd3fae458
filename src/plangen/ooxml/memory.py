"""Hidden bookmarks: the second memory of which answer stands where.

LibreOffice keeps bookmarks when it saves a Word file, but not all that a content control knows (docs/word.md
says which controls lose what). So a bookmark stands around each control that needs one, and its name says
the answer's id, what kind of control it is, and how the tag that printed the answer looks. Word does not list
names that begin with an underscore.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, Literal

from plangen.ooxml.ns import Element, make

Kind = Literal["b", "m", "v"]
BLOCK: Final = "b"  # Markdown in paragraphs of its own
INLINE: Final = "m"  # Markdown beside other text
VALUE: Final = "v"  # any other answer
_REST: Final = "e"  # the paragraphs of a block after its first
PREFIX: Final = "_pg"

_LONGEST = 40  # what Word allows
_LOOKS = ("b", "i", "l")
_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
# LibreOffice adds »_Copy_2« to the bookmarks of what is there twice; in a .doc file it is cut with the name.
_NAME = re.compile(r"_pg([bmve1-9])([0-7])([0-9a-z]+)_(\w*?)(_C(o(p(y(_\d*)?)?)?)?)?", re.ASCII)
_SPECIALS = re.compile("[^a-z0-9_]")
_SPECIAL = {".": "P", "[": "L", "]": "R"}
_LETTERS = {letter: special for special, letter in _SPECIAL.items()}
_CODED = re.compile("U([0-9a-f]+)Z|([PLR])")


@dataclass(frozen=True, slots=True)
class ControlMemory:
    """What the bookmarks of one control say. `look`: »b«, »i« and »l« when the tag that printed the answer
    was bold, italic, and itself an item of a list."""

    id: str
    kind: Kind
    look: str = ""


def names_for(memory: ControlMemory, number: int) -> list[str]:
    """The names of a control's bookmarks: several when the id is long. `number` is the control's own."""
    return names_of(memory.id, memory.kind, memory.look, number)


def names_of(id: str, kind: Kind, look: str, number: int) -> list[str]:
    """The same, of what a `ControlMemory` says."""
    tail = _tail(_look(look), _base36(number))
    coded = _id(id)
    room = _room(tail)
    if len(coded) <= room:
        return [f"{PREFIX}{kind}{tail}{coded}"]
    chunks = [coded[start : start + room] for start in range(0, len(coded), room)]
    marks = [kind, *"123456789"]
    return [f"{PREFIX}{mark}{tail}{chunk}" for mark, chunk in zip(marks, chunks, strict=False)]


@lru_cache(maxsize=64)
def _look(look: str) -> str:
    """What a tag looked like, in one digit."""
    return str(sum(1 << bit for bit, letter in enumerate(_LOOKS) if letter in look))


@lru_cache(maxsize=4096)
def _id(id: str) -> str:
    """An id in the letters that the name of a bookmark may have."""
    return _SPECIALS.sub(_coded, id)


def number_of(name: str) -> int | None:
    """The number of the control whose bookmark has that name; None for any other bookmark."""
    match = _NAME.fullmatch(name)
    return None if match is None else int(match[3], 36)


def renumbered(names: Sequence[str], number: int) -> tuple[dict[str, str], list[str]]:
    """The names of one control's bookmarks under another number, and further ones that a longer number asks
    for. A name that is not needed any more, or says nothing without the first one, becomes empty."""
    first, memory = next(iter(memories(names).items()), ("", None))
    new = names_for(memory, number) if memory is not None else []
    found: dict[str, str] = {}
    last = 0
    for name in names:
        match = _NAME.fullmatch(name)
        if match is not None and match[1].isdigit():
            last = max(last, int(match[1]))
            found[name] = new[int(match[1])] if int(match[1]) < len(new) else ""
        else:
            found[name] = "" if not new else new[0] if name == first else rest_name(new[0])
    return found, new[last + 1 :]


def _tail(look: str, number: str) -> str:
    return f"{look}{number}_"


def _room(tail: str) -> int:
    """How much of an id there is room for in one name."""
    return _LONGEST - len(PREFIX) - 1 - len(tail)


def memories(names: Iterable[str]) -> dict[str, ControlMemory]:
    """What the bookmarks of a document say, by the name of each control's first bookmark."""
    further: dict[str, dict[int, str]] = {}
    firsts: dict[str, re.Match[str]] = {}
    rests: dict[str, re.Match[str]] = {}
    for name in names:
        match = _NAME.fullmatch(name)
        if match is None:
            continue
        if match[1].isdigit():
            further.setdefault(match[2] + match[3], {})[int(match[1])] = match[4]
        else:
            (rests if match[1] == _REST else firsts)[name] = match
    numbers = {match[2] + match[3] for match in firsts.values()}
    for name, match in rests.items():
        if match[2] + match[3] not in numbers and len(match[4]) < _room(_tail(match[2], match[3])):
            firsts[name] = match  # somebody has deleted the first paragraph
    return {name: _remembered(match, further.get(match[2] + match[3], {})) for name, match in firsts.items()}


def _remembered(match: re.Match[str], further: Mapping[int, str]) -> ControlMemory:
    coded = match[4] + "".join(further[number] for number in sorted(further))
    kind: Kind = "m" if match[1] == "m" else "v" if match[1] == "v" else "b"
    look = "".join(letter for bit, letter in enumerate(_LOOKS) if int(match[2]) >> bit & 1)
    return ControlMemory(
        _decoded(coded).removesuffix("_"), kind, look
    )  # of »_Copy_1«, cut after its first sign


def bookmarks(names: Iterable[str], ids: Callable[[], str]) -> tuple[list[Element], list[Element]]:
    """The starts and ends of bookmarks with those names. `ids`: gives each an id of its own."""
    starts, ends = [], []
    for name in names:
        id = ids()
        starts.append(make("bookmarkStart", id=id, name=name))
        ends.append(make("bookmarkEnd", id=id))
    return starts, ends


def bookmarks_xml(names: Iterable[str], ids: Callable[[], str]) -> tuple[str, str]:
    """The same as text."""
    starts = ends = ""
    for name in names:
        id = ids()
        starts += f'<w:bookmarkStart w:id="{id}" w:name="{name}"/>'
        ends += f'<w:bookmarkEnd w:id="{id}"/>'
    return starts, ends


def rest_name(name: str) -> str:
    """The name of the bookmark from the second to the last paragraph of a block, whose first has the one
    named `name`; it says the same.

    LibreOffice loses a bookmark that begins in a paragraph right after a table and ends in another one. So
    none begins in the first paragraph and ends elsewhere.
    """
    return f"{PREFIX}{_REST}{name[len(PREFIX) + 1 :]}"


def plain_name(name: str) -> str:
    """The name without the »_Copy_1« that LibreOffice adds in .doc files though there is no other."""
    match = _NAME.fullmatch(name)
    return name if match is None else f"{PREFIX}{match[1]}{_tail(match[2], match[3])}{match[4]}"


@lru_cache(maxsize=4096)
def _base36(number: int) -> str:
    digits = ""
    while number or not digits:
        number, digit = divmod(number, 36)
        digits = _DIGITS[digit] + digits
    return digits


def _coded(match: re.Match[str]) -> str:
    return _SPECIAL.get(match[0]) or f"U{ord(match[0]):x}Z"


def _decoded(text: str) -> str:
    return _CODED.sub(lambda match: _LETTERS[match[2]] if match[2] else chr(int(match[1], 16)), text)
