"""New rows about what happens while the project runs (specifikation.md 2.3): which file each goes to, and the
same row written in several documents.

They are the whole project's, and say themselves which department they are about; so a department gets no file
of its own for them, but one that it has is where they belong.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from plangen.answers.wording import short_label
from plangen.catalog import Catalog, Question
from plangen.catalog.address import Address
from plangen.pulling.addresses import table_question
from plangen.pulling.new_rows import with_new_rows_together
from plangen.pulling.raw_values import same
from plangen.pulling.wishes import Choices, Context, RowWish, Trouble, Where

_DIFFERENT = "Rettet forskelligt flere steder: »{0}« ({1}); »{2}« ({3})."
_SAY_THE_SAME = "Skriv det samme alle steder, eller ret svarfilen."


def is_state_row(catalog: Catalog, wish: RowWish) -> bool:
    """Whether a wish is for a new row of such a table, or for one that staff wrote in a blank one."""
    question, _ = table_question(catalog, wish.table)
    return wish.kind == "tilføjet" and bool(wish.blank or (question and question.state))


def placed_state_rows(
    catalog: Catalog,
    wishes: Sequence[RowWish],
    contexts: Mapping[str | None, Context],
    choices: Choices,
    troubles: list[Trouble],
) -> list[tuple[str | None, RowWish]]:
    """Each row once, with the file it goes to."""
    wishes = [_of_department(catalog, wish) for wish in wishes]
    only = [wish for wish in wishes if wish.blank and not _is_one_of_several(wish)]
    others = [(None, wish) for wish in wishes if wish not in only]
    rows = [*_only_rows(catalog, only, troubles)]
    rows += [wish for _, wish in with_new_rows_together(catalog, others) if isinstance(wish, RowWish)]
    return [(_target(wish.where, contexts, choices), wish) for wish in rows]


def _is_one_of_several(wish: RowWish) -> bool:
    return Address(wish.table).item(wish.blank).is_in_blank_list


def _of_department(catalog: Catalog, wish: RowWish) -> RowWish:
    """A row from a department's pack says whose it is."""
    question, _ = table_question(catalog, wish.table)
    column = next((c.id for c in question.columns if c.refers == "afdeling"), "") if question else ""
    department = wish.where[0].department
    if not column or column in wish.cells or department is None:
        return wish
    return replace(wish, cells={**wish.cells, column: department})


def _target(where: Sequence[Where], contexts: Mapping[str | None, Context], choices: Choices) -> str | None:
    """The file for a row that was written in these places: None for the project's."""
    packs = {place.department for place in where if place.department is not None}
    if choices.to_shared or len(packs) != 1:
        return None
    (department,) = packs
    return department if contexts[department].has_file else None


# --- rows that there can be only one of ---------------------------------------------------------------------
def _only_rows(catalog: Catalog, wishes: Sequence[RowWish], troubles: list[Trouble]) -> list[RowWish]:
    """The rows, with what the documents say of each put together."""
    found: dict[tuple[str, str], RowWish] = {}
    for wish in wishes:
        name = (wish.table, wish.blank)
        found[name] = _together(catalog, found[name], wish, troubles) if name in found else wish
    return list(found.values())


def _together(catalog: Catalog, one: RowWish, other: RowWish, troubles: list[Trouble]) -> RowWish:
    """Both as one row. What they say different things of is left out, and said."""
    question, _ = table_question(catalog, one.table)
    assert question is not None
    different = [c.id for c in question.columns if _differ(question, c.id, one, other)]
    for column in different:
        label = f"{question.short}, {short_label(question.column(column).label)}"
        said = _DIFFERENT.format(one.cells[column], one.where[0], other.cells[column], other.where[0])
        where = tuple(dict.fromkeys((*one.where, *other.where)))
        troubles.append(Trouble("konflikt", label, said, where, _SAY_THE_SAME, "", str(other.cells[column])))
    cells = {**other.cells, **one.cells}
    ordered = {c.id: cells[c.id] for c in question.columns if c.id in cells and c.id not in different}
    return replace(one, cells=ordered, where=tuple(dict.fromkeys((*one.where, *other.where))))


def _differ(question: Question, column: str, one: RowWish, other: RowWish) -> bool:
    there = column in one.cells and column in other.cells
    return there and not same(question.column(column), one.cells[column], other.cells[column])
