"""Where lines of running text may not end."""

from __future__ import annotations

from plangen.ooxml.ns import TABLE, TEXT, Element, P
from plangen.texts.danish import unbroken


def keep_dates_whole(root: Element) -> None:
    """No line of running text ends inside a date or between a number and its unit; in narrow cells it may."""
    for paragraph in root.iter(P):
        if next(paragraph.iterancestors(TABLE), None) is None:
            for text in paragraph.iter(TEXT):
                text.text = unbroken(text.text or "")
