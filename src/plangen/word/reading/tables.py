"""The tables of a Word file whose rows are answers: which row is which, and which are new."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from plangen.catalog.address import Address
from plangen.ooxml.ns import SDT_PR, VAL, Element, w
from plangen.word.reading.atoms import OBJECT
from plangen.word.reading.cell_shapes import CellShapes, Shape, typed_answers
from plangen.word.reading.content import AnswerTable, TableRow
from plangen.word.reading.controls import VALUE, ControlReader
from plangen.word.reading.empty_tables import empty_table, pieces_of
from plangen.word.reading.recovery import KIND, answer_id
from plangen.word.reading.row_headings import headings_of
from plangen.word.reading.story import CellRead, RowRead, TableRead
from plangen.word.reading.typed_cells import TypedCell

_OWN_NUMBERS = 5  # digits; Word gives copies numbers of nine or ten


def answer_tables(table: TableRead, reader: ControlReader) -> Iterator[AnswerTable]:
    """The table as rows of a question, or of several when it mixes them; nothing for other tables."""
    questions = Counter(cell.whole for row in table.rows for cell in _ids(row))
    headings = {cell.column: reader.cell(cell.element, markdown=False) for cell in table.header}
    for question in questions:
        keys = [_key(row, question, table.rows) for row in table.rows]
        if None in keys or _is_record([RowRead(table.header, ""), *table.rows], question):
            continue
        rows = [(row, key or "") for row, key in zip(table.rows, keys, strict=True)]
        yield _TableReading(question, reader, headings, rows).table(with_new=len(questions) == 1)
    if not questions:
        yield from empty_table(table, headings, reader)


def _ids(row: RowRead) -> Iterator[Address]:
    """The cells of tables whose controls stand in a row."""
    addresses = (_address(control) for cell in row.cells for control in cell.controls)
    return (address for address in addresses if address.is_cell)


def _address(control: Element) -> Address:
    return Address.parse(answer_id(control))


def _key(row: RowRead, question: str, rows: Sequence[RowRead]) -> str | None:
    """The key of a row, empty without one; None when the table is no list. A row with several keys is a new
    one when all of them stand in rows of their own too: its cells were copied from here and there."""
    keys = _keys(row, question)
    if len(keys) < 2:
        return next(iter(keys), "")
    own = (_keys(other, question) for other in rows if other is not row)
    return "" if keys <= {next(iter(one)) for one in own if len(one) == 1} else None


def _keys(row: RowRead, question: str) -> set[str]:
    return {cell.key for cell in _ids(row) if cell.whole == question}


def _is_record(rows: Sequence[RowRead], question: str) -> bool:
    """Whether one row of the answers is spread over several rows of the table: then it is no list."""
    seen: dict[str, set[str]] = {}
    for row in rows:
        own = {(cell.key, cell.column) for cell in _ids(row) if cell.whole == question}
        for key in {key for key, _ in own}:
            columns = {column for other, column in own if other == key}
            if key in seen and not seen[key] & columns:
                return True
            seen.setdefault(key, set()).update(columns)
    return False


@dataclass(frozen=True)
class _TableReading:
    """One table as rows of one question; each row comes with its key, empty without one. `headings`: column
    of the grid → what stands above it."""

    question: str
    reader: ControlReader
    headings: Mapping[int, str]
    rows: list[tuple[RowRead, str]]

    def table(self, with_new: bool) -> AnswerTable:
        originals = self._originals()
        shapes = self._shapes(originals)
        found: list[TableRow] = []
        headings = headings_of([row for row, _ in self.rows], self.question, shapes.columns, self.reader)
        for (row, key), (over, came_under) in zip(self.rows, headings, strict=True):
            if key or with_new:
                original = originals.get(key) is row
                read = self._row(row, key, original, originals.get(key), shapes)
                found.append(replace(read, under=over if original else came_under, came_under=came_under))
        return AnswerTable(self.question, tuple(found))

    def _row(
        self, row: RowRead, key: str, original: bool, first: RowRead | None, shapes: _Shapes
    ) -> TableRow:
        """`first`: the row that was there first, of those with the key."""
        cells: list[tuple[str, str]] = []
        beside: list[tuple[str, str]] = []
        for cell in row.cells:
            known = shapes.of.get(cell.column, {})
            texts = self._answers_in(cell, not original) if key else ()
            said = self._typed(cell, known, shapes) if not texts else None
            cells += texts or said or ()
            if texts and not original:
                added = self._added(cell, [name for name, _ in texts], shapes)
                cells += added or ()
                unknown = added is None
            else:
                unknown = not texts and said is None
            if unknown:
                beside.append((self.headings.get(cell.column, ""), self._all_of(cell)))
        if key and not original and first is not None:
            cells += self._left_out(first, [name for name, _ in cells])
        copies = () if original else tuple(self._controls(row))
        name, source = (key, "") if original else ("", key)
        refused = tuple((column, reason) for column, reason in self._refused(row, shapes) if reason)
        made = TableRow(name, tuple(cells), row.place, source, refused, tuple(beside), pieces_of(row), copies)
        return replace(made, number=row.number)

    def _originals(self) -> dict[str, RowRead]:
        """Of the rows with the same key the one that was there first: its controls have the numbers that
        plangen gave them, where Word gives the controls of a copy new ones."""
        originals: dict[str, RowRead] = {}
        for row, key in self.rows:
            if key and (key not in originals or _has_own_numbers(row) > _has_own_numbers(originals[key])):
                originals[key] = row
        return originals

    def _shapes(self, originals: Mapping[str, RowRead]) -> _Shapes:
        """What the cells of each column look like in the rows that were there first. A cell in which nothing
        is filled in may lack the words around."""
        shapes = _Shapes({}, set())
        for cell in (cell for row in originals.values() for cell in row.cells):
            texts = self._answers_in(cell)
            if not texts or cell.text.count(OBJECT) != len(texts):
                continue
            shape = Shape.of(cell.text, [name for name, _ in texts])
            filled = not any(map(self.reader.is_placeholder, cell.controls))
            found = shapes.of.setdefault(cell.column, {})
            found[shape] = found.get(shape, False) or filled
            shapes.markdown.update(
                name
                for (name, _), control in zip(texts, cell.controls, strict=True)
                if control.get(KIND) != VALUE
            )
        return shapes

    def _refused(self, row: RowRead, shapes: _Shapes) -> Iterator[tuple[str, str]]:
        """Column id → why its cell cannot be the answer; an empty id for a column that is no answer."""
        for cell in row.cells:
            for control in cell.controls:
                address = _address(control)
                yield (address.column if address.is_cell else ""), self.reader.refused(control)
            if not cell.controls:
                known = shapes.of.get(cell.column, {})
                several = self._several(known, shapes)
                name = several.main if several else next((shape.columns[0] for shape in known), "")
                # How many lines there is room for is told when the cell is taken apart.
                apart = several is not None or self._labelled(cell, known, shapes) is not None
                asked = Address(self.question) if apart else Address(self.question).field(name)
                markdown = bool(several) or name in shapes.markdown
                yield name, self.reader.cell_refused(cell.element, asked, markdown)

    def _typed(
        self, cell: CellRead, known: Mapping[Shape, bool], shapes: _Shapes
    ) -> tuple[tuple[str, str], ...] | None:
        """Column → text of a cell without answers of its row; None when that cannot be told."""
        filled = [shape for shape, filled in known.items() if filled] or list(known)
        if not filled:
            return None
        several = self._several(known, shapes)
        columns = several.columns if several else filled[0].columns
        formatted = any(name in shapes.markdown for shape in filled for name in shape.columns)
        text = self.reader.cell(cell.element, formatted)
        if not text:
            return tuple((name, "") for name in columns)
        if several is None:
            return self._labelled(cell, known, shapes) or typed_answers(text, filled)
        typed = TypedCell.read(cell.element, self.reader.blocks)
        if typed is not None and self._names_choice(typed.first, shapes):
            typed = typed.without_first()
        found = None if typed is None else typed.answers(several)
        return None if found is None else tuple({**dict.fromkeys(columns, ""), **found}.items())

    def _several(self, known: Mapping[Shape, bool], shapes: _Shapes) -> CellShapes | None:
        """What the cells of a column look like when they hold several answers, or lines of the template's."""
        columns = list(dict.fromkeys(name for shape in known for name in shape.columns))
        if len(columns) < 2 and all(len(shape.lines) == 1 for shape in known):
            return None
        return self._shaped(known, columns, shapes)

    def _labelled(
        self, cell: CellRead, known: Mapping[Shape, bool], shapes: _Shapes
    ) -> tuple[tuple[str, str], ...] | None:
        """Column → text of a cell that goes on with labels of columns which no other row prints; None when it
        does not."""
        typed = TypedCell.read(cell.element, self.reader.blocks) if known else None
        if typed is None or len(typed.lines) < 2:
            return None
        columns = list(dict.fromkeys(name for shape in known for name in shape.columns))
        found = typed.answers(self._shaped(known, columns, shapes))
        return None if found is None or not set(found) - set(columns) else tuple(found.items())

    def _shaped(self, known: Mapping[Shape, bool], columns: Sequence[str], shapes: _Shapes) -> CellShapes:
        question = Address(self.question)
        free = [n for shape in known for line in shape.lines if not line.label for n in line.columns]
        needed = [name for name in free if self.reader.kinds.is_required(question.field(name))]
        labels = self.reader.kinds.labels(question, shapes.columns)
        long = [name for name in (*columns, *(name for _, name in labels)) if self._is_long(name, shapes)]
        return CellShapes(tuple(known), (*needed, *free, *columns), labels, frozenset(long))

    def _is_long(self, name: str, shapes: _Shapes) -> bool:
        return name in shapes.markdown or self.reader.kinds.is_markdown(Address(self.question).field(name))

    def _names_choice(self, text: str, shapes: _Shapes) -> bool:
        return self.reader.kinds.names_choice(Address(self.question), text, shapes.columns)

    def _added(
        self, cell: CellRead, names: Sequence[str], shapes: _Shapes
    ) -> tuple[tuple[str, str], ...] | None:
        """What was typed beside the answers in a cell of a copied row; None when that cannot be told."""
        if cell.text.count(OBJECT) != len(names):  # a picture or a symbol beside them
            return None
        known = shapes.of.get(cell.column, {})
        lines = {line.spaced_alike for shape in known for line in shape.lines}
        several = self._several(known, shapes)
        found: dict[str, str] = {}
        for line in Shape.of(cell.text, names).lines:
            if line.spaced_alike in lines or (not line.columns and self._names_choice(line.label, shapes)):
                continue
            if several is None or line.columns or not line.label:
                return None
            added = several.labelled(line.label)
            if added is None or {*names, *found, *several.long} & {*added}:
                return None
            found |= added
        return tuple(found.items())

    def _left_out(self, first: RowRead, names: Sequence[str]) -> Iterator[tuple[str, str]]:
        """The answers of the row that was copied which the copy does not have any more."""
        columns = (name for cell in first.cells for name, _ in self._answers_in(cell))
        return ((name, "") for name in columns if name not in names)

    def _answers_in(self, cell: CellRead, invitations: bool = False) -> tuple[tuple[str, str], ...]:
        """Column → text of the answers in a cell. `invitations`: with what looks like a marker, too."""
        addresses = ((control, _address(control)) for control in cell.controls)
        return tuple(
            (
                address.column,
                self.reader.text(control) or (self.reader.invitation(control) if invitations else ""),
            )
            for control, address in addresses
            if address.is_cell and address.whole == self.question
        )

    def _controls(self, row: RowRead) -> Iterator[tuple[str, str]]:
        for control in (control for cell in row.cells for control in cell.controls):
            yield answer_id(control), self.reader.text(control)

    def _all_of(self, cell: CellRead) -> str:
        return self.reader.cell(cell.element, markdown=False)


@dataclass(frozen=True)
class _Shapes:
    """What the cells of a table look like. `of`: column of the grid → its shapes, and whether something is
    filled in in one of them; `markdown`: the columns whose answers are formatted text."""

    of: dict[int, dict[Shape, bool]]
    markdown: set[str]

    @property
    def columns(self) -> frozenset[str]:
        """The columns that are printed."""
        return frozenset(name for known in self.of.values() for shape in known for name in shape.columns)


def _has_own_numbers(row: RowRead) -> bool:
    """Whether all of a row's controls have numbers of plangen's. One may have such a number by chance: the
    numbers that LibreOffice gives are random."""
    controls = [control for cell in row.cells for control in cell.controls]
    ids = [element.get(VAL, "") for control in controls for element in control.findall(f"{SDT_PR}/{w('id')}")]
    return all(id.isdigit() and len(id) <= _OWN_NUMBERS for id in ids)
