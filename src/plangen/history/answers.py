"""Answers then and now: single ones, cells of rows, rows that came and went."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from plangen.answers.options import preset_rows
from plangen.answers.row_keys import id_column, naming_text
from plangen.answers.values import Row, Value
from plangen.answers.wording import quoted
from plangen.catalog import Catalog, Column, Question
from plangen.catalog.address import ANSWERS, PACKAGE, Address, Part
from plangen.documents.display import ALL_DEPARTMENTS
from plangen.history.item import Change, ChangeKind
from plangen.history.state import PackState
from plangen.pulling.addresses import address_of, column_of, label_of, question_of, questions
from plangen.pulling.names import ALL, NAME, Names
from plangen.pulling.raw_values import cells_of, from_json, same
from plangen.pulling.row_alignment import align
from plangen.pulling.shown import shown

_EDITION = ("pakke.dato", "pakke.version", "pakke.revisioner")
"""What says which edition it is; not a change in itself."""


def changed_answers(old: PackState, new: PackState, catalog: Catalog) -> Iterator[Change]:
    """What is different, in the order of the questionnaire: settings first."""
    compared = _Compared(old, new, catalog)
    parts: tuple[Part, ...] = (PACKAGE, ANSWERS)
    for part in parts:
        for question in questions(catalog, part):
            whole = str(Address.at(part, question))
            if whole not in _EDITION:
                yield from compared.question(whole)


class _Compared:
    """Two states of one pack."""

    def __init__(self, old: PackState, new: PackState, catalog: Catalog) -> None:
        self._old, self._new, self._catalog = old, new, catalog
        self._was, self._now = _by_answer(old.answers), _by_answer(new.answers)
        self._names = {False: _names(old.answers, catalog), True: _names(new.answers, catalog)}

    def question(self, whole: str) -> Iterator[Change]:
        """The changes of one answer."""
        was, now = self._was.get(whole, {}), self._now.get(whole, {})
        if was == now:
            return
        question = question_of(self._catalog, Address(whole))
        if question.type == "table":
            yield from self._table(whole, question)
        for id in dict.fromkeys([*was, *now]):
            if not Address.parse(id).key:
                yield from self._value(id, id)

    def _table(self, whole: str, question: Question) -> Iterator[Change]:
        column = id_column(question)
        old, new = self._rows(self._old, whole), self._rows(self._new, whole)
        found = align(old, new, column.id if column else "").found
        back = {now: was for was, now in found.items()}
        for key, cells in new.items():
            if key not in back:
                yield self._row("række ny", whole, question, key, cells)
                continue
            for name in (one.id for one in question.columns):
                if name in cells or name in old[back[key]]:
                    was, now = (str(Address.cell(whole, k, name)) for k in (back[key], key))
                    yield from self._value(was, now, _named(question, cells))
        for key, cells in old.items():
            if key not in found:
                yield self._row("række væk", whole, question, key, cells)

    def _rows(self, state: PackState, whole: str) -> dict[str, dict[str, Any]]:
        return {key: cells_of(state.answers, whole, key) for key in state.rows.get(whole, ())}

    def _row(
        self, kind: ChangeKind, whole: str, question: Question, key: str, cells: Mapping[str, Any]
    ) -> Change:
        label = f"{question.short}: {_named(question, cells) or key}"
        return Change(kind, str(Address(whole).item(key)), label, documents=question.documents)

    def _value(self, was_id: str, id: str, row: str = "") -> Iterator[Change]:
        """One value, unless it says the same."""
        was, now = self._old.answers.get(was_id), self._new.answers.get(id)
        address = address_of(self._catalog, id)
        if address is None or was == now:
            return
        column = column_of(self._catalog, address)
        if same(column, was, now, self._names[True].roles):
            return
        head, _, last = label_of(self._catalog, address).rpartition(", ")
        label = f"{head} {row}, {last}" if row and head else f"{head}, {last}".removeprefix(", ")
        documents = question_of(self._catalog, address).documents
        yield Change(
            "svar", id, label, self._shown(column, was, False), self._shown(column, now, True), documents
        )

    def _shown(self, column: Column, raw: Any, is_now: bool) -> str:
        try:
            raw = from_json(column, raw)
        except (ValueError, TypeError):  # the column was of another type then
            return str(raw)
        return shown(self._catalog, column, raw, self._names[is_now])


def _by_answer(answers: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = {}
    for id, raw in answers.items():
        found.setdefault(Address.parse(id).whole, {})[id] = raw
    return found


def _named(question: Question, cells: Mapping[str, Any]) -> str:
    """A row in words: »Færre aflyste samtaler«, in quotes and short."""
    text = naming_text(question, Row({name: Value(raw) for name, raw in cells.items()}))
    return quoted(text) if text else ""


def _names(answers: Mapping[str, Any], catalog: Catalog) -> Names:
    """The names that keys stand for, from the raw values of a pack."""
    departments, stakeholders = (_column(answers, table) for table in ("afdelinger", "interessenter"))
    known = catalog.questions.get("roller")
    roles = Address("roller")
    keys = preset_rows(catalog, known) if known else {}
    titles = {key: str(t) for key in keys if (t := answers.get(str(roles.field(key).field("rolle"))))}
    return Names({ALL: ALL_DEPARTMENTS, **departments}, stakeholders, titles, {})


def _column(answers: Mapping[str, Any], table: str) -> dict[str, str]:
    found = ((Address.parse(id), raw) for id, raw in answers.items())
    return {one.key: str(raw) for one, raw in found if one.whole == table and one.column == NAME}
