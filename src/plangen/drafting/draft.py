"""The beginning of a new Word template: front, closing sections, styles and theme of an existing one, and
between them what is asked for. Afterwards the file is the source, and is changed in Word."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from copy import deepcopy
from dataclasses import dataclass
from io import BytesIO
from typing import Any, Final

from docx import Document

from plangen.drafting.styling import set_margins
from plangen.ooxml.ns import SPACE, Element, P, add, make, val, w
from plangen.ooxml.places import text_of

_WHOLE: Final = 5000  # fiftieths of a percent
_LANDSCAPE: Final = {"w": "16838", "h": "11906", "orient": "landscape"}
_LANDSCAPE_TEXT: Final = 14570
RUNNING_TEXT: Final = "Body Text"
_END: Final = ("{%p if aabne_punkter", "Om dokumentet")

Paragraph = tuple[str, str]
"""A paragraph of a cell: its text and its style."""


@dataclass(frozen=True, slots=True)
class DraftColumn:
    """A column of a table: its head, its share in percent, and what its cells print; nothing is a cell to
    write in."""

    head: str
    width: float
    content: str


class Draft:
    """A template in the making. Each method adds a piece at the end, before the closing sections."""

    def __init__(self, model: bytes) -> None:
        """`model`: an existing template, whose own content goes. ValueError when it has no contents list and
        no closing sections (open points, colophon), between which the content stands."""
        self._document = Document(BytesIO(model))
        self._body: Element = self._document.element.body
        paragraphs = {text_of(p): p for p in self._body.iterchildren(P)}
        first = next((p for text, p in paragraphs.items() if text.startswith("{{ indhold")), None)
        last = next((p for text, p in paragraphs.items() if text.startswith(_END)), None)
        if first is None or last is None:
            raise ValueError("forlægget har ikke {{ indhold }} og »Om dokumentet«")
        # The pages of the first section are those that go on: only it has a first page of its own.
        self._body.replace(self._body.find(w("sectPr")), deepcopy(next(self._body.iter(w("sectPr")))))
        for element in list(first.itersiblings()):
            if element is last:
                break
            self._body.remove(element)
        self._end = last

    def data(self, title: str = "") -> bytes:
        """The file; without `title` it keeps the one it has."""
        for number, section in enumerate(self._document.sections):
            if number:
                section.different_first_page_header_footer = False
            if section.orientation and number:
                _own_margins(section)
        if title:
            self._document.core_properties.title = title
        file = BytesIO()
        self._document.save(file)
        return file.getvalue()

    # --- text ----------------------------------------------------------------------------------------------
    def heading(self, text: str, level: int = 1) -> None:
        """A heading, levels 1 to 3."""
        self._add(self._paragraph(text, f"heading {level}"))

    def paragraph(self, text: str, style: str = RUNNING_TEXT, label: str = "") -> None:
        """A paragraph; `label` stands before it in bold. A tab parts text into left and right."""
        self._add(self._paragraph(text, style, label))

    @contextmanager
    def block(self, tag: str) -> Iterator[None]:
        """What is added inside stands in `{%p if … %}` or `{%p for … %}`."""
        self._add(self._paragraph(f"{{%p {tag} %}}", "Skabelonkode"))
        yield
        self._add(self._paragraph(f"{{%p end{tag.split(maxsplit=1)[0]} %}}", "Skabelonkode"))

    @contextmanager
    def landscape(self) -> Iterator[None]:
        """What is added inside stands on landscape pages of its own."""
        self._add(self._section_end(landscape=False))
        yield
        self._add(self._section_end(landscape=True))

    # --- tables --------------------------------------------------------------------------------------------
    def table(self, caption: str, columns: Sequence[DraftColumn], each: str, otherwise: str = "") -> None:
        """A table with a row for each item of `each` (»m in maal«); `otherwise` is printed without any."""
        table = self._headed(caption, columns)
        self._code_row(table, f"for {each}", len(columns))
        self._row(table, [(c.content, "Tabeltekst" if c.content else "Skrivefelt", c.width) for c in columns])
        if otherwise:
            self._code_row(table, "else", len(columns))
            self._row(table, [(otherwise, "Tabeltekst", 100)], span=len(columns))
        self._code_row(table, "endfor", len(columns))
        self._add_table(table, caption)

    def rows(self, caption: str, columns: Sequence[DraftColumn], rows: Sequence[Sequence[str]]) -> None:
        """A table with these rows; an empty cell is to be written in. The columns' content is not used."""
        table = self._headed(caption, columns)
        for row in rows:
            cells = zip(row, columns, strict=True)
            self._row(table, [(t, "Tabeltekst" if t else "Skrivefelt", c.width) for t, c in cells])
        self._add_table(table, caption)

    def facts(self, caption: str, rows: Sequence[tuple[str, str]], width: float = 30) -> None:
        """Labels, and what each says, in a table that is not split across pages."""
        description = f"Oplysninger: {', '.join(label for label, _ in rows)}."
        widths = [width, 100 - width]
        table = self._table("Plangenoplysninger", caption, description, widths, first_row=False)
        for number, (label, content) in enumerate(rows, 1):
            cells = [(label, "Tabeletiket", widths[0]), (content, "Tabeltekst", widths[1])]
            self._row(table, cells, keep=number < len(rows))
        self._add_table(table, caption)

    def grid(
        self,
        caption: str,
        widths: Sequence[float],
        rows: Sequence[Sequence[Sequence[Paragraph]]],
        height: int = 0,
    ) -> None:
        """Fields with lines on all sides. `rows`: of cells, each of paragraphs; `height`: of a row in points,
        at least."""
        table = self._table(
            "Plangengitter", caption, f"{caption}.", widths, first_row=False, first_column=False
        )
        for number, cells in enumerate(rows, 1):
            first = [(*cell[0], width) for cell, width in zip(cells, widths, strict=True)]
            row = self._row(table, first, keep=number < len(rows))
            if height:
                add(row.find(w("trPr")), "trHeight", val=str(height * 20), hRule="atLeast")
            for cell, made in zip(cells, row.iterfind(w("tc")), strict=True):
                made.extend(self._paragraph(text, style) for text, style in cell[1:])
        self._add_table(table, caption)

    def _headed(self, caption: str, columns: Sequence[DraftColumn]) -> Element:
        """A table that has its heads, which are repeated on each page."""
        description = f"Kolonner: {', '.join(column.head for column in columns)}."
        table = self._table("Plangentabel", caption, description, [c.width for c in columns], first_row=True)
        self._row(table, [(c.head, "Tabeloverskrift", c.width) for c in columns], header=True)
        return table

    def _table(
        self,
        style: str,
        caption: str,
        description: str,
        widths: Sequence[float],
        first_row: bool,
        first_column: bool | None = None,
    ) -> Element:
        table = make("tbl")
        labels = not first_row if first_column is None else first_column
        properties = add(table, "tblPr")
        add(properties, "tblStyle", val=self._style(style, kind=3))
        add(properties, "tblW", w=str(_WHOLE), type="pct")
        look = {"firstRow": str(int(first_row)), "firstColumn": str(int(labels))}
        bits = f"06{0x20 * first_row + 0x80 * labels:02X}"
        add(properties, "tblLook", val=bits, **look, lastRow="0", lastColumn="0", noHBand="1", noVBand="1")
        add(properties, "tblCaption", val=caption)
        add(properties, "tblDescription", val=description)
        grid = add(table, "tblGrid")
        for width in widths:
            add(grid, "gridCol", w=str(round(width * 92)))
        return table

    def _row(
        self,
        table: Element,
        cells: Sequence[tuple[str, str, float]],
        header: bool = False,
        span: int = 1,
        keep: bool = False,
    ) -> Element:
        row = add(table, "tr")
        properties = add(row, "trPr")
        add(properties, "cantSplit")
        if header:
            add(properties, "tblHeader")
        for number, (text, style, width) in enumerate(cells):
            cell = add(row, "tc")
            look = add(cell, "tcPr")
            add(look, "tcW", w=str(round(width * 50)), type="pct")
            if span > 1:
                add(look, "gridSpan", val=str(span))
            cell.append(self._paragraph(text, style, keep=keep and number == 0))
        return row

    def _code_row(self, table: Element, tag: str, columns: int) -> None:
        self._row(table, [(f"{{%tr {tag} %}}", "Skabelonkode", 100)], span=columns)

    # --- pieces --------------------------------------------------------------------------------------------
    def _add(self, element: Element) -> None:
        self._end.addprevious(element)

    def _add_table(self, table: Element, caption: str) -> None:
        """Right below a heading a table needs no title; beside another one Word would make one of the two."""
        before = self._end.getprevious()
        if before is None or not (val(before, "pPr/pStyle") or "").startswith("Heading"):
            self._add(self._paragraph(caption, "Tabeltitel"))
        self._add(table)

    def _style(self, name: str, kind: int = 1) -> str:
        """A style's id; `kind` as python-docx counts: 1 paragraph, 2 character, 3 table."""
        found = (s for s in self._document.styles if s.type == kind and s.element.name_val == name)
        style = next(found, None)
        if style is None:
            raise ValueError(f"forlægget har ikke typografien »{name}«")
        return str(style.style_id)

    def _paragraph(self, text: str, style: str, label: str = "", keep: bool = False) -> Element:
        paragraph = make("p")
        if style or keep:
            properties = add(paragraph, "pPr")
            if style:
                add(properties, "pStyle", val=self._style(style))
            if keep:
                add(properties, "keepNext")
        if label:
            run = add(paragraph, "r")
            add(add(run, "rPr"), "rStyle", val=self._style("Strong", kind=2))
            add(run, "t").text = label
            text = f" {text}"
        for number, piece in enumerate(text.split("\t")):
            run = add(paragraph, "r")
            if number:
                add(run, "tab")
            written = add(run, "t")
            written.text = piece
            written.set(SPACE, "preserve")
        return paragraph

    def _section_end(self, landscape: bool) -> Element:
        paragraph = self._paragraph("", "Sektionsskift")
        paragraph.remove(paragraph[-1])
        section = deepcopy(self._body.find(w("sectPr")))
        if landscape:
            for key, value in _LANDSCAPE.items():
                section.find(w("pgSz")).set(w(key), value)
        set_margins(section)
        paragraph[0].append(section)
        return paragraph


def _own_margins(section: Any) -> None:
    """A landscape section gets header and footer of its own, whose tab stands at its own margin."""
    for name in ("header", "footer"):
        story = getattr(section, name)
        content = [deepcopy(paragraph._p) for paragraph in story.paragraphs]
        story.is_linked_to_previous = True
        story.is_linked_to_previous = False
        for paragraph in list(story.paragraphs):
            paragraph._p.getparent().remove(paragraph._p)
        for paragraph in content:
            story._element.append(paragraph)
            _move_tab(paragraph)


def _move_tab(paragraph: Element) -> None:
    properties = paragraph.find(w("pPr"))
    if properties is None or not val(properties, "pStyle") or properties.find(w("tabs")) is not None:
        return
    tabs = make("tabs")
    add(tabs, "tab", val="clear", pos="9184")
    add(tabs, "tab", val="right", pos=str(_LANDSCAPE_TEXT))
    properties.find(w("pStyle")).addnext(tabs)
