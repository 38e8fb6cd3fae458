"""The blocks of two editions, one after the other: what is the same is taken from the new one, and what is
different is marked."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from difflib import SequenceMatcher
from typing import Final, cast

from plangen.ooxml.ns import CELL, PPR, ROW, TABLE, TEXT, Element, P, clone, val, w
from plangen.word.redlining.marks import Marks
from plangen.word.redlining.words import marked_words

_REWORDED: Final = 0.4
"""How much of two paragraphs must be the same for them to be one that was reworded."""
_GRID_COLUMN: Final = w("gridCol")
_CAPTION: Final = w("tblCaption")

Pair = tuple[Element | None, Element | None]
"""A block then and now; None where it was not there yet, or is gone."""


def marked_blocks(old: Sequence[Element], new: Sequence[Element], marks: Marks) -> Iterator[Element]:
    """The blocks of the new edition with those of the old one, what is different marked."""
    for was, now in _pairs(old, new, _says, _form, _belong):
        if was is None or now is None:
            yield _whole(was, now, marks)
        elif now.tag == TABLE:
            yield _table(was, now, marks)
        else:
            yield _paragraph(was, now, marks)


def _whole(was: Element | None, now: Element | None, marks: Marks) -> Element:
    block = cast(Element, was if now is None else now)
    made = marks.table if block.tag == TABLE else marks.paragraph
    return made("del" if now is None else "ins", block)


def _paragraph(was: Element, now: Element, marks: Marks) -> Element:
    """A paragraph with the words that came and went; its look is that of now."""
    if _text(was) == _text(now):
        return clone(now)
    made = clone(now)
    for child in list(made):
        if child.tag != PPR:
            made.remove(child)
    made.extend(marked_words(was, now, marks))
    return made


# --- tables -------------------------------------------------------------------------------------------------
def _table(was: Element, now: Element, marks: Marks) -> Element:
    if _text(was) == _text(now):
        return clone(now)
    made = clone(now)
    for row in made.findall(ROW):
        made.remove(row)
    for old, new in _pairs(was.findall(ROW), now.findall(ROW), _text, _shape, _alike):
        if old is None or new is None:
            made.append(
                marks.row("del" if new is None else "ins", cast(Element, old if new is None else new))
            )
        else:
            made.append(_row(old, new, marks))
    return made


def _row(was: Element, now: Element, marks: Marks) -> Element:
    made = clone(now)
    for cell, old in zip(made.findall(CELL), was.findall(CELL), strict=True):
        before, after = ([one for one in each if one.tag in (P, TABLE)] for each in (old, cell))
        blocks = list(marked_blocks(before, after, marks))
        for block in after:
            cell.remove(block)
        cell.extend(blocks)
    return made


# --- which is which -----------------------------------------------------------------------------------------
def _pairs(
    old: Sequence[Element],
    new: Sequence[Element],
    says: Callable[[Element], object],
    form: Callable[[Element], object],
    belong: Callable[[Element, Element], bool],
) -> Iterator[Pair]:
    """The blocks in order. Those that say the same are one; between them, those of the same form, when
    they belong together."""
    matcher = SequenceMatcher(None, [says(one) for one in old], [says(one) for one in new], autojunk=False)
    for word, a, b, c, d in matcher.get_opcodes():
        if word == "equal":
            yield from zip(old[a:b], new[c:d], strict=True)
        else:
            yield from _by_form(old[a:b], new[c:d], form, belong)


def _by_form(
    old: Sequence[Element],
    new: Sequence[Element],
    form: Callable[[Element], object],
    belong: Callable[[Element, Element], bool],
) -> Iterator[Pair]:
    forms = [form(one) for one in old], [form(one) for one in new]
    matcher = SequenceMatcher(None, *forms, autojunk=False)
    for word, a, b, c, d in matcher.get_opcodes():
        for was, now in zip(old[a:b], new[c:d], strict=True) if word == "equal" else ():
            if belong(was, now):
                yield was, now
            else:
                yield was, None
                yield None, now
        if word != "equal":
            yield from ((one, None) for one in old[a:b])
            yield from ((None, one) for one in new[c:d])


def _says(block: Element) -> object:
    return block.tag, val(block.find(PPR), "pStyle"), _text(block)


def _form(block: Element) -> object:
    """What two blocks must share to be one that was changed."""
    if block.tag == TABLE:
        return block.tag, val(block, "tblPr/tblCaption"), len(list(block.iter(_GRID_COLUMN)))
    return block.tag, val(block.find(PPR), "pStyle")


def _belong(was: Element, now: Element) -> bool:
    return was.tag == TABLE or _alike(was, now)


def _alike(was: Element, now: Element) -> bool:
    """Whether two paragraphs or rows have much of their text in common."""
    one, other = _text(was), _text(now)
    short = min(len(one), len(other)) < 1
    return short or SequenceMatcher(None, one.split(), other.split(), autojunk=False).ratio() >= _REWORDED


def _shape(row: Element) -> object:
    """The cells of a row: how many columns each takes."""
    return tuple(val(cell, "tcPr/gridSpan", "1") for cell in row.findall(CELL))


def _text(block: Element) -> str:
    """The text of a block; the parts of a table are kept apart."""
    if block.tag == P:
        return "".join(
            _sign(one) for one in block.iter(TEXT, w("tab"), w("br")) if one.getparent().tag == w("r")
        )
    return "\n".join(_text(one) for one in block.iter(P))


def _sign(element: Element) -> str:
    return (element.text or "") if element.tag == TEXT else "\t" if element.tag == w("tab") else "\n"
