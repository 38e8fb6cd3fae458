"""PDFs by WeasyPrint. Only this module and those that it imports know it; `pdf` imports this one when the
first PDF is made."""

from __future__ import annotations

from typing import Any

import pyphen

from plangen.texts.compounds import HYPHENATION
from plangen.web import engine_patches
from plangen.web.engine_reading import read
from plangen.web.engine_typeface import typeface
from plangen.web.fetching import ClosedFetcher
from plangen.web.finishing import finish

pyphen.LANGUAGES["da"] = HYPHENATION
engine_patches.apply()


def anchored_pages(html: str) -> dict[str, int]:
    """The page, counted from 1, on which each id of the page stands."""
    page, sheets = read(html, ClosedFetcher())
    with typeface(has_own_fonts=not sheets) as found:
        return _anchors(page.render(**found.options(sheets)))


def _anchors(laid_out: Any) -> dict[str, int]:
    found: dict[str, int] = {}
    for number, page in enumerate(laid_out.pages, 1):
        for name in page.anchors:
            found.setdefault(str(name), number)
    return found


def pdf_bytes(html: str) -> tuple[bytes, int, dict[str, int]]:
    """The page as PDF/UA-1, how many pages it takes, and on which each id of the page stands."""
    pages: list[tuple[int, dict[str, int]]] = []

    def counted(document: Any, pdf: Any) -> None:
        pages.append((len(document.pages), _anchors(document)))
        finish(document, pdf)

    page, sheets = read(html, ClosedFetcher())
    with typeface(has_own_fonts=not sheets) as found:
        options = found.options(sheets)
        content: bytes = page.write_pdf(**options, pdf_variant="pdf/ua-1", finisher=counted)
    return content, *pages[-1]
