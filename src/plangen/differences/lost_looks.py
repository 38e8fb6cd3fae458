"""Which of the looks that staff gave a document a merged file has no more."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Set

from plangen.differences.comparison import Difference
from plangen.differences.free_text import LookEdit
from plangen.differences.pieces import pieces_of
from plangen.word.reading.content import Content

_BETWEEN, _ABOUT, _PARAGRAPHS = "; ", ": ", " | "
_OF_PICTURES = "billed"
"""Facts about pictures name their file; the pictures themselves are counted elsewhere."""


def lost_looks(before: Difference, after: Difference, ids: Set[str], gone: Set[str]) -> list[str]:
    """The looks, in words, that staff had set and that are not set any more. `before`: the edited file
    against the edition that it began as; `after`: the merged file against the edition of now; `ids`: of the
    answers that stand where they stood, and `gone`: texts that do not: looks go with what they are of.
    That may say something else by now, so looks are counted by what they are."""
    stays = (
        look
        for look in before.looks
        if not (ids.isdisjoint(look.ids) if look.ids else " ".join(look.text.split()) in gone)
    )
    missing = Counter(_set(stays, before.extras)) - Counter(_set(after.looks, after.extras))
    return list(missing)


def not_kept(
    names: Iterable[str], base: Content, there: Content, other: Content, joined: Content
) -> list[str]:
    """Those of these looks that stand in a joined file less often than somebody has set them, wherever they
    stand. `base`: the edition; `there`: the file that they were set in; `other`: the other file, which may
    have taken some away."""
    made, set_there, beside, after = map(_counted, (base, there, other, joined))
    return [
        name for name in names if after[name] - min(made[name], beside[name]) < set_there[name] - made[name]
    ]


def _counted(content: Content) -> Counter[str]:
    """How often each look stands in a document."""
    said = (look for piece in pieces_of(content) for look in (piece.look, piece.layout))
    names = (name for look in said for part in look.split(_PARAGRAPHS) for name in _facts(part))
    return Counter(names) + Counter(content.extras)


def _set(looks: Iterable[LookEdit], extras: Iterable[str]) -> Iterator[str]:
    for look in looks:
        was = set(_facts(look.was))  # a look that a piece had already is none that somebody set
        yield from (fact for fact in _facts(look.now) if fact not in was)
    yield from (fact for fact in extras if not fact.startswith(_OF_PICTURES))


def _facts(look: str) -> Iterator[str]:
    for fact in look.split(_BETWEEN):
        name = fact.partition(_ABOUT)[0]
        if name and not name.startswith(_OF_PICTURES):
            yield name
