"""Two people's changes of one answer put together: row by row and field by field.

Both began with the same answer. What one of them alone has changed is as that one made it; a field that both
have changed to different values is a dispute, and so is a row that one has changed and the other taken away.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from plangen.forms.model import FormQuestion
from plangen.forms.page.answer import Plain, fields_of, has_fields, is_nothing
from plangen.forms.page.row_matching import matched
from plangen.forms.page.view import row_title

Record = Mapping[str, Plain]
Key = tuple[str, int]
"""A row: of the answer that both began with (`fra`), a new one of the file's (`deres`) or of mine (`min`)."""
_BASE, _THEIRS, _MINE = "fra", "deres", "min"
ORDER = ".raekkefoelge"
"""The field of a dispute about the order of rows."""


@dataclass(frozen=True, slots=True)
class Clash:
    """What both have changed. `row`: what the row is called, empty where there are none; `field`: id of the
    field, empty for the answer's own value or a whole row, `ORDER` for that of the rows; `mine`, `theirs`:
    both values, a row's as a record, nothing for one that was taken away."""

    row: str
    field: str
    mine: Plain
    theirs: Plain


@dataclass(frozen=True, slots=True)
class MergedAnswer:
    """Both changes in one answer. `origins`: of each row the number that it has in the file, None for one
    that is not there; `keys`: the same row has the same key, whoever's value counts."""

    answer: Plain
    origins: tuple[int | None, ...] = ()
    disputes: tuple[Clash, ...] = ()
    keys: tuple[Key, ...] = ()


@dataclass(frozen=True, slots=True)
class Mine:
    """What one person has made of the answer shown. `answer`: in the shape of its question, without fields
    that were not shown; `origins`: of each row its number in the answer shown, None for a new one."""

    answer: Plain
    origins: tuple[int | None, ...] = ()


def merged(question: FormQuestion, base: Plain, mine: Mine, theirs: Plain, prefer_mine: bool) -> MergedAnswer:
    """The answer that says what both have changed. `base`: what both began with; `theirs`: the answer in the
    file now. What is disputed has their value, or mine."""
    choose = _Chooser(prefer_mine)
    answer = mine.answer
    if question.type == "table":
        if not isinstance(answer, list) or not isinstance(theirs, list):
            return _merged_none(base, mine, theirs, choose)
        return _Rows(question, base if isinstance(base, list) else [], mine, theirs, choose).merged()
    if question.type == "fixed":
        rows = {
            row: choose.record(question, label, base[row], answer.get(row, {}), theirs[row])
            for row, label in question.rows.items()
        }
        return MergedAnswer(rows, disputes=tuple(choose.disputes))
    if has_fields(question):
        record = choose.record(question, "", base, answer, theirs)
        return MergedAnswer(record, disputes=tuple(choose.disputes))
    return MergedAnswer(choose.value("", "", base, answer, theirs), disputes=tuple(choose.disputes))


def _merged_none(base: Plain, mine: Mine, theirs: Plain, choose: _Chooser) -> MergedAnswer:
    """A table that has, or is to have, the word for »none« in the place of its rows: one value."""
    found = choose.value("", "", base, mine.answer, theirs)
    rows = found if isinstance(found, list) else []
    numbers = [number if found is theirs else None for number in range(len(rows))]
    return MergedAnswer(
        found, tuple(numbers), tuple(choose.disputes), tuple((_MINE, at) for at in range(len(rows)))
    )


@dataclass
class _Chooser:
    """Decides whose value counts, and notes what is disputed."""

    prefer_mine: bool
    disputes: list[Clash] = field(default_factory=list)

    def value(self, row: str, name: str, base: Plain, mine: Plain, theirs: Plain) -> Plain:
        """One value."""
        if same(mine, base) or same(mine, theirs):
            return theirs
        if not same(theirs, base):
            self.disputes.append(Clash(row, name, mine, theirs))
            return mine if self.prefer_mine else theirs
        return mine

    def record(self, question: FormQuestion, row: str, base: Record, mine: Record, theirs: Record) -> Plain:
        """A record; of a field that was not shown to me, theirs counts."""
        return {
            name: self.value(row, name, base.get(name, ""), mine.get(name, base.get(name, "")), there)
            for name in fields_of(question)
            for there in (theirs.get(name, ""),)
        }

    def is_kept(self, row: str, base: Record, mine: Record | None, theirs: Record | None) -> bool:
        """Whether a row stays that one of two has taken away."""
        if mine is None and theirs is None:
            return False
        other = mine if theirs is None else theirs
        assert other is not None
        if all(same(value, base.get(name, "")) for name, value in other.items()):
            return False
        self.disputes.append(Clash(row, "", {**base, **mine} if mine else {}, theirs or {}))
        return (mine is not None) if self.prefer_mine else (theirs is not None)


def same(one: Plain, other: Plain) -> bool:
    """Whether two values say the same; blanks count for nothing."""
    return bool(one == other) or (is_nothing(one) and is_nothing(other))


class _Rows:
    """The rows of a table that two have changed."""

    def __init__(
        self, question: FormQuestion, base: Sequence[Record], mine: Mine, theirs: Plain, choose: _Chooser
    ) -> None:
        self._question = question
        self._base = base
        self._choose = choose
        there = matched(question, base, theirs)
        back = {number: at for at, number in there.items()}
        self._theirs: dict[Key, Record] = {
            (_BASE, back[number]) if number in back else (_THEIRS, number): row
            for number, row in enumerate(theirs)
        }
        self._numbers = {key: number for number, key in enumerate(self._theirs)}
        self._mine: dict[Key, Record] = {}
        for row, at in zip(mine.answer, mine.origins, strict=True):
            self._mine[self._key_of(row, at)] = row

    def _key_of(self, row: Record, at: int | None) -> Key:
        """The key of a row of mine. A blank row that they have filled in meanwhile is a new one of mine; a
        new one that they have added too is theirs."""
        is_known = at is not None and at < len(self._base) and (_BASE, at) not in self._mine
        if at is not None and is_known and ((_BASE, at) in self._theirs or not is_nothing(self._base[at])):
            return (_BASE, at)
        names = fields_of(self._question)
        for key, there in self._theirs.items():
            is_free = key[0] == _THEIRS and key not in self._mine
            if is_free and all(same(row.get(name, ""), there.get(name, "")) for name in names):
                return key
        return (_MINE, len(self._mine))

    def merged(self) -> MergedAnswer:
        """The rows of both."""
        rows = {key: row for key in self._order() if (row := self._row(key)) is not None}
        origins = tuple(self._numbers.get(key) for key in rows)
        return MergedAnswer(list(rows.values()), origins, tuple(self._choose.disputes), tuple(rows))

    def _row(self, key: Key) -> Record | None:
        """A row as it is to be; None for one that goes."""
        mine, theirs = self._mine.get(key), self._theirs.get(key)
        kind, number = key
        if kind == _MINE:
            return mine if mine is not None and not is_nothing(mine) else None
        if kind == _THEIRS:
            return theirs
        base = self._base[number]
        title = row_title(self._question, theirs or base) or f"Række {number + 1}"
        if mine is not None and theirs is not None:
            record: Record = self._choose.record(self._question, title, base, mine, theirs)
            return record
        if not self._choose.is_kept(title, base, mine, theirs):
            return None
        return {**base, **mine} if mine is not None else theirs

    def _order(self) -> list[Key]:
        """All rows, in the order of who has changed it."""
        mine, theirs = list(self._mine), list(self._theirs)
        both = [key for key in theirs if key in self._mine]
        mine_both = [key for key in mine if key in self._theirs]
        if both == mine_both or mine_both == sorted(mine_both):
            return _woven(theirs, mine)
        if both == sorted(both):
            return _woven(mine, theirs)
        self._choose.disputes.append(Clash("", ORDER, *map(self._rows_of, (mine_both, both))))
        return _woven(mine, theirs) if self._choose.prefer_mine else _woven(theirs, mine)

    def _rows_of(self, keys: Sequence[Key]) -> list[Record]:
        return [self._theirs[key] for key in keys]


def _woven(frame: Sequence[Key], other: Sequence[Key]) -> list[Key]:
    """The rows of two orders: those that only the other has come after the one that they follow there."""
    found = list(frame)
    at = 0
    for key in other:
        if key in found:
            at = found.index(key) + 1
        else:
            found.insert(at, key)
            at += 1
    return found
