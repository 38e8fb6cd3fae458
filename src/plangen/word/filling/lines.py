"""Where lines of running text and pages may not end, and what stands too close to a table."""

from __future__ import annotations

import re
from typing import Final

from plangen.ooxml.ns import PPR, ROW, TABLE, TEXT, Element, P, first, make, val, w
from plangen.ooxml.styles import Styles
from plangen.texts.danish import unbroken
from plangen.word.filling.part import is_visible, keep_with_next

_COLOPHON: Final = "kolofon"
_AIR: Final = 120  # twentieths of a point
_DIGIT: Final = re.compile(r"\d")
_BODY: Final = w("body")
_AFTER_SPACING: Final = frozenset(
    w(name)
    for name in (
        *("ind", "contextualSpacing", "mirrorIndents", "suppressOverlap", "jc", "textDirection"),
        *(
            "textAlignment",
            "textboxTightWrap",
            "outlineLvl",
            "divId",
            "cnfStyle",
            "rPr",
            "sectPr",
            "pPrChange",
        ),
    )
)


def keep_dates_whole(root: Element) -> None:
    """No line of running text ends inside a date or between a number and its unit; in narrow cells it may."""
    body = first(root, _BODY)
    for block in root if body is None else body:
        for text in block.iter(TEXT) if block.tag != TABLE else ():
            said = text.text or ""
            if _DIGIT.search(said) and next(text.iterancestors(TABLE), None) is None:
                text.text = unbroken(said)


def keep_colophon_in_company(root: Element, styles: Styles) -> None:
    """The colophon never stands alone on the last page: what is before its heading comes along."""
    colophon = _colophon(first(root, _BODY), styles.id_of(_COLOPHON))
    heading = None if colophon is None else colophon.getprevious()
    before = None if heading is None else heading.getprevious()
    if before is not None:
        _keep_end_with_next(before)


def _colophon(body: Element | None, style: str) -> Element | None:
    """The first paragraph of the colophon, which is among the last of the document."""
    found = None
    for block in () if body is None or not style else body.iterchildren(P, reversed=True):
        if val(block, "pPr/pStyle") == style:
            found = block
        elif found is not None:
            break
    return found


def _keep_end_with_next(element: Element) -> None:
    """Keeps a paragraph, or the last row of a table, with what follows."""
    rows = list(element.iter(ROW))
    for paragraph in rows[-1].iter(P) if rows else list(element.iter(P))[-1:]:
        keep_with_next(paragraph)


def air_below_tables(root: Element, styles: Styles) -> None:
    """Text right below a table gets air above it, which Word gives no table; headings have it."""
    for table in root.iter(TABLE):
        below = table.getnext()
        properties = None if below is None or below.tag != P else first(below, PPR)
        if below is None or properties is None or next(table.iterancestors(TABLE), None) is not None:
            continue
        if (
            first(properties, w("spacing")) is None
            and styles.space_before(val(properties, "pStyle")) < _AIR
            and is_visible(below)
        ):
            spacing = make("spacing")
            spacing.set(w("before"), str(_AIR))
            following = next((child for child in properties if child.tag in _AFTER_SPACING), None)
            if following is None:
                properties.append(spacing)
            else:
                following.addprevious(spacing)
