"""A long text as a block of a YAML file: which kind, and where its lines break."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from ruamel.yaml.scalarstring import FoldedScalarString, LiteralScalarString

from plangen.texts.markdown import parse_markdown

WIDTH = 100
"""Columns of a line; a longer text is folded."""

_UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\ufeff\u2028\u2029]")
# Lines that mean something to Markdown: points, headings, quotes, tables.
_MARKED = re.compile(r"[-+*>#|=~]|\d+[.)]")
_BEGINS_POINT = re.compile(r"[-+*\u2022]|\d+[.)]")
_SINGLE_BREAK = re.compile(r"(?<!\n)\n(?!\n)")
_POINT = re.compile(r" *(?:[-+*]|\d+[.)]) +")


def block(text: str, sign: str, indent: int) -> Any:
    """The text as a block, or None when no block reads back as the same. `sign`: the one it had, or empty;
    it is kept where it can hold the text: `>-` holds running text, `|-` what has lines of its own.
    """
    lines = text.split("\n")
    if not text or text != text.strip() or any(_UNPRINTABLE.search(line) for line in lines):
        return None
    room = max(40, WIDTH - indent)
    end = "" if not sign or "-" in sign or "+" in sign else "\n"  # it ends as the old one did
    running = all(line == line.strip() and not _MARKED.match(line) for line in lines)
    # An empty line in a folded block ends a paragraph; a break within one needs lines of its own.
    running = running and not _SINGLE_BREAK.search(text)
    if running and not sign.startswith("|") and (sign or len(lines) == 1):
        folded: Any = FoldedScalarString(text + end)
        folded.fold_pos = list(_folds(lines, room))
        return folded
    return LiteralScalarString("\n".join(_wrapped(text, room)) + end)


def _folds(lines: list[str], room: int) -> Iterator[int]:
    """The indexes of the spaces at which the lines of a text are folded."""
    start = 0
    for line in lines:
        at = start
        for part in _filled(line, room)[:-1]:
            at += len(part) + 1
            yield at - 1
        start += len(line) + 1


def _filled(line: str, room: int) -> list[str]:
    """A line broken at single spaces; where two stand together it stays whole."""
    result = [""]
    for word in re.split(r"(?<=\S) (?=\S)", line):
        if not result[-1]:
            result[-1] = word
        elif len(result[-1]) + 1 + len(word) <= room or _BEGINS_POINT.fullmatch(word):
            result[-1] += f" {word}"
        else:
            result.append(word)
    return result


def _wrapped(text: str, room: int) -> list[str]:
    """Lines of a literal block. Long paragraphs and points are broken where Markdown reads the same."""
    result: list[str] = []
    for line in text.split("\n"):
        point = _POINT.match(line)
        if len(line) <= room or line.lstrip().startswith("|") or line != line.rstrip():
            result.append(line)
        elif point:
            hanging = " " * point.end()
            first, *more = _filled(line[point.end() :], room - point.end())
            result += [point.group() + first, *(hanging + part for part in more)]
        else:
            result += _filled(line, room)
    if len(result) > len(text.split("\n")) and parse_markdown("\n".join(result)) != parse_markdown(text):
        return text.split("\n")
    return result
