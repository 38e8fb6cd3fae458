"""What is remembered of one Word file: the file as plangen made it, and the answers behind it."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from plangen.answers.blank_rows import BlankRow
from plangen.catalog import AS_USUAL, PAPERS, Variant
from plangen.differences.settled import Settled, as_text, as_texts
from plangen.ooxml.opening import UnreadableWord
from plangen.store.readable import readable
from plangen.word.reading.printed import printed

VERSION = 2
_WITH_TEXTS = 1
"""The version that also said what each answer was printed as, which stands in the edition beside it."""
_DOCUMENT = re.compile(r"[A-Za-z][A-Za-z0-9_-]{0,19}")
_VARIANT = re.compile(r"[a-z0-9_]{1,40}")
_LARGEST = 50_000_000
"""Bytes of a memory; a larger one is not plangen's."""


@dataclass(frozen=True)
class Memory:
    """What is remembered of one Word file besides its bytes.

    `document`: the catalog's id; `department`: None in the pack of all; `edition`: which version
    it is, as the file says itself (`ooxml.properties`). `raws`: id → raw value as JSON holds
    it, of every question that the document shows, and the names of departments and stakeholders; `keys`:
    table → the keys of its rows; `listed`: of those the ones that this pack shows. `sha256` is the file's,
    `template_sha256` the template's, `answers_sha256` that of all answers of the pack. `settled`: what has
    been pulled from the edited file since; `copies`: the same of copies of it, by their names in the pack.
    `blanks`: address of a row that is not there yet, but has a place to write in the file → what is known.
    `variant`: what is special about this file of the document; `day`: `pakke.dato` when it was made, as
    ÅÅÅÅ-MM-DD, empty without one.
    """

    document: str
    department: str | None
    sha256: str
    template: str
    template_sha256: str
    answers_sha256: str
    raws: Mapping[str, Any] = field(default_factory=dict)
    keys: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    listed: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    settled: Settled = field(default_factory=Settled)
    edition: str = ""
    copies: Mapping[str, Settled] = field(default_factory=dict)
    blanks: Mapping[str, BlankRow] = field(default_factory=dict)
    variant: Variant = AS_USUAL
    day: str = ""

    def to_json(self) -> bytes:
        data = {
            "version": VERSION,
            "dokument": self.document,
            "afdeling": self.department,
            "udgave": self.edition,
            "sha256": self.sha256,
            "skabelon": {"fil": self.template, "sha256": self.template_sha256},
            "alle_svar_sha256": self.answers_sha256,
            "raekker": {table: list(keys) for table, keys in sorted(self.keys.items())},
            "viste_raekker": {table: list(keys) for table, keys in sorted(self.listed.items())},
            "svar": {id: raw for id, raw in sorted(self.raws.items()) if raw is not None},
            "foert_tilbage": self.settled.to_json(),
        }
        if self.blanks:
            data["tomme_raekker"] = {
                row: {"kendt": dict(blank.known), "fra": dict(blank.taken)}
                for row, blank in sorted(self.blanks.items())
            }
        if self.variant.name:
            data["saerligt"] = variant_json(self.variant)
        if self.day:
            data["dato"] = self.day
        if self.copies:
            data["kopier"] = {name: one.to_json() for name, one in sorted(self.copies.items())}
        return readable(data)

    @classmethod
    def from_json(cls, data: bytes) -> Memory:
        """Raises ValueError, KeyError, TypeError or AttributeError for anything else than such a memory."""
        read = json.loads(data)
        if read["version"] not in (VERSION, _WITH_TEXTS):
            raise ValueError("another version")
        answers = read["svar"].items()
        if read["version"] == _WITH_TEXTS:
            answers = ((id, answer["raa"]) for id, answer in answers)
        return cls(
            document=_document(read["dokument"]),
            department=None if read["afdeling"] is None else as_text(read["afdeling"]),
            sha256=as_text(read["sha256"]),
            template=as_text(read["skabelon"]["fil"]),
            template_sha256=as_text(read["skabelon"]["sha256"]),
            answers_sha256=as_text(read["alle_svar_sha256"]),
            raws={id: raw for id, raw in answers if raw is not None},
            keys={table: as_texts(keys) for table, keys in read["raekker"].items()},
            listed={table: as_texts(keys) for table, keys in read.get("viste_raekker", {}).items()},
            settled=Settled.from_json(read.get("foert_tilbage", {})),
            edition=as_text(read["udgave"]),
            copies={name: Settled.from_json(one) for name, one in read.get("kopier", {}).items()},
            blanks={
                row: BlankRow(dict(one["kendt"]), {column: as_text(id) for column, id in one["fra"].items()})
                for row, one in read.get("tomme_raekker", {}).items()
            },
            variant=variant_of(read.get("saerligt", {})),
            day=as_text(read.get("dato", "")),
        )


def variant_json(variant: Variant) -> dict[str, str]:
    """What is special about a file, as it is remembered."""
    return {"navn": variant.name, "papir": variant.paper, "udfoerer": variant.performer}


def variant_of(read: Mapping[str, object]) -> Variant:
    """The same, read. Raises `ValueError` for a name that no file has, and for paper that there is not."""
    if not read:
        return AS_USUAL
    name, paper = as_text(read["navn"]), as_text(read["papir"])
    if not _VARIANT.fullmatch(name) or paper not in PAPERS:
        raise ValueError("no variant")
    return Variant(name, paper, as_text(read.get("udfoerer", "")))


def read_memory(told: Path) -> Memory | None:
    """A memory by its place; None when there is none, or it cannot be what plangen wrote."""
    try:
        if told.is_symlink() or told.stat().st_size > _LARGEST:
            return None
        return Memory.from_json(told.read_bytes())
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None


def _document(value: object) -> str:
    """The id of a document; whether there is such a one is for whoever holds a catalog."""
    if not _DOCUMENT.fullmatch(as_text(value)):
        raise ValueError("no id of a document")
    return as_text(value)


@dataclass(frozen=True)
class Base:
    """A Word file as plangen made it. `told`: where its memory lies."""

    data: bytes
    memory: Memory
    told: Path

    @cached_property
    def filled(self) -> frozenset[str]:
        """The ids of the answers that are filled in there; none when it is no Word file."""
        try:
            answers = printed(self.data).answers
        except UnreadableWord:
            return frozenset()
        return frozenset(id for id, filled in answers.items() if filled)


@dataclass(frozen=True)
class ProjectMemory:
    """Where the answers of a pack are, as seen from the project's folder, and the date of the run if one
    was given (`--dato`)."""

    answers: str
    date: str = ""


def sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
