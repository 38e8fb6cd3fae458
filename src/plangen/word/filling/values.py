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
from plangen.word.filling.answers import value_xml
from plangen.word.filling.looks import TagLook
from plangen.word.filling.rendering import Rendering
from plangen.word.filling.runs import ROOM

_MARKDOWN: Final = frozenset({"markdown", "markdown_extract", "list"})
_SEEN: Final = re.compile(rf"<w:t(?: [^>]*)?>(?:\s*[^\s<]|[^<]*{ROOM})")


def write_values(values: Sequence[Value], look: str, rendering: Rendering) -> str | None:
    """What stands for the values in a text of a run that looks so: the run ends before an answer, and goes on
    after it. None when a value needs more than that, or none can be seen, so that the paragraph may have to
    go."""
    if any(map(_needs_more, values)):
        return None
    known = rendering.looks.of(look)
    xml = "".join([_xml(value, rendering, known) for value in values])
    return xml if _SEEN.search(f"<w:t>{xml}") else None


def _needs_more(value: Value) -> bool:
    if isinstance(value, Answer):
        return value.kind in _MARKDOWN
    return isinstance(value, Link | Picture | ContentsList) or "\n" in value or "\t" in value


def _xml(value: Value, rendering: Rendering, look: TagLook) -> str:
    if isinstance(value, Answer):
        return f"{RUN_END}{value_xml(value, rendering, look)}{run_start(look.xml)}"
    return escape(str(value))
