"""Nodes to typed values: single values, lists of codes, and the fields of one record."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from plangen.answers.asking import Reach
from plangen.answers.lookalikes import plain_form
from plangen.answers.model import Multi, Row, Value
from plangen.answers.nodes import Entry, MappingNode, Node, ScalarNode, SequenceNode, is_empty
from plangen.answers.options import options_of
from plangen.answers.report import At, Report
from plangen.answers.scalars import MAX_WEEKS, Refused, is_whole, parse_option, parse_scalar, whole
from plangen.answers.spelling.canonical import doubt
from plangen.answers.wording import short_label
from plangen.catalog import Catalog, Column, Question
from plangen.findings import Place

Elsewhere = Callable[[str], str]
"""Says where a name that is unknown here belongs; empty when nowhere."""

_LIST_HINT = "Skriv hvert punkt på sin egen linje med - foran."
_MARKDOWN_HINT = "Skal det være punkter i en tekst, så skriv |- efter kolonet og punkterne på linjerne under."
_EXPECTED = {
    "text": Refused("en tekst", "Skriv én linje tekst efter kolonet."),
    "markdown": Refused("en tekst", _MARKDOWN_HINT),
    "date": Refused("en dato", "Skriv datoen som ÅÅÅÅ-MM-DD, fx 2027-01-31."),
    "date_or_week": Refused(
        "en dato eller et antal uger", "Skriv fx 2027-01-31, eller -4 for fire uger før."
    ),
    "number": Refused("et tal", "Skriv kun tallet, fx 12 eller 3,5."),
    "choice": Refused("en af valgmulighederne", "Skriv ét valg efter kolonet."),
}


class CellReader:
    """Reads values against the catalog and reports what cannot be used.

    `reach`: what the project is asked, which is known once the settings are read.
    """

    def __init__(self, catalog: Catalog, report: Report, elsewhere: Elsewhere) -> None:
        self.reach = Reach()
        self._catalog = catalog
        self._report = report
        self._elsewhere = elsewhere

    def value(self, column: Column, node: Node | None, at: At) -> Value | None:
        """The typed value of a node; None when it is empty or was refused."""
        if node is None or is_empty(node):
            return None
        if column.type == "multi":
            return self.multi(column, node, None, at)
        if column.type == "tal_liste":
            return self._numbers(node, at)
        if not isinstance(node, ScalarNode):
            self._report.refuse(at, node, _EXPECTED[column.type])
            return None
        raw = Refused("") if node.flawed else parse_scalar(self._catalog, column, node.text)
        if isinstance(raw, Refused):
            self._report.refuse(at, node, doubt(column, node.text) or raw)
            return None
        if column.type in ("text", "markdown"):
            self._report.odd(node, at, column.label)
        return Value(raw, node.place)

    def multi(self, column: Column, chosen: Node | None, own: Node | None, at: At) -> Value | None:
        """A multi-choice: codes, each once, and own items. A refused code is left out, the others stay."""
        options = options_of(self._catalog, column)
        codes = self._items(chosen, at, "valg", lambda text: parse_option(options, plain_form(text)))
        items = self._items(own, at, "egne punkter", _one_line)
        if not codes and not items:
            return None
        place = next((node.place for node in (chosen, own) if node is not None and node.place), None)
        return Value(Multi(tuple(dict.fromkeys(codes)), tuple(dict.fromkeys(items))), place)

    def _items(
        self, node: Node | None, at: At, what: str, parse: Callable[[str], str | Refused]
    ) -> list[str]:
        """The texts of a list that `parse` accepts."""
        if node is None or is_empty(node):
            return []
        if not isinstance(node, SequenceNode):
            self._report.refuse(at, node, Refused(f"en liste ({what})", _LIST_HINT))
            return []
        found: list[str] = []
        for number, item in enumerate(node.items, start=1):
            if is_empty(item):
                continue
            usable = isinstance(item, ScalarNode) and not item.flawed
            text = parse(item.text) if isinstance(item, ScalarNode) and usable else Refused("en tekst")
            if isinstance(text, Refused):
                self._report.refuse(at.item(number), item, text)
            else:
                found.append(text)
                if parse is _one_line and isinstance(item, ScalarNode):
                    self._report.odd(item, at.item(number))
        return found

    def _numbers(self, node: Node, at: At) -> Value | None:
        """Strictly rising whole numbers above 0 (specifikation.md 2.1, `egne_uger`)."""
        refused = Refused("en stigende liste af hele tal over 0", "Skriv fx [2, 4, 8, 12, 26].")
        if not isinstance(node, SequenceNode):
            self._report.refuse(at, node, refused)
            return None
        texts = [item.text for item in node.items if isinstance(item, ScalarNode) and not item.flawed]
        numbers = [whole(text) for text in texts if is_whole(text)]
        rising = all(low < high for low, high in zip([0, *numbers], numbers, strict=False))
        if len(numbers) != len(node.items) or not rising or numbers[-1] > MAX_WEEKS:
            self._report.refuse(at, node, refused)
            return None
        return Value(tuple(numbers), node.place)

    def cells(
        self,
        columns: Sequence[Column],
        entries: Sequence[Entry],
        at: At,
        also: Mapping[str, str] | None = None,
    ) -> dict[str, Value]:
        """The fields of one record, in the catalog's order. `also`: known names that are read elsewhere."""
        given = {entry.key: entry.value for entry in entries}
        known = {**(also or {}), **{column.id: column.label for column in columns}}
        for entry in entries:
            if entry.key not in known:
                self._report.unknown(entry.key, entry.place, at, known, self._elsewhere(entry.key))
        found = ((c.id, self.value(c, given.get(c.id), at.cell(c.id, c.label))) for c in columns)
        return {column_id: value for column_id, value in found if value is not None}

    def record(self, columns: Sequence[Column], node: Node, at: At) -> Row | None:
        """One group or row without key; None (with a finding) when the node is no mapping."""
        if not isinstance(node, MappingNode):
            names = ", ".join(column.id for column in columns[:4])
            refused = Refused("felter med hver sit navn", f"Skriv felterne under hinanden: {names} …")
            self._report.refuse(at, node, refused)
            return None
        return Row(self.cells(columns, node.entries, at), place=node.place)

    def require(self, question: Question, row: Row, at: At) -> None:
        """V02 for each field of a given record that is required in this project, missing, and not refused."""
        for column in question.columns:
            if column.id in row.cells or not self.reach.requires(question, column, row):
                continue
            cell = at.cell(column.id, column.label)
            if not self._report.was_refused(cell):
                told_at = replace(cell, where=at.where)  # the field is named in the message
                self.missing(short_label(column.label), row.place, told_at, column.consequence)

    def missing(self, label: str, place: Place | None, at: At, consequence: str = "") -> None:
        """V02 for one field, with what follows from leaving it out."""
        demand = self._catalog.rules["V02"].demands[0]
        message = demand.says({"sted": at.where, "felt": label, "hvis_mangler": consequence}).strip()
        self._report.add("V02", demand.severity, message, place, at)


def _one_line(text: str) -> str:
    return " ".join(text.split())
