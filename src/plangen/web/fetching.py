"""What a page may have that does not stand in it: plangen's own typeface, and nothing else."""

from __future__ import annotations

import base64
import re

from weasyprint.urls import URLFetcher, URLFetcherResponse

from plangen.pictures.typeface import carlito

FONT_ADDRESS = "plangen:skrift/"
FONT_FILES = {
    "Carlito-Regular.ttf": ("normal", "normal"),
    "Carlito-Bold.ttf": ("bold", "normal"),
    "Carlito-Italic.ttf": ("normal", "italic"),
    "Carlito-BoldItalic.ttf": ("bold", "italic"),
}
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
