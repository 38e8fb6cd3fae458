"""What somebody types as an answer, understood at once or refused with a reason."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from plangen.answers.options import as_column, options_of
from plangen.answers.scalars import Refused, is_whole, parse_scalar
from plangen.answers.spelling.canonical import canonical_items, canonical_text, doubt, items_in
from plangen.answers.spelling.choices import code_of
from plangen.answers.spelling.names import KnownNames
from plangen.catalog import Catalog, Column
from plangen.catalog import Question as CatalogQuestion
from plangen.forms.model import FormQuestion
from plangen.forms.page.answer import CHOSEN, Plain

_NUMBERS = re.compile(r"\d+(?:\s*[;, ]\s*\d+)*")
_DAY_HINT = "Skriv den fx som 15. marts 2027."
_NO_OPTION = Refused("en af valgmulighederne", "Skriv nummeret foran den, der passer.")


@dataclass(frozen=True)
class Understanding:
    """Understands values as the reader of answer files does, and options by their numbers, too."""

    catalog: Catalog
    names: KnownNames

    def value(self, question: FormQuestion, name: str, text: str) -> Plain | Refused:
        """The value of a field; `name`: of it in the answer, empty for the answer's own value."""
        known = (self.catalog.package if question.part == "pakke" else self.catalog.questions)[question.id]
        column = _column(known, name)
        if column.type == "multi":
            return self._several(column, text, question.own_items)
        if column.type == "tal_liste":
            items = items_in(self.catalog, column, text) or []
            whole = items and all(map(is_whole, items))
            return items if whole else Refused("hele tal", "Skriv dem med komma imellem, fx 2, 4, 8.")
        if column.type == "choice":
            text = self._by_number(column, text)
        found = canonical_text(self.catalog, column, text, self.names) or text
        parsed = parse_scalar(self.catalog, column, found)
        if isinstance(parsed, Refused):
            return _refused(column, text, parsed)
        return found

    def _by_number(self, column: Column, text: str) -> str:
        """The code of the option with that number, else the text."""
        options = options_of(self.catalog, column)
        if code_of(text, options):
            return text
        return _numbered(list(options), text) if text.isascii() and text.isdigit() else text

    def _several(self, column: Column, text: str, own_items: bool) -> Plain | Refused:
        options = options_of(self.catalog, column)
        if _NUMBERS.fullmatch(text):
            found = [_numbered(list(options), number) for number in re.findall(r"\d+", text)]
        else:
            parts = [part.strip() for part in text.split(";") if part.strip()]
            found = items_in(self.catalog, column, text) or canonical_items(self.catalog, column, parts)
        if not own_items and not set(found) <= set(options):
            return _NO_OPTION
        return list(dict.fromkeys(found))


def _refused(column: Column, text: str, parsed: Refused) -> Refused:
    """Why a text is no value, for somebody who may write it again in any way."""
    if column.type == "choice":
        return _NO_OPTION
    if column.type == "date":
        return doubt(column, text) or replace(parsed, hint=_DAY_HINT)
    return doubt(column, text) or parsed


def _numbered(codes: Sequence[str], number: str) -> str:
    at = int(number) - 1
    return codes[at] if 0 <= at < len(codes) else number


def _column(known: CatalogQuestion, name: str) -> Column:
    return next((one for one in known.columns if one.id == name and name != CHOSEN), None) or as_column(known)
