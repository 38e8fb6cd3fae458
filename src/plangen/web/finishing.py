"""What is put right in a PDF before it is written, because the engine gets it wrong.

- In a row with several pairs of name and fact, a fact belongs to the name right before it; the engine gives
  each fact all names of the row.
- A letter with marks (pointed Hebrew, a mark without a letter) takes several glyphs. The letter's text stands
  at one of them, and the engine leaves the others without any, which makes the file invalid.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

_REFERENCE = re.compile(rb"(\d+) \d+ R")
_NO_TEXT = re.compile(rb"(<[0-9a-f]+>) <>")
_NOTHING = b"<200b>"  # a character without width: the text is that of the glyph beside


def finish(document: Any, pdf: Any) -> None:  # noqa: ARG001 - WeasyPrint's signature
    """Given to WeasyPrint, which calls it when everything but the end of the file is there."""
    objects = {item.number: item for item in pdf.objects}
    for item in pdf.objects:
        if isinstance(item, dict) and item.get("S") == "/TR":
            _pair_facts(list(_children(item, objects)))
        elif b"begincmap" in getattr(item, "stream", ()):
            item.stream[:] = [_with_text(line) for line in item.stream]


def _children(element: Any, objects: dict[int, Any]) -> Iterator[Any]:
    """The structure elements in an element, in order."""
    for child in element.get("K", ()):
        reference = _REFERENCE.fullmatch(child if isinstance(child, bytes) else str(child).encode())
        inner = objects.get(int(reference[1])) if reference else None
        if isinstance(inner, dict) and "S" in inner:
            yield inner


def _pair_facts(cells: list[Any]) -> None:
    names = [cell for cell in cells if cell["S"] == "/TH" and cell.get("ID")]
    if len(names) < 2 or not any(cell["S"] == "/TD" for cell in cells):
        return
    everyone = [name["ID"] for name in names]
    nearest: list[Any] = []
    for cell in cells:
        if cell in names:
            nearest = [cell["ID"]]
        elif cell["S"] == "/TD" and "Headers" in cell.get("A", {}):
            headers = cell["A"]["Headers"]
            headers[:] = nearest + [header for header in headers if header not in everyone]


def _with_text(line: Any) -> Any:
    return _NO_TEXT.sub(rb"\1 " + _NOTHING, line) if isinstance(line, bytes) else line
