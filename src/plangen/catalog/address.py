"""The address of an answer: its id, as answers, templates, Word files and the memory spell it.

    problem                     a question
    maal[tid].indikator         a column of a row in a table
    mening.borgere.eksempel     a column of a preset row
    med.status                  a field of a group, or of a choice with fields of its own
    pakke.version               a setting of the pack
    maalinger[+3fa91c].vaerdi   a column of a row that is not there yet: a blank place of a document
    beslutninger[+3fa91c+2].hvad  the same in one of several blank rows
    beslutninger[a].status=loest  one box of a choice that is ticked

Ids are composed and taken apart here and nowhere else. An id says by itself which of these it is, but not
whether the questionnaire has such an answer: that is for whoever holds a catalog.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, Literal, Self

Part = Literal["svar", "pakke"]
PACKAGE: Final = "pakke"
ANSWERS: Final = "svar"

_NAME = r"[^.\[\]]+"
_ADDRESS = re.compile(
    rf"(?P<whole>(?:{PACKAGE}\.)?{_NAME})(?P<key>\[.*\])?(?P<names>(?:\.{_NAME})*)", re.DOTALL
)
# What a control of a Word file must say to be one of plangen's.
_OWN = re.compile(r"[a-z][A-Za-z0-9_.]*(\[[^\[\]]+\])?(\.[A-Za-z][A-Za-z0-9_.]*)?(=[A-Za-z0-9_]+)?", re.ASCII)
_BLANK, _TICK = "+", "="  # no key and no column of an answer holds them


@dataclass(frozen=True, slots=True)
class Address:
    """Where one answer stands, or a part of one.

    `whole`: the id of the whole answer: `maal`, `pakke.revisioner`. `steps`: the way inside it, each step as
    it is spelled: `[tid]` for a row of a table, `.indikator` for a name.
    """

    whole: str
    steps: tuple[str, ...] = ()

    @staticmethod
    def parse(id: str) -> Address:
        """The address that an id spells. Text that is no id, as a Word file may hold, is the name of a
        question that no questionnaire has; so `str` always gives the text again."""
        return _parsed(id)

    @classmethod
    def at(cls, part: Part, question: str) -> Self:
        """The address of a whole answer, or of a setting."""
        return cls(f"{PACKAGE}.{question}" if part == PACKAGE else question)

    @classmethod
    def cell(cls, table: str, key: str, column: str) -> Self:
        """The address of a column of a row in a table."""
        return cls(table).item(key).field(column)

    @classmethod
    def blank_row(cls, table: str, name: str, number: int = 0) -> Self:
        """The address of a row that is not there yet. `name`: tells it from others; `number`: of one of
        several that are alike, from 1; 0 for the only row that there can be."""
        return cls(table).item(f"{_BLANK}{name}{f'{_BLANK}{number}' if number else ''}")

    def __str__(self) -> str:
        return self.whole + "".join(self.steps)

    # --- inside ---------------------------------------------------------------------------------------------
    def field(self, name: str) -> Self:
        """A column, a field or a preset row of it."""
        names = (f".{name}",) if "." not in name else (f".{one}" for one in name.split("."))
        return type(self)(self.whole, (*self.steps, *names))

    def item(self, key: str | int) -> Self:
        """A row of it by key, or an item of it by number."""
        return type(self)(self.whole, (*self.steps, f"[{key}]"))

    def in_row(self, key: str) -> Self:
        """The same place in another row of the table."""
        return type(self)(self.whole, (f"[{key}]", *self.steps[1:]))

    # --- outside --------------------------------------------------------------------------------------------
    @property
    def part(self) -> Part:
        """Whether it is one of the answers or a setting of the pack."""
        return "pakke" if self.whole.startswith(f"{PACKAGE}.") else "svar"

    @property
    def question(self) -> str:
        """The id of the question or the setting, in its part."""
        return self.whole.removeprefix(f"{PACKAGE}.")

    @property
    def head(self) -> str:
        """The name that it begins with: the question, or `pakke`."""
        return PACKAGE if self.part == PACKAGE else self.whole

    @property
    def key(self) -> str:
        """The key of the table's row; empty when it stands in none."""
        return self.steps[0][1:-1] if self.steps and self.steps[0].startswith("[") else ""

    @property
    def is_blank(self) -> bool:
        """Whether it is, or stands in, a row that is not there yet."""
        return self.key.startswith(_BLANK)

    @property
    def is_in_blank_list(self) -> bool:
        """Whether that row is one of several that are alike: then others may come beside them."""
        return self.is_blank and _BLANK in self.key[1:]

    @property
    def row(self) -> str:
        """The key of the row, or the code of the preset row (`F1.1`: it may hold full stops); empty when it
        stands in none."""
        return self.key or ".".join(self._names[:-1])

    @property
    def column(self) -> str:
        """The column or field; empty for the answer's own value, and for a row."""
        return self._names[-1] if self._names else ""

    @property
    def table_row(self) -> tuple[str, str]:
        """The table and the key of its row; all of it, and no key, for what stands in no row of a table."""
        return (self.whole, self.key) if self.key else (str(self), "")

    @property
    def is_cell(self) -> bool:
        """Whether it is one column of one row of a table."""
        return bool(self.key) and len(self.steps) == 2 and bool(self._names)

    def around(self) -> Iterator[Self]:
        """All that it stands in, the whole answer last."""
        for length in reversed(range(len(self.steps))):
            yield type(self)(self.whole, self.steps[:length])

    @property
    def _names(self) -> tuple[str, ...]:
        return tuple(step[1:] for step in self.steps if step.startswith("."))


def tick_id(id: str, code: str) -> str:
    """The id of one box of a choice that is ticked."""
    return f"{id}{_TICK}{code}"


def of_tick(id: str) -> tuple[str, str]:
    """The id of the choice that a box belongs to, and the box's code; no code for any other id."""
    choice, _, code = id.partition(_TICK)
    return choice, code


def is_own_id(text: str) -> bool:
    """Whether a text of a Word file has the form of an answer's id."""
    return _OWN.fullmatch(text) is not None


@lru_cache(maxsize=8192)
def _parsed(id: str) -> Address:
    match = _ADDRESS.fullmatch(id)
    if match is None:
        return Address(id)
    names = tuple(f".{name}" for name in match["names"].split(".")[1:])
    return Address(match["whole"], (match["key"], *names) if match["key"] else names)
