"""Signs that steer how a text is set or name a place in it: breaks, tabs, soft hyphens, and bookmarks
of people's own. They are no words, so no comparison of texts sees them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from plangen.ooxml.ns import BOOKMARK, BREAK, SDT, SDT_PR, TAB, Element, w

_LINE, _TAB, _HYPHEN = "linjeskift", "tabulator", "blød bindestreg"
OF_TEXT: Final = frozenset({_LINE, _TAB, _HYPHEN})
"""What an answer can say, too: whoever takes its text takes them with it."""
_BREAKS: Final = {"page": "sideskift", "column": "spalteskift"}
_SIGNS: Final = {w("cr"): _LINE, TAB: _TAB, w("ptab"): _TAB, w("softHyphen"): _HYPHEN}
_STOPS: Final = w("tabs")


def signs_in(root: Element) -> Iterator[tuple[str, Element]]:
    """Each sign in an element, by its name in Danish. The lines of contents lists are left out: programs
    write them anew."""
    for element in root.iter(BREAK, BOOKMARK, *_SIGNS):
        name = _name(element)
        if name and not _is_in_contents(element):
            yield name, element


def _name(element: Element) -> str:
    """Empty for hidden bookmarks, which programs set, and for the stops of tabs in a paragraph's form."""
    if element.tag == BOOKMARK:
        name = element.get(w("name"), "")
        return "" if not name or name.startswith("_") else f"bogmærket {name}"
    if element.tag == BREAK:
        return _BREAKS.get(element.get(w("type"), ""), _LINE)
    parent = element.getparent()
    return "" if parent is not None and parent.tag == _STOPS else _SIGNS[element.tag]


def _is_in_contents(element: Element) -> bool:
    return any(one.find(f"{SDT_PR}/{w('docPartObj')}") is not None for one in element.iterancestors(SDT))
