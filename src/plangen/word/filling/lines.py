"""Where lines of running text and pages may not end."""

from __future__ import annotations

from plangen.ooxml.ns import PPR, ROW, TABLE, TEXT, Element, P, val
from plangen.ooxml.styles import Styles
from plangen.texts.danish import unbroken
from plangen.word.filling.part import keep_with_next

_COLOPHON = "kolofon"


def keep_dates_whole(root: Element) -> None:
    """No line of running text ends inside a date or between a number and its unit; in narrow cells it may."""
    for paragraph in root.iter(P):
        if next(paragraph.iterancestors(TABLE), None) is None:
            for text in paragraph.iter(TEXT):
                text.text = unbroken(text.text or "")


def keep_colophon_in_company(root: Element, styles: Styles) -> None:
    """The colophon never stands alone on the last page: what is before its heading comes along."""
    for paragraph in root.iter(P):
        style = styles.by_id.get(val(paragraph.find(PPR), "pStyle"))
        if style is not None and style.name.lower() == _COLOPHON:
            heading = paragraph.getprevious()
            before = None if heading is None else heading.getprevious()
            if before is not None:
                _keep_end_with_next(before)
            return


def _keep_end_with_next(element: Element) -> None:
    """Keeps a paragraph, or the last row of a table, with what follows."""
    rows = list(element.iter(ROW))
    for paragraph in rows[-1].iter(P) if rows else list(element.iter(P))[-1:]:
        keep_with_next(paragraph)
