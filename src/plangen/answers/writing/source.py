"""The text of a file that is to be changed: stretches of it are replaced, all other bytes stay."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass

from plangen.answers.source_text import read_text

_BOM = "\ufeff"
_COMMENT = re.compile(r"\n( *)#[^\n]*")


@dataclass(frozen=True, slots=True)
class Splice:
    """The text between two indexes is replaced by `text` (with the file's own line ends)."""

    start: int
    end: int
    text: str


class YamlSource:
    """A file's bytes, seen as `text`: without byte-order mark, every line ended by one \\n.

    Indexes are those of `text`. Raises ValueError for bytes that cannot be read.
    """

    def __init__(self, data: bytes) -> None:
        read, _ = read_text(data, "")
        if read is None:
            raise ValueError("unreadable")
        self.text = read.text
        self._raw = data.decode("utf-8")
        self._offset = 1 if self._raw.startswith(_BOM) else 0
        self._dropped = _dropped(self._raw, self._offset)
        windows = len(self._dropped) * 2 > self._raw.count("\n")
        self.newline = "\r\n" if windows else "\n"

    def raw(self, start: int, end: int) -> str:
        """The text between two indexes as it stands in the file."""
        return self._raw[self._at(start) : self._at(end)]

    def lines(self, lines: Iterable[str]) -> str:
        """New lines with the file's line ends between them."""
        return self.newline.join(lines)

    def line_start(self, index: int) -> int:
        """Where the line of an index begins."""
        return self.text.rfind("\n", 0, index) + 1

    def line_end(self, index: int) -> int:
        """Where the line of an index ends: at its \\n, or at the end of the file."""
        end = self.text.find("\n", index)
        return len(self.text) if end < 0 else end

    def comment_column(self, index: int) -> int:
        """The column of the comment farthest to the right on the lines right below an index; -2 without any.
        A block's lines must stand farther in than these comments, or they would be part of its text."""
        columns = [-2]
        for line in self.text[self.line_end(index) + 1 :].split("\n"):
            if line.strip() and not line.lstrip().startswith("#"):
                break
            columns.append(line.find("#"))
        return max(columns)

    def comments_end(self, index: int, column: int) -> int:
        """The end of an index's line, or of the comments below it that stand farther in than a column."""
        end = self.line_end(index)
        while match := _COMMENT.match(self.text, end):
            if match.end(1) - match.start(1) <= column:
                break
            end = match.end()
        return end

    def spliced(self, splices: Iterable[Splice]) -> bytes:
        """The file's bytes with the splices done; they may touch, but not overlap. Of two at the same index
        the first one's text comes first."""
        raw = self._raw
        for splice in sorted(splices, key=lambda splice: (splice.start, splice.end))[::-1]:
            raw = raw[: self._at(splice.start)] + splice.text + raw[self._at(splice.end) :]
        return raw.encode("utf-8")

    def _at(self, index: int) -> int:
        return index + bisect_left(self._dropped, index) + self._offset


def _dropped(raw: str, offset: int) -> list[int]:
    """The indexes, in the text with \\n, of the line ends that are \\r\\n in the file."""
    found: list[int] = []
    at = raw.find("\r\n", offset)
    while at >= 0:
        found.append(at - offset - len(found))
        at = raw.find("\r\n", at + 2)
    return found
