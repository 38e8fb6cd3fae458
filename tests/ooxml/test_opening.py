"""Hostile and protected files are refused in Danish, with advice that works, in little time and memory."""

from __future__ import annotations

import io
import zipfile

import pytest

from plangen.word.conservation import held
from plangen.word.reading.document import UnreadableWord
from tests.support.cases import each
from tests.support.package_edits import DOCUMENT, Package
from tests.support.reading import read_word
from tests.word.building import docx


def older(mark: str) -> bytes:
    return b"\xd0\xcf\x11\xe0" + bytes(600) + mark.encode("utf-16-le")


def document(inner: str, before: str = "") -> bytes:
    package = Package(docx("x"))
    uri = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    xml = f'<?xml version="1.0"?>{before}<w:document xmlns:w="{uri}"><w:body>{inner}</w:body></w:document>'
    package.members[DOCUMENT] = xml.encode()
    return package.saved()


def with_member(name: str, content: bytes) -> bytes:
    buffer = io.BytesIO(docx("x"))
    with zipfile.ZipFile(buffer, "a", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        archive.writestr(name, content)
    return buffer.getvalue()


NESTED = "<w:sdt><w:sdtContent>"
DEEP = NESTED * 10_000 + "</w:sdtContent></w:sdt>" * 10_000
TABLE = "<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>"


@each(
    ("data", "reason"),
    [
        (b"", "tom"),
        (older("EncryptedPackage"), "adgangskode"),
        (older("EncryptedPackage DRMEncryptedTransform"), "følsomhedsmærkat"),
        (older("WordDocument"), "gamle format"),
        (b"%PDF-1.7", "PDF"),
        (b"{\\rtf1 x}", "RTF"),
        (document(DEEP), "lag"),
        (document(TABLE[0] * 300 + TABLE[1] * 300), "lag"),
        (document("<w:p/>" * 700_000), "mere tekst"),
        (document("<w:p/>", '<!DOCTYPE x [<!ENTITY a "b">]>'), "DTD"),
        (with_member("../evil.xml", b"x"), "peger ud"),
        (with_member("WORD/document.xml", b"x"), "samme navn"),
    ],
)
def test_a_file_that_must_not_be_read_is_named(data: bytes, reason: str) -> None:
    assert_refused(data, reason)


def test_a_file_that_grows_too_large_when_it_is_unpacked_is_named() -> None:
    assert_refused(with_member("word/media/b.png", bytes(300_000_000)), "pakkes ud")


def assert_refused(data: bytes, reason: str) -> None:
    for reading in (read_word, held):
        with pytest.raises(UnreadableWord, match=reason) as caught:
            reading(data)
        assert caught.value.hint


def test_a_comment_in_the_relationships_harms_nothing() -> None:
    package = Package(docx("x"))
    odd = package.members["_rels/.rels"].replace(b"</Relationships>", b"<!-- a --><?b c?></Relationships>")
    package.members["_rels/.rels"] = odd
    assert read_word(package.saved()).free
