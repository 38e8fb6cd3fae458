"""A document in any format, as builds make it."""

from __future__ import annotations

from collections.abc import Sequence

from plangen.catalog import Document
from plangen.documents.open_points import OpenPoint
from plangen.rendering.document import page_of, pdf_file, word_of
from plangen.rendering.subject import Subject
from plangen.texts.values import Record
from tests.support.shared import bytes_once


def render(
    document: Document, subject: Subject, points: Sequence[OpenPoint], overview: Record, format: str
) -> bytes:
    """The document as docx, pdf or html."""
    if format == "docx":
        return word_of(document, subject, points, overview)
    html = page_of(document, subject, points, overview).html
    if format == "html":
        return html.encode("utf-8")
    return bytes_once("pdf", html, lambda: pdf_file(html).data)
