"""What can only be put together when the page is printed, because tags may repeat or leave out any of it:
lists of their items, cells that are merged downwards, sections of pages; and what printed nothing goes.

A page template writes an item as `<li data-liste="3" data-dybde="0">` wherever it stands (»data-tal«
and »data-start« say how it is numbered), a merged cell as `<td data-ned="start">` or »videre«, and at the
end of a section `<hr class="sektion" data-side="liggende"/>`.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from lxml import etree

from plangen.texts.danish import unbroken
from plangen.web.texts import text_of
from plangen.web.whole_words import hold_letters

_SHOWN = frozenset({"img", "table", "nav", "br", "hr", "svg", "input"})
_NAMED = frozenset({"p", "li", "td", "th", "h1", "h2", "h3", "h4"})
_NAMES = ("data-id", "data-tekst")  # of an answer, of a standard sentence
_COUNTERS = frozenset({"sidetal", "sideantal"})  # which the stylesheet fills
_UPRIGHT = "staaende"
MOST_IN_MARGIN = 150
"""Letters of one part of a header or footer, which has room for a few lines."""
_USUAL = {"decimal": 0, "lower-alpha": 1, "lower-roman": 2}  # the depth at which the stylesheet has them


def arrange(root: etree._Element) -> None:
    """Puts the page together."""
    for margin in root.iter("header", "footer"):
        for part in margin.iterfind("*/*"):
            _shorten(part)
        _empty(margin)
    _name_parents(root)
    _drop_empty(root)
    _gather_lists(root)
    for table in root.iter("table"):
        _merge_down(table)
    _keep_dates_whole(root)
    for main in root.iter("main"):
        hold_letters(main)
        _part_sections(main, root.find("body"))


def _keep_dates_whole(root: etree._Element) -> None:
    """No line of running text ends inside a date or between a number and its unit; in narrow cells it may."""
    for element in root.iter("p", "li", "h1", "h2", "h3", "h4"):
        if next(element.iterancestors("td", "th"), None) is None:
            for inner in element.iter(etree.Element):
                inner.text = unbroken(inner.text) if inner.text else inner.text
                if inner is not element and inner.tail:
                    inner.tail = unbroken(inner.tail)


def _drop_empty(root: etree._Element) -> None:
    for element in list(root.iter("p", "li", "tbody", "h1", "h2", "h3", "h4")):
        if (element.tag == "tbody" and len(element)) or "skrivelinje" in element.get("class", ""):
            continue
        if not _shows(element):
            _take_out(element)


def _shows(element: etree._Element) -> bool:
    if text_of(element).strip():
        return True
    return any(inner.tag in _SHOWN or inner.get("class") for inner in element.iterdescendants(etree.Element))


def _take_out(element: etree._Element) -> None:
    """Removes an element; the text after it stays."""
    parent = element.getparent()
    if parent is None:
        return
    if element.tail and element.tail.strip():
        before = element.getprevious()
        if before is None:
            parent.text = (parent.text or "") + element.tail
        else:
            before.tail = (before.tail or "") + element.tail
    parent.remove(element)


def _name_parents(root: etree._Element) -> None:
    """An answer or a standard sentence alone in its paragraph, item or cell gives that its name instead of
    having an element."""
    for element in list(root.iter("span", "div")):
        parent = element.getparent()
        name = next((one for one in _NAMES if one in element.attrib), "")
        if parent is None or not name or element.get("class"):
            continue
        beside = (parent.text or "") + (element.tail or "")
        if parent.tag in _NAMED and len(parent) == 1 and not beside.strip():
            parent.set(name, str(element.get(name)))
            parent.text = element.text
            parent.remove(element)
            parent.extend(list(element))


def _shorten(element: etree._Element, room: int = MOST_IN_MARGIN) -> int:
    """Cuts off what is more than a margin has room for; gives the room that is left."""
    element.text, room = _fitting(element.text, room)
    for child in list(element):
        if room <= 0:
            element.remove(child)
            continue
        room = _shorten(child, room)
        child.tail, room = _fitting(child.tail, room)
    return room


def _empty(margin: etree._Element) -> None:
    """A header that prints nothing has no line under it either."""
    shows = text_of(margin).strip() or any(
        one.tag in _SHOWN or one.get("class") in _COUNTERS for one in margin.iterdescendants(etree.Element)
    )
    if not shows:
        margin[:] = []


def _fitting(text: str | None, room: int) -> tuple[str | None, int]:
    if not text or len(text) <= room:
        return text, room - len(text or "")
    return f"{text[:room].rstrip()}…", 0


# --- lists --------------------------------------------------------------------------------------------------
def _gather_lists(root: etree._Element) -> None:
    numbers: dict[tuple[str, int], int] = {}
    parents = dict.fromkeys(p for item in root.iter("li") if (p := item.getparent()) is not None)
    for parent in parents:
        if parent.tag in ("ul", "ol"):
            continue
        for is_item, group in groupby(list(parent), key=lambda child: child.tag == "li"):
            if is_item:
                _list_of(list(group), numbers)


def _list_of(items: list[etree._Element], numbers: dict[tuple[str, int], int]) -> None:
    """Items beside each other as lists, the deeper ones inside the item before them."""
    open_lists: list[tuple[int, str, etree._Element]] = []
    for item in items:
        name, depth = item.attrib.pop("data-liste", ""), int(item.attrib.pop("data-dybde", "0"))
        style, start = item.attrib.pop("data-tal", ""), int(item.attrib.pop("data-start", "1"))
        while open_lists and open_lists[-1][0] > depth:
            open_lists.pop()
        if open_lists and open_lists[-1][0] == depth and open_lists[-1][1] != name:
            open_lists.pop()
        number = numbers.get((name, depth), start - 1) + 1
        if not open_lists or open_lists[-1][0] < depth:
            made = _new_list(style, depth, number)
            if open_lists:
                open_lists[-1][2][-1].append(made)
            else:
                item.addprevious(made)
            open_lists.append((depth, name, made))
        item.tail = None
        open_lists[-1][2].append(item)
        numbers[name, depth] = number
        for deeper in [key for key in numbers if key[0] == name and key[1] > depth]:
            del numbers[deeper]


def _new_list(style: str, depth: int, number: int) -> etree._Element:
    made = etree.Element("ol" if style else "ul")
    if style and number != 1:
        made.set("start", str(number))
    if style and _USUAL.get(style) != depth:
        made.set("style", f"list-style-type: {style}")
    return made


# --- cells --------------------------------------------------------------------------------------------------
def _merge_down(table: etree._Element) -> None:
    """A cell that goes on into the rows below takes their places."""
    if table.find(".//*[@data-ned]") is None:
        return
    for part in table:
        going_on: dict[int, etree._Element] = {}
        for row in part.iterchildren("tr"):
            for column, cell in list(_columns(row)):
                down = cell.attrib.pop("data-ned", "")
                above = going_on.get(column)
                if down == "videre" and above is not None:
                    above.set("rowspan", str(int(above.get("rowspan", "1")) + 1))
                    row.remove(cell)
                elif down == "start":
                    going_on[column] = cell
                else:
                    going_on.pop(column, None)


def _columns(row: etree._Element) -> Iterator[tuple[int, etree._Element]]:
    column = 0
    for cell in row:
        yield column, cell
        column += int(cell.get("colspan", "1"))


# --- sections -----------------------------------------------------------------------------------------------
def _part_sections(main: etree._Element, body: etree._Element | None) -> None:
    """What stands before each mark is set on that section's pages."""
    marks = list(main.iterchildren("hr"))
    marks = [mark for mark in marks if mark.get("class") == "sektion"]
    sides = {mark.get("data-side", _UPRIGHT) for mark in marks}
    if len(marks) <= 1 or (sides == {_UPRIGHT} and not any(m.get("data-skift") for m in marks[1:])):
        _set_page(body, marks[-1] if marks else None)
        for mark in marks:
            main.remove(mark)
        return
    before = _UPRIGHT
    content: list[etree._Element] = []
    for child in list(main):
        if child not in marks:
            content.append(child)
            continue
        side, new_page = child.get("data-side", _UPRIGHT), child.get("data-skift") == "side"
        begins = new_page and side == before and child is not marks[0]
        if side == _UPRIGHT and not begins:
            main.remove(child)
        else:
            _make_section(child, content, begins)
        content, before = [], side


def _make_section(mark: etree._Element, content: list[etree._Element], new_page: bool) -> None:
    side, width = mark.get("data-side", _UPRIGHT), mark.get("data-bredde", "")
    mark.tag = "section"
    mark.attrib.clear()
    mark.set("class", f"{side} ny nyside" if new_page else f"{side} ny")
    if width and side not in (_UPRIGHT, "liggende"):
        mark.set("data-bredde", width)
    mark.extend(content)


def _set_page(body: etree._Element | None, mark: etree._Element | None) -> None:
    if body is None or mark is None or mark.get("data-side", _UPRIGHT) == _UPRIGHT:
        return
    body.set("class", mark.get("data-side", ""))
    if mark.get("data-side") != "liggende" and (width := mark.get("data-bredde")):
        body.set("data-bredde", width)
