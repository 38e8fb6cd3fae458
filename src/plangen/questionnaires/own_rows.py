"""A table of which a department says only what is different: the rows as it has them, and what is written in
its file when they are to be others.

Rows are written the way of a pull (`pulling/file_writer`): what differs from the shared row, what comes
beside, and what does not apply.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from plangen.answers.model import OwnRows, Row
from plangen.answers.nodes import Node, SequenceNode
from plangen.answers.overlay_parts import OMIT, added_rows, entry_of, items_of
from plangen.answers.project import Project
from plangen.answers.row_names import RowNames
from plangen.answers.scalars import Refused, parse_scalar
from plangen.catalog import Catalog, Question
from plangen.catalog.address import Address
from plangen.forms.model import FormQuestion
from plangen.forms.page.answer import Plain, fields_of, is_nothing, shown_answer
from plangen.forms.page.row_matching import matched
from plangen.forms.page.seen import Whose
from plangen.forms.page.three_way import Mine, same
from plangen.forms.page.view import row_title
from plangen.forms.yaml.write import Arrange, Change, Drop, Kept
from plangen.pulling.raw_values import to_json
from plangen.pulling.wishes import RowWish, RowWishKind, Wish


@dataclass(frozen=True, slots=True)
class DepartmentRow:
    """A row as a department has it. `key`: by which pulls know it; `answer`: what it says; `common`: what the
    shared row says, None for one that is the department's own."""

    key: str
    answer: Plain
    common: Plain | None

    @property
    def is_changed(self) -> bool:
        """Whether a shared row says something else for the department."""
        return self.common is not None and any(
            not same(value, self.common.get(name, "")) for name, value in self.answer.items()
        )

    @property
    def whose(self) -> Whose:
        """Whether it is the shared row, that with other words, or the department's own."""
        return "egen" if self.common is None else "aendret" if self.is_changed else "faelles"


@dataclass(frozen=True)
class DepartmentRows:
    """The rows of one table. `omitted`: key → title of the shared rows that do not apply to the department;
    `node`: what its file says."""

    catalog: Catalog
    question: FormQuestion
    rows: Sequence[DepartmentRow]
    omitted: Mapping[str, str]
    shared: Sequence[Row]
    node: Node | None

    @property
    def answers(self) -> list[Plain]:
        """What the rows say."""
        return [row.answer for row in self.rows]

    @property
    def _known(self) -> Question:
        return self.catalog.questions[self.question.id]

    # --- what is to be written ------------------------------------------------------------------------------
    def wishes(self, wanted: Sequence[Plain], origins: Sequence[int | None]) -> tuple[Wish | RowWish, ...]:
        """What is to be done so that the rows are those. `origins`: of each its number among the rows of now,
        None for a new one."""
        return tuple(self._wishes(wanted, origins))

    def _wishes(self, wanted: Sequence[Plain], origins: Sequence[int | None]) -> Iterator[Wish | RowWish]:
        keys = tuple(row.key for row in self.rows)
        kept = [origin for origin in origins if origin is not None]
        for row, origin in zip(wanted, origins, strict=True):
            if origin is not None:
                yield from self._cells(self.rows[origin], row)
        for number, there in enumerate(self.rows):
            if number not in kept:
                yield self._row_wish("slettet", key=there.key)
        above = ""
        for row, origin in zip(wanted, origins, strict=True):
            if origin is None and not is_nothing(row):
                given = {name: value for name, value in row.items() if not is_nothing(value)}
                cells = {name: self._raw(name, value) for name, value in given.items()}
                yield self._row_wish("tilføjet", cells=cells, after=above, order=keys)
            above = keys[origin] if origin is not None else above
        if kept != sorted(kept):
            yield self._row_wish("flyttet", order=tuple(keys[number] for number in kept))

    def _cells(self, there: DepartmentRow, row: Mapping[str, Plain]) -> Iterator[Wish]:
        for name, value in row.items():
            if not same(value, there.answer.get(name, "")):
                address = Address.cell(self.question.id, there.key, name)
                yield Wish(address, str(address), "", "", "", self._raw(name, value), ())

    def _row_wish(self, kind: RowWishKind, **more: Any) -> RowWish:
        return RowWish(kind, self.question.id, "", "", "", (), **more)

    def _raw(self, name: str, value: Plain) -> Any:
        """A value as answers hold it; a text that is none of its kind stays one, and is found there."""
        if is_nothing(value):
            return None
        if isinstance(value, list):
            return tuple(value)
        raw = parse_scalar(self.catalog, self._known.column(name), value)
        return value if isinstance(raw, Refused) else raw

    def restored(self, keys: Sequence[str]) -> list[Change]:
        """The changes that let shared rows apply to the department again."""
        entry = entry_of(self.node, OMIT)
        if entry is None:
            return []
        numbers = {row.number for row in self.shared if row.key in keys}
        names = RowNames(self.catalog, self._known, self.shared)
        items = items_of(entry.value)
        left = [Kept(at) for at, item in enumerate(items) if not numbers & set(names.named(item))]
        whole = (self.question.part, self.question.id)
        if len(left) == len(items):
            return []
        if left:
            return [Arrange((*whole, entry.key), tuple(left))]
        alone = len(getattr(self.node, "entries", ())) == 1
        return [Drop(whole if alone else (*whole, entry.key))]

    def taken_back(self, base: Sequence[Plain], mine: Mine, numbers: Sequence[int]) -> Mine:
        """The rows that were sent, with what the shared ones say in those with the `numbers` in `base`."""
        there = matched(self.question, base, self.answers)
        common = {number: self.rows[at].common for number, at in there.items() if number in numbers}
        answer = [
            common.get(-1 if origin is None else origin) or row
            for row, origin in zip(mine.answer, mine.origins, strict=True)
        ]
        return replace(mine, answer=answer)


def department_rows(
    project: Project, department: str, question: FormQuestion, shared: Plain, node: Node | None
) -> DepartmentRows:
    """The rows of a table as a department has them. `shared`: the project's answer as pages show it; `node`:
    what the department's own file says."""
    merged = project.departments[department]
    own = merged.own_rows.get(question.id, OwnRows())
    base = {row.key: row for row in project.base.rows(question.id)}
    known = merged.catalog.questions[question.id]
    is_apart = any(column.id == "afdeling" for column in known.columns)
    added = [shown_answer(question, SequenceNode((item,)))[0] for item in added_rows(node)]
    rows: list[DepartmentRow] = []
    for row in merged.rows(question.id):
        if row.key in own.added:
            rows.append(DepartmentRow(row.key, added[own.added[row.key]], None))
        elif row.key in base and (row.covers(department) or not is_apart):
            common = shared[base[row.key].number - 1]
            changed = own.changed.get(row.key, frozenset())
            answer = {
                name: _plain(row.get(name)) if name in changed else common[name]
                for name in fields_of(question)
            }
            rows.append(DepartmentRow(row.key, answer, common))
    omitted = {
        key: row_title(question, shared[row.number - 1]) or f"Række {row.number}"
        for key, row in base.items()
        if key in own.omitted
    }
    return DepartmentRows(merged.catalog, question, rows, omitted, tuple(base.values()), node)


def _plain(raw: Any) -> Plain:
    """A raw value as pages show it."""
    told = to_json(raw)
    if isinstance(told, dict):
        told = [*told["valg"], *told["egne"]]
    return list(map(str, told)) if isinstance(told, list) else "" if told is None else str(told)
