"""Blank places whose row the answer files have taken: the row is printed where it belongs, and the place is
blank again, or staff's words would stand in it as a new row once more."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from plangen.catalog.address import Address, of_tick
from plangen.merging.atoms import id_of
from plangen.merging.nodes import promoted_control
from plangen.merging.outcome import Pulled, PulledRow
from plangen.merging.values import demoted, is_touched, text_in
from plangen.ooxml.ns import (
    BOOKMARK,
    BOOKMARK_END,
    CELL,
    SDT,
    SDT_CONTENT,
    SDT_PR,
    TABLE,
    VAL,
    Element,
    P,
    clone,
    val,
    w,
)


def empty_pulled(theirs: Iterable[Element], base: Iterable[Element], pulled: Pulled) -> None:
    """Changes the parts of theirs. `base`: those of the edition that the file began as. A row that holds more
    than the answer files have taken, or a pending change, a comment or a note, stays."""
    rows = [*pulled.rows, *_rows_of(pulled.texts)]
    if not rows:
        return
    made = {id_of(control): control for root in base for control in _blank(root)}
    found: dict[tuple[str, str], list[Element]] = defaultdict(list)
    for control in (one for root in theirs for one in _blank(root)):
        address = _address(control)
        found[address.whole, address.key].append(control)
    for (table, _), controls in found.items():
        if _is_taken(table, controls, made, rows):
            for control in controls:
                _empty(control, made.get(id_of(control)))


def _rows_of(texts: Mapping[str, Sequence[str]]) -> Iterator[PulledRow]:
    """The rows that texts of answers stand in; also the one that a blank place is, by its own name."""
    found: dict[tuple[str, str], list[tuple[str, str]]] = defaultdict(list)
    for id, said in texts.items():
        address = Address.parse(id)
        if address.is_cell:
            found[address.whole, address.key] += [(address.column, " ".join(text.split())) for text in said]
    return (PulledRow(table, tuple(cells)) for (table, _), cells in found.items())


def _blank(root: Element) -> Iterator[Element]:
    """The controls of rows that are not there yet."""
    return (control for control in root.iter(SDT) if id_of(control) and _address(control).is_blank)


def _address(control: Element) -> Address:
    return Address.parse(of_tick(id_of(control))[0])


def _is_taken(
    table: str, controls: Collection[Element], made: Mapping[str, Element], rows: Collection[PulledRow]
) -> bool:
    if any(is_touched(control) for control in controls):
        return False
    said = {
        (_address(control).column, text_in(control))
        for control in controls
        if not of_tick(id_of(control))[1] and text_in(control) != _text(made.get(id_of(control)))
    }
    return bool(said) and any(one.table == table and said <= set(one.cells) for one in rows)


def _text(control: Element | None) -> str:
    return "" if control is None else text_in(control)


def _empty(control: Element, made: Element | None) -> None:
    """Gives a control what it held when the file was made, and the number that it has now."""
    if made is None:
        return
    control = _as_made(control, made)
    properties, content = control.find(SDT_PR), control.find(SDT_CONTENT)
    new, number = clone(made.find(SDT_PR)), val(properties, "id")
    for one in new.iterchildren(w("id")):
        one.set(VAL, number or one.get(VAL, ""))
    if properties is not None:
        control.replace(properties, new)
    if content is not None and _levels(content) == _levels(made.find(SDT_CONTENT)):
        control.replace(content, clone(made.find(SDT_CONTENT)))


def _as_made(control: Element, made: Element) -> Element:
    """The control where it stood when the file was made, between its hidden bookmarks: Word writes one that
    is all there is in a paragraph, or a cell, around it."""
    if next(made.iter(P), None) is not None:
        return control
    paragraph = next((one for one in control.iter(P) if promoted_control(one) is control), None)
    if paragraph is None:
        return control
    inside = demoted(control, paragraph)
    for mark in [*inside.iter(BOOKMARK)]:
        inside.addprevious(mark)
    for mark in [*inside.iter(BOOKMARK_END)]:
        inside.addnext(mark)
    return inside


def _levels(content: Element) -> set[str]:
    """What kinds of element a control stands around."""
    return {one.tag for one in content if one.tag in (P, TABLE, CELL)}
