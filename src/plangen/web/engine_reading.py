"""A page as WeasyPrint reads it, in a fraction of the time. The file that comes of it is the same to the
byte, but for elements that only name an answer, which are not there (`tests/web/test_engine.py`).

Of a set of 16 documents (CPU) this saves 5 % by reading pages with lxml instead of tinyhtml5, 5 % by
reading a stylesheet once for all pages that have it, 4 % by giving footnotes and markers their looks only
where they may stand, and 4 % by leaving out the elements that name answers.
"""

from __future__ import annotations

import logging
import re
from functools import cache
from typing import Any
from xml.etree.ElementTree import Element, TreeBuilder

import weasyprint
from lxml import etree
from weasyprint import CSS, HTML, cssselect2
from weasyprint.html import UA
from weasyprint.logger import LOGGER

from plangen.web.fetching import ClosedFetcher

KNOWN = weasyprint.VERSION.startswith("70.")
"""Whether this is the WeasyPrint whose insides are known here; another reads its pages itself."""
_SHEETS: dict[str, CSS] = {}
_MOST_SHEETS = 16
_NAMES = frozenset({"data-id", "data-tekst"})
_EVERYWHERE = re.compile(r"^::(footnote|note)-[a-z]+ \{.*\}$", re.MULTILINE)
_MARKER = re.compile(r"^(?=::marker \{)", re.MULTILINE)
_OWN_LOOKS = re.compile(r"@(?!page|media|top-|bottom-|left-|right-)")
"""A rule that says more than how elements and pages look, such as one of a typeface, which is of one
document."""
_OF_THE_PAGE = re.compile(r"\d[sldp]?v(?:w|h|i|b|min|max)\b", re.IGNORECASE)
"""A length that is a share of the first page, so that what looks come to is of one document, too."""


def read(page: str, fetcher: ClosedFetcher) -> tuple[HTML, list[CSS]]:
    """A page, and the stylesheets that stand in it and are to be laid out with it."""
    if not KNOWN:
        return HTML(string=page, url_fetcher=fetcher), []
    root = _parsed(page)
    taken = [] if _OF_THE_PAGE.search(page) else _taken_sheets(root)
    return _ReadPage(root, fetcher), [_sheet(text) for text in taken]


class _ReadPage(HTML):  # type: ignore[misc]  # WeasyPrint has no types
    """A page that is a tree already: what `HTML` sets when it has read one."""

    def __init__(self, root: Element, fetcher: ClosedFetcher) -> None:
        self.base_url = None
        self.url_fetcher = fetcher
        self.media_type = "print"
        self.wrapper_element = cssselect2.ElementWrapper.from_html_root(root, content_language=None)
        self.etree_element = self.wrapper_element.etree_element

    def _ua_stylesheets(self, forms: bool = False) -> list[CSS]:  # noqa: ARG002 - forms are not asked for
        return [_usual_looks()]


@cache
def _usual_looks() -> CSS:
    """The looks that elements have of themselves. WeasyPrint works out six pseudo-elements for each
    element of a page, five for footnotes and one for a marker; no page here has footnotes, and only items
    have markers."""
    return CSS(string=_MARKER.sub("li", _EVERYWHERE.sub("", UA)))


def _sheet(text: str) -> CSS:
    """A stylesheet, read once. One that WeasyPrint complains about is read again, and complained of again."""
    if text in _SHEETS:
        return _SHEETS[text]
    complaints = _Complaints()
    LOGGER.addHandler(complaints)
    try:
        sheet = CSS(string=text, url_fetcher=ClosedFetcher())
    finally:
        LOGGER.removeHandler(complaints)
    if not complaints.were_any and len(_SHEETS) < _MOST_SHEETS:
        _SHEETS[text] = sheet
    return sheet


class _Complaints(logging.Handler):
    were_any = False

    def emit(self, record: logging.LogRecord) -> None:  # noqa: ARG002 - what it says is for others
        self.were_any = True


def _taken_sheets(root: Element) -> list[str]:
    """The stylesheets of a page, taken out of it in order. As a user's they yield to what stands on an
    element and win over its usual looks, as before. All or none: of two, the later one wins."""
    head = root.find("head")
    sheets = [] if head is None else head.findall("style")
    texts = ["".join(sheet.itertext()) for sheet in sheets]
    are_all = len(sheets) == sum(1 for name in ("style", "link") for _ in root.iter(name))
    if (
        head is None
        or not are_all
        or any(sheet.attrib for sheet in sheets)
        or any(map(_OWN_LOOKS.search, texts))
    ):
        return []
    for sheet in sheets:
        head.remove(sheet)
    return texts


# --- the page -----------------------------------------------------------------------------------------------
def _parsed(page: str) -> Element:
    parser = etree.HTMLParser(target=_PageBuilder(), huge_tree=True)
    # libxml2 does not know that this element has no end.
    found: Element = etree.fromstring(page.replace("<wbr>", "<wbr></wbr>"), parser)
    return found


class _PageBuilder(TreeBuilder):
    """Builds the tree of a page. A `span` that only names an answer is left out: it says nothing to a PDF,
    and text in one piece is set faster."""

    def __init__(self) -> None:
        super().__init__()
        self._left_out: list[bool] = []

    def start(self, tag: str, attrs: Any) -> Element:
        self._left_out.append(tag == "span" and bool(attrs) and _NAMES.issuperset(attrs))
        return super().start(tag, dict(attrs)) if not self._left_out[-1] else Element(tag)

    def end(self, tag: str) -> Element:
        return super().end(tag) if not self._left_out.pop() else Element(tag)
