"""A date in running text stands on one line in both formats (specifikation.md 4.1); in a narrow cell it may
be parted."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO

from lxml import etree

from plangen.catalog import Document
from plangen.web.flow import arrange
from tests.support.cases import each
from tests.support.packs import DOCUMENTS, rendered

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MONTHS = "januar|februar|marts|april|maj|juni|juli|august|september|oktober|november|december"
PARTED = re.compile(rf"\d\. (?:{MONTHS})|(?:{MONTHS}) \d{{4}}|\buge \d")
WITH_DATES = ("D01", "D05", "D09")


@each("document", [one for one in DOCUMENTS if one.id in WITH_DATES], ids=lambda one: one.id)
def test_a_date_in_a_word_file_is_not_parted(document: Document) -> None:
    with zipfile.ZipFile(BytesIO(rendered("jobcenter", "jobindsats", document, "docx"))) as package:
        root = etree.fromstring(package.read("word/document.xml"))
    texts = [text for text in root.iter(f"{W}t") if next(text.iterancestors(f"{W}tbl"), None) is None]
    assert [text.text for text in texts if PARTED.search(text.text or "")] == []
    assert any("\u00a0" in (text.text or "") for text in texts)


def test_a_date_on_a_page_is_not_parted() -> None:
    cell = "<table><tr><td><p>uge 20</p></td></tr></table>"
    page = f"<html><body><main><p>den 6. <b>x</b> maj 2027 i uge 20</p>{cell}</main></body></html>"
    root = etree.fromstring(page)
    arrange(root)
    assert [str(text) for text in root.itertext()] == ["den 6. ", "x", " maj 2027 i uge\u00a020", "uge 20"]
