"""A document in any format, as builds make it."""

from __future__ import annotations

import pickle
import re
from collections.abc import Sequence
from typing import cast

from plangen.catalog import Document
from plangen.documents.open_points import OpenPoint
from plangen.documents.overview import OVERVIEW_DOCUMENT, pack_overview
from plangen.rendering.document import RenderedFile, page_of, pdf_file, word_of
from plangen.rendering.subject import Subject
from plangen.texts.records import Record
from plangen.web.pdf import heading_pages
from tests.support.shared import bytes_once

_IDS = re.compile(r' id="([^"]+)"')


def first_told(document: Document, subject: Subject) -> Record | None:
    """What the overview (D00) tells of a pack before anything is known of its documents; no other document
    tells of the rest."""
    return pack_overview(subject, {}) if document.id == OVERVIEW_DOCUMENT else None


def render(
    document: Document, subject: Subject, points: Sequence[OpenPoint], overview: Record | None, format: str
) -> bytes:
    """The document as docx, pdf or html."""
    if format == "docx":
        known = subject.page_numbers
        return word_of(
            document,
            subject,
            points,
            overview,
            lambda: heading_pages(page_of(document, subject, points, overview), known, as_if_laid_out),
        )
    html = page_of(document, subject, points, overview).html
    return html.encode("utf-8") if format == "html" else _printed(html).data


def as_if_laid_out(html: str) -> dict[str, int]:
    """A page for each id, one after the other: what is not about the numbers of a contents list need
    not wait for a layout."""
    return {id: number for number, id in enumerate(_IDS.findall(html), 1)}


def _printed(html: str) -> RenderedFile:
    """The PDF of a page, which is made once in a run of the tests."""
    return cast(RenderedFile, pickle.loads(bytes_once("pdf", html, lambda: pickle.dumps(pdf_file(html)))))
