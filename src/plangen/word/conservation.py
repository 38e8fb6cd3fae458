"""What a Word file holds, told without any knowledge of how it is read: the words of all its parts, and its
pictures and other objects.

    unconserved(held(made), held(theirs), held(new))

says what somebody wrote in a file, or took out of it, that the new version does not. It is the proof before
a file is replaced, so it looks everywhere: notes, comments, formulas, properties, alternative texts,
addresses, charts, building blocks, inserted files. What programs compute when they save is left out.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise
from typing import Final

from plangen.ooxml.opening import is_xml, opened, parsed
from plangen.ooxml.prompts import without_markers
from plangen.ooxml.wording import (
    CODE,
    Words,
    addresses_of,
    paragraphs_of,
    pieces,
    split,
    told,
    typed_in,
    words_of_chunk,
)
from plangen.pictures.fingerprint import is_resaved

Gram = Words
"""A word, or two words side by side; a paragraph begins and ends with an empty one."""
Known = frozenset[str]
_Counted = Counter[Words]
_MOST_TOLD = 8

_REPEATED: Final = ("word/header", "word/footer")
"""Parts that programs write once for every section."""
_IGNORED: Final = (
    *("docProps/app.xml", "docProps/thumbnail", "docMetadata/", "[trash]/", "[Content_Types].xml"),
    *("word/fonts/", "word/fontTable", "word/webSettings", "word/printerSettings", "word/theme/"),
)
_CHUNKS: Final = (".htm", ".html", ".mht", ".txt", ".rtf", ".xhtml")


@dataclass(frozen=True)
class Object:
    """A picture, an inserted file or the like, with the name it has in the file."""

    name: str
    data: bytes


@dataclass(frozen=True)
class Held:
    """What a file holds. `paragraphs`: how often each stands there, as its words; `beside`: the same of what
    people type elsewhere (alternative texts, addresses); `objects`: what is no text, by its hash."""

    paragraphs: Counter[Words] = field(default_factory=Counter)
    beside: Counter[Words] = field(default_factory=Counter)
    objects: Mapping[str, Object] = field(default_factory=dict)


@dataclass(frozen=True)
class Unconserved:
    """What one file has and another lacks. `words` in the order of the text; `objects` by their names."""

    words: tuple[str, ...] = ()
    objects: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.words or self.objects)

    def __str__(self) -> str:
        """»ordene »a«, »b« og 3 til; objektet image1.png«"""
        texts = sum(CODE not in word for word in self.words)
        kind = "ordet " if texts == 1 else "ordene " if texts else ""
        parts = [kind + told(self.words, _MOST_TOLD)] if self.words else []
        names = ", ".join(self.objects[:_MOST_TOLD])
        return "; ".join([*parts, *([f"indsat fil eller billede: {names}"] if names else [])])


@lru_cache(maxsize=8)
def held(data: bytes) -> Held:
    """What a Word file holds, which nobody may change: a command proves the same few files against one
    another over and over. Raises `UnreadableWord`."""
    members = opened(data)
    paragraphs: Counter[Words] = Counter()
    beside: Counter[Words] = Counter()
    objects: dict[str, Object] = {}
    repeated: set[tuple[Words, ...]] = set()
    for name, content in members.items():
        if name.startswith(_IGNORED) or not content:
            continue
        if name.startswith("_xmlsignatures/") or not _is_part(name, content):
            objects[hashlib.sha256(content).hexdigest()] = Object(name.rpartition("/")[2], content)
            if name.lower().endswith(_CHUNKS):
                paragraphs.update(words_of_chunk(content))
            continue
        root = parsed(content, name)
        if name.endswith(".rels"):
            beside.update(addresses_of(root))
            continue
        found = tuple(paragraphs_of(root))
        if not name.startswith(_REPEATED) or found not in repeated:
            repeated.update([found] if name.startswith(_REPEATED) else [])
            paragraphs.update(found)
            beside.update(typed_in(root))
    return Held(paragraphs, beside, objects)


def _is_part(name: str, content: bytes) -> bool:
    return name.endswith((".xml", ".rels")) and is_xml(content)


# --- comparing ----------------------------------------------------------------------------------------------
def unconserved(
    made: Held,
    theirs: Held,
    new: Held,
    known: Known = frozenset(),
    emptied: Iterable[str] = (),
    renewed: Iterable[str] = (),
) -> Unconserved:
    """What somebody has added to a file as it was made, and the new version does not add.

    `known`: `pieces` of words that are said in another form elsewhere (a date that was read back), and signs
    that are (a box that was ticked). `emptied`: texts that were taken out: the words on both sides of them
    stand together now, and nobody wrote that. `renewed`: texts of the file as it was made that are others in
    the new version: what is written beside one stands beside the other there.
    """
    met = {pair for text in emptied for pair in _met(made.paragraphs, split(text))}
    met |= {pair for text in renewed for pair in _beside(theirs.paragraphs, split(text))}
    lost = [
        *_lost(theirs.paragraphs, made.paragraphs, new.paragraphs, made.paragraphs),
        *_lost(theirs.beside, made.beside, new.beside, made.beside),
    ]
    lost = [gram for gram in lost if gram not in met]
    return Unconserved(_told(_unknown(lost, known)), _new_objects(theirs, made, new))


def _met(paragraphs: _Counted, text: Words) -> Iterator[Gram]:
    """The words on both sides of a text, wherever it stands."""
    for before, *_, after in _with_neighbours(paragraphs, text):
        yield before, after


def _beside(paragraphs: _Counted, text: Words) -> Iterator[Gram]:
    """The first and the last word of a text with the words beside it, wherever it stands."""
    for words in _with_neighbours(paragraphs, text):
        yield words[:2]
        yield words[-2:]


def _with_neighbours(paragraphs: _Counted, text: Words) -> Iterator[Words]:
    """A text as it stands in paragraphs, with the word before and the word after it."""
    wanted = [pieces(word) for word in text]
    for words in (("", *paragraph, "") for paragraph in paragraphs):
        for at in range(1, len(words) - len(wanted)) if wanted else ():
            if [pieces(word) for word in words[at : at + len(wanted)]] == wanted:
                yield words[at - 1 : at + len(wanted) + 1]


def brought_back(
    made: Held, theirs: Held, new: Held, known: Known = frozenset(), written: Known = frozenset()
) -> Unconserved:
    """What somebody has taken out of a file as it was made, and the new version still says. Of text alone:
    the rest LibreOffice leaves out on its own. `written`: `pieces` of words written in empty places; words on
    both sides of such a place were not parted by taking something out."""
    before, after, renewed = (_without_markers(one.paragraphs) for one in (made, theirs, new))
    gone = _unknown(_lost(before, after, before, renewed), known)
    return Unconserved(_told(_not_parted(gone, after - before, written)))


def _not_parted(grams: Iterable[Gram], paragraphs: _Counted, written: Known) -> Iterator[Gram]:
    """The grams without pairs of words that stand on both sides of what was written between them."""
    pairs = [pair for words in paragraphs for pair in pairwise(("", *words, ""))]
    left = {one for one, other in pairs if _is_known(other, written)}
    right = {other for one, other in pairs if _is_known(one, written)}
    return (gram for gram in grams if len(gram) == 1 or gram[0] not in left or gram[1] not in right)


def _lost(one: _Counted, other: _Counted, new_one: _Counted, new_other: _Counted) -> Iterator[Gram]:
    """The words, and pairs of words, that `one` has beyond `other`, and `new_one` not beyond `new_other`;
    of those paragraphs that differ there too."""
    added = one - other
    left = added - (new_one - new_other)
    if left:
        missing = (_grams(added) - _grams(other - one)) - (
            _grams(new_one - new_other) - _grams(new_other - new_one)
        )
        yield from (gram for gram in _grams(left) if missing[gram])


def _unknown(grams: Iterable[Gram], known: Known) -> Iterator[Gram]:
    """Those without a known word."""
    return (gram for gram in grams if not any(_is_known(word, known) for word in gram))


def _is_known(word: str, known: Known) -> bool:
    found = pieces(word)
    return word in known or (bool(found) and found <= known)


def _without_markers(paragraphs: _Counted) -> _Counted:
    found: _Counted = Counter()
    for words, times in paragraphs.items():
        found[split(without_markers(" ".join(words)))] += times
    del found[()]
    return found


def _new_objects(theirs: Held, made: Held, new: Held) -> tuple[str, ...]:
    """The names of objects that are in neither of the others. A picture that a program has only made smaller
    is the one that is no longer there."""
    gone = [one.data for key, one in made.objects.items() if key not in theirs.objects]
    added = [one for key, one in theirs.objects.items() if key not in {**made.objects, **new.objects}]
    return tuple(sorted({one.name for one in added if not any(is_resaved(old, one.data) for old in gone)}))


def _grams(paragraphs: Mapping[Words, int]) -> Counter[Gram]:
    """The words, and the pairs of words, of paragraphs."""
    found: Counter[Gram] = Counter()
    for words, times in paragraphs.items():
        for word in words:
            found[word,] += times
        for pair in pairwise(("", *words, "")):
            found[pair] += times
    return found


def _told(grams: Iterable[Gram]) -> tuple[str, ...]:
    """The words; where only their order or neighbours are new, the pairs."""
    found = [gram for gram in grams if any(gram)]
    single = [gram[0] for gram in found if len(gram) == 1]
    return tuple(dict.fromkeys(single or [" ".join(filter(None, gram)) for gram in found]))
