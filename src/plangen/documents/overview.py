"""What the pack overview (D00) tells of the pack's other documents: status, findings, open points."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any, Protocol

from plangen.answers.model import Answers
from plangen.catalog import Document
from plangen.documents.open_points import OpenPoint
from plangen.documents.quality import LEVELS, checks_made, most_important, printed
from plangen.findings import Finding, Severity
from plangen.plan.roles import role_of_key
from plangen.texts import danish
from plangen.texts.records import Record, Rows

OVERVIEW_DOCUMENT = "D00"
PITFALLS_DOCUMENT = "D11"
_MOST_IMPORTANT = 5


class Told(Protocol):
    """The parts of a pack that the overview needs."""

    @property
    def key(self) -> str: ...
    @property
    def documents(self) -> tuple[Document, ...]: ...
    @property
    def answers(self) -> Answers: ...
    @property
    def context(self) -> Mapping[str, Any]: ...
    @property
    def findings(self) -> tuple[Finding, ...]: ...
    @property
    def checks(self) -> frozenset[str]: ...


def pack_overview(
    subject: Told, points: Mapping[str, Sequence[OpenPoint]], changes: Record | None = None
) -> Record:
    """The record `pakken`: `dokumenter`, `ejere` with those of each, `aabne_punkter` (D00's own too: it has
    no other list of them),
    `kontrol` (sentences on how many checks were made), `kvalitet`, `vigtigste`, and
    `faldgrubetjek`: whether the pack has the document with every finding (specifikation.md 4.2, D00),
    `aendringer`: what has changed since the edition before (`changes`).

    `points`: open points by document id; documents without an entry have not been looked at.
    """
    passages = subject.context["st"]
    documents = _documents(subject, points)
    important = most_important(subject.findings, _MOST_IMPORTANT)
    return Record(
        {
            "dokumenter": documents,
            "ejere": _by_owner(documents),
            "aabne_punkter": Rows(_open_points(subject, points), passages["ST-56"]),
            "kontrol": checks_made(subject.answers, subject.findings, subject.checks, passages),
            "kvalitet": _quality(subject, important),
            "vigtigste": important,
            "faldgrubetjek": any(document.id == PITFALLS_DOCUMENT for document in subject.documents),
            "aendringer": changes or Record({"siden": "", "punkter": (), "flere": ""}),
        }
    )


def _documents(subject: Told, points: Mapping[str, Sequence[OpenPoint]]) -> list[Record]:
    rows = []
    for document in subject.documents:
        if document.id == OVERVIEW_DOCUMENT:
            continue
        lacking = _lacking(points.get(document.id))
        rows.append(
            Record(
                {
                    "id": document.id,
                    "titel": document.title,
                    "formaal": document.purpose,
                    "ejer": role_of_key(subject.answers, document.owner).text,
                    "mangler": lacking,
                    "status": lacking or str(subject.context["pakke"].status),
                }
            )
        )
    return rows


def _lacking(points: Sequence[OpenPoint] | None) -> str:
    """How many answers a document lacks; empty for one that has the status of the pack."""
    if points is None:
        return "Kan ikke dannes"
    return f"{danish.number(len(points))} svar mangler" if points else ""


def _by_owner(documents: Sequence[Record]) -> list[Record]:
    """Who owns which documents, in the order of the pack."""
    owned: dict[str, list[Record]] = {}
    for document in documents:
        owned.setdefault(document.ejer, []).append(document)
    return [Record({"ejer": owner, "dokumenter": found}) for owner, found in owned.items()]


def _open_points(subject: Told, points: Mapping[str, Sequence[OpenPoint]]) -> list[Record]:
    """Each missing answer once, where it is first asked for: it is one thing to find out."""
    asked: dict[str, tuple[OpenPoint, list[str]]] = {}
    for document in subject.documents:
        for point in points.get(document.id, ()):
            asked.setdefault(point.id, (point, []))[1].append(document.title)
    return [
        Record(
            {
                "dokument": _first_and_others(titles),
                "mangler": point.mangler,
                "kan_svare": point.kan_svare,
                "senest": point.senest,
            }
        )
        for point, titles in asked.values()
    ]


def _first_and_others(titles: Sequence[str]) -> str:
    others = len(titles) - 1
    return titles[0] if not others else f"{titles[0]} og {danish.counted(others, 'andet', 'andre')}"


def _quality(subject: Told, most_important: Sequence[Record]) -> list[Record]:
    """Errors, then warnings: how many there are in each document of the pack that a finding belongs to
    (»Svarfilen« for the others), and those that matter most."""
    counts: Counter[tuple[str, Severity]] = Counter()
    titles = {document.id: document.title for document in subject.documents} | {"": "Svarfilen"}
    for finding in printed(subject.findings):
        for document in [id for id in finding.documents if id in titles] or [""]:
            counts[document, finding.severity] += 1
    return [
        Record(
            {
                "navn": name,
                "dokumenter": [
                    Record({"titel": title, "antal": danish.number(counts[key, severity])})
                    for key, title in titles.items()
                    if counts[key, severity]
                ],
                "vigtigste": [row for row in most_important if row.niveau == severity.value.capitalize()],
            }
        )
        for severity, name in LEVELS.items()
        if any(of is severity for _, of in counts)
    ]
