"""What staff did to the rows of a document's tables: added, copied, deleted, moved."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from difflib import SequenceMatcher
from typing import Literal

from plangen.catalog.address import Address
from plangen.differences.listed_tables import Listed, answer_lists, open_tables
from plangen.differences.settled import Cells, SettledRow
from plangen.word.reading.content import NOWHERE, AnswerTable, Content, TableRow

RowEditKind = Literal[
    "tilføjet", "kopieret", "slettet", "delvis", "flyttet", "omplaceret", "tabel", "trukket", "genindsat"
]


@dataclass(frozen=True, slots=True)
class RowEdit:
    """One row that came, went or moved.

    `kind`: tilføjet, kopieret, slettet, delvis (printed several times in its table, and not all of them are
    gone), flyttet (within its table), omplaceret (to another table of the same question, or under another
    heading), or tabel (all rows of a table went together); of what has been pulled already: trukket (a new
    row that is gone again), genindsat (a deleted row that is there again). `key`: the row's key, empty for a
    new one. `cells`: column → text of the row. `after`: the key of the row above a new one, empty at the top.
    `order`: the keys of the table in their new order, and `before` in their old one. Of a new row, `refused`:
    column → why what stands in its cell cannot be the answer, in Danish; `beside`: heading → text of cells
    that say what no answer of the row says, and do not say the same in the row that was copied (of a deleted
    row, of all of them); `printed`: key, heading and text of such cells in the rows that were there;
    `pieces`, `copies` and `number` as in `TableRow`; `pulled`: what it was when it was pulled, None when it
    was not; `under`: the heading that a new row, or one that stands elsewhere, stands under; `stood_under`:
    before. `headings`: those that the rows of `order` stand under.
    """

    kind: RowEditKind
    question: str
    place: str
    key: str = ""
    cells: tuple[tuple[str, str], ...] = ()
    after: str = ""
    copied_from: str = ""
    order: tuple[str, ...] = ()
    before: tuple[str, ...] = ()
    refused: tuple[tuple[str, str], ...] = ()
    beside: tuple[tuple[str, str], ...] = ()
    printed: tuple[tuple[str, str, str], ...] = ()
    pieces: tuple[tuple[str, tuple[str, ...]], ...] = ()
    copies: tuple[tuple[str, str], ...] = ()
    pulled: SettledRow | None = None
    under: str = ""
    stood_under: str = ""
    headings: tuple[str, ...] = ()
    number: int = field(default=NOWHERE, compare=False)

    @property
    def is_new(self) -> bool:
        """Whether it is a row that was not there."""
        return self.kind in ("tilføjet", "kopieret")

    @property
    def said(self) -> Cells:
        """All that the cells of a new row say."""
        return (*self.cells, *self.beside)

    @property
    def is_edited_on(self) -> bool:
        """Whether it is a new row that says something else than when it was pulled."""
        return self.is_new and self.pulled is not None and self.pulled.cells != self.said


def row_edits(base: Content, now: Content, listed: Listed | None = None) -> tuple[RowEdit, ...]:
    """The row edits of a document, table by table, in the tables that are lists of answers.

    `listed`: the rows that the document's pack shows.
    """
    edits: list[RowEdit] = []
    lists = answer_lists(base, listed)
    tables = [table for table in base.tables if table in lists or table in open_tables(base)]
    for question in dict.fromkeys(table.question for table in tables):
        olds = [table for table in tables if table.question == question]
        there_before = Counter(key for table in olds for key in _keys(table))
        found = (table for table in now.tables if table.question == question)
        news = [_with_strangers_as_copies(table, there_before) for table in found]
        still_there = Counter(key for table in news for key in _keys(table))
        fewer = _fewer(olds, news)
        under = {key: over for key, over in _elsewhere(olds, news) if key not in fewer}
        for old, new in _matched(olds, news):
            for edit in (*_partly_gone(old, fewer), *_of_table(old, new, under, fewer)):
                if old not in lists and edit.kind not in ("tilføjet", "kopieret"):
                    continue
                elsewhere = edit.kind == "slettet" and still_there[edit.key] >= there_before[edit.key]
                edits.append(_placed_anew(edit, under) if elsewhere else edit)
    return tuple(edits)


def _fewer(olds: Sequence[AnswerTable], news: Sequence[AnswerTable]) -> set[str]:
    """The keys of rows that one table printed several times, and that are printed fewer times now."""
    was, now = (Counter(row.key or row.copied_from for t in ts for row in t.rows) for ts in (olds, news))
    return {
        key
        for table in olds
        for key, times in Counter(row.key or row.copied_from for row in table.rows).items()
        if key and times > 1 and 0 < now[key] < was[key]
    }


def _partly_gone(old: AnswerTable, fewer: Container[str]) -> Iterator[RowEdit]:
    """The rows of a table that do not stand everywhere they stood."""
    before = tuple(_keys(old))
    for row in old.rows:
        if row.key and row.key in fewer:
            yield RowEdit("delvis", old.question, row.place, row.key, row.cells, before=before)


def _placed_anew(edit: RowEdit, under: _Headings) -> RowEdit:
    stood, stands = under.get(edit.key, ("", ""))
    return replace(edit, kind="omplaceret", under=stands, stood_under=stood)


_Headings = Mapping[str, tuple[str, str]]
"""Key of a row → the heading that it stood under, and the other one that it stands under now."""


def _elsewhere(
    olds: Sequence[AnswerTable], news: Sequence[AnswerTable]
) -> Iterator[tuple[str, tuple[str, str]]]:
    """The rows that stand under another heading than before, one that was there before. A row may stand under
    several: in an overview, and in the table that it gives an overview of. What a row names itself is a
    heading of those alone that have come to stand below it."""
    was = _headings_of(olds)
    stayed = _in_order(list(was), list(_headings_of(news)))
    known = {heading for headings in was.values() for heading in headings}
    for key, headings in _headings_of(news, stayed).items():
        for heading in headings:
            if key in was and heading not in was[key] and heading in known:
                stood = next((one for one in was[key] if one not in headings), was[key][0])
                yield key, (stood, heading)


def _headings_of(tables: Sequence[AnswerTable], stayed: Container[str] | None = None) -> dict[str, list[str]]:
    """Key of a row → the headings that it stands under. `stayed`: the rows that have not come from elsewhere;
    None for all."""
    found: dict[str, list[str]] = {}
    for row in (row for table in tables for row in table.rows if row.key):
        under = row.under if stayed is None or row.key in stayed else row.came_under
        found.setdefault(row.key, []).append(under)
    return found


def _in_order(before: Sequence[str], after: Sequence[str]) -> set[str]:
    """The keys that stand in their order still, as many as there can be."""
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    return {key for one in matcher.get_matching_blocks() for key in before[one.a : one.a + one.size]}


def _with_strangers_as_copies(table: AnswerTable, known: Container[str]) -> AnswerTable:
    """The table, with rows that come from another document as copies."""
    rows = (
        replace(row, key="", copied_from=row.key, copies=_controls(table.question, row))
        if row.key and row.key not in known
        else row
        for row in table.rows
    )
    return replace(table, rows=tuple(rows))


def _controls(question: str, row: TableRow) -> tuple[tuple[str, str], ...]:
    return tuple((str(Address.cell(question, row.key, column)), text) for column, text in row.cells)


def _matched(
    olds: Sequence[AnswerTable], news: Sequence[AnswerTable]
) -> Iterator[tuple[AnswerTable, AnswerTable | None]]:
    """Each table of a question with the one that it has become: the one with most of its rows."""
    free = list(news)
    for number, old in enumerate(olds):
        keys = set(_keys(old))
        ranked = sorted(free, key=lambda table: -len(keys & set(_keys(table))))
        if len(olds) == len(news) and not (ranked and keys & set(_keys(ranked[0]))):
            best: AnswerTable | None = news[number] if news[number] in free else None
        else:
            best = ranked[0] if ranked and keys & set(_keys(ranked[0])) else None
        if best is not None:
            free.remove(best)
        yield old, best


def _keys(table: AnswerTable) -> list[str]:
    return [row.key for row in table.rows if row.key]


def _of_table(
    old: AnswerTable, new: AnswerTable | None, under: _Headings, fewer: Container[str]
) -> Iterator[RowEdit]:
    """The edits of one table. `under`: the rows that stand under another heading; `fewer`: those that are
    printed fewer times."""
    before = tuple(_keys(old))
    if not before:  # the document says that there is none; somebody may have put rows there
        yield from _new_rows(old, new, ()) if new is not None else ()
        return
    if new is None or not set(before) & set(_keys(new)):
        there = tuple(key for key in before if not Address(old.question).item(key).is_blank)
        if there:  # of blank rows nothing is gone; what stands in their places is told there
            yield RowEdit("tabel", old.question, old.rows[0].place, before=there)
        return
    after = [key for key in _keys(new) if key in before]
    for row in old.rows:
        if row.key and row.key not in after:
            gone = RowEdit("slettet", old.question, row.place, row.key, row.cells, before=before)
            yield replace(gone, beside=row.beside)
    yield from _new_rows(old, new, tuple(after))
    for row in (row for row in new.rows if row.key in under and row.key in before):
        yield _placed_anew(RowEdit("omplaceret", old.question, row.place, row.key, row.cells), under)
    after = [key for key in after if key not in under and key not in fewer]
    if after != [key for key in before if key in after]:
        over = {row.key: row.under for row in new.rows}
        headings = tuple(over[key] for key in after)
        moved = RowEdit("flyttet", old.question, new.rows[0].place, order=tuple(after), before=before)
        yield replace(moved, headings=headings)


def _new_rows(old: AnswerTable, new: AnswerTable, order: tuple[str, ...]) -> Iterator[RowEdit]:
    """The rows without a key that were not there before. A table may have such rows of its own: a row that is
    printed more than once, and rows that are no answers."""
    known = list(_keyless(old))
    came = list(_keyless(new))
    for match in (_same_cells, _same_position):
        for one in list(known):
            twin = next((other for other in came if match(one, other)), None)
            if twin is not None:
                known.remove(one)
                came.remove(twin)
    before = tuple(_keys(old))
    there = {row.key: row.beside for row in old.rows if row.key}
    printed = tuple((key, heading, text) for key, texts in there.items() for heading, text in texts)
    for above, row in came:
        kind: RowEditKind = "kopieret" if row.copied_from else "tilføjet"
        beside = _other_than(row.beside, there.get(row.copied_from, ()))
        edit = RowEdit(kind, new.question, row.place, "", row.cells, above, row.copied_from, order, before)
        edit = replace(edit, refused=row.refused, beside=beside, printed=printed)
        yield replace(edit, pieces=row.pieces, copies=row.copies, under=row.under, number=row.number)


def _other_than(
    texts: Sequence[tuple[str, str]], known: Sequence[tuple[str, str]]
) -> tuple[tuple[str, str], ...]:
    """The texts without those that are known; an empty one is something else only where a text was."""
    there = [(heading, text.split()) for heading, text in known]
    headings = {heading for heading, text in known if text.strip()}
    return tuple(
        (heading, text)
        for heading, text in texts
        if (heading, text.split()) not in there and (text.strip() or heading in headings)
    )


_Keyless = tuple[str, TableRow]


def _keyless(table: AnswerTable) -> Iterator[_Keyless]:
    """The rows without a key that say something, each with the key of the row above."""
    above = ""
    for row in table.rows:
        if row.key:
            above = row.key
        elif any(text.strip() for _, text in (*row.cells, *row.beside)):
            yield above, row


def _same_cells(one: _Keyless, other: _Keyless) -> bool:
    left, right = one[1], other[1]
    return (left.cells, left.copied_from, left.beside) == (right.cells, right.copied_from, right.beside)


def _same_position(one: _Keyless, other: _Keyless) -> bool:
    return one[0] == other[0] and one[1].copied_from == other[1].copied_from
