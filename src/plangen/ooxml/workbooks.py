"""What all workbooks of the project have in common: how headings look, and a package without times."""

from __future__ import annotations

from io import BytesIO
from typing import Any, Final
from zipfile import ZipFile

from plangen.ooxml.properties import CORE_PART, CoreProperties, core_xml
from plangen.ooxml.zipped import write_zip

INK, PALE = "#1B4F63", "#E8F0F2"
"""The colours of headings, those of the house style (plangen.css)."""
DATE_FORMAT: Final = "dd.mm.yyyy"
A4: Final = 9
"""The paper as XlsxWriter names it."""
HEADING: Final[dict[str, Any]] = {
    "valign": "top",
    "bold": True,
    "text_wrap": True,
    "font_color": INK,
    "bg_color": PALE,
}
"""The look of a column's heading, as XlsxWriter takes it."""


def finished(data: bytes, properties: CoreProperties) -> bytes:
    """A workbook with the properties that the project's other files have, in a package without times: the
    same content gives the same bytes."""
    core = core_xml(properties)
    with ZipFile(BytesIO(data)) as archive:
        return write_zip(
            (name, core if name == CORE_PART else archive.read(name)) for name in archive.namelist()
        )
