"""How a document begins: which header its first page has, when tags have left sections out or not; and the
headers that no section has any more."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from plangen.ooxml.ns import Element, R, clone, is_on, make, w
from plangen.ooxml.package import Relationships

_ID: Final = f"{{{R}}}id"
_REFERENCES: Final = (w("headerReference"), w("footerReference"))
_MARGINS: Final = ("/header", "/footer")
_AFTER: Final = frozenset(map(w, ("textDirection", "bidi", "rtlGutter", "docGrid", "printerSettings")))
"""What may stand after `titlePg` in a section."""


def settle_first_page(sections: Sequence[Element], first: Element | None, is_silent: bool) -> None:
    """Word keeps header and footer of a first page with its section. When the section of pages on their side
    that follows is left out, what ends the first one goes with it; what is then the first section gets the
    first page of the template's. When it is there, and the first section is one page, LibreOffice saves the
    first page's header as that of the section; so a first page whose header is silent has the running one.

    `sections`: of the document; `first`: the template's first one, none when it says nothing; `is_silent`:
    whether its first page's header has no words.
    """
    if first is None or not sections or not is_on(first, "titlePg"):
        return
    if len(sections) > 1 and is_silent:
        for one in [*_of_first_page(sections[0]), *sections[0].findall(w("titlePg"))]:
            sections[0].remove(one)
    elif not is_on(sections[0], "titlePg"):
        _give(sections[0], [clone(one) for one in _of_first_page(first)])


def drop_unused_margins(sections: Iterable[Element], relationships: Relationships) -> list[str]:
    """Takes out the relationships to headers and footers that no section of the document has, and gives
    their parts. A program that saves the file leaves them out, and their words would seem to be deleted."""
    used = {one.get(_ID) for section in sections for one in section if one.tag in _REFERENCES}
    unused = [one for one in relationships if one.type.endswith(_MARGINS) and one.id not in used]
    relationships.items = [one for one in relationships if one not in unused]
    return [relationships.part(one) for one in unused]


def _of_first_page(section: Element) -> list[Element]:
    return [one for one in section if one.tag in _REFERENCES and one.get(w("type")) == "first"]


def _give(section: Element, references: list[Element]) -> None:
    """The references of a first page go after the others: LibreOffice writes them in that order."""
    at = sum(1 for one in section if one.tag in _REFERENCES)
    section[at:at] = references
    later = next((one for one in section if one.tag in _AFTER), None)
    if later is None:
        section.append(make("titlePg"))
    else:
        later.addprevious(make("titlePg"))
