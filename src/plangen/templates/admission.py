"""Which parts of a template reach the files that are made of it: those that are known and wanted.

A part is kept when its relation is one of those below. What the text refers to and may not pass is refused by
name, because taking it away would leave a hole; what nothing refers to is the template's own affair and goes.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Final
from urllib.parse import unquote

from lxml import etree

from plangen.ooxml.ns import Element, R, local_name, parse, serialise
from plangen.ooxml.package import CONTENT_TYPES, PACKAGE_RELS, Relationship, Relationships, rels_name
from plangen.ooxml.places import excerpt
from plangen.ooxml.problems import Problem
from plangen.pictures.logo import svg_fault
from plangen.pictures.metadata import strip_drawing, without_metadata
from plangen.templates.cleaning import (
    cleaned,
    is_label_list,
    strip_custom,
    strip_labels,
    strip_settings,
    strip_traces,
)
from plangen.templates.refusals import Place, is_address, refusals, refused_link
from plangen.templates.tags import has_tag

_LABELS: Final = "classificationlabels"
_KEPT: Final = frozenset(
    {
        *(
            "officeDocument",
            "core-properties",
            "extended-properties",
            "custom-properties",
            _LABELS,
            "styles",
            "numbering",
            "settings",
        ),
        *("fontTable", "theme", "header", "footer", "footnotes", "endnotes", "image", "font"),
    }
)
# Known by their relation, so that they are kept without being referred to.
_IMPLICIT: Final = _KEPT - {"header", "footer", "image", "font"}
_DANGEROUS: Final = {
    "vbaProject": "makroer (VBA); gem skabelonen som almindeligt Word-dokument (*.docx)",
    "wordVbaData": "makroer (VBA); gem skabelonen som almindeligt Word-dokument (*.docx)",
    "attachedToolbars": "værktøjslinjer med makroer; gem skabelonen som almindeligt Word-dokument (*.docx)",
    "extensibility": "egne knapper på båndet; gem skabelonen som almindeligt Word-dokument (*.docx)",
}
_MACRO_TYPE: Final = "macroenabled"
_CLEANERS: Final[Mapping[str, Callable[[Element], bool]]] = {
    "settings": strip_settings,
    "custom-properties": strip_custom,
    _LABELS: strip_labels,
}
_WHOLE_TAG: Final = re.compile(r"\{\{.*\}\}|\{%.*%\}")
_WITHOUT_TAGS: Final = frozenset({"styles", "numbering", "fontTable"})
_PLAIN: Final = frozenset({"image", "font", "theme", "core-properties", "extended-properties"})
_PICTURES: Final = (
    *(b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"GIF8", b"BM", b"II*\x00", b"MM\x00*"),
    *(b"\x01\x00\x00\x00", b"\xd7\xcd\xc6\x9a", b"\x01\x00\x09\x00"),  # EMF, WMF with and without a head
)


class Admission:
    """Takes a template's members apart into what passes and what is wrong. `members` is changed."""

    def __init__(
        self, members: dict[str, bytes], types: Mapping[str, str], place: Callable[[str], Place]
    ) -> None:
        """`types`: content types by part; `place`: for a part, what says where an element of it stands."""
        self._members = members
        self._place = place
        self._kept: set[str] = {CONTENT_TYPES, PACKAGE_RELS}
        self.problems: list[Problem] = []
        if any(_MACRO_TYPE in kind.lower() for kind in types.values()):
            self.problems.append(_dangerous("vbaProject"))

    def run(self) -> None:
        """Walks from the package to everything that passes, and takes the rest out."""
        self._follow("", None)
        for name in [name for name in self._members if name not in self._kept]:
            del self._members[name]

    def _follow(self, source: str, root: Element | None) -> None:
        """The relations of one part (empty for the package)."""
        name = rels_name(source)
        if name not in self._members:
            return
        self._kept.add(name)
        relationships = Relationships.read(source, self._members[name])
        used = {} if root is None else _references(root)
        passing = [item for item in relationships if self._passes(item, relationships, used, source)]
        if passing != relationships.items:
            relationships.items[:] = passing
            self._members[name] = relationships.xml()

    def _passes(
        self, item: Relationship, relationships: Relationships, used: Mapping[str, Element], source: str
    ) -> bool:
        kind = item.type.rpartition("/")[2]
        user = used.get(item.id)
        if kind in _DANGEROUS:
            self.problems.append(_dangerous(kind))
            return False
        if item.external or kind not in _KEPT or (kind not in _IMPLICIT and user is None):
            return user is not None and self._external(item, kind, user, source)
        target = relationships.part(item)
        if target not in self._members:
            return True  # named by the structure of the file, not by this
        if kind == _LABELS and not is_label_list(parse(self._members[target])):
            return False
        if target not in self._kept:
            self._kept.add(target)
            self._admit(target, kind, source, user)
        return True

    def _external(self, item: Relationship, kind: str, user: Element, source: str) -> bool:
        """Whether something outside, or unknown, that the text refers to may stay: only a link's address."""
        where = self._place(source)(user)
        target = unquote(item.target)
        if item.external and kind == "hyperlink":
            if has_tag(target):
                message = (
                    "et tag kan ikke stå i et links adresse; skriv tagget som tekst, fx {{ borgerside }}, "
                    "eller brug en fast adresse"
                )
            elif is_address(target):
                return True
            else:
                message = refused_link(target)
        elif item.external:
            message = f"indhold hentes fra »{excerpt(target)}«; sæt det ind i skabelonen i stedet"
        else:
            message = f"indhold af slagsen »{kind}« kan ikke følge med; slet det"
        if not _named_otherwise(user):
            self.problems.append(Problem(message, where))
        return True  # the template is refused, so it does not matter

    def _admit(self, part: str, kind: str, source: str, user: Element | None) -> None:
        """Cleans a part that passes, and looks at what it holds and refers to."""
        if kind in _PLAIN:
            self._admit_plain(part, kind, source, user)
            return
        self._members[part] = cleaned(self._members[part], _CLEANERS.get(kind, strip_traces))
        root = parse(self._members[part])
        self.problems += refusals(root, self._place(part))
        if kind in _WITHOUT_TAGS:
            self.problems += _unfilled_tags(root, self._place(part))
        self._follow(part, root)

    def _admit_plain(self, part: str, kind: str, source: str, user: Element | None) -> None:
        data = self._members[part]
        if kind == "theme":
            self._follow(part, parse(data))
        elif kind == "image":
            if fault := _fault_of_picture(part, data):
                where = "" if user is None else self._place(source)(user)
                self.problems.append(Problem(f"billedet {fault}; sæt det ind som png, jpg eller svg", where))
            else:
                self._members[part] = _bare_picture(part, data)


def _fault_of_picture(part: str, data: bytes) -> str:
    """Why a picture may not pass, as the end of »billedet …«; empty when it may."""
    if part.lower().endswith(".svg"):
        fault = svg_fault(data)
        return f"({part.rpartition('/')[2]}) {fault}" if fault else ""
    return "" if data.startswith(_PICTURES) else "er af en slags, der ikke kan følge med"


def _bare_picture(part: str, data: bytes) -> bytes:
    """The picture without what its file says of people and computers."""
    if not part.lower().endswith(".svg"):
        return without_metadata(data)
    root = parse(data)
    strip_drawing(root)
    return serialise(root)


def _unfilled_tags(root: Element, place: Place) -> Iterator[Problem]:
    """Tags where nothing is filled in: in the name of a style, beside the number of a list."""
    for element in root.iter(etree.Element):
        for value in element.attrib.values():
            if _WHOLE_TAG.search(value):
                yield Problem("et tag kan ikke stå her; fjern det", place(element), excerpt(value))


def _references(root: Element) -> dict[str, Element]:
    """The elements that refer to relations, by the relation's id."""
    found: dict[str, Element] = {}
    for element in root.iter(etree.Element):
        for name, value in element.attrib.items():
            if name.startswith(f"{{{R}}}") or local_name(name) in ("relid", "pict"):
                found.setdefault(value, element)
    return found


def _named_otherwise(user: Element) -> bool:
    """Whether `refusals` names the element itself."""
    names = {local_name(element.tag) for element in (user, *user.iterancestors())}
    return bool(
        names & {"object", "control", "altChunk", "subDoc", "movie", "contentPart", "relIds", "chart"}
    )


def _dangerous(kind: str) -> Problem:
    return Problem(f"skabelonen har {_DANGEROUS[kind]}")
