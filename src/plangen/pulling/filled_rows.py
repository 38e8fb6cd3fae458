"""Blank rows that staff have filled in, as new rows of the answers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from plangen.answers.blank_rows import BlankRow
from plangen.answers.wording import listed, short_label
from plangen.catalog import Catalog, Question
from plangen.catalog.address import Address
from plangen.pulling.addresses import question_of
from plangen.pulling.raw_values import from_json, same
from plangen.pulling.wishes import EditedDocument, Outcome, RowWish, Trouble, Where, Wish

NEW_ROW = "(ny række)"
_UNSAID = "Skriv det i dokumentet eller i svarfilen."


def rows_of_blanks(catalog: Catalog, source: EditedDocument, outcomes: Sequence[list[Outcome]]) -> None:
    """Puts one new row in the place of the wishes for its cells. `outcomes`: what becomes of each edit of a
    document; changed in place, and a row stands where the first of its cells stood."""
    rows: dict[tuple[str, str], _Filled] = {}
    for found in outcomes:
        for outcome in list(found):
            if isinstance(outcome, Wish) and outcome.address.is_blank:
                found.remove(outcome)
                row = outcome.address.table_row
                filled = rows.setdefault(row, _Filled(question_of(catalog, outcome.address), row[1], found))
                found.extend(filled.take(outcome))
    for (table, key), filled in rows.items():
        blank = source.blanks.get(str(Address(table).item(key)), BlankRow())
        filled.place += filled.row(blank)


@dataclass
class _Filled:
    """A blank row with what is written in it. `place`: the outcomes that it is put among."""

    question: Question
    key: str
    place: list[Outcome]
    cells: dict[str, Wish] = field(default_factory=dict)

    def take(self, wish: Wish) -> list[Outcome]:
        """Notes a cell. Another text for the same one is a conflict."""
        column = wish.address.column
        first = self.cells.setdefault(column, wish)
        if same(self.question.column(column), first.raw, wish.raw):
            return []
        message = f"Der står noget andet et andet sted i dokumentet: »{first.now}«."
        hint = "Skriv det samme begge steder, eller ret svarfilen."
        return [Trouble("konflikt", wish.label, message, wish.where, hint, wish.was, wish.now, wish.id)]

    def row(self, blank: BlankRow) -> list[Outcome]:
        """The new row, and what it lacks."""
        cells = with_known(self.question, blank, {column: wish.raw for column, wish in self.cells.items()})
        where = tuple(dict.fromkeys(place for wish in self.cells.values() for place in wish.where))[:1]
        now = " | ".join(" ".join(wish.now.split()) for wish in self.cells.values())
        label = self.question.short
        new = RowWish("tilføjet", self.question.id, label, NEW_ROW, now, where, cells=cells, blank=self.key)
        return [new, *lacking(self.question, cells, where, now)]


def with_known(question: Question, blank: BlankRow, cells: Mapping[str, Any]) -> dict[str, Any]:
    """The cells of a new row with what the page knows of it, in the order of the questionnaire."""
    known = {name: from_json(question.column(name), raw) for name, raw in blank.known.items()}
    found = {**known, **{name: raw for name, raw in cells.items() if raw is not None}}
    return {column.id: found[column.id] for column in question.columns if column.id in found}


def lacking(
    question: Question, cells: Mapping[str, Any], where: tuple[Where, ...], now: str
) -> list[Outcome]:
    """What a new row does not say, although every row must: it is written all the same."""
    missing = [short_label(c.label) for c in question.columns if c.required == "ja" and c.id not in cells]
    if not missing:
        return []
    names = listed([f"»{name}«" for name in missing])
    message = f"Den nye række mangler {names}."
    return [Trouble("note", question.short, message, where, _UNSAID, "", now)]
