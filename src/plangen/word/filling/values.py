"""Values in a run of text, written while the part is text: those that need nothing of what is around them.
They are nearly all, and text is written faster than elements.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final
from xml.sax.saxutils import escape

from plangen.templates.placing import RUN_END, run_start
from plangen.templates.printed import Value
from plangen.texts.values import Answer, ContentsList, Link, Picture
from plangen.word.filling.answers import needs_more, value_xml
from plangen.word.filling.rendering import Rendering
from plangen.word.filling.runs import ROOM

_SEEN: Final = re.compile(rf"<w:t(?: [^>]*)?>(?:\s*[^\s<]|[^<]*{ROOM})")


class PlacedValues:
    """Writes the values of one part (`templates.printed.ValueWriter`). `looks`: of its runs, by number."""

    def __init__(self, rendering: Rendering, looks: Sequence[str]) -> None:
        self._rendering = rendering
        self._looks = [(rendering.looks.of(look), run_start(look)) for look in looks]

    def answer(self, answer: Answer, look: int) -> str | None:
        """None for Markdown, and when nothing can be seen of the answer, so that the paragraph may have to
        go."""
        return None if needs_more(answer) else _seen(self._written(answer, look))

    def several(self, values: Sequence[Value], look: int) -> str | None:
        """The parts of a passage, or a text of several lines."""
        if any(map(_needs_more, values)):
            return None
        return _seen("".join(self._written(value, look) for value in values))

    def told(self, answer: Answer) -> Answer:
        """The answer with the words that it has here."""
        if not answer or "first" not in answer.variants:
            return answer
        return answer.shown_as(self._rendering.printing.shown(answer))

    def _written(self, value: Value, look: int) -> str:
        """The run ends before an answer and goes on after it."""
        if isinstance(value, Answer):
            known, start = self._looks[look]
            return f"{RUN_END}{value_xml(value, self._rendering, known)}{start}"
        return escape(str(value))


def _needs_more(value: Value) -> bool:
    if isinstance(value, Answer):
        return needs_more(value)
    return isinstance(value, Link | Picture | ContentsList) or "\n" in value or "\t" in value


def _seen(xml: str) -> str | None:
    """The same when anything in it can be seen on a page."""
    return xml if _SEEN.search(f"<w:t>{xml}") else None
