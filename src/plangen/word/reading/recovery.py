"""Finds the answers' controls again in a file that another program than Word has saved.

LibreOffice loses the tag of every control, the title of many, and all but the first paragraph of a control
around whole paragraphs. The hidden bookmarks tell what was there (`ooxml.memory`); here the controls are put
back, so that whoever reads the file needs to know nothing of it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import takewhile

from plangen.catalog.address import Address, is_own_id
from plangen.ooxml.memory import BLOCK, PREFIX, ControlMemory, memories, plain_name, rest_name
from plangen.ooxml.ns import (
    BOOKMARK,
    BOOKMARK_END,
    CELL,
    PPR,
    SDT,
    SDT_CONTENT,
    SDT_PR,
    STORIES,
    TEXT,
    Element,
    P,
    add,
    drop,
    make,
    val,
    w,
)

_PASSED = frozenset({BOOKMARK, BOOKMARK_END, w("proofErr")})
_PLAIN_KINDS = tuple(w(name) for name in ("text", "date", "dropDownList", "comboBox"))
# Attributes while a file is being read; no file holds them.
ID, KIND, LOOK = "plangen-id", "plangen-kind", "plangen-look"


def recover(root: Element) -> None:
    """Gives every control of an answer the attributes that `answer_id` and others read."""
    for control in root.iter(SDT):
        properties = control.find(SDT_PR)
        id = val(properties, "tag") or val(properties, "alias")
        if is_own_id(id):
            control.set(ID, id)
            control.set(KIND, "v" if any(properties.find(kind) is not None for kind in _PLAIN_KINDS) else "")
    starts: dict[str, list[Element]] = {}
    for start in root.iter(BOOKMARK):
        name = start.get(w("name"), "")
        if name.startswith(PREFIX):
            starts.setdefault(name, []).append(start)
    ends = {end.get(w("id")): end for end in root.iter(BOOKMARK_END)}
    for name, memory in memories(starts).items():
        _move_to_its_paragraph(starts[name][0], _last_end(starts[name], ends))
        plain = name if plain_name(name) in starts else plain_name(name)
        rest = starts.get(rest_name(name)) or starts.get(rest_name(plain), starts[name])
        recover_one = _recover_block if memory.kind == BLOCK else _recover_inline
        recover_one(starts[name][0], _last_end(rest, ends), memory)
    for control in [one for one in root.iter(SDT) if Address.parse(answer_id(one)).is_blank]:
        _take_rest_of_cell(control)
    for control in [one for one in root.iter(SDT) if _is_shadow(one)]:
        drop(control)


def answer_id(control: Element) -> str:
    """The id of the answer in a control; empty when it is none of plangen's."""
    return str(control.get(ID, ""))


def _is_shadow(control: Element) -> bool:
    """Whether it is what LibreOffice makes of a choice's control around a cell: an empty control without a
    name at the beginning of the next cell."""
    alias = control.find(f"{SDT_PR}/{w('alias')}")
    nameless = alias is not None and not val(control.find(SDT_PR), "alias") and not answer_id(control)
    return nameless and not _has_text(control)


def _take_rest_of_cell(control: Element) -> None:
    """What somebody has written below an empty place, in its cell, was written there: LibreOffice makes no
    new paragraph in a control. Down to the next place in the cell: what stands there was written in that."""
    cell, content = control.getparent(), control.find(SDT_CONTENT)
    if cell is None or cell.tag != CELL or content is None:
        return
    rest = list(takewhile(lambda one: not _holds_answers(one), control.itersiblings()))
    if all(one.tag == P for one in rest) and any(map(_has_text, rest)):
        content.extend(rest)


def _holds_answers(element: Element) -> bool:
    return any(answer_id(control) for control in element.iter(SDT))


def _move_to_its_paragraph(start: Element, end: Element) -> None:
    """LibreOffice may move the start of a bookmark from a section's last paragraph to the one before."""
    paragraph, last = (next(mark.iterancestors(P), None) for mark in (start, end))
    if paragraph is None or last is None or paragraph.getnext() is not last:
        return
    if any(_has_text(e) for e in start.itersiblings(preceding=True)) and not any(
        _has_text(e) for e in start.itersiblings()
    ):
        last.insert(0 if last.find(PPR) is None else 1, start)


def _remember(control: Element, memory: ControlMemory) -> None:
    control.set(ID, memory.id)
    control.set(KIND, memory.kind)
    control.set(LOOK, memory.look)


# --- controls in running text -------------------------------------------------------------------------------
def _recover_inline(start: Element, end: Element, memory: ControlMemory) -> None:
    """Finds the control that a bookmark stands around. LibreOffice may have left some of its text outside;
    then one is put around all that the bookmark holds."""
    control = _inline_control(start, memory)
    inside = _between(start, end)
    tagged = control is not None and val(control.find(SDT_PR), "tag")
    if not tagged and any(_has_text(element) for element in inside if element is not control):
        control = make("sdt")
        inside[0].addprevious(control)
        add(control, "sdtContent").extend(inside)
        _release(control, memory)
    if control is not None:
        _remember(control, memory)


def _inline_control(start: Element, memory: ControlMemory) -> Element | None:
    """The control that holds the bookmark's start, or comes after it."""
    for control in start.itersiblings(SDT):
        if answer_id(control) == memory.id:
            return control
    following = next((e for e in start.itersiblings() if e.tag not in _PASSED), None)
    if following is not None and following.tag == SDT and not answer_id(following):
        return following
    controls = start.iterancestors(SDT)
    return next((control for control in controls if answer_id(control) in ("", memory.id)), None)


def _between(start: Element, end: Element) -> list[Element]:
    """What stands in the paragraph from the one place to the other."""
    paragraph = next(start.iterancestors(P), None)
    if paragraph is None or next(end.iterancestors(P), None) is not paragraph:
        return []
    first, last = (next(e for e in _climb(mark) if e.getparent() is paragraph) for mark in (start, end))
    following = [first, *first.itersiblings()]
    if last not in following:
        return []
    return [e for e in following[: following.index(last) + 1] if e.tag not in _PASSED]


def _has_text(element: Element) -> bool:
    return any(text.text for text in element.iter(TEXT))


# --- controls around paragraphs -----------------------------------------------------------------------------
def _recover_block(start: Element, end: Element, memory: ControlMemory) -> None:
    """A control that is still there is told what it is; else one is put around the bookmarks' paragraphs."""
    control = _control_around(start, memory)
    if control is not None and (val(control.find(SDT_PR), "tag") or control in end.iterancestors(SDT)):
        _remember(control, memory)
        return
    first = next(start.iterancestors(P), None)
    last = next(end.iterancestors(P), None)
    if first is None or last is None:
        return
    _release(first, memory)
    if control is not None:
        _unwrap(control)
    blocks = _blocks_between(first, last)
    if not blocks:
        return
    control = make("sdt")
    blocks[0].addprevious(control)
    add(control, "sdtContent").extend(blocks)
    _remember(control, memory)


def _control_around(start: Element, memory: ControlMemory) -> Element | None:
    """The answer's control around the bookmark's paragraph. One without a tag has been through LibreOffice,
    which leaves only the first paragraph in it; Word may have put it around that paragraph since."""
    for control in start.iterancestors(SDT):
        if answer_id(control) == memory.id and next(control.iterancestors(P), None) is None:
            return control
    return None


def _last_end(starts: list[Element], ends: Mapping[str | None, Element]) -> Element:
    """Where a bookmark ends. LibreOffice may write its start once more in its last paragraph."""
    found = [ends[start.get(w("id"))] for start in starts if start.get(w("id")) in ends]
    return found[-1] if found else starts[-1]


def _release(outer: Element, memory: ControlMemory) -> None:
    """Takes away the controls that are left in an element around some of the answer's text."""
    for control in list(outer.iter(SDT)):
        if control is not outer and answer_id(control) in ("", memory.id):
            _unwrap(control)


def _unwrap(control: Element) -> None:
    content = control.find(SDT_CONTENT)
    for child in [] if content is None else [*content][::-1]:
        control.addnext(child)
    drop(control)


def _blocks_between(first: Element, last: Element) -> list[Element]:
    """The paragraphs and tables from one paragraph to another, on the level where both are."""
    outer = [first, *first.iterancestors()]
    around = {element: number for number, element in enumerate(outer)}
    for element in _climb(last):
        parent = element.getparent()
        if parent is None:
            return []
        if parent in around and parent.tag in STORIES:
            start = outer[around[parent] - 1]
            blocks = [start, *start.itersiblings()]
            return blocks[: blocks.index(element) + 1] if element in blocks else [start]
    return []


def _climb(element: Element) -> Iterator[Element]:
    yield element
    yield from element.iterancestors()
