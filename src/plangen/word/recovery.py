"""Finds the answers' controls again in a file that another program than Word has saved.

LibreOffice loses the tag of every control, the title of many, and all but the first paragraph of a control
around whole paragraphs. The hidden bookmarks tell what was there (`memory`); here the controls are put back,
so that whoever reads the file needs to know nothing of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from plangen.word.memory import BLOCK, PREFIX, Memory, memories
from plangen.word.ns import (
    BOOKMARK,
    BOOKMARK_END,
    SDT,
    SDT_CONTENT,
    SDT_PR,
    STORIES,
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
_FORM = re.compile(r"[a-z][a-z0-9_.]*(\[[^\[\]]+\])?(\.[a-z][a-z0-9_.]*)?", re.ASCII)
# Attributes while a file is being read; no file holds them.
ID, KIND, LOOK = "plangen-id", "plangen-kind", "plangen-look"


def recover(root: Element) -> None:
    """Gives every control of an answer the attributes that `answer_id` and others read."""
    for control in root.iter(SDT):
        properties = control.find(SDT_PR)
        id = val(properties, "tag") or val(properties, "alias")
        if _FORM.fullmatch(id):
            control.set(ID, id)
            control.set(KIND, "v" if any(properties.find(kind) is not None for kind in _PLAIN_KINDS) else "")
    starts: dict[str, list[Element]] = {}
    for start in root.iter(BOOKMARK):
        name = start.get(w("name"), "")
        if name.startswith(PREFIX):
            starts.setdefault(name, []).append(start)
    for name, memory in memories(starts).items():
        if memory.kind == BLOCK:
            _recover_block(root, starts[name], memory)
        else:
            control = _inline_control(starts[name][0], memory)
            if control is not None:
                _remember(control, memory)


def answer_id(control: Element) -> str:
    """The id of the answer in a control; empty when it is none of plangen's."""
    return str(control.get(ID, ""))


def _remember(control: Element, memory: Memory) -> None:
    control.set(ID, memory.id)
    control.set(KIND, memory.kind)
    control.set(LOOK, memory.look)


def _inline_control(start: Element, memory: Memory) -> Element | None:
    """The control that a bookmark stands around: one that holds the bookmark's start, or comes after it."""
    for control in start.itersiblings(SDT):
        if answer_id(control) == memory.id:
            return control
    following = next((e for e in start.itersiblings() if e.tag not in _PASSED), None)
    if following is not None and following.tag == SDT and not answer_id(following):
        return following
    controls = start.iterancestors(SDT)
    return next((control for control in controls if answer_id(control) in ("", memory.id)), None)


# --- controls around paragraphs -----------------------------------------------------------------------------
def _recover_block(root: Element, starts: list[Element], memory: Memory) -> None:
    """A control that is still there is told what it is; else one is put around the bookmark's paragraphs."""
    for control in starts[0].iterancestors(SDT):
        if answer_id(control) == memory.id and next(control.iterancestors(P), None) is None:
            _remember(control, memory)
            return
    first = next(starts[0].iterancestors(P), None)
    last = next(_last_end(root, starts).iterancestors(P), first)
    if first is None:
        return
    _release(first, memory)
    blocks = _blocks_between(first, last)
    if not blocks:
        return
    control = make("sdt")
    blocks[0].addprevious(control)
    add(control, "sdtContent").extend(blocks)
    _remember(control, memory)


def _last_end(root: Element, starts: list[Element]) -> Element:
    """Where the bookmark ends. LibreOffice writes its start once more in its last paragraph."""
    keys = {start.get(w("id")) for start in starts}
    ends = [end for end in root.iter(BOOKMARK_END) if end.get(w("id")) in keys]
    return ends[-1] if ends else starts[-1]


def _release(first: Element, memory: Memory) -> None:
    """Takes away the control that is left around the first paragraph's text."""
    for control in list(first.iter(SDT)):
        if answer_id(control) in ("", memory.id):
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
