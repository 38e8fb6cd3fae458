"""Running text as WordprocessingML, written as text."""

from __future__ import annotations

import re
from typing import Final
from xml.sax.saxutils import escape

from plangen.ooxml.characters import clean

ROOM: Final = "\u2002" * 4
"""What an empty place to write in holds: it can be clicked on, and on paper it is empty."""
_PARTS: Final = re.compile(r"([\n\t])")
_WORD: Final = "[!-%'-;=?-~\xa1-\u0fff\u2010-\u2027]+"
_EASY: Final = re.compile(f"{_WORD}(?: {_WORD})*")
"""Words with one space between them, which stand in XML as they are: nearly every text."""
_SPECIAL: Final = re.compile("[&<>]")
_SIGNS: Final = {"\n": "<w:br/>", "\t": "<w:tab/>", "": ""}

_SHOWN: Final = re.compile(rf"<w:t(?: [^>]*)?>(?:\s*[^\s<]|[^<]*{ROOM})")


def shows(xml: str) -> bool:
    """Whether anything can be seen of runs on a page."""
    return _SHOWN.search(xml) is not None


def run_xml(text: str, look: str) -> str:
    """A run of text; a newline becomes a line break, a tab a tab. `look`: its properties, as text."""
    if _EASY.fullmatch(text):
        return f"<w:r>{look}<w:t>{text}</w:t></w:r>"
    text = clean(text)
    if "\n" not in text and "\t" not in text:
        return f"<w:r>{look}{_text(text) if text else ''}</w:r>"
    parts = (_SIGNS[part] if part in _SIGNS else _text(part) for part in _PARTS.split(text))
    return f"<w:r>{look}{''.join(parts)}</w:r>"


def _text(text: str) -> str:
    preserve = ' xml:space="preserve"' if text != text.strip() or "  " in text else ""
    return f"<w:t{preserve}>{escape(text) if _SPECIAL.search(text) else text}</w:t>"
