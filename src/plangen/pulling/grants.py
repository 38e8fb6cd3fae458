"""Which wishes are granted, and which file each goes to. Different wishes for one thing are a conflict."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from plangen.answers.overlay_parts import PARTS
from plangen.answers.wording import quoted
from plangen.catalog import Catalog
from plangen.catalog.address import PACKAGE, Address
from plangen.pulling.addresses import column_of, question_of, table_question
from plangen.pulling.new_rows import with_new_rows_together
from plangen.pulling.raw_values import same
from plangen.pulling.state_rows import is_state_row, placed_state_rows
from plangen.pulling.wishes import (
    SHARED_ONLY,
    Choices,
    Context,
    Pull,
    RowWish,
    Step,
    Trouble,
    Where,
    Wish,
)

AnyWish = Wish | RowWish
_Scoped = tuple[str | None, AnyWish]
"""A wish with the pack it comes from, later with the file it goes to."""


def grant(
    catalog: Catalog,
    wishes: Iterable[AnyWish],
    contexts: Mapping[str | None, Context],
    choices: Choices,
) -> Pull:
    """The wishes as steps, each with its file; conflicts as troubles.

    `contexts`: the answers of every pack of the project as they are now, None for the pack of all.
    """
    troubles: list[Trouble] = []
    same_wish = _Sameness(catalog, contexts)
    wishes = list(wishes)
    state_rows = [wish for wish in wishes if isinstance(wish, RowWish) and is_state_row(catalog, wish)]
    of_packs = [(scope_of(whole_of(wish), wish.where), wish) for wish in wishes if wish not in state_rows]
    scoped = with_new_rows_together(catalog, of_packs)
    scoped = _without_conflicts(scoped, same_wish, troubles)
    placed = []
    for scope, wish in scoped:
        target = _target(scope, wish, scoped, contexts, choices, same_wish)
        placed.append((target, _of_department(catalog, wish, scope, target, choices)))
    placed = _also_in_own_file(catalog, scoped, placed)
    placed = _without_conflicts(placed, same_wish, troubles)
    placed = _cleared_in_own_file(placed, contexts, troubles)
    placed += placed_state_rows(catalog, state_rows, contexts, choices, troubles)
    return Pull(tuple(Step(target, wish) for target, wish in placed), tuple(troubles))


def whole_of(wish: AnyWish) -> str:
    """The id of the whole answer that a wish belongs to."""
    return wish.table if isinstance(wish, RowWish) else wish.address.whole


def scope_of(id: str, where: Sequence[Where]) -> str | None:
    """The pack whose answers an edit is about; settings and departments are the same in all. `id`: of the
    answer or of a value in it."""
    address = Address.parse(id)
    shared = address.part == PACKAGE or address.whole in SHARED_ONLY
    return None if shared else where[0].department


# --- one wish for one thing -----------------------------------------------------------------------------
class _Sameness:
    """Whether two wishes are about the same thing, and whether they want the same."""

    def __init__(self, catalog: Catalog, contexts: Mapping[str | None, Context]) -> None:
        self._catalog = catalog
        self._roles = {department: context.names.roles for department, context in contexts.items()}

    def thing(self, wish: AnyWish) -> tuple[str, ...]:
        """What a wish is about; a new row is about itself."""
        if isinstance(wish, Wish):
            return ("svar", wish.id)
        if wish.kind == "tilføjet":
            return ("ny", wish.table, wish.after, repr(sorted(wish.cells.items())))
        return (wish.kind, wish.table, wish.key)

    def agree(self, one: AnyWish, other: AnyWish) -> bool:
        if isinstance(one, Wish) and isinstance(other, Wish):
            column = column_of(self._catalog, one.address)
            return same(column, one.raw, other.raw, self._roles.get(one.where[0].department))
        if isinstance(one, RowWish) and isinstance(other, RowWish):
            return one.order == other.order or one.kind != "flyttet"
        return False


def _without_conflicts(
    scoped: Sequence[_Scoped], sameness: _Sameness, troubles: list[Trouble]
) -> list[_Scoped]:
    """One wish for each thing in each scope. Different ones for the same thing are troubles instead, and so
    is the wish to delete a row together with one to change it."""
    groups: dict[tuple[str | None, tuple[str, ...]], list[AnyWish]] = {}
    for scope, wish in scoped:
        groups.setdefault((scope, sameness.thing(wish)), []).append(wish)
    kept: list[_Scoped] = []
    for (scope, _), group in groups.items():
        if all(sameness.agree(group[0], other) for other in group[1:]):
            kept.append((scope, _together(group)))
        else:
            troubles.append(_different(group))
    deleted = {_row_of(scope, wish) for scope, wish in kept if isinstance(wish, RowWish)} - {NO_ROW}
    changed = {_row_of(scope, wish) for scope, wish in kept if isinstance(wish, Wish)}
    for scope, wish in [pair for pair in kept if _row_of(*pair) in deleted & changed]:
        kept.remove((scope, wish))
        message = "Rækken er slettet ét sted og rettet et andet."
        hint = "Gør det ens begge steder, eller ret svarfilen."
        troubles.append(Trouble("konflikt", wish.label, message, wish.where, hint, wish.was, wish.now))
    return kept


def _row_of(scope: str | None, wish: AnyWish) -> tuple[str | None, str, str]:
    """The row that a wish changes or deletes."""
    if isinstance(wish, Wish):
        return (scope, wish.address.whole, wish.address.row)
    return (scope, wish.table, wish.key) if wish.kind == "slettet" else NO_ROW


NO_ROW = (None, "", "")


def _together(group: Sequence[AnyWish]) -> AnyWish:
    """One wish for several that want the same, with all their places."""
    where = tuple(dict.fromkeys(place for wish in group for place in wish.where))
    return replace(group[0], where=where)


def _different(group: Sequence[AnyWish]) -> Trouble:
    versions = "; ".join(f"{quoted(wish.now)} ({wish.where[0]})" for wish in group)
    where = tuple(dict.fromkeys(place for wish in group for place in wish.where))
    message = f"Rettet forskelligt flere steder: {versions}."
    hint = "Skriv det samme alle steder, eller ret svarfilen."
    return Trouble("konflikt", group[0].label, message, where, hint, group[0].was, group[0].now)


# --- which file ---------------------------------------------------------------------------------------------
def _target(
    scope: str | None,
    wish: AnyWish,
    scoped: Sequence[_Scoped],
    contexts: Mapping[str | None, Context],
    choices: Choices,
    sameness: _Sameness,
) -> str | None:
    """The file for a wish of one pack: None for the project's."""
    whole = whole_of(wish)
    if scope is None:
        return None
    if whole in contexts[scope].own or _is_own(contexts[scope], wish):
        return scope
    if choices.to_shared:
        return None
    thing = sameness.thing(wish)
    others = {pack: other for pack, other in scoped if sameness.thing(other) == thing}
    shared = others.get(None)
    if shared is not None:
        return None if sameness.agree(shared, wish) else scope
    showing = [d for d, context in contexts.items() if d is not None and _shows(context, wish)]
    everybody = all(d in others and sameness.agree(others[d], wish) for d in showing)
    return None if everybody else scope


def _of_department(
    catalog: Catalog, wish: AnyWish, scope: str | None, target: str | None, choices: Choices
) -> AnyWish:
    """A new row of a department says so where it has to: in the project's file, and in a required column."""
    if scope is None or isinstance(wish, Wish) or wish.kind != "tilføjet":
        return wish
    question, _ = table_question(catalog, wish.table)
    column = next((c for c in question.columns if c.refers == "afdeling"), None) if question else None
    if column is None or column.id in wish.cells:
        return wish
    needed = column.required == "ja" if target is not None else choices.to_shared
    return replace(wish, cells={**wish.cells, column.id: scope}) if needed else wish


def _shows(context: Context, wish: AnyWish) -> bool:
    """Whether a department's documents print the project's answer that the wish is about."""
    whole = whole_of(wish)
    if whole in context.own or _is_own(context, wish):
        return False
    row = wish.key if isinstance(wish, RowWish) else wish.address.row
    table = context.shown.get(whole)
    return not row or table is None or row in table


def _is_own(context: Context, wish: AnyWish) -> bool:
    """Whether a wish is about something that the department's own file says of a row."""
    own = context.own_rows.get(whole_of(wish))
    if own is None:
        return False
    if isinstance(wish, Wish):
        row = wish.address.row
        return row in own.added or wish.address.column in own.changed.get(row, ())
    match wish.kind:
        case "slettet":
            return wish.key in own.added or wish.key in own.changed
        case "flyttet":
            return own.ordered or any(key in own.added for key in wish.order)
    return wish.after in own.added


def _also_in_own_file(
    catalog: Catalog, scoped: Sequence[_Scoped], placed: Sequence[_Scoped]
) -> list[_Scoped]:
    """A department that gets an answer of its own takes all its wishes about that answer along: from then on
    it no longer sees the project's. Of rows it goes on seeing those that its file says nothing about."""
    own = {
        (target, whole_of(wish))
        for target, wish in placed
        if target is not None and not _by_rows(catalog, wish)
    }
    also = [(scope, wish) for scope, wish in scoped if (scope, whole_of(wish)) in own]
    return [*placed, *(pair for pair in also if pair not in placed)]


def _by_rows(catalog: Catalog, wish: AnyWish) -> bool:
    if isinstance(wish, RowWish):
        return True
    return question_of(catalog, wish.address).type in PARTS and wish.id != wish.address.whole


def _cleared_in_own_file(
    placed: Sequence[_Scoped], contexts: Mapping[str | None, Context], troubles: list[Trouble]
) -> list[_Scoped]:
    """Without wishes that a department's file cannot express: an answer that the project gives cannot be
    empty there, because the project's shines through."""
    kept: list[_Scoped] = []
    for target, wish in placed:
        alone = isinstance(wish, Wish) and wish.raw is None and wish.address.whole == wish.id
        if target is None or not alone or contexts[None].raws.get(getattr(wish, "id", "")) is None:
            kept.append((target, wish))
            continue
        message = "Svaret kan ikke slettes for én afdeling, fordi det fælles svar så gælder."
        hint = "Slet det for alle med --til faelles, eller skriv et andet svar."
        troubles.append(Trouble("ulæselig", wish.label, message, wish.where, hint, wish.was, wish.now))
    return kept
