"""From an answer as it stands in a file to another: the changes that write it, and no more than that."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from plangen.answers.spelling.tree import NONE_WORD
from plangen.forms.model import FormField, FormQuestion
from plangen.forms.page.answer import CHOSEN, OWN, Plain, fields_of, has_fields, is_nothing
from plangen.forms.yaml.write import Arrange, Change, Clear, Drop, Kept, Path, Put
from plangen.forms.yaml.write.changes import Plain as Written
from plangen.forms.yaml.write.changes import Token

_DAY, _COUNT = re.compile(r"\d{4}-\d{2}-\d{2}"), re.compile(r"0|-?[1-9]\d{0,11}")
_UNQUOTED = ("number", "date_or_week", "tal_liste")


def changes_between(
    question: FormQuestion, old: Plain, new: Plain, origins: Sequence[int | None] = ()
) -> Iterator[Change]:
    """The changes of the file in which `old` stands. `origins`: of each row of `new` the number that it has
    in the file, None for a row that is new."""
    path: Path = (question.part, question.id)
    if question.type == "table":
        yield from _table(question, path, old, new, origins)
    elif is_nothing(new):
        yield from () if is_nothing(old) else [Clear(path)]
    elif question.type == "fixed":
        for row in question.rows:
            yield from _record(question, (*path, row), old[row], new[row])
    elif has_fields(question):
        yield from _record(question, path, old, new)
    elif question.field is not None and new != old:
        yield Put(path, _with_own_items(question, question.field, new))


def whole(question: FormQuestion, answer: Plain) -> Written:
    """An answer as it stands where there was none. There is something in it."""
    if question.type == "table":
        if answer == NONE_WORD:
            return Token(NONE_WORD)
        return [_new_row(question, row) for row in answer]
    if question.type == "fixed":
        given = {row: answer[row] for row in question.rows if not is_nothing(answer[row])}
        return {row: _new_row(question, record) for row, record in given.items()}
    if has_fields(question):
        return _new_row(question, answer)
    assert question.field is not None
    return _with_own_items(question, question.field, answer)


def _with_own_items(question: FormQuestion, field: FormField, new: Plain) -> Written:
    """A value; what is beside the options of a choice under a name of its own."""
    own = [item for item in new if item not in field.choices] if question.own_items else []
    chosen = [item for item in new if item not in own] if own else new
    if not own:
        return written(field, new)
    return {CHOSEN: written(field, chosen), OWN: list(own)}


def dropped(question: FormQuestion) -> Drop:
    """Takes the answer out of a department's own file."""
    return Drop((question.part, question.id))


def _record(
    question: FormQuestion, path: Path, old: Mapping[str, Plain], new: Mapping[str, Plain]
) -> Iterator[Change]:
    fields = fields_of(question)
    changed = [name for name in fields if new.get(name, old.get(name)) != old.get(name)]
    for name in sorted(changed, key=lambda name: name != CHOSEN):
        if is_nothing(new[name]):
            yield Clear((*path, name))
        else:
            yield Put((*path, name), written(fields[name], new[name]))


def _table(
    question: FormQuestion, path: Path, old: Plain, new: Plain, origins: Sequence[int | None]
) -> Iterator[Change]:
    if new == NONE_WORD:
        yield from () if old == NONE_WORD else [Put(path, Token(NONE_WORD))]
        return
    rows = [
        (row, origin if isinstance(old, list) and origin is not None and origin < len(old) else None)
        for row, origin in zip(new, origins, strict=True)
    ]
    rows = [(row, origin) for row, origin in rows if origin is not None or not is_nothing(row)]
    kept = [origin for _, origin in rows if origin is not None]
    if not kept:
        yield from _replaced(question, path, old, [row for row, _ in rows])
        return
    for row, origin in rows:
        if origin is not None:
            yield from _record(question, (*path, origin), old[origin], row)
    if [origin for _, origin in rows] != list(range(len(old))):
        arranged = (_new_row(question, row) if origin is None else Kept(origin) for row, origin in rows)
        yield Arrange(path, tuple(arranged))


def _replaced(
    question: FormQuestion, path: Path, old: Plain, rows: Sequence[Mapping[str, Plain]]
) -> Iterator[Change]:
    """A table of which no row stays."""
    if rows:
        yield Put(path, [_new_row(question, row) for row in rows])
    elif not is_nothing(old):
        yield Clear(path)


def _new_row(question: FormQuestion, row: Mapping[str, Plain]) -> Written:
    fields = fields_of(question)
    return {name: written(fields[name], row[name]) for name in fields if not is_nothing(row.get(name, ""))}


def written(field: FormField, value: Plain) -> Written:
    """A value as the files of the project write it: dates, numbers and codes without quotes."""
    if isinstance(value, list):
        return [written(field, one) for one in value]
    if field.type in ("date", "date_or_week") and _DAY.fullmatch(value):
        try:
            return date.fromisoformat(value)
        except ValueError:
            return str(value)
    if field.type in _UNQUOTED and _COUNT.fullmatch(value):
        return Token(value)
    return Token(value) if value in field.choices and re.fullmatch(r"[a-z][a-z0-9_]*", value) else str(value)
