"""What identifies a row across edits (`Row.key`)."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from hashlib import sha256

from plangen.answers.values import Row
from plangen.catalog import Column, Question
from plangen.texts.danish import slug

LONGEST_SLUG = 24
"""A longer key might not fit into the tag of a control in a Word file, which has room for 64 characters:
the key stands there between the ids of its question and its column."""

LONGEST_KEY = 30
"""Of a key that people write themselves."""
RESERVED_KEYS = {"alle", "faelles", "con", "prn", "aux", "nul"} | {
    f"{port}{number}" for port in ("com", "lpt") for number in range(1, 10)
}
"""Names of folders and of the pack for all; »alle« stands for every department in a cell."""

_GIVEN = re.compile(r"[\w.-]{1,30}", re.ASCII)  # an id in a row that can be its key as it is
_READABLE = 17  # of a key that is too long; the rest tells it from others that begin alike


def id_column(question: Question) -> Column | None:
    """The column in which a row names itself (`afdeling_id`, `opgave_id`), None when there is none."""
    for column in question.columns:
        if column.refers == "noegle" or column.id.endswith("_id"):
            return column
    return None


def repeated_ids(question: Question, rows: tuple[Row, ...]) -> Iterator[tuple[Column, Row, Row]]:
    """The id column, each row whose id stands in an earlier row too, and that earlier row. Case does not
    tell ids apart: they become names of files."""
    column = id_column(question)
    if column is None:
        return
    first: dict[str, Row] = {}
    for row in rows:
        key = row.text(column.id).casefold()
        if key and first.setdefault(key, row) is not row:
            yield column, row, first[key]


def keyed(
    question: Question,
    rows: tuple[Row, ...],
    given: Mapping[int, str] | None = None,
    refused: Collection[int] = (),
) -> tuple[Row, ...]:
    """The rows with their keys: the id in the row, else a slug of its first required text, short enough, with
    a counter (`_2`) at ties; that of a department or a stakeholder is one that people can write. A department
    without a name, or whose id is no key, has none: a guessed one must not become a folder. `given`: row
    number → the key that the row has anyway; `refused`: the numbers of the rows whose id cannot be used."""
    column = id_column(question)
    known = given or {}
    names = column is not None and column.refers == "noegle"
    own = [known.get(row.number) or (_as_key(row.text(column.id)) if column else "") for row in rows]
    taken = {key.casefold() for key in (*own, *known.values()) if key} | (RESERVED_KEYS if names else set())
    counters: dict[str, int] = {}
    result: list[Row] = []
    for row, given_key in zip(rows, own, strict=True):
        key = given_key
        text = naming_text(question, row)
        if not key and not (question.id == "afdelinger" and (row.number in refused or not row.text("navn"))):
            key = _free(key_of_name(text) if names else _short_slug(text), taken, counters)
            taken.add(key.casefold())
        result.append(replace(row, key=key))
    return tuple(result)


def naming_text(question: Question, row: Row) -> str:
    """The text that names a row; empty when it holds nothing."""
    column = naming_column(question, row)
    return row.text(column.id) if column else ""


def naming_column(question: Question, row: Row) -> Column | None:
    """The column that names a row: a required reference to a task card, else its first required text, else
    its first required cell, else whatever it holds."""
    required = [column for column in question.columns if column.required == "ja"]
    cards = [column for column in required if column.refers == "opgavekort"]
    texts = [column for column in required if column.type in ("text", "markdown")]
    for column in (*cards, *texts, *required, *question.columns):
        if row.get(column.id) is not None:
            return column
    return None


def _as_key(id: str) -> str:
    return id if not id or _GIVEN.fullmatch(id) else _short_slug(id)


def key_of_name(text: str) -> str:
    """The key that a name gives (specifikation.md 2.5): »Vej og Park« → »vej_og_park«."""
    key = slug(text, limit=LONGEST_KEY)
    return key if key[0].isalpha() else f"x_{key}"[:LONGEST_KEY]


def _short_slug(text: str) -> str:
    """A slug of at most `LONGEST_SLUG` characters that is the text's own, wherever its row stands."""
    whole = slug(text, limit=len(text) * 2 + 1)
    if len(whole) <= LONGEST_SLUG:
        return whole
    mark = sha256(text.encode()).hexdigest()[: LONGEST_SLUG - _READABLE - 1]
    return f"{whole[:_READABLE].strip('_')}_{mark}"


def _free(base: str, taken: set[str], counters: dict[str, int]) -> str:
    """`base`, or `base_2`, `base_3` … when it is taken, in whatever case: keys become names of files.
    `counters` holds the last number of each base."""
    key = base
    longest = max(len(base), LONGEST_SLUG)
    while key.casefold() in taken:
        counters[base] = counters.get(base, 1) + 1
        number = f"_{counters[base]}"
        key = f"{base[: longest - len(number)]}{number}"
    return key
