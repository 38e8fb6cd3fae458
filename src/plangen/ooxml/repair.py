"""What makes Word say »ulæseligt indhold«, put right after a part is filled.

Taking rows and paragraphs away and repeating them leaves things no author would write: a cell without a
paragraph, a table without rows, the same id twice.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from functools import lru_cache
from itertools import count

from plangen.ooxml.ns import (
    BOOKMARK,
    BOOKMARK_END,
    CELL,
    ROW,
    SDT,
    SDT_CONTENT,
    STORIES,
    TABLE,
    VAL,
    Element,
    P,
    drop,
    first,
    make,
    w,
)

MOST_COLUMNS = 63  # of a table, in Word
_CELL_PROPERTIES, _GRID = w("tcPr"), w("tblGrid")
_ID, _NAME = w("id"), w("name")
_COLUMN, _SPAN, _CELL_WIDTH = w("gridCol"), w("gridSpan"), w("tcW")
_IN_CELL = frozenset({P, TABLE, SDT})
_WITH_PARAGRAPH = STORIES - {SDT_CONTENT}
_ROW_PROPERTIES = frozenset({w("trPr"), w("tblPrEx")})
_ORDER = {
    w(name): number
    for number, name in enumerate(
        (
            *("cnfStyle", "tcW", "gridSpan", "hMerge", "vMerge", "tcBorders", "shd", "noWrap", "tcMar"),
            *("textDirection", "tcFitText", "vAlign"),
        )
    )
}
"""The order that the schema wants of what a cell says of itself; the rest comes after."""


def repair(root: Element, columns: bool = True, marks: bool = True) -> None:
    """Puts a filled part right: tables first, because an empty one may leave a cell or control empty.

    `columns`: whether tags may have made or merged some, or left cells out; `marks`: whether the part had
    bookmarks or controls before it was filled.
    """
    if columns:
        _repair_cells(root)
    for table in [*root.iter(TABLE)][::-1]:
        rows = _filled_rows(table) if columns else [*table.iter(ROW)]
        if not rows:
            drop(table)
        elif columns:
            _fit_grid(table, rows)
    for control in [*root.iter(SDT)][::-1] if marks else ():
        content = control[-1]
        if content.tag != SDT_CONTENT or (len(content) == 0 and control.getparent().tag in STORIES):
            drop(control)
    _mend_blocks(root)
    if marks:
        _pair_bookmarks(root)


def _repair_cells(root: Element) -> None:
    for wide in root.iter(_SPAN):
        if len(wide.get(VAL, "")) > 2:
            wide.set(VAL, str(MOST_COLUMNS))
    for properties in root.iter(_CELL_PROPERTIES):
        if len(properties) > 1 and properties[0].tag != _CELL_WIDTH:
            _put_in_order(properties)


def _put_in_order(properties: Element) -> None:
    """What {% colspan %} and its like add comes first."""
    order = _order(tuple([child.tag for child in properties]))
    if order:
        properties[:] = [properties[place] for place in order]


@lru_cache(maxsize=1024)
def _order(tags: tuple[str, ...]) -> tuple[int, ...]:
    """The places of what a cell says of itself, as the schema wants them; none when it is right."""
    ranks = [_ORDER.get(tag, len(_ORDER)) for tag in tags]
    order = tuple(sorted(range(len(tags)), key=ranks.__getitem__))
    return () if order == tuple(range(len(tags))) else order


def mend(root: Element, taken: Collection[str] = ()) -> None:
    """Puts right what stands side by side after blocks came and went: tables with nothing between them, cells
    that do not end with a paragraph, halves of bookmarks. `taken`: numbers of bookmarks in other parts."""
    _mend_blocks(root)
    _number_apart(_pair_bookmarks(root), taken)


def _mend_blocks(root: Element) -> None:
    for table in [*root.iter(TABLE)]:
        _separate(table)
    for story in [*root.iter(*_WITH_PARAGRAPH)]:
        if len(story) == 0 or story[-1].tag != P:
            _end_with_paragraph(story)


def _filled_rows(table: Element) -> list[Element]:
    """The rows of a table and of those in it; the ones without cells go."""
    rows: list[Element] = []
    for row in [*table.iter(ROW)]:
        if (len(row) and row[-1].tag == CELL) or next(row.iter(CELL), None) is not None:
            rows.append(row)
        else:
            drop(row)
    return rows


def _cells(row: Element) -> list[Element]:
    """The cells of a row, through what stands around some."""
    cells: list[Element] = []
    for child in row:
        if child.tag == CELL:
            cells.append(child)
        elif child.tag not in _ROW_PROPERTIES:
            cells += [cell for cell in child.iter(CELL) if next(cell.iterancestors(ROW)) is row]
    return cells


def span(cell: Element) -> int:
    """How many columns of the grid a cell takes."""
    said = first(first(cell, _CELL_PROPERTIES), _SPAN)
    value = "1" if said is None else said.get(VAL, "1")
    return min(int(value[:9]), MOST_COLUMNS) if value.isdigit() else 1


def _fit_grid(table: Element, rows: Iterable[Element]) -> None:
    """Makes the grid as wide as the widest row when {%tc for %} has made or left out columns. `rows`: its
    own, and those of tables in it."""
    grid = first(table, _GRID)
    if grid is None:
        return
    cells = [
        _cells(row) for row in rows if row.getparent() is table or next(row.iterancestors(TABLE)) is table
    ]
    spans = next(table.iter(_SPAN), None) is not None
    needed = max(sum(map(span, one)) if spans else len(one) for one in cells)
    if needed != sum(1 for _ in grid.iterchildren(_COLUMN)):
        widest = max(cells, key=lambda one: sum(map(span, one)))
        _write_grid(grid, widest, needed)
        for one in cells:
            _set_widths(one, [column.get(w("w"), "0") for column in grid])


def _write_grid(grid: Element, widest: Iterable[Element], needed: int) -> None:
    """Gives the grid so many columns; those of the widest row are to each other as its cells say."""
    columns = [*grid.iterchildren(_COLUMN)]
    total = sum(_number(column.get(w("w"))) for column in columns)
    wanted = [_width(cell) // span(cell) for cell in widest for _ in range(span(cell))]
    if not all(wanted):
        wanted = [1] * needed
    for column in columns:
        grid.remove(column)
    for width in wanted:
        grid.append(make("gridCol", w=str(total * width // sum(wanted))))


def _set_widths(cells: Iterable[Element], widths: list[str]) -> None:
    position = 0
    for cell in cells:
        end = position + span(cell)
        width = first(first(cell, _CELL_PROPERTIES), _CELL_WIDTH)
        if width is not None:
            width.set(w("w"), str(sum(map(int, widths[position:end]))))
            width.set(w("type"), "dxa")
        position = end


def _width(cell: Element) -> int:
    width = first(first(cell, _CELL_PROPERTIES), _CELL_WIDTH)
    return 0 if width is None else _number(width.get(w("w")))


def _number(text: str | None) -> int:
    return int(text) if text and text.isdigit() else 0


def _separate(table: Element) -> None:
    """Two tables with nothing between them would become one, even where one ends a control."""
    block = table
    while next(block.itersiblings(*_IN_CELL), None) is None and block.getparent().tag == SDT_CONTENT:
        block = block.getparent().getparent()
    following = block.getnext()
    if following is not None and _edge(following, 0) == TABLE:
        block.addnext(make("p"))


def _edge(block: Element, position: int) -> str:
    """What a block begins (0) or ends (-1) with, seen through controls."""
    while block.tag == SDT:
        blocks = [child for child in first(block, SDT_CONTENT) if child.tag in _IN_CELL]
        if not blocks:
            break
        block = blocks[position]
    return str(block.tag)


def _end_with_paragraph(story: Element) -> None:
    """Word needs a paragraph at the end of a cell, a header, a note and the document."""
    last = next(story.iterchildren(*_IN_CELL, reversed=True), None)
    edge = "" if last is None else _edge(last, -1)
    if last is None or edge == TABLE or (story.tag == CELL and edge != P):
        paragraph = make("p")
        if last is None:
            story.insert(0 if first(story, _CELL_PROPERTIES) is None else 1, paragraph)
        else:
            last.addnext(paragraph)


def _pair_bookmarks(root: Element) -> list[tuple[Element, Element]]:
    """Keeps the first bookmark of each name, with its end; the rest lost a half or came from a loop."""
    open_marks: dict[str, Element] = {}
    names: set[str] = set()
    pairs: list[tuple[Element, Element]] = []
    unpaired: list[Element] = []
    for mark in root.iter(BOOKMARK, BOOKMARK_END):
        key = mark.get(_ID, "")
        if mark.tag == BOOKMARK:
            unpaired += [open_marks.pop(key)] if key in open_marks else []
            open_marks[key] = mark
        elif (start := open_marks.pop(key, None)) is None or (name := start.get(_NAME)) in names:
            unpaired += [mark] if start is None else [start, mark]
        else:
            names.add(name)
            pairs.append((start, mark))
    for mark in [*unpaired, *open_marks.values()]:
        drop(mark)
    return pairs


def _number_apart(pairs: Collection[tuple[Element, Element]], elsewhere: Collection[str]) -> None:
    """Gives those that have the number of another one, before them or elsewhere, the next free one."""
    numbers = [start.get(_ID, "") for start, _ in pairs]
    known = (int(one) for one in (*numbers, *elsewhere) if one.isdigit() and len(one) < 10)
    free = count(max(known, default=0) + 1)
    taken = set(elsewhere)
    for (start, end), number in zip(pairs, numbers, strict=True):
        if number in taken:
            new = str(next(free))
            start.set(_ID, new)
            end.set(_ID, new)
        taken.add(number)
