"""Puts values into a part while it is still text: those in a run of nothing but text, that ask for nothing of
what is around it. They are nearly all, and text is written faster than elements.
"""

from __future__ import annotations

import re
from typing import Final

from lxml import etree

from plangen.templates.printed import VALUE_START, PrintedValues, Value
from plangen.texts.values import Answer, ContentsList, Link, Picture
from plangen.word.filling.answers import value_xml
from plangen.word.filling.looks import Look
from plangen.word.filling.rendering import Rendering
from plangen.word.filling.runs import ROOM, run_xml

_RUN: Final = re.compile(
    r"<w:r(?: [^>]*)?>(<w:rPr>.*?</w:rPr>|<w:rPr/>)?<w:t(?: [^>]*)?>([^<]*)</w:t></w:r>", re.DOTALL
)
_FOREIGN: Final = re.compile(r"<(?!/?w:)| (?!w:)[a-z0-9]+:")
"""What a run cannot take out of its part as text: names whose meaning the part has declared."""
_SEEN: Final = re.compile(rf"<w:t(?: [^>]*)?>(?:\s*[^\s<]|[^<]*{ROOM})")


def write_values(xml: str, printed: PrintedValues, rendering: Rendering) -> str:
    """The part with such values in their places; the tokens of the others stay."""
    done: list[str] = []
    written = 0
    token = xml.find(VALUE_START)
    while token >= 0:
        start = max(xml.rfind("<w:r>", written, token), xml.rfind("<w:r ", written, token))
        run = _RUN.match(xml, start) if start >= 0 else None
        if run is None or run.end() < token:
            token = xml.find(VALUE_START, token + 1)
            continue
        new = _written(run[1] or "", run[2], printed, rendering)
        if new is not None:
            done += (xml[written:start], new)
            written = run.end()
        token = xml.find(VALUE_START, run.end())
    return "".join([*done, xml[written:]]) if done else xml


def _written(look: str, text: str, printed: PrintedValues, rendering: Rendering) -> str | None:
    """What takes the place of a run; None when a value needs more than text, or nothing can be seen of it, so
    that its paragraph may have to go."""
    if _FOREIGN.search(look):
        return None
    values = list(printed.pieces(_read(text)))
    if any(_needs_more(value) for value in values):
        return None
    known = rendering.looks.of(look)
    xml = "".join(_xml(value, rendering, known) for value in values)
    return xml if _SEEN.search(xml) else None


def _read(text: str) -> str:
    """The characters that a text of XML stands for."""
    return (etree.fromstring(f"<t>{text}</t>").text or "") if "&" in text else text


def _needs_more(value: Value) -> bool:
    if isinstance(value, Answer):
        return value.kind in ("markdown", "markdown_extract", "list")
    return isinstance(value, Link | Picture | ContentsList)


def _xml(value: Value, rendering: Rendering, look: Look) -> str:
    if isinstance(value, Answer):
        return value_xml(value, rendering, look) or ""
    return run_xml(str(value), look.xml)
