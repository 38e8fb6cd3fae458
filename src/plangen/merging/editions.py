"""What is no text of the document: headers and footers, styles, properties and theme of the edited file, as
far as ours has changed them and staff have not."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from plangen.merging.atoms import id_of
from plangen.merging.parts import Parts
from plangen.merging.values import shape
from plangen.ooxml.ns import SDT, TEXT, Element, clone, r, serialise, w
from plangen.ooxml.package import OFFICE
from plangen.ooxml.properties import CORE_TYPE, CUSTOM_TYPE, EDITION, custom_xml

_MARGINS: Final = {"header": "sidehoved", "footer": "sidefod"}
_CUSTOM_KIND, _CORE_KIND = "custom-properties", "core-properties"
_NUMBERS: Final = re.compile(r"\d+")
_OF_CORE: Final = ("title", "subject", "creator", "keywords")


def margins(parts: Parts) -> Iterator[tuple[tuple[str, str, int], str]]:
    """The headers and footers: (kind, type, number of the section among those that name one) and the part."""
    rels = parts.rels(parts.document)
    by_id = {one.id: rels.part(one) for one in rels if not one.external}
    counted: dict[tuple[str, str], int] = {}
    seen: set[str] = set()
    for section in parts.root(parts.document).iter(w("sectPr")):
        for kind in _MARGINS:
            for one in section.iterchildren(w(f"{kind}Reference")):
                name, type = by_id.get(one.get(r("id"), ""), ""), one.get(w("type"), "default")
                number = counted.get((kind, type), 0)
                counted[kind, type] = number + 1
                if name in parts.members and name not in seen:
                    seen.add(name)
                    yield (kind, type, number), name
    for kind in _MARGINS:  # a section without a first page of its own leaves its parts in the file
        unused = [name for name in rels.by_type(kind) if name in parts.members and name not in seen]
        yield from (((kind, "", number), name) for number, name in enumerate(unused))


def margin_label(kind: str) -> str:
    """What people call it."""
    return _MARGINS[kind]


def fellow_margins(base: Parts, theirs: Parts, ours: Parts) -> Iterator[tuple[str, str, str, str]]:
    """The headers and footers that are in all three: kind, and the part in base, theirs and ours. LibreOffice
    gives every section its own, and makes that of a first page the ordinary one of a section of one page."""
    before, there, now = (dict(margins(parts)) for parts in (base, theirs, ours))
    for (kind, type, number), name in there.items():
        known = [key for key in before if key[:2] == (kind, type) and key[2] <= number and key in now]
        if not known:
            continue
        alike = [max(known), *(key for key in before if key[0] == kind and key in now)]
        if sum(key[:2] == (kind, type) for key in there) > sum(key[:2] == (kind, type) for key in before):
            said = _said(theirs.root(name))
            alike = [key for key in alike if _said(base.root(before[key])) == said] or alike
        yield kind, before[alike[0]], name, now[alike[0]]


def _said(root: Element) -> tuple[str, ...]:
    """What a header or footer says, whatever the numbers of its pages are."""
    texts = "".join(one.text or "" for one in root.iter(TEXT))
    return (_NUMBERS.sub("", "".join(texts.split())), *sorted(filter(None, map(id_of, root.iter(SDT)))))


# --- styles -------------------------------------------------------------------------------------------------
def renew_styles(base: Parts, theirs: Parts, ours: Parts) -> None:
    """Gives the edited file the styles that ours has changed, when staff have not changed them, and the theme
    that goes with them."""
    part = theirs.related("styles")
    if not part or _same_part(base, ours, "styles"):
        return
    for style in ours.styles.by_id.values():
        was = base.styles.by_id.get(base.styles.id_of(style.name, type=style.type))
        there = theirs.styles.by_id.get(theirs.styles.id_of(style.name, type=style.type))
        if there is None or (was is not None and shape(was.element) == shape(style.element)):
            continue
        if was is None or _look(was.element) != _look(there.element):
            continue
        _replace_look(_live(theirs.change(part), there.id), style.element)
    if not _same_part(base, ours, "theme") and _same_part(base, theirs, "theme"):
        theirs.members[theirs.related("theme")] = ours.members[ours.related("theme")]


def _live(root: Element, id: str) -> Element:
    return next(one for one in root.iterchildren(w("style")) if one.get(w("styleId")) == id)


_LOOKS: Final = ("pPr", "rPr", "tblPr", "trPr", "tcPr", "tblStylePr")


def _look(style: Element) -> list[bytes]:
    return sorted(shape(child) for child in style if child.tag in {w(name) for name in _LOOKS})


def _replace_look(there: Element, style: Element) -> None:
    tags = {w(name) for name in _LOOKS}
    for child in [one for one in there if one.tag in tags]:
        there.remove(child)
    new = [child for child in style if child.tag in tags and child.find(f".//{w('numId')}") is None]
    there.extend(map(clone, new))


def _same_part(one: Parts, other: Parts, kind: str) -> bool:
    names = one.related(kind), other.related(kind)
    return one.members.get(names[0]) == other.members.get(names[1])


# --- properties ---------------------------------------------------------------------------------------------
def renew_properties(base: Parts, theirs: Parts, ours: Parts) -> None:
    """Names the edition that the file is of now, and what it is filed by, when that has changed."""
    before, now, there = (_custom(parts) for parts in (base, ours, theirs))
    changed = {name: value for name, value in now.items() if before.get(name) != value}
    mine = {name: v for name, v in changed.items() if there.get(name, before.get(name)) == before.get(name)}
    mine.pop(EDITION, None)
    part = theirs.related(_CUSTOM_KIND, "")
    data = custom_xml(now.get(EDITION, ""), theirs.members.get(part, b""), tuple(mine.items()))
    if not part:
        part = "docProps/custom.xml"
        theirs.relate("", f"{OFFICE}/{_CUSTOM_KIND}", part)
    theirs.add(part, data, CUSTOM_TYPE)
    _renew_core(base, theirs, ours)


def _custom(parts: Parts) -> dict[str, str]:
    part = parts.related(_CUSTOM_KIND, "")
    found = parts.root(part) if part else ()
    return {one.get("name", ""): "".join(one.itertext()).strip() for one in found}


def _renew_core(base: Parts, theirs: Parts, ours: Parts) -> None:
    names = [parts.related(_CORE_KIND, "") for parts in (base, theirs, ours)]
    if not all(names):
        return
    roots = [parts.root(name) for parts, name in zip((base, theirs, ours), names, strict=True)]
    for field in _OF_CORE:
        was, there, now = (root.find(f"{{*}}{field}") for root in roots)
        if was is None or there is None or now is None or was.text == now.text or was.text != there.text:
            continue
        there.text = now.text
        theirs.add(names[1], serialise(roots[1]), CORE_TYPE)
        roots[1] = theirs.root(names[1])
