"""Pages to accessible PDFs (PDF/UA-1).

WeasyPrint costs 0.4 seconds to import and needs Pango from the system, so it is imported when the first
PDF is made. The page is one file with everything in it; the only thing fetched is plangen's own typeface.
"""

from __future__ import annotations

import contextlib
import gc
import io
import logging
import re
import unicodedata
import warnings
from collections.abc import Callable, Iterable, Iterator, Mapping, MutableMapping
from dataclasses import dataclass, field, replace
from functools import cache
from hashlib import sha256
from importlib.metadata import version
from types import ModuleType

from plangen.findings import PlangenError
from plangen.web.outline import Page

REPLACEMENT = "□"
_CODE = re.compile(r"\(U\+([0-9A-F]{4,6})")
_LAYOUT = "2"
"""Raised when the engine sets a page otherwise than before, so that page numbers are counted again."""
PACKAGES = "libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
_WHAT_TO_DO = (
    f"Installér pakkerne {PACKAGES} (Debian og Ubuntu: sudo apt install {PACKAGES}). "
    "På Windows: brug WSL eller Docker, se docs/windows.md."
)


class PangoMissing(PlangenError):
    """The system lacks the libraries that set the text of a PDF."""

    def __init__(self) -> None:
        hint = f"{_WHAT_TO_DO} Word-filerne laves uden."
        super().__init__("PDF-filerne kan ikke laves, fordi systemet mangler Pango.", hint)

    @property
    def left_out(self) -> str:
        """What is said where the Word files were made without."""
        message = "PDF-filerne er udeladt, fordi systemet mangler Pango. Word-filerne er dannet."
        return f"{message}\n  hjælp: {_WHAT_TO_DO}"


@dataclass(frozen=True, slots=True)
class Pdf:
    """A PDF file. `messages`: what WeasyPrint complained about; a correct page gives none.
    `replaced`: characters of the page that no typeface here has; the PDF shows »□« instead. `pages`: how
    many it has; `anchors`: on which of them, from 1, each id of the page stands."""

    content: bytes
    messages: tuple[str, ...] = ()
    replaced: str = ""
    pages: int = 0
    anchors: Mapping[str, int] = field(default_factory=dict)


def write_pdf(html: str) -> Pdf:
    """The page as PDF/UA-1. The same page always gives the same bytes. Raises `PangoMissing`."""
    pdf = _written(html)
    replaced: set[str] = set()
    # PDF/UA allows no character without a glyph, and only the engine knows which ones have none. When one of
    # a letter's parts is gone, another may be left without a glyph.
    while found := _written_with(set(_without_glyph(pdf.messages)), html) - replaced:
        replaced |= found
        pdf = _written(html.translate(dict.fromkeys(map(ord, replaced), REPLACEMENT)))
    return replace(pdf, replaced="".join(sorted(replaced)))


PageNumbers = MutableMapping[str, tuple[int, ...]]
"""The pages of the headings of pages that were laid out before, by a hash of each; the last used last."""


def heading_pages(
    page: Page, known: PageNumbers, lay_out: Callable[[str], Mapping[str, int]] | None = None
) -> tuple[int, ...]:
    """The page of each heading that the contents list links to, as the PDF has it; empty when no PDF can be
    made here. A layout takes seconds, so what is found is added to `known` and is not looked for again.
    `lay_out`: who knows the anchors of the page's PDF, which may raise `PangoMissing`; else the page is laid
    out here."""
    made_by = " ".join((*map(version, ("plangen", "weasyprint", "pyphen")), _LAYOUT))
    key = sha256(f"{made_by} {page.html}".encode()).hexdigest()
    if key not in known:
        try:
            found = (lay_out or anchored_pages)(page.html)
        except PangoMissing:
            return ()
        numbers = tuple(found.get(heading.id, 0) for heading in page.headings)
        known[key] = numbers if all(numbers) else ()
    known[key] = known.pop(key)
    return known[key]


def anchored_pages(html: str) -> dict[str, int]:
    """The page, counted from 1, on which each id of a page stands. Raises `PangoMissing`."""
    engine = _engine()
    with _messages():
        return dict(engine.anchored_pages(html))


def _written(html: str) -> Pdf:
    engine = _engine()
    with _messages() as messages:
        content, pages, anchors = engine.pdf_bytes(html)
    gc.collect(0)  # what it was laid out with names itself in circles; left to pile up, it costs 6 % more
    return Pdf(content, tuple(messages), pages=pages, anchors=anchors)


def _without_glyph(messages: Iterable[str]) -> list[str]:
    """The characters in WeasyPrint's messages »….notdef glyph … "x" (U+1F469)«."""
    return [chr(int(code, 16)) for text in messages if ".notdef" in text for code in _CODE.findall(text)]


def _written_with(parts: set[str], html: str) -> set[str]:
    """The characters of a page that are set with one of the parts: itself, or one that is taken apart."""
    if not parts:
        return set()
    return {char for char in set(html) if not parts.isdisjoint(unicodedata.normalize("NFKD", char) + char)}


def check_pdf_support() -> None:
    """Raises `PangoMissing` when no PDF can be made here; otherwise the engine is loaded afterwards."""
    _engine()


def _engine() -> ModuleType:
    engine = _found_engine()
    if engine is None:
        raise PangoMissing
    return engine


@cache
def _found_engine() -> ModuleType | None:
    # WeasyPrint prints an English text on stdout when a library is missing, and warns when
    # harfbuzz-subset is (it then falls back on slower Python code): neither is for the user.
    try:
        with warnings.catch_warnings(), contextlib.redirect_stdout(io.StringIO()):
            warnings.simplefilter("ignore")
            from plangen.web import engine
    except OSError:
        return None
    return engine


class _Collector(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.texts: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.texts.append(record.getMessage())


@contextlib.contextmanager
def _messages() -> Iterator[list[str]]:
    """Collects WeasyPrint's warnings and errors instead of letting them out on stderr."""
    logger = logging.getLogger("weasyprint")
    collector, propagate = _Collector(), logger.propagate
    logger.addHandler(collector)
    logger.propagate = False
    try:
        yield collector.texts
    finally:
        logger.propagate = propagate
        logger.removeHandler(collector)
