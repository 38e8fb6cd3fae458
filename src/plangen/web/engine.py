"""The only module that imports WeasyPrint; `pdf` imports it when the first PDF is made."""

from __future__ import annotations

import base64
import re
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pyphen
from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher, URLFetcherResponse

from plangen.pictures.typeface import carlito
from plangen.texts.compounds import HYPHENATION
from plangen.web.finishing import finish

FONT_ADDRESS = "plangen:skrift/"
# A family name of our own: the system may have another Carlito, and the file must not depend on it.
FONT_FAMILY = "Plangen Carlito"
FONT_FILES = {
    "Carlito-Regular.ttf": ("normal", "normal"),
    "Carlito-Bold.ttf": ("bold", "normal"),
    "Carlito-Italic.ttf": ("normal", "italic"),
    "Carlito-BoldItalic.ttf": ("bold", "italic"),
}
pyphen.LANGUAGES["da"] = HYPHENATION
PICTURE = re.compile(r"data:(image/(?:png|jpeg|svg\+xml));base64,")


class ClosedFetcher(URLFetcher):  # type: ignore[misc]  # WeasyPrint has no types
    """Gives plangen's typeface and pictures that stand in the page itself; refuses everything else."""

    def fetch(self, url: str, headers: object = None) -> URLFetcherResponse:  # noqa: ARG002
        name = url.removeprefix(FONT_ADDRESS)
        if url.startswith(FONT_ADDRESS) and name in FONT_FILES:
            return URLFetcherResponse(url, carlito(name), {"Content-Type": "font/ttf"})
        if picture := PICTURE.match(url):
            data = base64.b64decode(url[picture.end() :])
            return URLFetcherResponse(url, data, {"Content-Type": picture.group(1)})
        raise ValueError(f"adressen hentes ikke: {url[:100]}")


def _font_rules() -> str:
    return "\n".join(
        f'@font-face {{ font-family: "{FONT_FAMILY}"; src: url("{FONT_ADDRESS}{name}"); '
        f"font-weight: {weight}; font-style: {style}; }}"
        for name, (weight, style) in FONT_FILES.items()
    )


@contextmanager
def _typeface(fetcher: ClosedFetcher) -> Iterator[dict[str, Any]]:
    """The typeface, as arguments of a layout. WeasyPrint needs its files on the disk and leaves it to the
    garbage collector to take them away, for which a process that ends does not wait."""
    with tempfile.TemporaryDirectory(prefix="plangen-skrift-", ignore_cleanup_errors=True) as folder:
        fonts = FontConfiguration()
        fonts._folder = Path(folder)
        css = CSS(string=_font_rules(), url_fetcher=fetcher, font_config=fonts)
        yield {"font_config": fonts, "stylesheets": [css]}


def anchored_pages(html: str) -> dict[str, int]:
    """The page, counted from 1, on which each id of the page stands."""
    fetcher = ClosedFetcher()
    with _typeface(fetcher) as typeface:
        return _anchors(HTML(string=html, url_fetcher=fetcher).render(**typeface))


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

    fetcher = ClosedFetcher()
    with _typeface(fetcher) as typeface:
        document = HTML(string=html, url_fetcher=fetcher)
        content: bytes = document.write_pdf(**typeface, pdf_variant="pdf/ua-1", finisher=counted)
    return content, *pages[-1]
