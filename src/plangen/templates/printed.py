"""The values one rendering prints, in the order Jinja meets them.

Jinja writes text. A value in a run of text is written there as what it becomes (`placing`); one that needs
more than text leaves a token of two private-use characters and a number, and is put in its place when the
part is XML again (`filling`). So an answer is never read as markup, and each value keeps what it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Protocol
from xml.sax.saxutils import escape

from jinja2 import Undefined

from plangen.ooxml.characters import clean, is_plain, is_verbatim
from plangen.templates.placing import TagPlace
from plangen.texts.records import Record, Rows
from plangen.texts.values import Answer, ContentsList, Link, Passage, Picture

VALUE_START, VALUE_END = "\ue000", "\ue001"
_TOKEN = re.compile(f"{VALUE_START}([0-9]+){VALUE_END}")
Value = Answer | Passage | Picture | ContentsList | str


class NoTextError(TypeError):
    """A template prints something that is no text: a row, a date, a method."""


class ValueWriter(Protocol):
    """Writes values as what stands for them in a text of a run; None when they need more than that. `place`:
    the number of the value's place in the part."""

    def answer(self, answer: Answer, place: int) -> str | None:
        """One answer."""
        ...

    def alone(self, answer: Answer, place: int) -> str | None:
        """One that is all there is in its paragraph or cell, as what takes the place of that."""
        ...

    def several(self, values: Sequence[Value], place: int) -> str | None:
        """The parts of a passage, or a text of several lines."""
        ...

    def told(self, answer: Answer) -> Answer:
        """The answer as it is printed here, wherever it is written: a role is told in full only once."""
        ...


class PrintedValues:
    """Collects the values of one part. `places`: where they stand, by number. Only the document itself can
    hold a contents list."""

    def __init__(self, writer: ValueWriter, places: Sequence[TagPlace], with_contents: bool = True) -> None:
        self._values: list[Value] = []
        self._writer = writer
        self._places = places
        self._with_contents = with_contents

    def place(self, value: object, number: int) -> str:
        """What Jinja is to write for a value in the place with that number."""
        place = self._places[number]
        if type(value) is str and is_verbatim(value):  # as most are that are no answers
            return f"{place.before}{value}{place.after}"
        if place.paragraph and type(value) is Answer and (alone := self._writer.alone(value, number)):
            return alone
        return f"{place.before}{self._written(value, number)}{place.after}"

    def _written(self, value: object, number: int) -> str:
        if type(value) is Answer:
            return self._writer.answer(value, number) or self._token(value)
        printed = str(self.print(value))
        if not _TOKEN.fullmatch(printed):
            return escape(printed)
        return self._writer.several(tuple(self.pieces(printed)), number) or printed

    def print(self, value: object) -> str | int:
        """What Jinja is to write for the value."""
        match value:
            case Undefined():
                str(value)  # says in Danish what is not there
            case ContentsList() if not self._with_contents:
                raise NoTextError("indholdsfortegnelsen kan kun stå i selve dokumentet")
            case bool():
                raise NoTextError("ja/nej kan ikke skrives ud; brug {% if … %}")
            case int():
                return value
            case Answer() | Passage() | Picture() | ContentsList():
                return self._token(value)
            case str():
                # str() because a Markup would be printed unescaped.
                plain = str.__str__(value)
                return plain if is_plain(plain) else self._token(clean(plain))
        raise NoTextError(_reason(value))

    def _token(self, value: Value) -> str:
        self._values.append(self._told(value))
        return f"{VALUE_START}{len(self._values) - 1}{VALUE_END}"

    def _told(self, value: Value) -> Value:
        if isinstance(value, Answer):
            return self._writer.told(value)
        if isinstance(value, Passage):
            parts = (self._writer.told(part) if isinstance(part, Answer) else part for part in value)
            return Passage(value.id, tuple(parts))
        return value

    def pieces(self, text: str) -> Iterator[Value]:
        """A text as plain strings and values; the parts of a passage count as values of their own."""
        for index, piece in enumerate(_TOKEN.split(text)):
            if index % 2 == 0:
                if piece:
                    yield piece
            elif isinstance(value := self._values[int(piece)], Passage):
                yield from (part if isinstance(part, Answer | Link) else clean(part) for part in value)
            else:
                yield value


def _reason(value: object) -> str:
    if value is None:
        return "der er ingen værdi (None)"
    if isinstance(value, Record):
        return "det er en gruppe af felter; skriv hvilket felt, fx {{ gruppe.felt }}"
    if isinstance(value, Rows | tuple | list | dict):
        return "det er en tabel eller liste; brug {%tr for … %} eller {%p for … %}"
    if callable(value):
        return "det er en funktion og ikke en værdi"
    return f"værdien kan ikke skrives ud ({type(value).__name__})"
