"""One file to send: the combined PDF and the ZIP of Word files."""

from __future__ import annotations

import io
import re
import subprocess
import zipfile
from functools import cache
from pathlib import Path

import page as pdf_checker
import pikepdf

from plangen.documents.open_points import OpenPoint
from plangen.rendering.bundle import pages_together, word_zip
from plangen.rendering.document import find_open_points, pdf_file
from tests.support.packs import DOCUMENTS, overview, subject
from tests.support.tools import program


@cache
def combined() -> bytes:
    one, told = subject("jobcenter", "ungeindsats"), overview("jobcenter", "ungeindsats")
    documents: list[tuple[object, tuple[OpenPoint, ...]]] = [
        (document, find_open_points(document, one, told)) for document in DOCUMENTS
    ]
    return pdf_file(pages_together(one, documents, told)).data  # type: ignore[arg-type]


def test_the_combined_pdf_is_pdf_ua_with_a_bookmark_for_each_document() -> None:
    assert pdf_checker.validate_pdf_bytes(combined(), profile="ua1").is_compliant
    with pikepdf.open(io.BytesIO(combined())) as pdf, pdf.open_outline() as outline:
        assert [item.title for item in outline.root] == [document.title for document in DOCUMENTS]
        assert all(item.children for item in outline.root)
        assert pdf.docinfo["/Title"] == "Planpakke – Ungeindsatsen"


def test_pages_are_numbered_through_and_keep_their_own_headers(tmp_path: Path) -> None:
    path = tmp_path / "samlet.pdf"
    path.write_bytes(combined())
    text = subprocess.run(
        [program("pdftotext"), "-layout", path, "-"], capture_output=True, text=True, check=True
    ).stdout
    pages = text.split("\f")[:-1]
    assert [re.findall(r"Side (\d+) af (\d+)", page) for page in pages] == [
        [(str(number), str(len(pages)))] for number in range(1, len(pages) + 1)
    ]
    titles = [page.split("\n", 1)[0].split(" · ")[1].split("  ")[0].strip() for page in pages]
    assert list(dict.fromkeys(titles)) == [document.title for document in DOCUMENTS]
    assert all("Intern" in page for page, title in zip(pages, titles, strict=True) if "Internt" in title)


def test_the_zip_holds_the_files_as_they_are_now_and_is_the_same_each_time(tmp_path: Path) -> None:
    paths = [tmp_path / "a.docx", tmp_path / "b.docx"]
    for path in paths:
        path.write_bytes(path.name.encode())
    data = word_zip(paths)
    assert data == word_zip(paths)
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        assert {name: package.read(name) for name in package.namelist()} == {
            "a.docx": b"a.docx",
            "b.docx": b"b.docx",
        }
