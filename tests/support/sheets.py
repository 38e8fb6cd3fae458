"""Workshop sheets of the examples, rendered without touching the disk."""

from __future__ import annotations

from functools import cache

from plangen.catalog import Document, builtin_catalog
from plangen.texts.records import Record
from tests.support.packs import subject
from tests.support.rendering import render

SHEETS = tuple(builtin_catalog().sheet_documents.values())


def sheet(number: int) -> Document:
    """A sheet as the document that it is made as."""
    return builtin_catalog().sheet_documents[f"ARK{number:02d}"]


@cache
def sheet_file(name: str, department: str | None, document: Document, format: str) -> bytes:
    """One file of a sheet, as `plangen ark` would write it."""
    if document in SHEETS:  # no paper was asked for
        document = document.on_paper(document.papers[0])
    return render(document, subject(name, department), (), Record({}), format)
