"""What is remembered of a build: what its packs said, small and readable."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Self

VERSION = 1
_COMMON = "faelles"


@dataclass(frozen=True, slots=True)
class DateThen:
    """One dated thing. `what`: what it is called; `whose`: the name of the department that it is the date of,
    empty for all; `day`: ÅÅÅÅ-MM-DD; `documents`: the ids of those that print it; `part`: of a task card,
    start or slut."""

    what: str
    day: str
    whose: str = ""
    documents: tuple[str, ...] = ()
    part: str = ""


@dataclass(frozen=True, slots=True)
class FindingThen:
    """One finding of the checks."""

    code: str
    level: str
    message: str
    question: str = ""
    documents: tuple[str, ...] = ()


@dataclass(frozen=True)
class PackState:
    """One pack. `answers`: id → raw value as JSON holds it, of what the pack shows; `rows`: table → the keys
    of its rows; `dates`: what tells a dated thing from others → itself; `documents`: id → what tells one
    content of it from another, but for the pack's date and version."""

    key: str
    name: str
    answers: Mapping[str, Any] = field(default_factory=dict)
    rows: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    dates: Mapping[str, DateThen] = field(default_factory=dict)
    findings: tuple[FindingThen, ...] = ()
    documents: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class ProjectState:
    """All packs of a project as one build left them. `number` counts the builds that changed something;
    `date` (ÅÅÅÅ-MM-DD) and `version` are those of `pakke`, empty when they are not given."""

    number: int
    date: str
    version: str
    packs: Mapping[str, PackState] = field(default_factory=dict)

    @property
    def edition(self) -> tuple[str, str]:
        """What a reader knows it by."""
        return self.date, self.version

    def says_the_same(self, other: ProjectState) -> bool:
        """Whether nothing but the number is different."""
        return self.edition == other.edition and self.packs == other.packs

    def to_json(self) -> bytes:
        common = self.packs.get(_COMMON)
        data = {
            "version": VERSION,
            "nummer": self.number,
            "dato": self.date,
            "udgave": self.version,
            "pakker": {key: _pack_json(pack, common) for key, pack in self.packs.items()},
        }
        return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode("utf-8")

    @classmethod
    def from_json(cls, data: bytes) -> Self:
        """Raises ValueError, KeyError, TypeError or AttributeError for anything else than such a state."""
        read = json.loads(data)
        if read["version"] != VERSION:
            raise ValueError("another version")
        packs: dict[str, PackState] = {}
        for key, pack in read["pakker"].items():
            packs[str(key)] = _pack(str(key), pack, packs.get(_COMMON))
        return cls(int(read["nummer"]), str(read["dato"]), str(read["udgave"]), packs)


def _pack_json(pack: PackState, common: PackState | None) -> dict[str, Any]:
    """A department's answers are told as what is different from the project's."""
    shared = common.answers if common and common is not pack else {}
    told = {
        "navn": pack.name,
        "svar": {id: raw for id, raw in pack.answers.items() if id not in shared or shared[id] != raw},
        "raekker": {table: list(keys) for table, keys in pack.rows.items()},
        "datoer": {id: _date_json(one) for id, one in pack.dates.items()},
        "bemaerkninger": [_finding_json(one) for one in pack.findings],
        "dokumenter": dict(pack.documents),
    }
    return told | ({"uden": [id for id in shared if id not in pack.answers]} if shared else {})


def _pack(key: str, read: Mapping[str, Any], common: PackState | None) -> PackState:
    without = frozenset(read.get("uden", ()))
    shared = common.answers if common and "uden" in read else {}
    kept = {id: raw for id, raw in shared.items() if id not in without}
    return PackState(
        key,
        str(read["navn"]),
        {**kept, **read["svar"]},
        {table: tuple(map(str, keys)) for table, keys in read["raekker"].items()},
        {id: _date(one) for id, one in read["datoer"].items()},
        tuple(_finding(one) for one in read["bemaerkninger"]),
        {str(id): str(mark) for id, mark in read["dokumenter"].items()},
    )


def _date_json(one: DateThen) -> dict[str, Any]:
    told = {"hvad": one.what, "dato": one.day, "dokumenter": list(one.documents)}
    told |= {"afdeling": one.whose} if one.whose else {}
    return told | ({"del": one.part} if one.part else {})


def _date(read: Mapping[str, Any]) -> DateThen:
    documents = tuple(map(str, read["dokumenter"]))
    whose, part = (str(read.get(key, "")) for key in ("afdeling", "del"))
    return DateThen(str(read["hvad"]), str(read["dato"]), whose, documents, part)


def _finding_json(one: FindingThen) -> dict[str, Any]:
    return {
        "kode": one.code,
        "niveau": one.level,
        "besked": one.message,
        "spoergsmaal": one.question,
        "dokumenter": list(one.documents),
    }


def _finding(read: Mapping[str, Any]) -> FindingThen:
    code, level, message, question = (str(read[k]) for k in ("kode", "niveau", "besked", "spoergsmaal"))
    return FindingThen(code, level, message, question, tuple(map(str, read["dokumenter"])))
