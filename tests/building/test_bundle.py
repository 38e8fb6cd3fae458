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

from plangen.rendering.bundle import word_zip
from plangen.rendering.document import pdf_file
from plangen.rendering.now import PackNow
from tests.support.packs import documents, subject
from tests.support.samples import LONG
from tests.support.tools import program

NOTICES = ["Til dig, der skal bruge JobVejen", "Til borgerne"]  # D01b: two, each with a title of its own

TOGETHER = ("D00", "D01", "D01b", "D04", "D09", "D12")
"""Those that differ in a combined PDF: without a header, with two titles, on their side, internal."""
HERE = [one for one in documents("jobcenter", None) if LONG or one.id in TOGETHER]


@cache
def combined() -> bytes:
    return pdf_file(PackNow(subject("jobcenter", None)).together(HERE)).data


def titles() -> list[str]:
    """The titles in the combined PDF, in order."""
    return [title for one in HERE for title in (NOTICES if one.id == "D01b" else [one.title])]


def test_the_combined_pdf_is_pdf_ua_with_a_bookmark_for_each_document() -> None:
    assert pdf_checker.validate_pdf_bytes(combined(), profile="ua1").is_compliant
    with pikepdf.open(io.BytesIO(combined())) as pdf, pdf.open_outline() as outline:
        assert [item.title for item in outline.root] == titles()
        assert all(item.children for item in outline.root)
        assert pdf.docinfo["/Title"] == "Planpakke – Alle afdelinger"


def test_pages_are_numbered_through_and_keep_their_own_headers(tmp_path: Path) -> None:
    """A notice has neither; the first page of the others has no header but its mark."""
    path = tmp_path / "samlet.pdf"
    path.write_bytes(combined())
    text = subprocess.run(
        [program("pdftotext"), "-layout", path, "-"], capture_output=True, text=True, check=True
    ).stdout
    pages = text.split("\f")[:-1]
    begins = first_pages()
    assert list(begins.values()) == titles()
    title, later = "", set[str]()
    for number, page in enumerate(pages, 1):
        title = begins.get(number, title)
        numbered = [] if title in NOTICES else [(str(number), str(len(pages)))]
        assert re.findall(r"Side (\d+) af (\d+)", page) == numbered
        if number not in begins and title not in NOTICES:
            assert page.split("\n", 1)[0].split(" · ")[1].split("  ")[0].strip() == title
            later.add(title)
        assert "Intern" in page or "Internt" not in title
    assert len(later) > 3


def first_pages() -> dict[int, str]:
    """The page on which each title stands, by the bookmarks."""
    with pikepdf.open(io.BytesIO(combined())) as pdf, pdf.open_outline() as outline:
        return {
            pikepdf.Page(item.destination[0]).index + 1: str(item.title)  # type: ignore[index]
            for item in outline.root
        }


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
