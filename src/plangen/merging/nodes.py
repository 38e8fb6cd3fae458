"""A part of a Word file as a tree: blocks, tables, rows, cells, answers of several paragraphs. The nodes
stand on the real elements; nothing is changed by reading."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from plangen.alignment.nodes import Kind, words_of
from plangen.merging.atoms import for_people, id_of, reading_of
from plangen.ooxml.memory import VALUE
from plangen.ooxml.ns import CELL, PPR, ROW, SDT, SDT_CONTENT, SDT_PR, TABLE, Element, P, val, w
from plangen.ooxml.places import excerpt
from plangen.ooxml.styles import Styles
from plangen.word.reading.recovery import KIND

_WRAPPERS: Final = frozenset({w("customXml"), w("smartTag"), w("ins"), w("moveTo"), SDT_CONTENT})
_PLAIN_KINDS: Final = tuple(w(name) for name in ("text", "date", "dropDownList", "comboBox"))
_TICK: Final = "{*}checkbox"


@dataclass(eq=False, slots=True)
class Node:
    """`element`: `w:p`, `w:tbl`, `w:tr`, `w:tc`, or the control of an answer or contents list; `text`: as it
    reads with pending changes accepted; `ids`: of the answers in it; `place`: where it stands, in Danish."""

    kind: Kind
    element: Element
    text: str = ""
    ids: tuple[str, ...] = ()
    children: list[Node] = field(default_factory=list)
    parent: Node | None = None
    place: str = ""
    _words: Counter[str] | None = None

    @property
    def key(self) -> tuple[Kind, str, tuple[str, ...]]:
        """Equal for nodes that read the same."""
        return self.kind, self.text, self.ids

    @property
    def words(self) -> Counter[str]:
        if self._words is None:
            self._words = words_of(self.text)
        return self._words

    @property
    def id(self) -> str:
        """Of the answer whose control it is."""
        return id_of(self.element) if self.kind == "answer" else ""

    @property
    def form(self) -> str:
        """The id of a paragraph's style."""
        return val(self.element.find(PPR), "pStyle") if self.kind == "p" else ""

    def walk(self) -> Iterator[Node]:
        """The node and all in it."""
        yield self
        for child in self.children:
            yield from child.walk()


def tree(root: Element, styles: Styles, label: str = "") -> Node:
    """The tree of a part: of its body, or of a header or footer, which `label` names in Danish."""
    story = root.find(w("body")) if root.tag == w("document") else root
    node = Node("story", story, place=label)
    node.children = list(_Blocks(styles, label).of(story, node))
    _finish(node)
    return node


class _Blocks:
    """Reads blocks in order and remembers the heading that they stand under."""

    def __init__(self, styles: Styles, label: str) -> None:
        self._styles = styles
        self._label = label

    def of(self, holder: Element, parent: Node, place: str = "") -> Iterator[Node]:
        for child in holder:
            if child.tag == P:
                yield self._paragraph(child, parent, place)
            elif child.tag == TABLE:
                yield self._table(child, parent)
            elif child.tag == SDT:
                yield from self._control(child, parent, place)
            elif child.tag in _WRAPPERS:
                yield from self.of(child, parent, place)

    def _paragraph(self, paragraph: Element, parent: Node, place: str) -> Node:
        wrapper = promoted_control(paragraph)
        text = reading_of(paragraph)
        ids = ids_in(paragraph) if wrapper is None else (id_of(wrapper),)
        if parent.kind == "story" and self._styles.heading_level(paragraph):
            self._label = excerpt(for_people(text)) or self._label
        return Node("p", paragraph, " ".join(text.split()), ids, parent=parent, place=place or self._label)

    def _control(self, control: Element, parent: Node, place: str) -> Iterator[Node]:
        content = control.find(SDT_CONTENT)
        if content is None:
            return
        if control.find(f"{SDT_PR}/{w('docPartObj')}") is not None:
            yield Node("contents", control, " ".join(_lines(content)), parent=parent, place=self._label)
        elif id_of(control) and not is_plain(control):
            node = Node("answer", control, ids=(id_of(control),), parent=parent, place=place or self._label)
            node.children = list(self.of(content, node, place))
            yield node
        else:
            yield from self.of(content, parent, place)

    # --- tables ---------------------------------------------------------------------------------------------
    def _table(self, table: Element, parent: Node) -> Node:
        node = Node("tbl", table, parent=parent, place=self._label)
        for number, row in enumerate(_inside(table, ROW), 1):
            place = f"{self._label}, tabel, række {number}" if self._label else f"tabel, række {number}"
            made = Node("tr", row, parent=node, place=place)
            made.children = [self._cell(cell, made, place) for cell in _inside(row, CELL)]
            node.children.append(made)
        return node

    def _cell(self, cell: Element, row: Node, place: str) -> Node:
        node = Node("tc", cell, parent=row, place=place)
        wrapper = _wrapper(cell)
        if wrapper is not None and id_of(wrapper) and not is_plain(wrapper):
            answer = Node("answer", wrapper, ids=(id_of(wrapper),), parent=node, place=place)
            answer.children = list(self.of(cell, answer, place))
            node.children = [answer]
        else:
            node.children = list(self.of(cell, node, place))
        return node


def holder_of(node: Node) -> Element:
    """The element that the children of a node stand in."""
    if node.kind != "answer":
        return node.element
    content = node.element.find(SDT_CONTENT)
    cell = content.find(CELL)
    return content if cell is None else cell


def ids_in(element: Element) -> tuple[str, ...]:
    """The ids of the answers in an element."""
    return tuple(filter(None, map(id_of, element.iter(SDT))))


def is_plain(control: Element) -> bool:
    """Whether an answer's control is one for a value and not for paragraphs."""
    properties = control.find(SDT_PR)
    kinds = () if properties is None else (*_PLAIN_KINDS, _TICK)
    return control.get(KIND) == VALUE or any(properties.find(kind) is not None for kind in kinds)


def promoted_control(paragraph: Element) -> Element | None:
    """The plain control that a program has written around a paragraph that it is alone in."""
    for around in (paragraph, paragraph.getparent()):
        control = None if around is None or around.tag not in (P, CELL) else _wrapper(around)
        if control is not None and id_of(control) and is_plain(control):
            return control if len(list(control.iter(P))) == 1 else None
    return None


def _wrapper(element: Element) -> Element | None:
    """The control whose content an element is."""
    parent = element.getparent()
    return parent.getparent() if parent is not None and parent.tag == SDT_CONTENT else None


def _inside(parent: Element, tag: str) -> Iterator[Element]:
    """Rows of a table or cells of a row, those inside controls too."""
    for child in parent:
        if child.tag == tag:
            yield child
        elif child.tag in _WRAPPERS or child.tag == SDT:
            yield from _inside(child, tag)


def _lines(content: Element) -> Iterator[str]:
    """The lines of a contents list without page numbers."""
    for paragraph in content.iter(P):
        texts = [text.text or "" for text in paragraph.iter(w("t"))]
        yield "".join(text for text in texts if not text.strip().isdigit())


def _finish(node: Node) -> None:
    """Gives nodes with children their text and ids."""
    for child in node.children:
        _finish(child)
    if node.children:
        node.text = " ¦ ".join(child.text for child in node.children)
        own = node.ids if node.kind == "answer" else ()
        node.ids = (*own, *(id for child in node.children for id in child.ids))
