"""The proof before a merged file is written. It reads nothing as the merge does: it counts words, pictures,
comments, notes, pending changes, breaks, tabs and bookmarks of the raw files.

What theirs has beyond the base is in the merged file; what ours has beyond the base is there too, or in what
was said of it. Words that staff took out need not come back.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping
from functools import lru_cache, reduce
from hashlib import sha256
from operator import or_
from typing import Final, NamedTuple

from lxml import etree

from plangen.ooxml.ns import MC, SDT_CONTENT, Element, P, R, W, w
from plangen.ooxml.opening import opened, parsed
from plangen.ooxml.package import Relationships, rels_name
from plangen.ooxml.places import text_of
from plangen.ooxml.signs import OF_TEXT, signs_in
from plangen.ooxml.wording import Words, contents_lines_of, paragraphs_of, pieces, split
from plangen.ooxml.wording import told as told_words
from plangen.word.conservation import Held, held

_MOST_TOLD: Final = 8
_CHANGES: Final = {w("ins"): "indsat", w("del"): "slettet", w("moveFrom"): "flyttet", w("moveTo"): "flyttet"}
_REFERENCES: Final = {
    w("commentReference"): "kommentar",
    w("footnoteReference"): "fodnote",
    w("endnoteReference"): "slutnote",
}
_SIGNS: Final = ".,:;!?()»«*·–-¹²³"
_MARGINS: Final = ("word/header", "word/footer")
_STORIES: Final = ("word/document", "word/header", "word/footer", "word/footnotes", "word/endnotes")


def missing(
    base: bytes, theirs: bytes, ours: bytes, merged: bytes, said: Iterable[str], pulled: Iterable[str] = ()
) -> str:
    """What a merged file lacks, in Danish; empty when it lacks nothing. `said`: the texts of ours that are
    told beside the file; `pulled`: texts of theirs that the answers have taken, in whatever form. Raises
    `UnreadableWord`."""
    files = [_counted(data) for data in (base, theirs, ours, merged)]
    taken = frozenset(map(split, pulled))
    known = frozenset(piece for words in taken for word in words for piece in pieces(word))
    told = Counter(word.strip(_SIGNS) for text in said for word in split(text))
    lost = list(_lost_words(files, known, taken))
    if lost:
        files[1] = _without(files[1], set(_contents_lines(theirs)) & set(_contents_lines(merged)))
        lost = list(_lost_words(files, known, taken))
    absent = list(_absent_words(files, told))
    objects = list(_lost_objects(_without_pulled(files, known)))
    parts = [f"tekst fra filen ({told_words(lost, _MOST_TOLD)})"] if lost else []
    parts += [f"ny tekst ({told_words(absent, _MOST_TOLD)})"] if absent else []
    parts += [_named(objects)] if objects else []
    return "; ".join(parts)


def _named(objects: list[str]) -> str:
    shown = ", ".join(f"»{one}«" for one in objects[:_MOST_TOLD])
    more = len(objects) - _MOST_TOLD
    return f"{shown} og {more} til" if more > 0 else shown


class _Counted(NamedTuple):
    """What a file holds: how often each word, each paragraph, and each object that is no word."""

    words: Counter[str]
    paragraphs: Counter[Words]
    objects: Counter[tuple[str, str]]


@lru_cache(maxsize=8)
def _counted(data: bytes) -> _Counted:
    """Remembered, because the editions of a document are counted for each file that is made of them."""
    file, members = held(data), opened(data)
    return _Counted(_words(file) - _repeated(members), file.paragraphs, Counter(_objects(members)))


def _contents_lines(data: bytes) -> Iterator[Words]:
    for name, content in opened(data).items():
        if name.startswith("word/document") and name.endswith(".xml"):
            yield from contents_lines_of(parsed(content, name))


def _without(counted: _Counted, lines: Iterable[Words]) -> _Counted:
    """What a file holds besides lines of its contents list, which stay: what is no heading in one file may be
    one in another, and then it counts once."""
    words = Counter(word for line in lines if line in counted.paragraphs for word in line)
    return counted._replace(words=counted.words - words)


# --- words --------------------------------------------------------------------------------------------------
def _words(file: Held) -> Counter[str]:
    found: Counter[str] = Counter()
    for words, times in (*file.paragraphs.items(), *file.beside.items()):
        for word in words:
            found[word] += times
    return found


def _repeated(members: Mapping[str, bytes]) -> Counter[str]:
    """The words that headers and footers say over and over: LibreOffice gives every section its own."""
    found: Counter[str] = Counter()
    for kind in _MARGINS:
        names = [name for name in members if name.startswith(kind) and name.endswith(".xml")]
        parts = {tuple(paragraphs_of(parsed(members[name], name))) for name in names}
        counted = [Counter(word for words in part for word in words) for part in parts]
        most = reduce(or_, counted, Counter[str]())
        found += sum(counted, Counter[str]()) - most
    return found


def _lost_words(files: list[_Counted], known: frozenset[str], taken: Container[Words]) -> Iterator[str]:
    """Words of theirs beyond the base that the merged file has not beyond what ours alone would give it.
    `known`: pieces of the texts that the answers have taken; `taken`: these texts."""
    base, theirs, ours, merged = (file.words for file in files)
    new = merged - base
    for word, times in (theirs - base).items():
        alike = min(times, max(0, ours[word] - base[word]))
        least = min(ours[word] + times - alike, theirs[word])
        there = _is_known(word, known) or _is_joined(word, base, new) or _is_of_base(word, base, theirs)
        if merged[word] < least and not there:
            yield word
    now = list(files[3].paragraphs)
    for written in files[1].paragraphs - files[0].paragraphs:
        if written not in taken and _is_own(written, base) and not _stands(written, now):
            yield " ".join(written)


def _is_known(word: str, known: frozenset[str]) -> bool:
    return bool(pieces(word)) and pieces(word) <= known


def _is_joined(word: str, old: Counter[str], new: Counter[str]) -> bool:
    """Whether a word stands there with other signs beside it, or is one of the base with another written
    right beside it, and only the first is another one now."""
    bare = word.strip(_SIGNS)
    if bare and any(one.strip(_SIGNS) == bare for one in new):
        return True
    known = {*old, *_bare(old)}  # a sign may stand behind the word that was written now
    ends = (word.removeprefix(one) for one in known if word.startswith(one) and one != word)
    starts = (word.removesuffix(one) for one in known if word.endswith(one) and one != word)
    plain = [one.strip(_SIGNS) for one in new]
    return any(one.endswith(rest) for rest in _bare(ends) for one in plain) or any(
        one.startswith(rest) for rest in _bare(starts) for one in plain
    )


def _bare(words: Iterable[str]) -> Iterator[str]:
    """Words without the signs beside them."""
    return filter(None, (word.strip(_SIGNS) for word in words))


def _is_of_base(word: str, base: Counter[str], theirs: Counter[str]) -> bool:
    """Whether a word only lost the sign beside it, where staff wrote between the two."""
    bare = word.strip(_SIGNS)
    return bool(bare) and _times(bare, theirs) <= _times(bare, base)


def _times(bare: str, words: Counter[str]) -> int:
    """How often a word stands there, whatever signs are beside it."""
    return sum(times for word, times in words.items() if word.strip(_SIGNS) == bare)


def _is_own(words: tuple[str, ...], base: Counter[str]) -> bool:
    """Whether a paragraph has no word that the base has: all of it was written by staff."""
    return len(words) > 1 and not any(base[word] for word in words)


def _stands(words: tuple[str, ...], paragraphs: list[tuple[str, ...]]) -> bool:
    """Whether words stand together in one paragraph."""
    return any(set(words) <= set(one) for one in paragraphs)


def _absent_words(files: list[_Counted], told: Counter[str]) -> Iterator[str]:
    """Words of ours beyond the base that are neither in the merged file nor told."""
    base, theirs, ours, merged = (file.words for file in files)
    new = merged - base
    for word in ours - base:
        gone = max(0, base[word] - theirs[word])
        bare = word.strip(_SIGNS) or word  # the sign beside a word may stand elsewhere
        if merged[word] + told[bare] < ours[word] - gone and not any(bare in one for one in new):
            yield word


# --- what is no word ----------------------------------------------------------------------------------------
def _lost_objects(files: Iterable[Counter[tuple[str, str]]]) -> Iterator[str]:
    before, after, new, now = files
    for one, times in (after - before).items():
        if now[one] < times + min(new[one], before[one]) and now[one] < after[one]:
            yield one[0]


def _objects(members: Mapping[str, bytes]) -> Iterator[tuple[str, str]]:
    """What each part refers to or has pending: its kind in Danish, and what it is known by."""
    notes = {
        kind: _texts(members, f"word/{name}.xml")
        for kind, name in (("kommentar", "comments"), ("fodnote", "footnotes"), ("slutnote", "endnotes"))
    }
    for name, content in members.items():
        if not name.startswith(_STORIES) or not name.endswith(".xml"):
            continue
        rels = Relationships.read(name, members.get(rels_name(name)))
        parts = {
            one.id: part for one in rels if not one.external and not (part := rels.part(one)).endswith(".xml")
        }
        root = parsed(content, name)
        for element in root.iter(*_REFERENCES):
            kind = _REFERENCES[element.tag]
            yield kind, notes[kind].get(element.get(w("id"), ""), "")
        for element in root.iter(*_CHANGES):
            by = f"{element.get(w('author'))} {element.get(w('date'))}"
            yield f"ventende ændring ({_CHANGES[element.tag]})", f"{by} {_written(element)}"
        for id in _EMBEDDED(root):
            if parts.get(id, "") in members:
                yield "billede eller indsat fil", sha256(members[parts[id]]).hexdigest()
        for _ in _DRAWN(root):
            yield "figur", ""
        for sign, element in signs_in(root):
            yield sign, _around(element) if sign in OF_TEXT else ""


def _without_pulled(files: list[_Counted], known: frozenset[str]) -> Iterator[Counter[tuple[str, str]]]:
    """The objects of each file. A sign of a text is told by its kind; it is none where all that is new in the
    text was pulled, for the answers say that in whatever form."""
    old = frozenset(piece for word in files[0].words for piece in pieces(word)) if known else frozenset()
    for file in files:
        found: Counter[tuple[str, str]] = Counter()
        for (kind, text), times in file.objects.items():
            new = (pieces(text) - old or pieces(text)) if kind in OF_TEXT else frozenset()
            if not new or not new <= known:
                found[kind, "" if kind in OF_TEXT else text] += times
        yield found


def _around(sign: Element) -> str:
    """The text that a sign stands in: of a control, or of a paragraph."""
    holder = next(sign.iterancestors(SDT_CONTENT, P), None)
    return "" if holder is None else text_of(holder)


_EMBEDDED: Final = etree.XPath("//@r:embed | //@r:id | //@r:pict", namespaces={"r": R})
_DRAWN: Final = etree.XPath(
    "//*[self::w:drawing or self::w:pict or self::w:object][not(ancestor::mc:Fallback)]",
    namespaces={"w": W, "mc": MC},
)
"""What is drawn, be it without a picture: lines, arrows, boxes. Word keeps some of them in two forms."""


def _written(change: Element) -> str:
    """What a pending change puts in or takes out."""
    return "".join(one.text or "" for one in change.iter(w("t"), w("delText")))


def _texts(members: Mapping[str, bytes], name: str) -> dict[str, str]:
    root = parsed(members[name], name) if name in members else ()
    return {one.get(w("id"), ""): "".join(text.text or "" for text in one.iter(w("t"))) for one in root}
