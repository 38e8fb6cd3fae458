"""Lists to choose from: on a sheet of their own, for a cell's own list is short and has no commas."""

from __future__ import annotations

from dataclasses import dataclass, field

from xlsxwriter.utility import xl_range_abs
from xlsxwriter.worksheet import Worksheet

from plangen.forms.excel.marks import LISTS
from plangen.forms.page.seen import FieldView

LAST_ROW = 500
"""The last row of a sheet whose cells have a list."""
_TOO_LONG = 255
"""Characters of an item that a list can show."""


@dataclass
class OptionLists:
    """The lists of one workbook; alike ones stand once."""

    sheet: Worksheet
    _places: dict[tuple[str, ...], str] = field(default_factory=dict)

    def offer(self, page: Worksheet, row: int, column: int, view: FieldView, last: int = 0) -> None:
        """Gives the cells of a column, from `row` to `last`, what may be chosen in their field. Of a choice
        nothing else is taken; whom a cell may name is only proposed."""
        chosen = view.kind in ("choice", "radios")
        items = tuple(view.options.values()) if chosen else view.suggestions
        items = tuple(dict.fromkeys(item for item in items if len(item) <= _TOO_LONG))
        if not items:
            return
        rules = {
            "validate": "list",
            "source": self._source(items),
            "show_error": chosen,
            "error_type": "stop",
            "error_title": "Vælg fra listen",
            "error_message": "Feltet har en liste. Vælg med pilen til højre i feltet, eller slet indholdet.",
        }
        page.data_validation(row, column, max(row, last), column, rules)

    def _source(self, items: tuple[str, ...]) -> str:
        if items not in self._places:
            column = len(self._places)
            for number, item in enumerate(items):
                self.sheet.write_string(number, column, item)
            self._places[items] = f"={LISTS}!{xl_range_abs(0, column, len(items) - 1, column)}"
        return self._places[items]
