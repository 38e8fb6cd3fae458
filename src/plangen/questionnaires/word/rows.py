"""The tables of a questionnaire in Word: which rows are there, which are new, in the order they stand."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from plangen.answers.nodes import Entry, MappingNode, Node, ScalarNode, SequenceNode
from plangen.catalog.address import Address
from plangen.findings import WordPlace
from plangen.forms.model import FormQuestion
from plangen.forms.page.answer import Plain, fields_of
from plangen.questionnaires.word.controls import NO_ROWS, key_of
from plangen.questionnaires.word.fields import UNSAYABLE, FormFields, plain_node, said
from plangen.word.reading.content import Content, Control, TableRow


@dataclass(frozen=True, slots=True)
class RowsRead:
    """A table as the form says it. `origins`: of each row the number that it had in the answer that was
    shown, None for a new one."""

    node: Node
    origins: tuple[int | None, ...] = ()


@dataclass(frozen=True, slots=True)
class _RowRead:
    """A row; `origin` as in `RowsRead`."""

    node: Node
    origin: int | None


@dataclass(frozen=True)
class FormTable:
    """One table. `shown`: the rows of the answer that was shown."""

    fields: FormFields
    question: FormQuestion
    shown: Sequence[Mapping[str, Plain]]

    def read(self) -> RowsRead | None:
        """The rows as they are now; None when that cannot be told."""
        fields, question = self.fields, self.question
        id = str(question.address)
        listed = any(table.question == id for table in fields.base.tables)
        if listed and not any(table.question == id for table in fields.now.tables):
            fields.note(question.title, "Tabellen er slettet. Svarene er ikke ændret.")
            return None
        rows = list(self._listed() if listed else self._cards())
        rows = [row for row in rows if row.origin is not None or not _says_nothing(row.node)]
        place = WordPlace(fields.label, question.title)
        if _says(fields.those, id) == NO_ROWS:
            if not rows:
                return RowsRead(ScalarNode(NO_ROWS, plain=False, place=place))
            if _says(fields.was, id) != NO_ROWS:
                message = "Der er sat kryds ved, at der ingen er, men tabellen har rækker. De er beholdt."
                fields.note(question.title, message)
        nodes = SequenceNode(tuple(row.node for row in rows), place)
        return RowsRead(nodes, tuple(row.origin for row in rows))

    def _listed(self) -> Iterator[_RowRead]:
        """Rows that are rows of a table in Word, in the order they stand there."""
        id = str(self.question.address)
        before = {row.key: row for row in _rows_of(self.fields.base, id)}
        for row in _rows_of(self.fields.now, id):
            if row.key not in before:
                yield _RowRead(self._new_row(row), None)
                continue
            origin = _number(row.key, self.shown)
            record = self.shown[origin] if origin is not None else {}
            entries = (
                Entry(name, self._cell(name, record.get(name, ""), row, before[row.key]))
                for name in fields_of(self.question)
            )
            yield _RowRead(MappingNode(tuple(entries), self._at(row)), origin)

    def _cell(self, name: str, shown: Plain, row: TableRow, before: TableRow) -> Node:
        """A cell of a row that was there: what was typed beside its control counts, too."""
        fields, place = self.fields, self._at(row)
        id = str(self.question.address.item(row.key).field(name))
        was, now, refused = (dict(some) for some in (before.cells, row.cells, row.refused))
        if name not in was:  # the form does not have it
            return plain_node(shown, None)
        if refused.get(name) and refused != dict(before.refused):
            fields.note(row.place, f"Feltet {refused[name]}, {UNSAYABLE}. Svaret er ikke ændret.")
            return plain_node(shown, place)
        if name not in now:
            return fields.of_lost(id, shown, fields.was[id][0])
        if now[name] != was[name]:
            return ScalarNode(now[name], plain=False, place=place)
        edit = fields.edits.get(id) if len(fields.those.get(id, ())) == 1 else None
        return ScalarNode(edit.now, plain=False, place=place) if edit else plain_node(shown, place)

    def _new_row(self, row: TableRow) -> Node:
        question = self.question
        refused = dict(row.refused)
        for name, why in refused.items():
            if why:
                label = fields_of(question)[name].label if name in fields_of(question) else question.title
                self.fields.note(row.place, f"{label} {why}, {UNSAYABLE}. Det er ikke taget med.")
        for heading, text in row.beside:
            if text:
                self.fields.note(
                    row.place, f"»{text}« kan ikke læses som {heading or 'et svar'} og er ikke taget med."
                )
        entries = (
            Entry(name, ScalarNode(text, plain=False, place=self._at(row)))
            for name, text in row.cells
            if name in fields_of(question) and text and not refused.get(name)
        )
        return MappingNode(tuple(entries), self._at(row))

    def _cards(self) -> Iterator[_RowRead]:
        """Rows whose fields stand below each other; a copy of one is a new row."""
        question = self.question
        groups = list(_groups(self.fields.now.controls, str(question.address)))
        originals: dict[str, Mapping[str, Control]] = {}
        for key, group in groups:
            if key not in originals or self._alike(group) > self._alike(originals[key]):
                originals[key] = group
        for key, group in groups:
            is_first = originals[key] is group
            origin = _number(key, self.shown) if is_first else None
            record = self.shown[origin] if origin is not None else {}
            source = _number(key, self.shown)
            copied = self.shown[source] if source is not None else {}
            entries = []
            for name in fields_of(question):
                at = question.address.item(key).field(name)
                shown = (record if is_first else copied).get(name, "")
                entries.append(Entry(name, self._in_card(name, str(at), group, shown)))
            yield _RowRead(MappingNode(tuple(entries)), origin)

    def _in_card(self, name: str, id: str, group: Mapping[str, Control], shown: Plain) -> Node:
        was = self.fields.was.get(id)
        if not was:  # the form does not have it
            return plain_node(shown, None)
        if id not in group:
            return self.fields.of_lost(id, shown, was[0])
        return self.fields.now_said(self.question, name, was[0], group[id], shown)

    def _alike(self, group: Mapping[str, Control]) -> int:
        """How many fields of a row say what they said."""
        was = self.fields.was
        return sum(said(one) == said(was[id][0]) for id, one in group.items() if id in was)

    def _at(self, row: TableRow) -> WordPlace:
        return WordPlace(self.fields.label, row.place)


def _rows_of(content: Content, question: str) -> Iterator[TableRow]:
    return (row for table in content.tables if table.question == question for row in table.rows)


def _groups(controls: Sequence[Control], question: str) -> Iterator[tuple[str, Mapping[str, Control]]]:
    """The fields of each row, row by row as they stand: one that is there twice begins another row."""
    key, group = "", dict[str, Control]()
    for control in controls:
        address = Address.parse(control.id)
        if address.whole != question or not address.key:
            continue
        if address.key != key or control.id in group:
            if group:
                yield key, group
            key, group = address.key, {}
        group[control.id] = control
    if group:
        yield key, group


def _number(key: str, given: Sequence[Mapping[str, Plain]]) -> int | None:
    """The number of the row with a key in the answer that was shown; None for a blank one."""
    return next((number for number in range(len(given)) if key_of(number) == key), None)


def _says(controls: Mapping[str, Sequence[Control]], id: str) -> str:
    return said(controls[id][0]).casefold() if id in controls else ""


def _says_nothing(node: Node) -> bool:
    match node:
        case ScalarNode():
            return not node.text.strip()
        case SequenceNode():
            return all(map(_says_nothing, node.items))
        case MappingNode():
            return all(_says_nothing(entry.value) for entry in node.entries)
