"""No line of a page parts a word without a hyphen (specifikation.md 4.1)."""

from __future__ import annotations

import io
import re
import subprocess
import zipfile
from pathlib import Path

import pytest

from plangen.catalog import Document
from tests.building.test_length import LIMITED
from tests.support.cases import each
from tests.support.packs import context_id, rendered
from tests.support.tools import program


def parted(text: str, words: set[str]) -> set[str]:
    """What stands in the text of a page (lines as they are printed) and is neither a word nor, with the
    hyphens at the ends of lines, a part of one."""
    begun = {match[1] for match in re.finditer(r"(\w+)-(?=\s)", text)}
    found = set[str]()
    for match in re.finditer(r"\w+", text):
        piece = match[0]
        if piece in words or piece.isdigit():
            continue
        around = [word for word in words if piece in word]
        goes_on = around and text[match.end() : match.end() + 1] == "-"
        ends = any(word.endswith(begin + piece) for begin in begun for word in around)
        if not goes_on and not ends:
            found.add(piece)
    return found


def said(docx: bytes) -> set[str]:
    """The words of a Word file: its text, the alternative text and the words of its figures."""
    pieces = []
    with zipfile.ZipFile(io.BytesIO(docx)) as package:
        for name in package.namelist():
            if name.endswith((".xml", ".svg")):
                xml = package.read(name).decode("utf-8")
                xml = re.sub(r"<w:(?:br|tab)/>|</w:p>|</text>", " ", xml)
                xml = re.sub(r' descr="([^"]*)"', r">\1<", xml)
                pieces.append(re.sub(r"<[^>]+>", "", xml))
    return set(re.findall(r"\w+", " ".join(pieces).replace("\u00ad", "").replace("&amp;", "&")))


@pytest.mark.parametrize(("name", "document"), LIMITED, ids=context_id)
def test_a_word_is_parted_only_with_a_hyphen(name: str, document: Document, tmp_path: Path) -> None:
    path = tmp_path / "side.pdf"
    path.write_bytes(rendered(name, None, document, "pdf"))
    run = [program("pdftotext"), "-layout", path, "-"]
    text = subprocess.run(run, capture_output=True, text=True, check=True).stdout
    assert parted(text, said(rendered(name, None, document, "docx"))) == set()


@each(
    ("text", "pieces"),
    [
        ("Data-   Gennemført\nbeskyttelses-\nrådgiver", set()),
        ("Gennem   side 2\nført", {"Gennem", "ført"}),
        ("Gennem-\nført", set()),
        ("Gennem-\nfør", {"før"}),
    ],
)
def test_what_is_parted_is_seen(text: str, pieces: set[str]) -> None:
    assert parted(text, {"Databeskyttelsesrådgiver", "Gennemført", "side", "2"}) == pieces
