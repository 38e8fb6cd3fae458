"""What the buttons beside rows and options do to what a page sends, where no script does it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from plangen.forms.page.posted import SEPARATOR, Posted

ADD, REMOVE, UP, DOWN = "tilfoej", "slet", "op", "ned"
"""What a button is called; what it is about follows after a colon: a row (`op:svar/maal/2`), or an option
that is chosen (`op:svar/formaal_typer=kvalitet`)."""
OPTION = "="
BACK, AGAIN = "faelles", "med"
"""What a department does with shared rows: a row that it has changed says what the shared one does again
(`faelles:svar/maal/2`), one that it leaves out applies again (`med:svar/maal=key`)."""


def rearranged(pairs: Sequence[tuple[str, str]], action: str) -> list[tuple[str, str]]:
    """What was sent, with a row taken out or moved past its neighbour. An action that fits no row changes
    nothing."""
    what, _, row = action.partition(":")
    if OPTION in row:
        return _options_moved(pairs, what, *row.split(OPTION, 1))
    table, _, _ = row.rpartition(SEPARATOR)
    rows = _rows(pairs, table)
    if row not in rows or what not in (REMOVE, UP, DOWN):
        return list(pairs)
    order = list(rows)
    if what == REMOVE:
        order.remove(row)
    else:
        _move(order, row, what)
    others = [pair for pair in pairs if not any(_is_in(pair[0], one) for one in rows)]
    return [*others, *(pair for one in order for pair in rows[one])]


def _options_moved(
    pairs: Sequence[tuple[str, str]], what: str, name: str, code: str
) -> list[tuple[str, str]]:
    chosen = [text for field, text in pairs if field == name and text]
    if code not in chosen or what not in (UP, DOWN):
        return list(pairs)
    _move(chosen, code, what)
    return [*(pair for pair in pairs if pair[0] != name or not pair[1]), *((name, one) for one in chosen)]


def _move(order: list[str], one: str, what: str) -> None:
    """Moves one past its neighbour."""
    at = order.index(one)
    to = max(0, min(len(order) - 1, at + (1 if what == DOWN else -1)))
    order.insert(to, order.pop(at))


def with_shared_rows(
    sent: Mapping[str, Posted], names: Mapping[str, str], pairs: Sequence[tuple[str, str]], action: str
) -> Mapping[str, Posted]:
    """What was sent, with what a button asks of a row. `names`: id of a question → what the names of its
    fields begin with. Who presses a button beside a department's row wants rows of its own."""
    what, _, about = action.partition(":")
    table, _, key = about.partition(OPTION) if what == AGAIN else (*about.rpartition(SEPARATOR)[:1], "", "")
    id = next((id for id in sent if names.get(id) == table and table), "")
    if not id:
        return sent
    posted = replace(sent[id], own=True)
    if what == BACK:
        origin = dict(pairs).get(f"{about}{SEPARATOR}.raekke", "")
        posted = replace(posted, back=(int(origin),) if origin.isascii() and origin.isdigit() else ())
    if what == AGAIN:
        posted = replace(posted, again=(key,))
    return {**sent, id: posted}


def added_to(action: str) -> str:
    """The table that gets a blank row by an action; empty for any other."""
    what, _, table = action.partition(":")
    return table if what == ADD else ""


def _rows(pairs: Sequence[tuple[str, str]], table: str) -> dict[str, list[tuple[str, str]]]:
    rows: dict[str, list[tuple[str, str]]] = {}
    for name, text in pairs:
        if table and name.startswith(f"{table}{SEPARATOR}"):
            token, deeper, _ = name[len(table) + 1 :].partition(SEPARATOR)
            if deeper:
                rows.setdefault(f"{table}{SEPARATOR}{token}", []).append((name, text))
    return rows


def _is_in(name: str, row: str) -> bool:
    return name.startswith(f"{row}{SEPARATOR}")
