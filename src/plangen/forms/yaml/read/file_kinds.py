"""Files that are no answer files at all: somebody gave a Word file, a workbook or a picture instead."""

from __future__ import annotations

import re

from plangen.findings import FilePlace, Finding, Severity

_HINT = (
    "En svarfil er ren tekst og hedder noget med .yaml. Angiv den, eller lav en ny med plangen new, "
    "og skriv svarene ind i den."
)
_LOCKED_HINT = f"Er filen beskyttet eller mærket som fortrolig, så fjern beskyttelsen først. {_HINT}"

# How a file begins → what it is. For ZIP files the names inside tell more.
_STARTS = (
    (b"%PDF", "en PDF-fil"),
    (b"{\\rtf", "et tekstbehandlingsdokument (RTF)"),
    (b"\x89PNG", "et billede"),
    (b"\xff\xd8\xff", "et billede"),
    (b"GIF8", "et billede"),
    (b"\x1f\x8b", "en pakket fil (gzip)"),
    (b"7z\xbc\xaf", "en pakket fil (7-Zip)"),
    (b"Rar!", "en pakket fil (RAR)"),
)
_INSIDE = (
    (b"word/", "en Word-fil"),
    (b"xl/", "en Excel-fil"),
    (b"ppt/", "en PowerPoint-fil"),
    (b"opendocument.text", "en tekstfil fra LibreOffice (odt)"),
    (b"opendocument.spreadsheet", "et regneark fra LibreOffice (ods)"),
)
_OLD_OFFICE = b"\xd0\xcf\x11\xe0"
_HTML = re.compile(rb"\s*(?:<!doctype html|<html|<\?xml)", re.IGNORECASE)


def wrong_kind(data: bytes, label: str) -> Finding | None:
    """V06 when the bytes are those of another kind of file, with what it is; else None."""
    kind, hint = _kind(data)
    if not kind:
        return None
    return Finding("V06", Severity.ERROR, f"Filen er {kind} og ikke en svarfil.", FilePlace(label), hint=hint)


def _kind(data: bytes) -> tuple[str, str]:
    if data.startswith(_OLD_OFFICE):
        return "en ældre eller beskyttet Office-fil (Word, Excel)", _LOCKED_HINT
    if data.startswith(b"PK\x03\x04"):
        return next((kind for mark, kind in _INSIDE if mark in data), "en ZIP-fil"), _HINT
    text = data[3:] if data.startswith(b"\xef\xbb\xbf") else data
    if _HTML.match(text):
        return "en hjemmeside eller en XML-fil", _HINT
    return next((kind for start, kind in _STARTS if text.startswith(start)), ""), _HINT
