"""The structure check of a Word file's content controls, and of the bookmarks that go with them."""

from __future__ import annotations

from collections.abc import Iterator

from plangen.ooxml.ns import BOOKMARK, SDT, SDT_CONTENT, SDT_PR, VAL, Element, val, w
from plangen.word.reading.story import is_contents
from tests.support.structure.file import Check, File

_LONGEST_TAG = 64
_LONGEST_BOOKMARK = 40
_LARGEST_ID = 2**31 - 1


def _controls(file: File) -> Iterator[str]:
    for name, root in file.stories.items():
        for control in root.iter(SDT):
            yield from (f"{name}: {problem}" for problem in _problems(control))


def _problems(control: Element) -> Iterator[str]:
    properties, content = control.find(SDT_PR), control.find(SDT_CONTENT)
    tag, title = val(properties, "tag"), val(properties, "alias")
    if content is None or len(content) == 0:
        yield f"indholdskontrollen »{tag}« er tom"
    for text in {tag, title}:
        if len(text) > _LONGEST_TAG:
            yield f"indholdskontrollens id »{text}« fylder mere end {_LONGEST_TAG} tegn"
    if tag and title and tag != title:
        yield f"indholdskontrollen »{tag}« hedder »{title}«"
    for element in () if properties is None else properties.iterchildren(w("id")):
        number = element.get(VAL, "")
        if not number.isdigit() or not 0 < int(number) <= _LARGEST_ID:
            yield f"indholdskontrollen »{tag}« har nummeret »{number}«"
    if properties is not None and properties.find(w("lock")) is not None and not is_contents(control):
        yield f"indholdskontrollen »{tag}« er låst"


def _bookmarks(file: File) -> Iterator[str]:
    for name, root in file.stories.items():
        for mark in root.iter(BOOKMARK):
            if len(mark.get(w("name"), "")) > _LONGEST_BOOKMARK:
                yield f"{name}: bogmærket {mark.get(w('name'))} fylder mere end {_LONGEST_BOOKMARK} tegn"


CONTROL_CHECKS: tuple[Check, ...] = (_controls, _bookmarks)
