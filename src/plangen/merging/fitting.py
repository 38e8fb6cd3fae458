"""The columns of tables: a new row where staff have added or taken away some, and another number of them."""

from __future__ import annotations

from typing import Final

from plangen.alignment.matching import columns_of
from plangen.merging.bringing import Bringing
from plangen.merging.nodes import Node
from plangen.merging.values import shape
from plangen.ooxml.ns import CELL, SDT, VAL, Element, add, clone, make, val, w


def fitted(row: Node, made: Element, table: Node) -> list[int]:
    """Gives a row the cells that the table has now, by the headings of its columns. `made`: the row as it
    will stand; `row`: as it stands in ours. Gives the numbers of cells that the table has no column for."""
    head = table.children[0].children if table.children else []
    mine = row.parent.children[0].children if row.parent is not None else []
    cells = [one for one in made if one.tag in (CELL, SDT)]
    if row.parent is None or not head or not len(cells) == len(row.children) == len(mine):
        return []
    columns = columns_of(row.parent.children[0], table.children[0])
    if not columns or list(columns.items()) == [(number, number) for number in range(len(head))]:
        return []
    for cell in cells:
        made.remove(cell)
    places = {there: cells[here] for here, there in columns.items()}
    for number in range(len(head)):
        made.append(places[number] if number in places else _empty_cell())
    return [number for number, cell in enumerate(row.children) if number not in columns and cell.text]


def _empty_cell() -> Element:
    cell = make("tc")
    add(cell, "p")
    return cell


def columns_differ(was: Node, now: Node) -> bool:
    """Whether a table has more or fewer columns, or has them in another order; not whether somebody has
    written in the cells of its first row."""
    heads = ([cell.text for row in table.children[:1] for cell in row.children] for table in (was, now))
    before, after = heads
    if len(before) != len(after):
        return True
    return any(one != other and one and one in after for one, other in zip(before, after, strict=True))


_WORDS: Final = ("tblCaption", "tblDescription")
_FORMS: Final = {"tbl": "tblPr", "tr": "trPr", "tc": "tcPr"}


def _spans(form: Element | None) -> tuple[str, bool]:
    """How many columns of its table's grid a cell takes, and whether it is one with those below or above."""
    return val(form, "gridSpan", "1"), form is not None and form.find(w("vMerge")) is not None


def set_form(was: Node, there: Node, now: Node, bringing: Bringing, ordinary: bool) -> None:
    """Gives a table, row or cell the form that ours has now, when theirs has the one of the base. `ordinary`:
    nobody has given theirs a look, so it has: a program says it in other words."""
    name = w(_FORMS[was.kind])
    before, mine, after = (one.element.find(name) for one in (was, there, now))
    shapes = [sorted(map(shape, one if one is not None else ())) for one in (before, mine, after)]
    if after is None or shapes[0] == shapes[2]:
        return
    if shapes[0] != shapes[1] and not (ordinary and _spans(mine) == _spans(after)):
        return
    made = bringing.bring(after)
    if mine is not None:
        there.element.replace(mine, made)
    else:
        there.element.insert(0, made)


def set_grid(base: Element, theirs: Element, ours: Element) -> None:
    """Gives a table the columns of ours when the template has others now and staff have those of before."""
    was, there, now = (one.find(w("tblGrid")) for one in (base, theirs, ours))
    if was is None or there is None or now is None or len(was) == len(now) or len(was) != len(there):
        return
    theirs.replace(there, clone(now))


def set_description(base: Element, theirs: Element, ours: Element) -> None:
    """Gives a table the words of ours for who cannot see it, where staff have those of before."""
    for name in _WORDS:
        path = f"{w('tblPr')}/{w(name)}"
        was, there, now = (one.find(path) for one in (base, theirs, ours))
        if was is None or there is None or now is None:
            continue
        if was.get(VAL) == there.get(VAL):
            there.set(VAL, now.get(VAL, ""))
