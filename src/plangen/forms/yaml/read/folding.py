"""Texts over several lines: where a line break of the file is one of the text.

YAML puts the lines of `>` and of plain texts together. Points on lines of their own, rows of tables and empty
lines would run together with them, so their breaks are kept, as everybody means them who writes so.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from plangen.answers.spelling.points import SIGNS

_POINT = re.compile(rf" *[-*{SIGNS}][ \u00a0]+\S")
_NUMBER = re.compile(r" *(\d{1,2})[.)] +\S")
_ROW = re.compile(r" *\|.*\| *$")
_SINGLE_BREAK = re.compile(r"(?<!\n)\n(?!\n)")


def unfolded(folded: str, lines: Sequence[str]) -> str:
    """The text of a folded block or plain text: `folded` is what YAML makes of its `lines`."""
    margin = min((len(line) - len(line.lstrip(" ")) for line in lines if line.strip()), default=0)
    bare = [line[margin:].rstrip() for line in lines]
    begins = _points(bare) | _rows(bare)
    end = folded[len(folded.rstrip("\n")) :]
    if not begins:
        inner = folded.rstrip("\n")
        indented = any(line.startswith(" ") for line in bare)
        return folded if indented else _SINGLE_BREAK.sub("\n\n", inner) + end
    parts: list[str] = []
    for number, line in enumerate(bare):
        if not line:
            parts.append("\n\n")
        elif number in begins or line.startswith(" "):
            parts.append(f"\n{line}")
        else:
            parts.append(f" {line}")
    text = re.sub(r"\n{2,} *", "\n\n", "".join(parts))
    return text.strip(" \n") + end


def _points(lines: Sequence[str]) -> set[int]:
    """The lines that begin a point of a list: two at least, or one after a colon.

    A number begins one only where 1 and 2 stand in order: »12. marts« does not.
    """
    dashes = {n for n, line in enumerate(lines) if _POINT.match(line)}
    if len(dashes) == 1 and not any(n and lines[n - 1].endswith(":") for n in dashes):
        dashes = set()
    numbers = [(n, int(match[1])) for n, line in enumerate(lines) if (match := _NUMBER.match(line))]
    in_order = [value for _, value in numbers] == list(range(1, len(numbers) + 1)) and len(numbers) > 1
    return dashes | ({n for n, _ in numbers} if in_order else set())


def _rows(lines: Sequence[str]) -> set[int]:
    """The lines of a table: two at least that begin and end with a bar."""
    rows = {number for number, line in enumerate(lines) if _ROW.match(line)}
    return rows if len(rows) > 1 else set()
