"""Departments and stakeholders that get another name in Word, where many cells print it.

Who replaces a name everywhere edits the row that has it, and all the cells that name that row. Those say the
same as before.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from plangen.catalog.address import Address
from plangen.pulling.names import NAME, NAMED_IN, is_name
from plangen.pulling.wishes import Context, EditedDocument, RowWish, Wish


def renamed_contexts(
    contexts: Mapping[str | None, Context], wishes: Sequence[Wish | RowWish]
) -> Mapping[str | None, Context]:
    """The answers of every pack with the names that wishes give its rows: those of its own documents, and of
    the documents of the whole project."""
    names = [wish for wish in wishes if isinstance(wish, Wish) and _names_row(wish)]
    if not names:
        return contexts
    found: dict[str | None, Context] = {}
    for department, context in contexts.items():
        coming: dict[str, dict[str, str]] = {refers: {} for refers in NAMED_IN}
        for wish in names:
            if {None, department} & {where.department for where in wish.where}:
                refers = next(one for one, table in NAMED_IN.items() if table == wish.address.whole)
                coming[refers][wish.address.row] = str(wish.raw)
        found[department] = replace(context, names=replace(context.names, coming=coming))
    return found


def renamed_since(source: EditedDocument, context: Context) -> dict[str, str]:
    """The names that a document prints → those that their rows have, or get, now."""
    known = {"afdeling": context.names.departments, "interessent": context.names.stakeholders}
    found: dict[str, str] = {}
    for refers, table in NAMED_IN.items():
        for key, name in {**known[refers], **context.names.coming.get(refers, {})}.items():
            old = source.raws.get(str(Address.cell(table, key, NAME)))
            if old and str(old) != name:
                found[str(old)] = name
    return found


def with_new_names(text: str, names: Mapping[str, str]) -> str:
    """A text that the document made itself, as it is with the new names. `names`: old → new."""
    if not names:
        return text
    longest = sorted(names, key=len, reverse=True)
    return re.sub("|".join(map(re.escape, longest)), lambda found: names[found[0]], text)


def _names_row(wish: Wish) -> bool:
    return is_name(wish.id) and bool(wish.raw)
