"""The words that a template prints around the answers in a column, and typed texts taken apart by them.

»12.000 kr.« is an answer and a word of the template's; »Projektet begynder: Hvorfor vi gør det« are two
answers. In a row that staff typed there is no control that tells them apart; the rows that were there do.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from plangen.word.reading.atoms import OBJECT

_SPACES = re.compile(r"\s+")
_COMPUTED = re.compile(r"\([^)]*\)")


@dataclass(frozen=True, slots=True)
class CellPart:
    """The part of a typed line that is the answer of a column."""

    column: str
    start: int
    end: int

    def of(self, text: str) -> str:
        """What it says."""
        return text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class LineShape:
    """What a line of a cell looks like: `words` before, between and after the answers of `columns`, with the
    spaces that they have towards the answers."""

    words: tuple[str, ...]
    columns: tuple[str, ...]

    @property
    def alone(self) -> bool:
        """Whether there is one answer in the line and nothing else."""
        return self.words == ("", "")

    @property
    def label(self) -> str:
        """The words that the line begins with."""
        return self.words[0].strip()

    @property
    def may_be_computed(self) -> bool:
        """Whether it has words in brackets, such as the week of a date."""
        return any(_COMPUTED.search(word) for word in self.words)

    @property
    def spaced_alike(self) -> LineShape:
        """The same, however its words are spaced."""
        return LineShape(tuple(word.strip() for word in self.words), self.columns)

    @property
    def unlabelled(self) -> LineShape:
        """The same without the words that it begins with."""
        return LineShape(("", *self.words[1:]), self.columns)

    def taken_apart(self, text: str) -> tuple[CellPart, ...] | None:
        """The answers in a typed line; None when its words do not tell them apart.

        The words before and after may be left out. Those between must stand there; once, but for a colon,
        which may come again in what follows it.
        """
        before, *between, after = self.words
        start, end = _without_start(text, before.strip()), _without_end(text, after.strip())
        parts: list[CellPart] = []
        for column, word in zip(self.columns, between, strict=False):
            pattern = _between(word)
            found = pattern.search(text, start, end) if pattern else None
            if found is None or (
                not word.strip().endswith(":") and pattern and pattern.search(text, found.end(), end)
            ):
                return None
            parts.append(_trimmed(text, column, start, found.start()))
            start = found.end()
        return (*parts, _trimmed(text, self.columns[-1], start, end))


@dataclass(frozen=True, slots=True)
class Shape:
    """What a cell looks like, line by line; lines without answers among them."""

    lines: tuple[LineShape, ...]

    @classmethod
    def of(cls, text: str, columns: Collection[str]) -> Shape:
        """The shape of a cell whose text has one U+FFFC for each of its answers."""
        left = iter(columns)
        lines = []
        for line in text.split("\n"):
            words = tuple(_SPACES.sub(" ", word) for word in line.split(OBJECT))
            first, last = words[0].lstrip(), words[-1].rstrip()
            words = (first, *words[1:-1], last) if len(words) > 1 else (first.rstrip(),)
            lines.append(LineShape(words, tuple(next(left) for _ in words[1:])))
        return cls(tuple(lines))

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns whose answers are in the cell, in order."""
        return tuple(column for line in self.lines for column in line.columns)


def typed_line(text: str, lines: Collection[LineShape], main: str) -> tuple[CellPart, ...] | None:
    """The answers of a line that was typed into a column whose lines look so; None when that is not certain.

    A line that does not have the words between its answers is the answer of `main`.
    """
    several = sorted((line for line in lines if len(line.columns) > 1), key=lambda line: -len(line.columns))
    for line in several:
        parts = line.taken_apart(text)
        if parts is not None:
            return parts
        if _holds_words(text, line):
            return None
    single = [line for line in lines if len(line.columns) == 1]
    if not single:
        return (_trimmed(text, main, 0, len(text)),)
    names = {line.columns[0] for line in single}
    if len(names) > 1:
        return (_trimmed(text, main, 0, len(text)),) if main in names else None
    return _of_one_column(text, single)


def _of_one_column(text: str, lines: Sequence[LineShape]) -> tuple[CellPart, ...] | None:
    """When the lines differ, or hold words in brackets, those may be computed."""
    if len(lines) == 1:
        return None if lines[0].may_be_computed else lines[0].taken_apart(text)
    words = {word.strip() for line in lines for word in line.words if word.strip()}
    if any(text.startswith(word) or text.endswith(word) for word in words):
        return None
    return (_trimmed(text, lines[0].columns[0], 0, len(text)),)


def typed_answers(text: str, shapes: Collection[Shape]) -> tuple[tuple[str, str], ...] | None:
    """Column → text of a cell that was typed into a column whose cells have `shapes`, one line with one
    answer each; None when that is not certain."""
    lines = list(dict.fromkeys(line for shape in shapes for line in shape.lines))
    if all(line.alone for line in lines):
        return ((lines[0].columns[0], text),)
    if "\n" in text.strip():
        return None
    text = " ".join(text.split())
    parts = typed_line(text, lines, lines[0].columns[0])
    return None if parts is None else tuple((part.column, part.of(text)) for part in parts)


# --- cells with several answers -----------------------------------------------------------------------------
@dataclass(frozen=True)
class CellShapes:
    """What the cells of a column look like whose cells hold several answers. `wanted`: the columns, those
    first that are meant when a line is typed without more; `labels`: other labels that a line may begin with
    → their columns; `long`: the columns whose answers may have several paragraphs."""

    shapes: tuple[Shape, ...]
    wanted: tuple[str, ...]
    labels: tuple[tuple[str, str], ...]
    long: frozenset[str]

    @property
    def main(self) -> str:
        """The column of what is typed without more."""
        return self.wanted[0]

    @property
    def columns(self) -> tuple[str, ...]:
        """All columns, in the order in which they are printed."""
        return tuple(dict.fromkeys(column for shape in self.shapes for column in shape.columns))

    def parts(self, lines: Sequence[str]) -> list[tuple[CellPart, ...]] | None:
        """The answers in each line of a typed cell; None when that cannot be told. A line that begins with a
        label is the answer with that label, the others are those without one, in their order."""
        found: dict[int, tuple[CellPart, ...]] = {}
        free: list[int] = []
        for number, line in enumerate(lines):
            parts = self._labelled(line)
            if parts is not None:
                found[number] = parts
            elif found:
                return None  # it goes on with an answer of one line, or begins another one
            else:
                free.append(number)
        unlabelled = self._free([lines[number] for number in free])
        if unlabelled is None:
            return None
        found |= dict(zip(free, unlabelled, strict=True))
        names = [part.column for number in found for part in found[number]]
        if any(names.count(name) > 1 and name not in self.long for name in names):
            return None
        return [found[number] for number in range(len(lines))]

    def labelled(self, text: str) -> dict[str, str] | None:
        """Column → answer of a line that begins with a label; None when it does not."""
        parts = self._labelled(text)
        return None if parts is None else {part.column: part.of(text) for part in parts}

    def _labelled(self, text: str) -> tuple[CellPart, ...] | None:
        for label in dict.fromkeys(line.label for line in self._lines() if line.label):
            rest = _after_label(text, label)
            if rest is not None:
                own = [line.unlabelled for line in self._lines() if line.label == label]
                parts = typed_line(text[rest:], own, own[0].columns[0])
                return parts and tuple(CellPart(p.column, p.start + rest, p.end + rest) for p in parts)
        for label, column in self.labels:
            rest = _after_label(text, f"{label}:")
            if rest is not None:
                return (_trimmed(text, column, rest, len(text)),)
        return None

    def _free(self, lines: Sequence[str]) -> list[tuple[CellPart, ...]] | None:
        """The answers in the lines without a label."""
        groups = list(self._groups())
        if len(groups) > 1 and len(lines) == len(groups):
            parts = [
                typed_line(line, own, self._main_of(own)) for line, own in zip(lines, groups, strict=True)
            ]
            return None if None in parts else [one for one in parts if one is not None]
        if not lines:
            return []
        own = next((own for own in groups if any(self.main in line.columns for line in own)), [])
        first = typed_line(lines[0], own, self.main)
        last = first[-1].column if first else ""
        if first is None or (len(lines) > 1 and (len(groups) > 1 or last not in self.long)):
            return None
        return [first, *((_trimmed(line, last, 0, len(line)),) for line in lines[1:])]

    def _main_of(self, lines: Sequence[LineShape]) -> str:
        """The column of what is typed without more in one of these lines."""
        return next(name for name in self.wanted if any(name in line.columns for line in lines))

    def _groups(self) -> Iterator[list[LineShape]]:
        """The lines without a label, those together that have answers of the same columns."""
        left = [line for line in self._lines() if not line.label]
        while left:
            columns = set(left[0].columns)
            yield [line for line in left if columns & set(line.columns)]
            left = [line for line in left if not columns & set(line.columns)]

    def _lines(self) -> Iterable[LineShape]:
        return dict.fromkeys(line for shape in self.shapes for line in shape.lines if line.columns)


# --- words --------------------------------------------------------------------------------------------------
def _trimmed(text: str, column: str, start: int, end: int) -> CellPart:
    said = text[start:end]
    start += len(said) - len(said.lstrip())
    return CellPart(column, start, max(start, start + len(said.strip())))


def _between(word: str) -> re.Pattern[str] | None:
    """Finds the words between two answers, however they are spaced; None for no words."""
    if not word.strip():
        return None
    words = r"\s+".join(re.escape(one) for one in word.split())
    return re.compile(rf"\s*{words}(?:\s+|$)" if word[-1:].isspace() else rf"\s*{words}\s*", re.IGNORECASE)


def _holds_words(text: str, line: LineShape) -> bool:
    """Whether a text has some of the words between the answers of a line."""
    patterns = filter(None, map(_between, line.words[1:-1]))
    return any(pattern.search(text) for pattern in patterns)


def _after_label(text: str, label: str) -> int | None:
    """Where a text goes on after a label that it begins with; None when it does not."""
    words = r"\s+".join(re.escape(one) for one in label.split())
    end = r"(?!\w)" if label[-1:].isalnum() else ""
    found = re.match(rf"\s*{words}{end}\s*", text, re.IGNORECASE)
    return found.end() if found else None


def _without_start(text: str, words: str) -> int:
    """Where a text begins after words that begin it, unless they are only the beginning of a longer word."""
    rest = text.removeprefix(words)
    return 0 if words[-1:].isalpha() and rest[:1].isalpha() else len(text) - len(rest)


def _without_end(text: str, words: str) -> int:
    rest = text.removesuffix(words)
    return len(text) if words[:1].isalpha() and rest[-1:].isalpha() else len(rest)
