"""Tables: the grid, rows that are headers, cells that are, and what merges them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from plangen.compiling import looks, output
from plangen.compiling.blocks import Blocks
from plangen.ooxml.ns import CELL, ROW, SDT, SDT_CONTENT, TABLE, VAL, Element, P, is_on, val, w
from plangen.ooxml.places import text_of
from plangen.templates.tags import CELL_WORDS, Tag

# Table styles by their names in lower case, with the stylesheet's class.
_CLASSES: Final = {
    "plangenoplysninger": "fakta",
    "plangengitter": "gitter",
    "plangentabel": "",
    "table grid": "gitter",
}
_TIGHT, _TIGHTEST, _USUAL_SIDE = 45, 25, 100  # twentieths of a point: above text, beside it


def html(table: Element, blocks: Blocks) -> str:
    """A table."""
    return _Table(table, blocks).html()


class _Table:
    def __init__(self, table: Element, blocks: Blocks) -> None:
        self._table = table
        self._blocks = blocks
        self._rows = list(_unwrapped(table, ROW))
        self._properties = table.find(w("tblPr"))
        self._style = val(self._properties, "tblStyle")
        self._header_rows = self._count_header_rows()
        self._labels_first = self._looks_like_header("firstColumn", "firstCol")
        self._columns = [
            int(one.get(w("w"), "0")) for one in table.iterfind(f"{w('tblGrid')}/{w('gridCol')}")
        ]

    def html(self) -> str:
        head = "".join(self._row(row, header=True) for row in self._rows[: self._header_rows])
        body = "".join(self._row(row, header=False) for row in self._rows[self._header_rows :])
        parts = [self._colgroup(), f"<thead>{head}</thead>" if head else "", f"<tbody>{body}</tbody>"]
        label = output.attribute("aria-label", val(self._properties, "tblCaption"))
        return output.element("table", "".join(parts), self._classes(), self._css(), label)

    # --- the table as a whole ------------------------------------------------------------------------------
    def _classes(self) -> Iterator[str]:
        name = looks.style_name(self._blocks.styles, self._style)
        yield _CLASSES.get(name, "gitter" if self._has_inner_lines() else "")
        if _CLASSES.get(name) == "fakta" and not any(map(self._keeps, self._rows)):
            yield "lange"
        margins = None if self._properties is None else self._properties.find(w("tblCellMar"))
        if margins is not None and _margin(margins, "top", 60) < _TIGHT:
            yield "taet"
        if margins is not None and _margin(margins, "top", 60) < _TIGHTEST:
            yield "taettest"
        if margins is not None and _margin(margins, "left", _USUAL_SIDE) < _USUAL_SIDE:
            yield "mange"

    def _css(self) -> Iterator[str]:
        width = None if self._properties is None else self._properties.find(w("tblW"))
        if width is not None and width.get(w("type")) == "pct":
            share = int(width.get(w("w"), "5000").rstrip("%") or "5000") / 50
            if 0 < share < 99:
                yield f"width: {share:g}%"
        if (align := val(self._properties, "jc")) in ("center", "right", "end"):
            yield "margin-left: auto"
            if align == "center":
                yield "margin-right: auto"

    def _has_inner_lines(self) -> bool:
        style = [one.element for one in self._blocks.styles.chain(self._style)]
        sources = [self._table, *style]
        inner = (one.find(f"{w('tblPr')}/{w('tblBorders')}/{w('insideV')}") for one in sources)
        found = next((one for one in inner if one is not None), None)
        return found is not None and found.get(VAL, "none") not in ("none", "nil")

    def _colgroup(self) -> str:
        """The widths of the columns in percent; none when it is not known how many there are."""
        made = [self._tag_words(cell) for row in self._rows for cell in _unwrapped(row, CELL)]
        first = [self._tag_words(cell) for cell in _unwrapped(self._rows[0], CELL)] if self._rows else []
        if any("tc" in words for words in first) and not any(words & {"hm", "colspan"} for words in first):
            return self._made_columns()
        total = sum(self._columns)
        if not total or any(words & {"hm", "colspan", "tc"} for words in made):
            return ""
        columns = "".join(f'<col style="width: {100 * width / total:.4g}%"/>' for width in self._columns)
        return f"<colgroup>{columns}</colgroup>"

    def _made_columns(self) -> str:
        """Columns that tags in the first row make, as wide beside each other as that row's cells are. The
        printed page makes them take the whole table (`web.tables`)."""
        parts: list[str] = []
        made = False
        for cell in _unwrapped(self._rows[0], CELL):
            taking = (self._blocks.taking_tag(p, ("tc",)) for p in cell.iter(P))
            tag = next((one for one in taking if one is not None), None)
            width = cell.find(f"{w('tcPr')}/{w('tcW')}")
            if tag is not None:
                parts, made = [*parts, tag], True
            elif width is not None and width.get(w("type")) == "pct":
                share = int(width.get(w("w"), "0").rstrip("%") or "0") / 50
                parts.append(f'<col style="width: {share:g}%"/>')
            else:
                return ""
        return f"<colgroup>{''.join(parts)}</colgroup>" if made else ""

    def _is_code(self, paragraph: Element) -> bool:
        return self._blocks.taking_tag(paragraph, ("p", "tr", "tc")) is not None

    # --- headers -------------------------------------------------------------------------------------------
    def _count_header_rows(self) -> int:
        """Rows at the top that are repeated on each page, or that the style makes look like a header."""
        count = 0
        for row in self._rows:
            if not is_on(row.find(w("trPr")), "tblHeader"):
                break
            count += 1
        if count or not self._rows or not self._looks_like_header("firstRow", "firstRow"):
            return count
        return 0 if any(map(self._is_code, self._rows[0].iter(P))) else 1

    def _looks_like_header(self, flag: str, part: str) -> bool:
        """Whether the table switches on a look for its first row or column, and its style has one."""
        look = None if self._properties is None else self._properties.find(w("tblLook"))
        bit = {"firstRow": 0x20, "firstColumn": 0x80}[flag]
        if look is None or not (
            look.get(w(flag)) in ("1", "true", "on") or int(look.get(VAL, "0") or "0", 16) & bit
        ):
            return False
        chain = self._blocks.styles.chain(self._style)
        return any(
            one.get(w("type")) == part
            for style in chain
            for one in style.element.iterchildren(w("tblStylePr"))
        )

    # --- rows ----------------------------------------------------------------------------------------------
    def _row(self, row: Element, header: bool) -> str:
        for paragraph in row.iter(P):
            taking = self._blocks.taking_tag(paragraph, ("tr",))
            if taking is not None and next(paragraph.iterancestors(TABLE)) is self._table:
                return taking
        cells = list(_unwrapped(row, CELL))
        alone = len(cells) == 1 and self._columns_of(cells[0]) > 1
        if alone and not header and self._is_label(cells[0], 0):
            group = output.element("tr", self._cell(cells[0], "rowgroup"), ["gruppe"])
            return f"</tbody><tbody>{group}"
        content = "".join(
            self._cell(cell, "col" if header else "row" if self._is_label(cell, at) else "")
            for at, cell in enumerate(cells)
        )
        return output.element("tr", content, self._row_classes(row, header), _row_css(row))

    def _row_classes(self, row: Element, header: bool) -> Iterator[str]:
        if header:
            return
        if self._keeps(row):
            yield "hold"
        if not is_on(row.find(w("trPr")), "cantSplit"):
            yield "delelig"

    def _keeps(self, row: Element) -> bool:
        first = next((p for p in row.iter(P) if not self._is_code(p)), None)
        return first is not None and looks.keeps_with_next(self._blocks.styles, first)

    def _is_label(self, cell: Element, at: int) -> bool:
        """Whether the cell says what stands beside it."""
        paragraphs = [p for p in cell.iterchildren(P) if not self._is_code(p)]
        if not any(text_of(p).strip() for p in paragraphs):
            return False
        own = all(self._blocks.style(p) in looks.ROW_LABELS for p in paragraphs)
        return own or (self._labels_first and at == 0)

    def _columns_of(self, cell: Element) -> int:
        span = val(cell.find(w("tcPr")), "gridSpan", "1")
        return int(span) if span.isdigit() else 1

    # --- cells ---------------------------------------------------------------------------------------------
    def _cell(self, cell: Element, scope: str) -> str:
        """A cell; `scope` is that of a header, empty for any other cell."""
        taking = [self._blocks.taking_tag(p, ("tc",)) for p in cell.iter(P)]
        if (taken := next((one for one in taking if one is not None), None)) is not None:
            return taken
        tags = {tag.word: number for number, tag in self._cell_tags(cell)}
        content, classes, css = self._content(cell, scope)
        css |= self._cell_css(cell, scope, tags)
        more = output.attribute("scope", scope) + self._span(cell, tags)
        look = [f"{name}: {value}" for name, value in css.items()]
        name = "th" if scope else "td"
        if "vm" in tags:
            first, otherwise, done = (
                output.code(tags["vm"], form) for form in (output.FIRST, output.OTHERWISE, output.DONE)
            )
            top = output.element(name, content, classes, look, more + ' data-ned="start"')
            below = output.element(name, "", (), (), more + ' data-ned="videre"')
            return f"{first}{top}{otherwise}{below}{done}"
        written = output.element(name, content, classes, look, more)
        if "hm" in tags:
            return f"{output.code(tags['hm'], output.FIRST)}{written}{output.code(tags['hm'], output.DONE)}"
        return written

    def _content(self, cell: Element, scope: str) -> tuple[str, list[str], dict[str, str]]:
        """What stands in a cell, its classes, and what is set on its only paragraph."""
        inner = [child for child in cell if child.tag != w("tcPr")]
        if len(inner) != 1 or inner[0].tag != P:
            return self._blocks.html(cell, in_header_row=scope == "col"), [], {}
        content = self._blocks.cell_content(inner[0])
        writing = not content.strip() and self._blocks.style(inner[0]) in looks.WRITING
        return content, ["skriv"] if writing else [], self._blocks.css(inner[0])

    def _cell_css(self, cell: Element, scope: str, tags: dict[str, int]) -> dict[str, str]:
        properties = cell.find(w("tcPr"))
        css: dict[str, str] = {}
        if "cellbg" in tags:
            css["background-color"] = f"#{output.code(tags['cellbg'], output.ARGUMENT)}"
        if properties is None:
            return css
        css |= dict(looks.borders_css(properties.find(w("tcBorders"))))
        fill = looks.shade(properties.find(w("shd")))
        if fill and not scope:  # headers have the stylesheet's own
            css.setdefault("background-color", fill)
        if align := {"center": "middle", "bottom": "bottom"}.get(val(properties, "vAlign")):
            css["vertical-align"] = align
        return css

    def _span(self, cell: Element, tags: dict[str, int]) -> str:
        """What the attributes say of columns and rows that the cell takes."""
        span = self._columns_of(cell)
        down = cell.find(f"{w('tcPr')}/{w('vMerge')}")
        more = "" if down is None else f' data-ned="{"start" if down.get(VAL) == "restart" else "videre"}"'
        if "colspan" in tags:
            return more + f' colspan="{output.code(tags["colspan"], output.ARGUMENT)}"'
        if "hm" in tags:
            return more + f' colspan="{output.code(tags["hm"], output.TURNS, span)}"'
        return more + (output.attribute("colspan", str(span)) if span > 1 else "")

    def _cell_tags(self, cell: Element) -> Iterator[tuple[int, Tag]]:
        for paragraph in cell.iterchildren(P):
            for match in output.CODE.finditer(text_of(paragraph)):
                tag = self._blocks.tags[int(match[1])].tag
                if tag.word in CELL_WORDS:
                    yield int(match[1]), tag

    def _tag_words(self, cell: Element) -> set[str]:
        words = {tag.word for _, tag in self._cell_tags(cell)}
        taken = any(self._blocks.taking_tag(p, ("tc",)) is not None for p in cell.iter(P))
        return words | ({"tc"} if taken else set())


def _row_css(row: Element) -> Iterator[str]:
    height = row.find(f"{w('trPr')}/{w('trHeight')}")
    if height is not None and height.get(VAL, "").isdigit():
        yield f"height: {int(height.get(VAL)) / 20:g}pt"


def _margin(margins: Element, side: str, default: int) -> int:
    element = margins.find(w(side))
    value = "" if element is None else element.get(w("w"), "")
    return int(value) if value.isdigit() else default


def _unwrapped(parent: Element, tag: str) -> Iterator[Element]:
    """Rows of a table or cells of a row, those inside content controls too."""
    for child in parent:
        if child.tag == tag:
            yield child
        elif child.tag in (SDT, SDT_CONTENT, w("customXml")):
            yield from _unwrapped(child, tag)
