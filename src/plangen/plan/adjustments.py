"""What is reported and changed about cards while the project runs: `opgave_tilpasning` (specifikation.md 3.3
and 3.4)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from plangen.answers.model import Row
from plangen.plan.departments import EVERYBODY
from plangen.plan.frame import Frame
from plangen.plan.refs import Text, cell

ADJUSTMENTS = "opgave_tilpasning"


@dataclass(frozen=True, slots=True)
class Adjustment:
    """The rows about one card, for one department or for the project: the department's own come first."""

    rows: tuple[Row, ...] = ()

    def get(self, column: str) -> Any:
        """The first value given in a column, None when there is none."""
        return next((value for row in self.rows if (value := row.get(column)) is not None), None)

    def text(self, column: str) -> Text:
        """The first text given in a column, with the row it stands in."""
        return next((text for row in self.rows if (text := cell(ADJUSTMENTS, row, column))), Text(""))


NOTHING = Adjustment()


@dataclass(frozen=True)
class Adjustments:
    """All rows of `opgave_tilpasning`."""

    frame: Frame

    @cached_property
    def _rows(self) -> Mapping[str, tuple[Row, ...]]:
        found: dict[str, tuple[Row, ...]] = {}
        for row in self.frame.project.rows(ADJUSTMENTS):
            card = row.text("kort")
            found[card] = (*found.get(card, ()), row)
        return found

    @cached_property
    def _named(self) -> Mapping[str, frozenset[str]]:
        """Card → the departments that a row about it names."""
        return {
            card: frozenset(key for row in rows for key in row.departments() if key != "alle")
            for card, rows in self._rows.items()
        }

    def of(self, card_id: str, department: str | None) -> Adjustment:
        """What holds for a card: the department's own rows before those for all. None: the project's."""
        rows = self._rows.get(card_id)
        if not rows:
            return NOTHING
        own = [row for row in rows if department and department in row.departments()]
        return Adjustment((*own, *(row for row in rows if row.departments() == EVERYBODY)))

    def reported_in(self, card_id: str, department: str) -> Adjustment:
        """What one department reports, as the project sees it: the rows of its own file before all others.
        Only a status is asked of them; dates that its own file moves are not the project's."""
        told = tuple(
            row
            for row in self.frame.project.told.get(ADJUSTMENTS, ())
            if row.text("kort") == card_id and department in row.departments()
        )
        return Adjustment((*told, *self.of(card_id, department).rows))

    def own_of(self, card_id: str, department: str) -> str:
        """The department when a row about the card names it, else empty: all others have the same dates."""
        return department if department in self._named.get(card_id, ()) else ""
