"""A text as it stands in a YAML file: plain where that reads back as the same, else quoted or a block."""

from __future__ import annotations

import re
from dataclasses import dataclass

from plangen.texts.markdown import parse_markdown

WIDTH = 100
"""Columns of a line; a longer text is folded."""

_UNSAFE_START = re.compile(r"[-?:,\[\]{}#&*!|>'\"%@`=<~ ]|\.\.\.|---")
_UNSAFE_INSIDE = re.compile(r": |:$| #|[\t\n\x00-\x1f\x7f-\x9f\ufeff]| $")
_UNSAFE_IN_FLOW = re.compile(r"[,\[\]{}:#]")
# What YAML 1.1 or 1.2 would take for a number, a date, a yes or a nothing.
_TYPED = re.compile(
    r"[-+]?[.\d][\d_.,:eExXoO+a-fA-F-]*|[-+]?\.(inf|nan)|true|false|yes|no|on|off|null|y|n|\d{4}-\d\d?-\d\d?.*",
    re.IGNORECASE,
)
_UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\ufeff\u2028\u2029]")
# Lines that mean something to Markdown: points, headings, quotes, tables.
_MARKED = re.compile(r"[-+*>#|=~]|\d+[.)]")
_BEGINS_POINT = re.compile(r"[-+*\u2022]|\d+[.)]")
_SINGLE_BREAK = re.compile(r"(?<!\n)\n(?!\n)")
_POINT = re.compile(r" *(?:[-+*]|\d+[.)]) +")


@dataclass(frozen=True, slots=True)
class Block:
    """A text in block form: the sign that opens it (`>-`) and its lines without indent."""

    sign: str
    lines: tuple[str, ...]


def is_typed(text: str) -> bool:
    """Whether YAML would read the text, written plainly, as something else than a text."""
    return _TYPED.fullmatch(text) is not None


def inline(text: str, style: str = "", flow: bool = False, typed: bool = False) -> str:
    """One-line form. `style`: the quote the value had; `typed`: it is a number or a date and stands plain."""
    if style == "'" and "\n" not in text and not _UNPRINTABLE.search(text):
        return "'" + text.replace("'", "''") + "'"
    if style != '"' and _is_plain(text, flow) and (typed or not is_typed(text)):
        return text
    return '"' + "".join(_ESCAPES.get(letter) or _escaped(letter) for letter in text) + '"'


_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t"}


def _escaped(letter: str) -> str:
    code = ord(letter)
    if code < 32 or 127 <= code < 160 or letter in "\u2028\u2029\ufeff":
        return f"\\u{code:04x}"
    return letter


def _is_plain(text: str, flow: bool) -> bool:
    if not text or _UNSAFE_START.match(text) or _UNSAFE_INSIDE.search(text):
        return False
    return not (flow and _UNSAFE_IN_FLOW.search(text))


def block(text: str, sign: str, indent: int) -> Block | None:
    """The text as a block, or None when no block reads back as the same. `sign`: the one it had, or empty;
    it is kept where it can hold the text: `>-` holds running text, `|-` what has lines of its own.
    """
    lines = text.split("\n")
    if not text or text != text.strip() or any(_UNPRINTABLE.search(line) for line in lines):
        return None
    room = max(40, WIDTH - indent)
    running = all(line == line.strip() and not _MARKED.match(line) for line in lines)
    # An empty line in a folded block ends a paragraph; a break within one needs lines of its own.
    running = running and not _SINGLE_BREAK.search(text)
    if running and not sign.startswith("|") and (sign or len(lines) == 1):
        return Block(_chomped(sign, ">"), tuple(_folded(lines, room)))
    return Block(_chomped(sign, "|"), tuple(_wrapped(text, room)))


def _chomped(sign: str, kind: str) -> str:
    """The sign of that kind, which ends as the old one did."""
    return kind + ("" if sign and "-" not in sign and "+" not in sign else "-")


def _folded(lines: list[str], room: int) -> list[str]:
    """Lines of a folded block: a line break of the text is an empty line more."""
    result: list[str] = []
    for number, line in enumerate(lines):
        if number:
            result.append("")
        if line:
            result += _filled(line, room)
    return result


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
