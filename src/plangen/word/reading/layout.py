"""How paragraphs and tables are laid out, in words: indents, spacing, backgrounds, borders, lists, widths.

Values are resolved through the styles, so that it makes no difference where a program writes them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from lxml import etree

from plangen.ooxml.ns import CELL, PPR, ROW, TABLE, VAL, WP, A, Element, add, local_name, make, r, val, w
from plangen.ooxml.styles import Styles
from plangen.word.reading import widths
from plangen.word.reading.list_levels import ListLevels
from plangen.word.reading.same_layout import FILE, strange
from plangen.word.reading.settings import CELL as CELL_KIND
from plangen.word.reading.settings import OF_PLACE, PARAGRAPH, said, settings
from plangen.word.reading.settings import ROW as ROW_KIND
from plangen.word.reading.settings import TABLE as TABLE_KIND
from plangen.word.reading.settings import facts as setting_facts
from plangen.word.reading.table_styles import Place, TableStyles, edges, said_of

_TWIPS, _EMU = 56.6929, 36000  # in a millimetre
_SIDES = ("top", "left", "start", "bottom", "right", "end", "insideH", "insideV", "between")
_OF_STYLES = frozenset(w(name) for name in ("pStyle", "rPr", "jc", "sectPr"))
_EXTENT = f"{{{WP}}}extent"
_NOTHING = frozenset({"", "nil", "none"})
_EDGE, _VERTICAL, _MARGINS = "kant", "lodret", "cellemargener"
_SINGLE_LINES = said(PARAGRAPH, "widowControl", "fra")
# Names that say the same: the older one and the one for text in both directions.
_TWINS = {"start": "left", "end": "right"}


@dataclass
class Layouts:
    """The layouts of one part. `pictures`: the fingerprint of the picture of each relationship."""

    styles: Styles
    levels: ListLevels
    pictures: Mapping[str, str] = field(default_factory=dict)
    _tables: TableStyles = field(init=False)
    _widths: widths.Widths = field(default_factory=widths.Widths)
    _of_styles: dict[tuple[str, str, str], Mapping[str, str]] = field(default_factory=dict)
    _paragraphs: dict[tuple[bytes, str, bool], str] = field(default_factory=dict)
    _cells: dict[tuple[bytes, Place], Sequence[str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._tables = TableStyles(self.styles)

    # --- paragraphs ----------------------------------------------------------------------------------------
    def paragraph(self, paragraph: Element) -> str:
        """Indents, spacing, background, borders and list of a paragraph."""
        properties = paragraph.find(PPR)
        default = self.styles.id_of("Normal")
        style = val(properties, "pStyle") or default
        table = _table_style(paragraph) if style == default else ""
        if next(paragraph.iter(_EXTENT), None) is not None:
            return self._resolved_layout(paragraph, style, table)
        key = (_as_text(properties), table, _in_cell(paragraph))
        if key not in self._paragraphs:
            self._paragraphs[key] = self._resolved_layout(paragraph, style, table)
        return self._paragraphs[key]

    def _resolved_layout(self, paragraph: Element, style: str, table: str) -> str:
        properties = paragraph.find(PPR)
        indent = self._resolved(style, table, properties, "ind")
        spacing = self._resolved(style, table, properties, "spacing")
        place = self.levels.of(paragraph)
        if place:
            indent = place.level.without_own(indent)
        facts = [*_indents(indent), *_spacing(spacing), *self._surroundings(style, properties)]
        facts += [f"liste {place.level.number_format} {'I' * place.depth}"] if place else []
        facts += self._settings(style, properties, CELL_KIND if _in_cell(paragraph) else PARAGRAPH)
        facts += self._drawings(paragraph)
        return "; ".join(facts)

    def _settings(self, style: str, properties: Element | None, place: str) -> Iterator[str]:
        """All other settings of a paragraph, its own before those of its style."""
        chain = [properties, *(one.element.find(PPR) for one in self.styles.chain(style))]
        found: dict[str, str] = {}
        for one in reversed(chain):
            found.update(settings(one, PARAGRAPH))
        yield from (
            said(place if name in OF_PLACE else PARAGRAPH, name, value)
            for name, value in sorted(found.items())
            if value
        )

    def own(self, paragraph: Element) -> list[str]:
        """What a paragraph's layout has that its style has not, but for lists and their indents. LibreOffice
        leaves »single lines« of a cell at what is left of an answer's table."""
        properties = paragraph.find(PPR)
        if _is_as_its_style(paragraph, properties):
            return []
        bare = make("p")
        if style := val(properties, "pStyle"):
            add(add(bare, "pPr"), "pStyle", val=style)
        found = strange(self.paragraph(paragraph), self.paragraph(bare).split("; "), exact=False)
        return [fact for fact in found if fact != _SINGLE_LINES]

    def _drawings(self, paragraph: Element) -> Iterator[str]:
        """The size of each picture, and which it is."""
        for extent in paragraph.iter(_EXTENT):
            across, down = (_number(extent.get(name)) / _EMU for name in ("cx", "cy"))
            yield f"billede {across:.1f}×{down:.1f} mm"
            for blip in extent.getparent().iter(f"{{{A}}}blip"):
                yield f"{FILE} {self.pictures.get(blip.get(r('embed'), ''), '')}"

    def _resolved(self, style: str, table: str, properties: Element | None, name: str) -> Mapping[str, str]:
        """The attributes of a paragraph property: its own before those of the table's style, which come
        before those of its style when that is the ordinary one."""
        own = {} if properties is None else _attributes(properties.find(w(name)))
        return {**self._of_style(style, table, name), **own}

    def _of_style(self, style: str, table: str, name: str) -> Mapping[str, str]:
        key = (style, table, name)
        if key not in self._of_styles:
            root = self.styles.root
            path = "/".join(w(step) for step in ("docDefaults", "pPrDefault", "pPr", name))
            found = _attributes(None if root is None else root.find(path))
            chains = [*self.styles.chain(table), *self.styles.chain(style)]
            for one in reversed(chains):
                properties = one.element.find(PPR)
                found.update(_attributes(None if properties is None else properties.find(w(name))))
            self._of_styles[key] = found
        return self._of_styles[key]

    def _surroundings(self, style: str, properties: Element | None) -> Iterator[str]:
        chain = [properties, *(one.element.find(PPR) for one in self.styles.chain(style))]
        known = [one for one in chain if one is not None]
        yield from _fill(next((one for one in known if one.find(w("shd")) is not None), None))
        yield from _borders(next((e for one in known if (e := one.find(w("pBdr"))) is not None), None))

    # --- tables --------------------------------------------------------------------------------------------
    def cell(self, cell: Element) -> str:
        """Background, borders and alignment of a cell. The first of a row says its height too, and the first
        of a table how the table looks."""
        row = next(cell.iterancestors(ROW))
        table = next(row.iterancestors(TABLE))
        first_row, first_column = next(table.iter(ROW)) is row, next(row.iter(CELL)) is cell
        facts = [*self._of_cell(cell.find(w("tcPr")), self._tables.place(cell, row, table))]
        facts += self._widths.of_cell(cell, table)
        facts += _row(row) if first_column else []
        facts += self._table(table) if first_row and first_column else []
        return "; ".join(facts)

    def _of_cell(self, properties: Element | None, place: Place) -> Sequence[str]:
        """What holds for a cell with these properties at that place of its table: the same for most cells of
        a column."""
        key = (_as_text(properties), place)
        if key not in self._cells:
            align = _value(said_of(properties, place, "vAlign"))
            self._cells[key] = (
                *_filled(said_of(properties, place, "shd")),
                *_borders(*edges(properties, place)),
                *([f"{_VERTICAL} {align}"] if align not in ("", "top") else []),
                *setting_facts(properties, CELL_KIND),
            )
        return self._cells[key]

    def fill(self, cell: Element) -> list[str]:
        """The background that a cell itself has."""
        return _fill(cell.find(w("tcPr")))

    def _table(self, table: Element) -> Iterator[str]:
        properties = table.find(w("tblPr"))
        style = self.styles.by_id.get(val(properties, "tblStyle"))
        yield f"tabel {style.name if style else ''}".rstrip()
        yield from _borders(None if properties is None else properties.find(w("tblBorders")))
        margins = self._tables.margins(table)
        sides = (_number(margins.get(side)) / _TWIPS for side in ("top", "right", "bottom", "left"))
        yield f"{_MARGINS} {'/'.join(f'{side:.1f}' for side in sides)} mm"
        yield from setting_facts(properties, TABLE_KIND)
        yield from self._widths.of_table(table)


def _is_as_its_style(paragraph: Element, properties: Element | None) -> bool:
    """Whether a paragraph says nothing of its own about its layout, as most do."""
    own = () if properties is None else properties
    return (
        not any(child.tag not in _OF_STYLES for child in own) and next(paragraph.iter(_EXTENT), None) is None
    )


def _as_text(properties: Element | None) -> bytes:
    """Properties as they stand in the file: those that read alike say the same."""
    return b"" if properties is None else etree.tostring(properties, with_tail=False)


def _in_cell(paragraph: Element) -> bool:
    return next(paragraph.iterancestors(CELL), None) is not None


def _table_style(paragraph: Element) -> str:
    table = next(paragraph.iterancestors(TABLE), None)
    return val(table, "tblPr/tblStyle")


def _attributes(element: Element | None) -> dict[str, str]:
    """The `w:` attributes of an element by their plain names."""
    if element is None:
        return {}
    names = ((local_name(key), value) for key, value in element.attrib.items())
    return {_TWINS.get(name, name): value for name, value in names}


def _indents(indent: Mapping[str, str]) -> Iterator[str]:
    first = _number(indent.get("firstLine")) - _number(indent.get("hanging"))
    for name, value in (
        ("fra venstre", _number(indent.get("left"))),
        ("fra højre", _number(indent.get("right"))),
        ("første linje", first),
    ):
        if value:
            yield f"{name} {value / _TWIPS:.1f} mm"


def _spacing(spacing: Mapping[str, str]) -> Iterator[str]:
    for name, attribute in (("før", "before"), ("efter", "after")):
        if value := _number(spacing.get(attribute)):
            yield f"{name} {value / _TWIPS:.1f} mm"
    line = _number(spacing.get("line"))
    if line and spacing.get("lineRule", "auto") == "auto":
        yield f"linjeafstand {line / 240:.2f}"
    elif line:
        yield f"linjehøjde {line / _TWIPS:.1f} mm"


def _fill(properties: Element | None) -> list[str]:
    return _filled(None if properties is None else properties.find(w("shd")))


def _filled(shading: Element | None) -> list[str]:
    fill = "auto" if shading is None else shading.get(w("fill"), "auto")
    return [] if fill.lower() in ("auto", "ffffff") else [f"baggrund {fill.upper()}"]


def _borders(*said: Element | None) -> Iterator[str]:
    """The edges, each as the first says that says it."""
    for side in _SIDES:
        edges = (borders.find(w(side)) for borders in said if borders is not None)
        edge = next((one for one in edges if one is not None), None)
        if edge is not None and edge.get(w("val"), "") not in _NOTHING:
            name, width = _TWINS.get(side, side), _number(edge.get(w("sz"))) / 8
            yield f"{_EDGE} {name} {edge.get(w('val'))} {width:.1f} pt {edge.get(w('color'), '')}"


def _value(element: Element | None) -> str:
    return "" if element is None else str(element.get(VAL, ""))


def _row(row: Element) -> Iterator[str]:
    """The height of a row, and its other settings."""
    height = row.find(f"{w('trPr')}/{w('trHeight')}")
    value = 0.0 if height is None else _number(height.get(w("val")))
    yield from [f"højde {value / _TWIPS:.1f} mm"] if value else []
    yield from setting_facts(row.find(w("trPr")), ROW_KIND)


def _number(text: str | None) -> float:
    try:
        return float(text or "0")
    except ValueError:
        return 0.0
