"""The properties of a file: what Word shows under »Filer«, »Oplysninger«."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from xml.sax.saxutils import escape

from plangen.word.printed import clean

CORE_PART = "docProps/core.xml"
APP_PART = "docProps/app.xml"
CORE_TYPE = "application/vnd.openxmlformats-package.core-properties+xml"
APP_TYPE = "application/vnd.openxmlformats-officedocument.extended-properties+xml"
CORE_REL = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
APP_REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/extended-properties"
LANGUAGE = "da-DK"

_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_CORE = (
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
    ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"'
    ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
)
# The counts that Word keeps here would be the template's, so there are none.
APP_XML = (
    f'{_HEAD}<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
    "<Application>plangen</Application></Properties>"
).encode()


@dataclass(frozen=True, slots=True)
class CoreProperties:
    """`date` stands for created and changed; without one, the file names neither."""

    title: str
    subject: str = ""
    author: str = ""
    keywords: str = ""
    date: datetime.date | None = None


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
