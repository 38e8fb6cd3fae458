"""What the pack overview (D00) tells of the pack's other documents: status, findings, open points."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any, Protocol

from plangen.answers.model import Answers
from plangen.catalog import Document
from plangen.documents.open_points import OpenPoint
from plangen.findings import Finding, Severity
from plangen.plan.roles import role_of_key
from plangen.texts import danish
from plangen.texts.values import Passage, Record, Rows

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


def pack_overview(subject: Told, points: Mapping[str, Sequence[OpenPoint]]) -> Record:
    """The record `pakken`: `dokumenter`, `aabne_punkter` (D00's own too: it has no other list of them),
    `kontrol` (sentences on how many checks were made), `kvalitet`, `vigtigste`, and
    `faldgrubetjek`: whether the pack has the document with every finding (specifikation.md 4.2, D00).

    `points`: open points by document id; documents without an entry have not been looked at.
    """
    passages = subject.context["st"]
    return Record(
        {
            "dokumenter": _documents(subject, points),
            "aabne_punkter": Rows(_open_points(subject, points), passages["ST-56"]),
            "kontrol": _checked(subject),
            "kvalitet": _quality(subject),
            "vigtigste": _most_important(subject),
            "faldgrubetjek": any(document.id == PITFALLS_DOCUMENT for document in subject.documents),
        }
    )


def _documents(subject: Told, points: Mapping[str, Sequence[OpenPoint]]) -> list[Record]:
    rows = []
    for document in subject.documents:
        if document.id == OVERVIEW_DOCUMENT:
            continue
        rows.append(
            Record(
                {
                    "id": document.id,
                    "titel": document.title,
                    "formaal": document.purpose,
                    "ejer": role_of_key(subject.answers, document.owner).text,
                    "status": _status(subject, points.get(document.id)),
                }
            )
        )
    return rows


def _status(subject: Told, points: Sequence[OpenPoint] | None) -> str:
    """How many answers a document lacks; of one that lacks none, the status of the pack."""
    if points is None:
        return "Kan ikke dannes"
    lacking = f"{danish.number(len(points))} svar mangler"
    return lacking if points else str(subject.context["pakke"].status)


def _checked(subject: Told) -> list[Passage]:
    """How many of the checks of the profile were made; that there is nothing to find only when all were
    (specifikation.md 5.3)."""
    passages, profile = subject.context["st"], subject.answers.profile
    rules = subject.answers.catalog.rules.values()
    asked = [rule for rule in rules if rule.severity(rule.demands[0], profile) is not None]
    if not subject.checks:
        return [passages["ST-59"]]
    made, judged = len(subject.checks), sum(rule.built for rule in asked)
    counts = {"koert": made, "antal": judged, "ikke": judged - made}
    told = [passages.filled("ST-58", {name: danish.number(count) for name, count in counts.items()})]
    clean = judged == len(asked) and not _printed(subject)
    return [*told, passages["ST-57"]] if clean else told


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


def _quality(subject: Told) -> list[Record]:
    """Errors and warnings for each document of the pack that a finding belongs to; »Svarfilen« for the
    others."""
    counts: Counter[tuple[str, Severity]] = Counter()
    documents = {document.id: document for document in subject.documents}
    for finding in _printed(subject):
        for document in [id for id in finding.documents if id in documents] or [""]:
            counts[document, finding.severity] += 1
    keys = [key for key in (*documents, "") if any(counts[key, severity] for severity in Severity)]
    return [
        Record(
            {
                "dokument": documents[key].title if key else "Svarfilen",
                "fejl": str(counts[key, Severity.ERROR]),
                "advarsler": str(counts[key, Severity.WARNING]),
            }
        )
        for key in keys
    ]


def _most_important(subject: Told) -> list[Record]:
    """Errors before warnings, then by rule number."""
    ordered = sorted(_printed(subject), key=lambda finding: (finding.severity.rank, finding.code))
    return [
        Record(
            {
                "niveau": finding.severity.value.capitalize(),
                "besked": finding.message,
                "sted": "" if finding.message.startswith(finding.where) else finding.where,
            }
        )
        for finding in ordered[:_MOST_IMPORTANT]
    ]


def _printed(subject: Told) -> list[Finding]:
    """What documents show: information is for `plangen check` only (specifikation.md 4.1)."""
    return [finding for finding in subject.findings if finding.severity is not Severity.INFO]
