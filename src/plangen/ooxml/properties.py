"""The properties of a file: what Word shows under »Filer«, »Oplysninger«."""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape

from lxml import etree

from plangen.ooxml.characters import clean
from plangen.ooxml.ns import Element, local_name, parse, serialise
from plangen.ooxml.opening import UnreadableWord, opened, parsed

CORE_PART = "docProps/core.xml"
APP_PART = "docProps/app.xml"
CUSTOM_PART = "docProps/custom.xml"
CORE_TYPE = "application/vnd.openxmlformats-package.core-properties+xml"
APP_TYPE = "application/vnd.openxmlformats-officedocument.extended-properties+xml"
CUSTOM_TYPE = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
CORE_REL = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
APP_REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/extended-properties"
CUSTOM_REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/custom-properties"
LANGUAGE = "da-DK"

_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_CORE = (
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
    ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"'
    ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
)
_CUSTOM = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
_VT = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"
_CUSTOM_SET = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"  # the set that programs show as the user's own
EDITION = "plangen_udgave"
"""The property that says which version of a document a file is."""
# Properties that Office, SharePoint and sensitivity labels write on their own.
_BY_PROGRAMS = re.compile(
    r"MSIP_Label_|ContentTypeId$|_dlc_|MediaService|MediaLength|xd_|TaxCatchAll|SharedWithUsers|TriggerFlowInfo"
    r"|_ExtendedDescription|_NewReviewCycle|ComplianceAssetId|docLang$|ClassificationContentMarking|KSO|ICV$"
    r"|GrammarlyDocumentId|Order$|Template(Url|Id)?$|[0-9a-f]{32}$|_Source(Url)|_SharedFileIndex|_AdHocReview"
)
# The counts that Word keeps here would be the template's, so there are none.
APP_XML = (
    f'{_HEAD}<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
    "<Application>plangen</Application></Properties>"
).encode()


@dataclass(frozen=True, slots=True)
class CoreProperties:
    """`date` stands for created and changed; without one, the file names neither. `records`: names and values
    that a system for cases and documents files it by."""

    title: str
    subject: str = ""
    author: str = ""
    keywords: str = ""
    date: datetime.date | None = None
    records: tuple[tuple[str, str], ...] = ()


def core_xml(properties: CoreProperties) -> bytes:
    """The part docProps/core.xml."""
    fields = [
        ("dc:title", properties.title),
        ("dc:subject", properties.subject),
        ("dc:creator", properties.author),
        ("cp:keywords", properties.keywords),
        ("cp:lastModifiedBy", properties.author),
        ("dc:language", LANGUAGE),
    ]
    lines = [f"<{name}>{escape(_one_line(text))}</{name}>" for name, text in fields if text]
    if properties.date is not None:
        moment = f"{properties.date.isoformat()}T00:00:00Z"
        lines += [
            f'<dcterms:{name} xsi:type="dcterms:W3CDTF">{moment}</dcterms:{name}>'
            for name in ("created", "modified")
        ]
    return f"{_HEAD}{_CORE}{''.join(lines)}</cp:coreProperties>".encode()


def _one_line(text: str) -> str:
    return " ".join(clean(text).split())


def custom_xml(edition: str, others: bytes = b"", records: Sequence[tuple[str, str]] = ()) -> bytes:
    """The part docProps/custom.xml with the name of the edition and those records, which Word and LibreOffice
    keep when they save. `others`: the template's own part, in which these names are taken over."""
    root = (
        parse(others)
        if others
        else etree.Element(f"{{{_CUSTOM}}}Properties", nsmap={None: _CUSTOM, "vt": _VT})
    )
    ours = {**dict(records), EDITION: edition}
    for old in [*root]:
        if old.get("name") in ours:
            root.remove(old)
    numbers = [int(number) for one in root if (number := one.get("pid", "")).isdigit()]
    for number, (name, value) in enumerate(ours.items(), start=max(numbers, default=1) + 1):
        attributes = {"fmtid": _CUSTOM_SET, "pid": str(number), "name": name}
        one = etree.SubElement(root, f"{{{_CUSTOM}}}property", attributes)
        etree.SubElement(one, f"{{{_VT}}}lpwstr").text = _one_line(value)
    return serialise(root)


def edition_of(custom: Element) -> str:
    """The edition that a part docProps/custom.xml names; empty when it names none."""
    found = custom.find(f"{{{_CUSTOM}}}property[@name='{EDITION}']")
    return "" if found is None else "".join(found.itertext()).strip()


@dataclass(frozen=True, slots=True)
class Saved:
    """Who saved a file last, and the day, ÅÅÅÅ-MM-DD; empty when the file does not say."""

    by: str = ""
    on: str = ""


NOBODY = Saved()


def last_saved(data: bytes) -> Saved:
    """What a Word file says of that; nothing when it cannot be read."""
    try:
        core = parsed(opened(data)[CORE_PART], CORE_PART)
    except (UnreadableWord, KeyError):
        return NOBODY
    found = {local_name(one.tag): "".join(one.itertext()).strip() for one in core.iterchildren("*")}
    day = found.get("modified", "")[:10]
    try:
        datetime.date.fromisoformat(day)
    except ValueError:
        day = ""
    return Saved(" ".join(found.get("lastModifiedBy", "").split()), day)


def is_by_program(name: str) -> bool:
    """Whether a custom property of this name is one that programs write when they save."""
    return bool(_BY_PROGRAMS.match(name))
