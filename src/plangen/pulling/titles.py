"""Answers that name rows of other answers by their titles: they follow when a title is reworded.

`references` has those that go by keys.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from plangen.answers.model import Answers, OwnRows, Row
from plangen.answers.nodes import MappingNode, Node, ScalarNode, SequenceNode
from plangen.answers.overlay_parts import ADD, CHANGE
from plangen.answers.titles import NAMED_BY_TITLE, folded
from plangen.catalog import Catalog, Question
from plangen.catalog.address import ANSWERS, Address
from plangen.forms.yaml.write import Change, Path, Put
from plangen.pulling.wishes import RowWish, Wish

Titles = Mapping[str, Mapping[str, str]]
"""What a column refers to → the title that was, folded → the one that comes."""


def retitled(answers: Answers, wishes: Sequence[Wish | RowWish]) -> Titles:
    """The titles that wishes reword. One that two rows have says nothing of which is meant, and stays."""
    found: dict[str, dict[str, str]] = {}
    for refers, (table, column) in NAMED_BY_TITLE.items():
        was = {row.key: folded(row.text(column)) for row in answers.rows(table)}
        times = Counter(was.values())
        for wish in wishes:
            if isinstance(wish, Wish) and (wish.address.whole, wish.address.column) == (table, column):
                old = was.get(wish.address.row, "")
                if old and times[old] == 1 and wish.raw:
                    found.setdefault(refers, {})[old] = str(wish.raw)
    return found


def joined(first: Titles, then: Titles) -> Titles:
    """Both; where they differ, the later."""
    return {refers: {**first.get(refers, {}), **then.get(refers, {})} for refers in (*first, *then)}


def renamed(catalog: Catalog, root: MappingNode, titles: Titles) -> list[Change]:
    """The changes in a file by which every cell goes on naming the row that it named. `root`: its tree."""
    svar = root.get(ANSWERS)
    changes: list[Change] = []
    for entry in svar.entries if isinstance(svar, MappingNode) and titles else ():
        question = catalog.questions.get(entry.key)
        columns = _columns(question, titles) if question else {}
        changes += _in_rows(entry.value, (ANSWERS, entry.key), columns)
    return changes


def followed_here(
    catalog: Catalog, answers: Answers, department: str, wishes: Sequence[Wish | RowWish]
) -> Iterator[Wish]:
    """The wishes by which shared rows go on naming what a department alone calls something else: cells that
    its own file says nothing about yet. `answers`: the department's; `wishes`: those for its file."""
    wished = {wish.id for wish in wishes if isinstance(wish, Wish)}
    titles = retitled(answers, wishes)
    for question, value in answers.values.items() if titles else ():
        columns = {} if question in answers.replaced else _columns(catalog.questions[question], titles)
        for row in value if isinstance(value, tuple) else ():
            for column, new in columns.items():
                address = Address(question).item(row.key).field(column)
                title = new.get(folded(row.text(column)))
                if title and str(address) not in wished and _is_shown(answers, address, row, department):
                    yield Wish(address, str(address), "", row.text(column), title, title, ())


def _is_shown(answers: Answers, address: Address, row: Row, department: str) -> bool:
    """Whether a department's documents show a shared cell, and its file says nothing about it."""
    own = answers.own_rows.get(address.whole, OwnRows())
    named = row.key in own.added or address.column in own.changed.get(row.key, ())
    other = any(c.refers == "afdeling" for c in answers.catalog.questions[address.whole].columns)
    return not named and (not other or row.covers(department))


def with_titles(catalog: Catalog, wish: Wish | RowWish, titles: Titles) -> Wish | RowWish:
    """A wish; a new row of it names what it names by the title that it will have."""
    question = catalog.questions.get(wish.table) if isinstance(wish, RowWish) else None
    if question is None or not isinstance(wish, RowWish):
        return wish
    columns = _columns(question, titles)
    new = {id: columns[id].get(folded(str(raw)), raw) for id, raw in wish.cells.items() if id in columns}
    return replace(wish, cells={**wish.cells, **new}) if new else wish


def _columns(question: Question, titles: Titles) -> dict[str, Mapping[str, str]]:
    return {column.id: titles[column.refers] for column in question.columns if column.refers in titles}


def _in_rows(node: Node, path: Path, columns: Mapping[str, Mapping[str, str]]) -> Iterator[Change]:
    """The changes in the rows of an answer, also in those that a department adds or changes."""
    if isinstance(node, MappingNode):
        for part in (ADD, CHANGE):
            rows = node.get(part)
            if rows is not None:
                yield from _in_rows(rows, (*path, part), columns)
    for at, row in enumerate(node.items if isinstance(node, SequenceNode) else ()):
        for entry in row.entries if isinstance(row, MappingNode) else ():
            titles = columns.get(entry.key, {})
            if isinstance(entry.value, ScalarNode) and folded(entry.value.text) in titles:
                yield Put((*path, at, entry.key), titles[folded(entry.value.text)])
