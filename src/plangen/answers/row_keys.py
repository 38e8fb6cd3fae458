"""What identifies a row across edits (`Row.key`)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from hashlib import sha256

from plangen.answers.values import Row
from plangen.catalog import Column, Question
from plangen.texts.danish import slug

LONGEST_SLUG = 24
"""A longer key might not fit into the tag of a control in a Word file, which has room for 64 characters:
the key stands there between the ids of its question and its column."""

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
    question: Question, rows: tuple[Row, ...], given: Mapping[int, str] | None = None
) -> tuple[Row, ...]:
    """The rows with their keys: the id in the row, else a slug of its first required text, short enough, with
    a counter (`_2`) at ties. A department without a valid id has no key: a guessed one must not become a
    folder. `given`: row number → the key that the row has anyway."""
    column = id_column(question)
    known = given or {}
    own = [known.get(row.number) or (_as_key(row.text(column.id)) if column else "") for row in rows]
    taken = {key for key in (*own, *known.values()) if key}
    counters: dict[str, int] = {}
    result: list[Row] = []
    for row, given_key in zip(rows, own, strict=True):
        key = given_key
        if not key and question.id != "afdelinger":
            key = _free(_short_slug(naming_text(question, row)), taken, counters)
            taken.add(key)
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


def _short_slug(text: str) -> str:
    """A slug of at most `LONGEST_SLUG` characters that is the text's own, wherever its row stands."""
    whole = slug(text, limit=len(text) * 2 + 1)
    if len(whole) <= LONGEST_SLUG:
        return whole
    mark = sha256(text.encode()).hexdigest()[: LONGEST_SLUG - _READABLE - 1]
    return f"{whole[:_READABLE].strip('_')}_{mark}"


def _free(base: str, taken: set[str], counters: dict[str, int]) -> str:
    """`base`, or `base_2`, `base_3` … when it is taken; `counters` holds the last number of each base."""
    key = base
    while key in taken:
        counters[base] = counters.get(base, 1) + 1
        number = f"_{counters[base]}"
        key = f"{base[: LONGEST_SLUG - len(number)]}{number}"
    return key
