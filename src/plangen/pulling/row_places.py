"""Where the rows of tables stand in the answer files, and where changes take them."""

from __future__ import annotations

from collections.abc import Sequence

from plangen.answers.model import Answers
from plangen.catalog.address import PACKAGE, Address
from plangen.forms.yaml.write import Arrange, Change, Kept


def numbers_of(answers: Answers) -> dict[str, dict[str, int]]:
    """Table → row key → number of the row, from 0, in the file where the answer stands."""
    tables = {**answers.values, **{str(Address.at(PACKAGE, k)): v for k, v in answers.package.items()}}
    return {
        table: {row.key: row.number - 1 for row in value}
        for table, value in tables.items()
        if isinstance(value, tuple)
    }


def moved_by(base: Answers, changes: Sequence[Change]) -> dict[str, dict[int, int | None]]:
    """Where the rows of the tables go that get other rows."""
    moved: dict[str, dict[int, int | None]] = {}
    for change in changes:
        if isinstance(change, Arrange) and change.path[0] == "svar":
            table = str(change.path[1])
            new = {r.number + 1: at for at, r in enumerate(change.rows, start=1) if isinstance(r, Kept)}
            moved[table] = {row.number: new.get(row.number) for row in base.rows(table)}
    return moved
