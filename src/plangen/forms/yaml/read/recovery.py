"""Goes on after a slip: the answer that holds it is taken out, so that all the others can be read.

The file is seen as a person sees it: a line no farther in than the names of the answers begins one, and what
stands farther in belongs to it.
"""

from __future__ import annotations

import re
from collections.abc import Container, Sequence
from functools import partial

from plangen.forms.yaml.read.slips import TOP_NAMES
from plangen.forms.yaml.read.source_text import UNREAD, SourceText

_FILLED = re.compile(r" *[^\s#]")
_NAME = re.compile(r" *([A-Za-zÆØÅæøå_][\w.-]*)")
# A name with its colon, or with something in the colon's place.
_BEGINS = re.compile(r" *[A-Za-zÆØÅæøå_][\w.-]*\s*[:;=\uff1a]")


def without_answer(source: SourceText, line: int, names: Container[str] = ()) -> SourceText | None:
    """The text without the answer that a line (from 0) belongs to; None when nothing can be taken out.

    The answer's name stays, with a value that counts as refused, and so does the number of lines. Where the
    name of a whole part (`svar`) is what is wrong, that is mended instead. `names`: those of the questions,
    which begin an answer even when their colon is missing.
    """
    lines = source.text.split("\n")
    seen = [_without_tab(text, names) for text in lines]
    inner = _inner_indent(seen)
    if inner is None:
        return None
    begins = partial(_begins, inner=inner, names=names)
    start = next((at for at in range(min(line, len(lines) - 1), -1, -1) if begins(seen[at])), None)
    if start is None:
        return None
    name = _name(seen[start])
    if name in TOP_NAMES and not seen[start].startswith(" "):
        changed, end = [f"{name}:"], start + 1
    else:
        end = next((at for at in range(start + 1, len(lines)) if begins(seen[at])), len(lines))
        end = max(end, line + 1)
        changed = [f"{' ' * inner}{name}: {UNREAD}", *([""] * (end - start - 1))]
    if changed[0] == lines[start]:
        return None
    return _rebuilt(source, [*lines[:start], *changed, *lines[end:]], range(start, end))


def _without_tab(text: str, names: Container[str]) -> str:
    """A line that a tab moves in: the name of a question begins an answer, anything else goes on with one."""
    bare = text.lstrip(" \t")
    if "\t" not in text[: len(text) - len(bare)]:
        return text
    return f"  {bare}" if _name(bare) in names else f"{' ' * 40}{bare}"


def _begins(text: str, inner: int, names: Container[str]) -> bool:
    """Whether an answer, or a part of the file, begins on a line."""
    if not _FILLED.match(text) or _indent(text) > inner:
        return False
    name = _name(text)
    return _BEGINS.match(text) is not None or name in TOP_NAMES or name in names


def _name(text: str) -> str:
    match = _NAME.match(text)
    return match[1] if match else ""


def _inner_indent(lines: Sequence[str]) -> int | None:
    """How far in the names of the answers stand: as the first line under the name of a part; None without
    any."""
    inside = False
    for text in lines:
        if not _FILLED.match(text):
            continue
        if _indent(text) == 0:
            inside = _name(text) in TOP_NAMES
        elif inside:
            return _indent(text)
    return None


def _indent(text: str) -> int:
    return len(text) - len(text.lstrip(" "))


def _rebuilt(source: SourceText, lines: Sequence[str], replaced: range) -> SourceText:
    """The source with other lines; refused characters stay where they were outside the replaced ones."""
    places = (source.place(index) for index in source.refused)
    refused = {(p.line - 1, p.column - 1) for p in places if p.line - 1 not in replaced}
    column = lines[replaced.start].find(UNREAD)
    if column >= 0:
        refused.add((replaced.start, column))
    starts = [0]
    for text in lines:
        starts.append(starts[-1] + len(text) + 1)
    return SourceText(
        source.label, "\n".join(lines), tuple(sorted(starts[line] + at for line, at in refused))
    )
