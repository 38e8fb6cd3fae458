"""Paragraphs and tables of a Word file as the blocks of a Markdown answer (`filling.blocks`: the way out)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from plangen.ooxml.ns import CELL, ROW, SDT, SDT_CONTENT, TABLE, Element, P, val, w
from plangen.ooxml.styles import Styles
from plangen.texts.blocks import Block, Inline, List, Paragraph, Span, Table
from plangen.word.reading.atoms import Atom, Atoms
from plangen.word.reading.list_levels import ListLevels, Place

_WRAPPERS = frozenset({w("customXml"), w("smartTag")})


@dataclass(frozen=True)
class _Entry:
    """A paragraph or table, and the item that it is (`is_item`) or goes on with. `number`: the item's own."""

    block: Block
    place: Place | None = None
    is_item: bool = False
    number: int = 1

    @property
    def depth(self) -> int:
        return self.place.depth if self.place else 0


@dataclass(frozen=True)
class BlockReader:
    """Reads the blocks of one part."""

    atoms: Atoms
    styles: Styles
    levels: ListLevels

    def blocks(self, elements: Iterable[Element], host_look: str = "") -> tuple[Block, ...]:
        """The blocks of elements that stand one after the other; empty paragraphs are left out.

        `host_look`: »b«, »i« and »l« when the tag that printed the answer was bold, italic or itself an item.
        """
        return tuple(_nested(list(self._entries(elements, host_look))))

    def inline(self, atoms: Sequence[Atom], host_look: str = "") -> Inline:
        """Running text with its marks."""
        return tuple(span for atom in atoms for span in self._spans(atom, host_look))

    def _spans(self, atom: Atom, host_look: str) -> Iterator[Span]:
        bold = "b" not in host_look and self.styles.is_on(atom.look, "b")
        italic = "i" not in host_look and self.styles.is_on(atom.look, "i")
        link = "" if atom.link.startswith("#") else atom.link
        for number, line in enumerate(atom.text.split("\n")):
            if number:
                yield Span("", bold, italic, False, link, True)
            if line:
                yield Span(line, bold, italic, False, link)

    # --- blocks --------------------------------------------------------------------------------------------
    def _entries(self, elements: Iterable[Element], host_look: str) -> Iterator[_Entry]:
        place: Place | None = None
        counter = _Counter()
        host_style: str | None = None
        for element in unwrapped(elements):
            if element.tag == TABLE:
                yield _Entry(self._table(element, host_look))
                continue
            style = val(element, "pPr/pStyle")
            host_style = style if host_style is None else host_style
            paragraph = Paragraph(self.inline(self.atoms.of(element), host_look))
            found = None if "l" in host_look and style == host_style else self.levels.of(element)
            if found is not None:
                place = found
                yield _Entry(paragraph, found, True, counter.next(found))
            elif any(span.text.strip() for span in paragraph.content):
                depth = self.levels.continued(element, place) if place is not None else 0
                place = place if depth else None
                yield _Entry(paragraph, replace(place, depth=depth) if place else None)

    def _table(self, table: Element, host_look: str) -> Table:
        rows = [
            tuple(self._cell(cell, host_look) for cell in children(row, CELL)) for row in children(table, ROW)
        ]
        width = max((len(row) for row in rows), default=0)
        filled = [(*row, *[()] * (width - len(row))) for row in rows] or [()]
        return Table(filled[0], tuple(filled[1:]))

    def _cell(self, cell: Element, host_look: str) -> Inline:
        """The text of a cell on one line."""
        spans: list[Span] = []
        for paragraph in cell.iter(P):
            content = self.inline(self.atoms.of(paragraph), host_look)
            spans += [Span(" "), *content] if spans and content else content
        return tuple(spans)


def unwrapped(elements: Iterable[Element]) -> Iterator[Element]:
    """Paragraphs and tables, those inside controls too."""
    for element in elements:
        if element.tag in (P, TABLE):
            yield element
        elif element.tag == SDT:
            content = element.find(SDT_CONTENT)
            yield from () if content is None else unwrapped(content)
        elif element.tag == CELL or element.tag in _WRAPPERS:
            yield from unwrapped(element)


def children(parent: Element, tag: str) -> Iterator[Element]:
    """Rows of a table or cells of a row, those inside controls too."""
    for child in parent:
        if child.tag == tag:
            yield child
        elif child.tag in (SDT, SDT_CONTENT) or child.tag in _WRAPPERS:
            yield from children(child, tag)


# --- lists --------------------------------------------------------------------------------------------------
@dataclass
class _Counter:
    """Counts items as Word does, so that a list that goes on after a paragraph keeps counting."""

    _counted: dict[tuple[str, int], int] = field(default_factory=dict)
    _seen: set[tuple[str, int]] = field(default_factory=set)

    def next(self, place: Place) -> int:
        """The number of an item; 1 for bullets."""
        key, own = (place.family, place.depth), (place.list_id, place.depth)
        anew = place.level.restarts and own not in self._seen
        self._seen.add(own)
        before = None if anew else self._counted.get(key)
        self._counted[key] = place.level.start if before is None else before + 1
        for deeper in [k for k in self._counted if k[0] == place.family and k[1] > place.depth]:
            del self._counted[deeper]
        return self._counted[key] if place.ordered else 1


def _nested(entries: Sequence[_Entry]) -> Iterator[Block]:
    """Entries with depths as nested lists."""
    position = 0
    while position < len(entries):
        entry = entries[position]
        if not entry.is_item:
            yield entry.block
            position += 1
            continue
        end = position + 1
        while end < len(entries) and _belongs(entries[end], entry):
            end += 1
        yield _list(entries[position:end])
        position = end


def _belongs(entry: _Entry, first: _Entry) -> bool:
    """Whether an entry is part of the list that begins with `first`: in one of its items, or one more."""
    if entry.place is None or first.place is None or entry.depth < first.depth:
        return False
    if entry.depth > first.depth or not entry.is_item:
        return True
    return entry.place.goes_on_from(first.place)


def _list(entries: Sequence[_Entry]) -> List:
    first = entries[0]
    starts = [n for n, entry in enumerate(entries) if entry.is_item and entry.depth <= first.depth]
    items: list[tuple[Block, ...]] = []
    for start, end in zip(starts, [*starts[1:], len(entries)], strict=True):
        own = entries[start].block
        rest = [_in_item(entry, first.depth) for entry in entries[start + 1 : end]]
        items.append((*([own] if own != Paragraph(()) else []), *_nested(rest)))
    ordered = first.place is not None and first.place.ordered
    return List(ordered=ordered, items=tuple(items), start=first.number)


def _in_item(entry: _Entry, depth: int) -> _Entry:
    """A further paragraph of an item stands in it as an ordinary block."""
    return _Entry(entry.block) if not entry.is_item and entry.depth == depth else entry
