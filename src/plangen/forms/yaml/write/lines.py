"""The lines of a file that is to be changed: whole lines give way to others, all other bytes stay."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from plangen.forms.yaml.read.source_text import read_text

_BOM = "\ufeff"
_LINE = re.compile(r"([^\r\n]*)(\r\n|\r|\n|\Z)")


@dataclass(frozen=True, slots=True)
class Cut:
    """The lines from `start` up to `end` (not with it) give way to `lines`."""

    start: int
    end: int
    lines: tuple[str, ...]


class YamlLines:
    """A file's lines without their ends, from 0. `text`: all of it, as the parser is to see it; `found`: what
    was found in them already, by the node that it is of.

    Raises ValueError for bytes that cannot be read.
    """

    def __init__(self, data: bytes) -> None:
        read, _ = read_text(data, "")
        if read is None:
            raise ValueError("unreadable")
        self.text = read.text
        raw = data.decode("utf-8")
        self._bom = _BOM if raw.startswith(_BOM) else ""
        found = [match.groups() for match in _LINE.finditer(raw.removeprefix(_BOM)) if match[0]]
        self._lines = [line for line, _ in found]
        self._ends = [end for _, end in found]
        self.found: dict[Any, Any] = {}
        self.newline = "\r\n" if self._ends.count("\r\n") * 2 > len(found) else "\n"

    def __getitem__(self, number: int) -> str:
        return self._lines[number]

    def __len__(self) -> int:
        return len(self._lines)

    def between(self, start: int, end: int) -> list[str]:
        """Some lines."""
        return self._lines[start:end]

    def is_comment(self, number: int) -> bool:
        """Whether a line is nothing but a comment."""
        return number < len(self) and self[number].lstrip().startswith("#")

    def comment_column(self, line: int) -> int:
        """The column of the comment farthest to the right among those that begin at a line; -2 without any. A
        block's lines must stand farther in than these, or they would be part of its text."""
        columns = [-2]
        while line < len(self) and (self.is_comment(line) or not self[line].strip()):
            columns.append(self[line].find("#"))
            line += 1
        return max(columns)

    def comments_end(self, line: int, column: int) -> int:
        """The line after the comments that begin at a line and stand farther in than a column."""
        while self.is_comment(line) and self[line].find("#") > column:
            line += 1
        return line

    def changed(self, cuts: Iterable[Cut]) -> bytes:
        """The file's bytes with the cuts made; none may overlap. Of two at the same line the first comes
        first."""
        lines, ends = list(self._lines), list(self._ends)
        for cut in sorted(cuts, key=lambda cut: (cut.start, cut.end))[::-1]:
            lines[cut.start : cut.end] = cut.lines
            ends[cut.start : cut.end] = [self.newline] * len(cut.lines)
        ends[:-1] = [end or self.newline for end in ends[:-1]]
        whole = "".join(line + end for line, end in zip(lines, ends, strict=True))
        return (self._bom + whole).encode("utf-8")
