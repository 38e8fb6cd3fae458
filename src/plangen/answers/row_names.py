"""How a department's own file names a row of the shared table: by its text, as people know it.

A row's key will not do where it is made of the row's text: with a counter at ties it means another row as
soon as one comes or goes above. So a row is named by the id it has, else by the text that names it; rows that
begin alike are told apart by more of their fields.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from plangen.answers.model import Row
from plangen.answers.nodes import MappingNode, Node, ScalarNode
from plangen.answers.options import preset_rows
from plangen.answers.row_keys import id_column, naming_column, naming_text
from plangen.catalog import Catalog, Column, Question
from plangen.texts.danish import slug

LONGEST_NAME = 60
"""A longer text is named by its beginning and »…«, when that tells it from the others."""
_CUT = ("…", "...")

RowName = str | dict[str, str]
"""A row's name as it stands in a file: a text, or fields that only this row has."""


class RowNames:
    """The rows of one table and their names. `rows` have numbers that tell them apart."""

    def __init__(self, catalog: Catalog, question: Question, rows: Iterable[Row]) -> None:
        self._question = question
        self._rows = tuple(rows)
        self._labels = preset_rows(catalog, question) if question.type == "fixed" else {}
        self._ids = id_column(question)

    def named(self, name: Node) -> list[int]:
        """The numbers of the rows that a name fits: one when it is good, none or several when it is not."""
        match name:
            case ScalarNode():
                return [row.number for row in self._by_text(name.text)]
            case MappingNode() if name.entries:
                wanted = [
                    (entry.key, _plain(entry.value.text) if isinstance(entry.value, ScalarNode) else None)
                    for entry in name.entries
                ]
                return [row.number for row in self._rows if _has(row, wanted)]
        return []

    def name_of(self, number: int) -> RowName:
        """The shortest name that fits this row alone."""
        row = next(row for row in self._rows if row.number == number)
        if self._labels or self._has_id(row):
            return row.key
        text = " ".join(naming_text(self._question, row).split())
        for name in (_beginning(text), text):
            if name and self.named(ScalarNode(name)) == [number]:
                return name
        fields: dict[str, str] = {}
        for column in self._telling(row):
            fields[column.id] = row.text(column.id)
            if sum(_has(other, [(c, _plain(t)) for c, t in fields.items()]) for other in self._rows) == 1:
                return fields
        return row.key  # there is another row that says the same in every field

    def labels(self) -> dict[str, str]:
        """Name → label of every row, for a message that proposes one."""
        if self._labels:
            return dict(self._labels)
        names = ((self.name_of(row.number), naming_text(self._question, row)) for row in self._rows)
        return {name: text for name, text in names if isinstance(name, str)}

    # --- finding -------------------------------------------------------------------------------------------
    def _by_text(self, text: str) -> list[Row]:
        exact = [row for row in self._rows if row.key == text.strip() and self._has_sure_key(row)]
        found = exact or self._by_naming_text(text) or self._by_derived_key(text)
        if len(found) > 1 and all(_cells(row) == _cells(found[0]) for row in found):
            return [row for row in found if row.key == text.strip()] or found
        return found

    def _by_naming_text(self, text: str) -> list[Row]:
        wanted = _plain(text)
        if self._labels:
            return [row for row in self._rows if _plain(self._labels[row.key]) == wanted]
        texts = [(row, self._naming(row)) for row in self._rows]
        found = [row for row, known in texts if known == wanted]
        if not found and wanted.endswith(_CUT):
            beginning = wanted.removesuffix(_CUT[0]).removesuffix(_CUT[1]).rstrip()
            found = [row for row, known in texts if beginning and known.startswith(beginning)]
        return found

    def _by_derived_key(self, text: str) -> list[Row]:
        """Rows whose text gives the key that was written, and a row among others that say just the same."""
        key = text.strip()
        if key != slug(key, limit=len(key) + 1):
            return []
        alike = [row for row in self._rows if slug(naming_text(self._question, row), limit=400) == key]
        twins = [row for row in self._rows if row.key == key]
        same_text = [row for row in self._rows if twins and self._naming(row) == self._naming(twins[0])]
        if twins and (len(same_text) == 1 or all(_cells(row) == _cells(twins[0]) for row in same_text)):
            return twins
        return alike or same_text

    def _naming(self, row: Row) -> str:
        return _plain(naming_text(self._question, row))

    def _has_id(self, row: Row) -> bool:
        return self._ids is not None and self._ids.id in row.cells

    def _has_sure_key(self, row: Row) -> bool:
        return bool(self._labels) or self._has_id(row)

    def _telling(self, row: Row) -> Sequence[Column]:
        """The columns that may tell a row from others: the naming one first."""
        first = naming_column(self._question, row)
        plain = [
            c for c in self._question.columns if c.type not in ("multi", "tal_liste") and c.id in row.cells
        ]
        return sorted(plain, key=lambda column: column != first)


def _has(row: Row, wanted: Sequence[tuple[str, str | None]]) -> bool:
    return all(_plain(row.text(column)) == text for column, text in wanted)


def _cells(row: Row) -> dict[str, object]:
    return {column: cell.raw for column, cell in row.cells.items()}


def _plain(text: str) -> str:
    """A text without what does not tell names apart: case and kinds of space."""
    return " ".join(text.split()).casefold()


def _beginning(text: str) -> str:
    """The text, or its first whole words and »…«."""
    if len(text) <= LONGEST_NAME:
        return text
    head = text[: LONGEST_NAME - 2].rpartition(" ")[0] or text[: LONGEST_NAME - 2]
    return f"{head} …"
