"""Walks one part of a Word file (the document, a header, notes) and notes what stands where."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from plangen.catalog.address import Address
from plangen.ooxml.memory import BLOCK
from plangen.ooxml.ns import CELL, PPR, ROW, SDT, SDT_CONTENT, SDT_PR, TABLE, Element, P, is_on, val, w
from plangen.ooxml.places import text_of
from plangen.word.reading.atoms import OBJECT, Atom, Atoms, cleaned, text_boxes
from plangen.word.reading.blocks import children
from plangen.word.reading.content import NOWHERE, Spot
from plangen.word.reading.layout import Layouts
from plangen.word.reading.looks import Looks, free_text, has_header_look
from plangen.word.reading.recovery import KIND, answer_id

_NOTES = frozenset({w("footnote"), w("endnote")})
_SEPARATORS = ("separator", "continuationSeparator", "continuationNotice")
_WRAPPERS = frozenset({w("customXml"), w("smartTag")})
_SECTION = f"{PPR}/{w('sectPr')}"
_PAGE_NUMBER = re.compile(r"\t\s*[\divxlc]+\s*$", re.IGNORECASE)
FRONT = "Forsiden"


@dataclass(frozen=True)
class FreePiece:
    """A paragraph, or a cell, of free text."""

    text: str
    look: str
    layout: str = ""
    spot: Spot | None = None


@dataclass(frozen=True)
class Found:
    """An answer's control and where it stands."""

    control: Element
    place: str


@dataclass
class CellRead:
    """A cell. `column`: where it begins in the table's grid; `text`: with U+FFFC for each of its controls."""

    element: Element
    column: int
    controls: list[Element]
    text: str

    @property
    def alone(self) -> bool:
        """Whether a control is all that is in it."""
        return self.text == OBJECT


@dataclass
class RowRead:
    """A row of a table that is not repeated on each page. `number`: as in `TableRow`."""

    cells: list[CellRead]
    place: str
    number: int = NOWHERE


@dataclass
class TableRead:
    """A table. `header`: the cells of the last row that is repeated on each page."""

    header: list[CellRead] = field(default_factory=list)
    rows: list[RowRead] = field(default_factory=list)


class Story:
    """What one part says. `label` is empty for the document itself, else »sidehoved« and the like; `rows`:
    the number of each row of the document."""

    def __init__(
        self,
        root: Element,
        label: str,
        atoms: Atoms,
        looks: Looks,
        layouts: Layouts,
        rows: Mapping[Element, int],
    ) -> None:
        self.pieces: list[FreePiece] = []
        self.controls: list[Found] = []
        self.tables: list[TableRead] = []
        self.headings: list[str] = []
        self.contents: list[str] = []
        self._label = label
        self._atoms = atoms
        self._looks = looks
        self._layouts = layouts
        self._rows = rows
        self._heading = ""
        self._tables_here = 0
        self._blocks(root if label else root.find(w("body")), "")

    def _place(self, inner: str) -> str:
        return ", ".join(filter(None, (self._label or self._heading or FRONT, inner)))

    # --- blocks --------------------------------------------------------------------------------------------
    def _blocks(self, container: Element, inner: str) -> None:
        for child in container:
            if child.tag == P:
                self._paragraph(child, inner)
            elif child.tag == TABLE:
                self._table(child)
            elif child.tag == SDT:
                self._control(child, inner)
            elif child.tag in _WRAPPERS or _is_note(child):
                self._blocks(child, inner)

    def _control(self, control: Element, inner: str) -> None:
        """A control around blocks: an answer, the contents list, or one that somebody made."""
        content = control.find(SDT_CONTENT)
        if content is None:
            return
        if is_contents(control):
            self.contents += [_entry(paragraph) for paragraph in content.iter(P)]
            return
        if not answer_id(control):
            self._blocks(content, inner)
            return
        self.controls.append(Found(control, self._place(inner)))
        self.pieces.append(FreePiece(OBJECT, self._look_of(control), self._layout_of(control)))

    def _look_of(self, control: Element) -> str:
        paragraphs = [(p, self._atoms.of(p, control)) for p in control.iter(P)]
        if control.get(KIND) == "v" and len(paragraphs) == 1:
            return self._looks.paragraph(*paragraphs[0])
        return self._looks.block(paragraphs)

    def _layout_of(self, control: Element) -> str:
        """The layout of the paragraph that a control stands around. How many paragraphs a Markdown answer
        has, and which are items of lists, belongs to the answer; what they have beyond their styles does not.
        """
        first = next(control.iter(P), None)
        if control.get(KIND) == BLOCK:
            own = [fact for paragraph in control.iter(P) for fact in self._layouts.own(paragraph)]
            own += [fact for cell in _below_headings(control) for fact in self._layouts.fill(cell)]
            return "; ".join(sorted(set(own)))
        return "" if first is None else self._layouts.paragraph(first)

    def _paragraph(self, paragraph: Element, inner: str) -> None:
        if not self._label and self._looks.styles.heading_level(paragraph):
            self._heading, self._tables_here = _line(text_of(paragraph)), 0
            self.headings.append(self._heading)
        atoms = self._atoms.of(paragraph)
        self.controls += [Found(control, self._place(inner)) for control in controls_in(atoms)]
        text = free_text(atoms).strip()
        if text or paragraph.find(_SECTION) is None:
            look, layout = self._looks.paragraph(paragraph, atoms), self._layouts.paragraph(paragraph)
            self.pieces.append(FreePiece(text, look, layout))
        for box in text_boxes(paragraph):
            self._blocks(box, ", ".join(filter(None, (inner, "tekstboks"))))

    # --- tables --------------------------------------------------------------------------------------------
    def _table(self, table: Element) -> None:
        self._tables_here += 1
        name = "tabel" if self._tables_here == 1 else f"tabel {self._tables_here}"
        read = TableRead()
        self.tables.append(read)
        table_number = len(self.tables)
        for number, row in enumerate(children(table, ROW)):
            # LibreOffice no longer repeats the header of a table that it lets stand on one page.
            looks_so = number == 0 and has_header_look(table)
            named = is_on(row.find(w("trPr")), "tblHeader") or (looks_so and not _is_of_answers(row))
            header = named and not read.rows
            place = f"{name}, overskrift" if header else f"{name}, række {len(read.rows) + 1}"
            spot = Spot(0, table_number, number, 0)
            cells = [self._cell(cell, spot._replace(column=column), place) for cell, column in _columns(row)]
            if header:
                read.header = cells
            else:
                read.rows.append(RowRead(cells, self._place(place), self._rows.get(row, NOWHERE)))

    def _cell(self, cell: Element, spot: Spot, inner: str) -> CellRead:
        before = len(self.controls)
        pieces, self.pieces = self.pieces, []
        control = _around(cell)
        if control is not None:
            self.controls.append(Found(control, self._place(inner)))
            self.pieces.append(FreePiece(OBJECT, self._look_of(control), self._layout_of(control)))
        else:
            self._blocks(cell, inner)
        text = "\n".join(piece.text for piece in self.pieces).strip()
        looks = dict.fromkeys(piece.look for piece in self.pieces if piece.text)
        layouts = dict.fromkeys(piece.layout for piece in self.pieces if piece.text)
        layout = "; ".join(filter(None, (self._layouts.cell(cell), *layouts)))
        self.pieces = [*pieces, FreePiece(text, " | ".join(looks), layout, spot)]
        found = [item.control for item in self.controls[before:]]
        return CellRead(cell, spot.column, found, text)


def _is_of_answers(row: Element) -> bool:
    """Whether a row of a table holds a row of the answers. So does the first one below the place where
    somebody split a table in two, though the table's style makes it look like a header."""
    addresses = (Address.parse(answer_id(control)) for control in row.iter(SDT))
    rows = Counter((one.whole, one.key) for one in addresses if one.is_cell)
    return any(times > 1 for times in rows.values())


def _is_note(element: Element) -> bool:
    """A footnote or endnote, but not the line above them."""
    return element.tag in _NOTES and element.get(w("type"), "normal") not in _SEPARATORS


def _columns(row: Element) -> Iterator[tuple[Element, int]]:
    """The cells of a row, each with the column of the grid where it begins."""
    before = val(row, "trPr/gridBefore", "0")
    column = int(before) if before.isdigit() else 0
    for cell in children(row, CELL):
        yield cell, column
        span = val(cell, "tcPr/gridSpan", "1")
        column += int(span) if span.isdigit() else 1


def _around(cell: Element) -> Element | None:
    """The answer's control around a cell, or around the row whose only cell it is."""
    row = next(cell.iterancestors(ROW))
    in_control = row.getparent().tag == SDT_CONTENT
    alone = in_control and len(list(children(row, CELL))) == 1
    for element in [cell, row] if alone else [cell]:
        for outer in element.iterancestors():
            if outer.tag == SDT and answer_id(outer):
                return outer
            if outer.tag not in (SDT, SDT_CONTENT):
                break
    return None


def _below_headings(control: Element) -> Iterator[Element]:
    """The cells of the tables in an answer but those of first rows, whose background their style gives."""
    for table in control.iter(TABLE):
        for row in list(children(table, ROW))[1:]:
            yield from children(row, CELL)


def _entry(paragraph: Element) -> str:
    """A line of the contents list without its page number."""
    return _line(_PAGE_NUMBER.sub("", text_of(paragraph)))


def _line(text: str) -> str:
    return " ".join(cleaned(text).split())


def is_contents(control: Element) -> bool:
    """Whether a control holds the contents list."""
    return control.find(f"{SDT_PR}/{w('docPartObj')}") is not None


def controls_in(atoms: Iterable[Atom]) -> list[Element]:
    """The controls in running text, in order."""
    return list(dict.fromkeys(atom.control for atom in atoms if atom.control is not None))
