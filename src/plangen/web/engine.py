"""PDFs by WeasyPrint. Only this module and those that it imports know it; `pdf` imports this one when the
first PDF is made."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pyphen
from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration

from plangen.texts.compounds import HYPHENATION
from plangen.web import engine_patches
from plangen.web.engine_reading import read
from plangen.web.fetching import FONT_ADDRESS, FONT_FILES, ClosedFetcher
from plangen.web.finishing import finish

# A family name of our own: the system may have another Carlito, and the file must not depend on it.
FONT_FAMILY = "Plangen Carlito"
pyphen.LANGUAGES["da"] = HYPHENATION
engine_patches.apply()


def _font_rules() -> str:
    return "\n".join(
        f'@font-face {{ font-family: "{FONT_FAMILY}"; src: url("{FONT_ADDRESS}{name}"); '
        f"font-weight: {weight}; font-style: {style}; }}"
        for name, (weight, style) in FONT_FILES.items()
    )


@contextmanager
def _opened(html: str) -> Iterator[tuple[HTML, dict[str, Any]]]:
    """A page, and what it is laid out with. WeasyPrint needs the files of the typeface on the disk and leaves
    it to the garbage collector to take them away, for which a process that ends does not wait."""
    fetcher = ClosedFetcher()
    with tempfile.TemporaryDirectory(prefix="plangen-skrift-", ignore_cleanup_errors=True) as folder:
        fonts = FontConfiguration()
        fonts._folder = Path(folder)
        typeface = CSS(string=_font_rules(), url_fetcher=fetcher, font_config=fonts)
        page, sheets = read(html, fetcher)
        yield page, {"font_config": fonts, "stylesheets": [typeface, *sheets]}


def anchored_pages(html: str) -> dict[str, int]:
    """The page, counted from 1, on which each id of the page stands."""
    with _opened(html) as (page, options):
        return _anchors(page.render(**options))


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

    with _opened(html) as (page, options):
        content: bytes = page.write_pdf(**options, pdf_variant="pdf/ua-1", finisher=counted)
    return content, *pages[-1]
