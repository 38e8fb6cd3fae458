"""One file to send: all PDFs of a pack as one, and its Word files in one ZIP."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from pathlib import Path

from plangen.catalog import Document
from plangen.documents.open_points import OpenPoint
from plangen.rendering.document import pack_properties, page_of
from plangen.rendering.subject import Subject
from plangen.store.base import read_bytes
from plangen.texts.values import Record
from plangen.web.combined import combined_page

# Zip's first day: the files carry no time of their making, so the same files give the same bytes.
_NO_TIME = (1980, 1, 1, 0, 0, 0)


def pages_together(
    subject: Subject, documents: Sequence[tuple[Document, Sequence[OpenPoint]]], overview: Record
) -> str:
    """One page of all documents, for one PDF/UA with a bookmark for each and running page numbers."""
    pages = [
        (document.id.lower(), page_of(document, subject, points, overview)) for document, points in documents
    ]
    return combined_page(pages, pack_properties(subject))


def word_zip(files: Sequence[Path]) -> bytes:
    """The Word files as they are on the disk now, with what staff have written in them. Raises
    `SystemRefusal`."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        for path in files:
            package.writestr(zipfile.ZipInfo(path.name, _NO_TIME), read_bytes(path))
    return buffer.getvalue()
