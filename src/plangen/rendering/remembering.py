"""The answers behind a document, for its memory."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

from plangen.answers.department_view import shown_to
from plangen.answers.identity import Very
from plangen.answers.model import Answers
from plangen.catalog import Document
from plangen.catalog.address import Address
from plangen.library import Library
from plangen.pulling.names import is_name
from plangen.pulling.raw_values import raw_values, row_keys, to_json
from plangen.rendering.subject import Subject
from plangen.store.memory import Memory, sha256
from plangen.word.reading.printed import printed

_NAMES = ""
"""Stands for a question among those that answers are kept by."""


def memory_of(library: Library, document: Document, subject: Subject, data: bytes) -> Memory:
    """What is to be remembered of a Word file. `subject`: its pack; `data`: the file."""
    answers = subject.answers
    said = printed(data)
    addresses = [Address.parse(id) for id in said.answers]
    questions = dict.fromkeys(address.whole for address in addresses)
    rows = {address.table_row for address in addresses if address.is_blank}
    places = {str(Address(table).item(key)) for table, key in rows}
    keys = _keys(Very(answers))
    listed = _keys(Very(shown_to(answers, answers.department))) if answers.department else keys
    raws = _raws(Very(answers))
    template = f"{document.template_file}.docx"
    return Memory(
        document=document.id,
        department=answers.department,
        sha256=sha256(data),
        template=template,
        template_sha256=sha256(library.templates.read("docx", template)),
        answers_sha256=answers_hash(answers),
        raws={id: raw for question in (*questions, _NAMES) for id, raw in raws.get(question, ())},
        keys={table: keys[table] for table in keys if table in questions},
        listed={table: shown_keys for table, shown_keys in listed.items() if table in questions},
        edition=said.edition,
        blanks={row: blank for row, blank in subject.blanks.items() if row in places},
        variant=document.variant,
        day=answers.today.isoformat() if answers.today else "",
    )


@lru_cache(maxsize=8)
def _raws(of: Very[Answers]) -> Mapping[str, Sequence[tuple[str, Any]]]:
    """Question → the ids of its answers and their raw values; those that name something, which any document
    may show, by themselves. Every document of a pack is remembered with some of them."""
    found: dict[str, list[tuple[str, Any]]] = {}
    for id, raw in raw_values(of.value).items():
        question = _NAMES if is_name(id) else Address.parse(id).whole
        found.setdefault(question, []).append((id, to_json(raw)))
    return found


@lru_cache(maxsize=8)
def _keys(of: Very[Answers]) -> Mapping[str, tuple[str, ...]]:
    """The keys of the rows of its tables, which every document of a pack is remembered with."""
    return row_keys(of.value)


def answers_hash(answers: Answers) -> str:
    """A hash of everything that a pack's documents can show of the answers."""
    return _hash(Very(answers))


@lru_cache(maxsize=64)
def _hash(of: Very[Answers]) -> str:
    """Every document of a pack is remembered with it."""
    answers = of.value
    told: Mapping[str, Any] = {
        "svar": {id: to_json(raw) for id, raw in raw_values(answers).items()},
        "raekker": row_keys(answers),
        "tekster": dict(answers.passages),
        "ugyldige": sorted(map(str, answers.invalid)),
        "afdeling": answers.department,
    }
    return sha256(json.dumps(told, ensure_ascii=False, sort_keys=True).encode("utf-8"))
