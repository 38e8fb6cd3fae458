"""Data that goes with a Word file unseen, as a custom XML part: Word and LibreOffice keep it when they
save."""

from __future__ import annotations

import binascii
from base64 import b64decode, b64encode
from collections.abc import Mapping
from typing import Final
from uuid import NAMESPACE_URL, uuid5
from xml.sax.saxutils import escape, quoteattr

from plangen.ooxml.opening import UnreadableWord, opened, parsed
from plangen.ooxml.package import CONTENT_TYPES, OFFICE, PACKAGE_RELS, ContentTypes, Relationships, rels_name
from plangen.ooxml.zipped import write_zip

_PROPERTIES_TYPE: Final = "application/vnd.openxmlformats-officedocument.customXmlProperties+xml"
_STORE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/customXml"
_HEAD: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_ITEM, _ITEM_PROPERTIES = "customXml/item{}.xml", "customXml/itemProps{}.xml"


def with_attached(data: bytes, namespace: str, things: Mapping[str, bytes]) -> bytes:
    """The Word file with these things, by name. `namespace`: tells them from what others attach."""
    members = opened(data)
    number = 1
    while _ITEM.format(number) in members:
        number += 1
    item, properties = _ITEM.format(number), _ITEM_PROPERTIES.format(number)
    document = Relationships.read("", members[PACKAGE_RELS]).by_type("officeDocument")[0]
    relationships = Relationships.read(document, members.get(rels_name(document)))
    relationships.add(f"{OFFICE}/customXml", item)
    own = Relationships(item)
    own.add(f"{OFFICE}/customXmlProps", properties)
    types = ContentTypes.read(members[CONTENT_TYPES])
    types.overrides[properties] = _PROPERTIES_TYPE
    parts = "".join(
        f"<del navn={quoteattr(name)}>{b64encode(thing).decode()}</del>" for name, thing in things.items()
    )
    members |= {
        CONTENT_TYPES: types.xml(),
        rels_name(document): relationships.xml(),
        rels_name(item): own.xml(),
        item: f"{_HEAD}<vedlagt xmlns={quoteattr(namespace)}>{parts}</vedlagt>".encode(),
        properties: _properties(namespace),
    }
    order = [CONTENT_TYPES, *sorted(name for name in members if name != CONTENT_TYPES)]
    return write_zip((name, members[name]) for name in order)


def attached(data: bytes, namespace: str) -> dict[str, bytes]:
    """What a Word file has attached under a namespace, by name; nothing when there is nothing. Raises
    `UnreadableWord` for what is no Word file."""
    for name, part in opened(data).items():
        if not name.startswith("customXml/item") or namespace.encode() not in part[:2000]:
            continue
        root = parsed(part, name)
        if root.tag == f"{{{namespace}}}vedlagt":
            return {
                one.get("navn", ""): _decoded(one.text or "", name) for one in root.iterchildren("{*}del")
            }
    return {}


def _decoded(text: str, name: str) -> bytes:
    try:
        return b64decode(text, validate=True)
    except (binascii.Error, ValueError) as error:
        raise UnreadableWord(f"filen er beskadiget ({name} kan ikke læses)") from error


def _properties(namespace: str) -> bytes:
    """What Word wants beside such a part: a name of its own, always the same for the same kind of things."""
    id = f"{{{str(uuid5(NAMESPACE_URL, namespace)).upper()}}}"
    return (
        f'{_HEAD}<ds:datastoreItem xmlns:ds="{_STORE}" ds:itemID={quoteattr(id)}><ds:schemaRefs>'
        f'<ds:schemaRef ds:uri="{escape(namespace)}"/></ds:schemaRefs></ds:datastoreItem>'
    ).encode()
