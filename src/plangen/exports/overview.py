"""What the page and the workbook with all departments are told of each pack.

Plain texts, numbers and dates (ÅÅÅÅ-MM-DD), so that the packs which a run does not make are remembered from
the run that made them (`store.overviews`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import NamedTuple

from plangen.answers.asking import progress
from plangen.answers.model import Answers
from plangen.catalog import Document
from plangen.catalog.address import Address
from plangen.documents.open_points import OpenPoint
from plangen.documents.quality import printed
from plangen.exports.agenda import one_line
from plangen.findings import Finding, Severity
from plangen.history.item import Change
from plangen.history.told import edition_name, from_to, is_told, word_of
from plangen.plan.entry import PlanEntry
from plangen.plan.model import Plan
from plangen.plan.state import Point

SEPARATOR = "\n"
"""Between the parts of a text that is a list."""
OTHER = "Svarfilen"
"""Where a finding stands that belongs to no document of the pack."""


class OpenAnswer(NamedTuple):
    """A missing answer that documents of the pack ask for. `due`: empty when it is due at once."""

    id: str
    what: str
    who: str
    due: str
    document: str


class PackFinding(NamedTuple):
    """An error or warning; `documents`: the titles of those of the pack that it belongs to."""

    level: str
    message: str
    advice: str
    documents: str


class EditedWordFile(NamedTuple):
    """A Word file that says something else than the build wrote. `pdf`: what is to be known of its PDF."""

    document: str
    file: str
    state: str
    pdf: str


class Decision(NamedTuple):
    """A row of `beslutninger`; `whose`: the departments that it names, empty for all."""

    what: str
    who: str
    due: str
    status: str
    whose: str


class Measurement(NamedTuple):
    """A goal with what was measured last."""

    goal: str
    owner: str
    latest: str
    target: str
    due: str
    status: str


class Soon(NamedTuple):
    """A line of the next four weeks. `called`: what kind of thing it is, as documents say it; `whose`: the
    departments that it concerns, empty for all of the pack."""

    day: str
    called: str
    what: str
    who: str
    status: str
    whose: str


class PackChange(NamedTuple):
    """Something that is not as in the edition `since`. `what`: »Flyttet«; `contrast`: »15 → 20«."""

    what: str
    name: str
    contrast: str
    since: str
    documents: str


class PackFile(NamedTuple):
    """A file of the pack, and what it is."""

    title: str
    file: str


Open = Mapping[str, tuple[OpenAnswer, ...]]
"""Document id → what it lacks."""
Due = Callable[[str], date | None]
"""When a question must be answered, None when it is due."""


@dataclass(frozen=True)
class PackOverview:
    """One pack. `date`: that of the pack when it was made; `open`: by document id, those of documents that
    have been looked at; `conflicts`: Word files with edits that contradict the answers; `stale`: files that
    are out of date."""

    key: str
    name: str
    date: str
    go_live: str
    asked: int
    answered: int
    open: Open = field(default_factory=dict)
    findings: tuple[PackFinding, ...] = ()
    decisions: tuple[Decision, ...] = ()
    measurements: tuple[Measurement, ...] = ()
    soon: tuple[Soon, ...] = ()
    words: tuple[EditedWordFile, ...] = ()
    files: tuple[PackFile, ...] = ()
    changes: tuple[PackChange, ...] = ()
    conflicts: int = 0
    stale: tuple[str, ...] = ()

    def with_open(
        self, points: Iterable[tuple[Document, Sequence[OpenPoint]]], due: Due, others: Open
    ) -> PackOverview:
        """The same with the open points of documents. `others`: those of documents not looked at."""
        found = {document.id: tuple(_open(one, due, document) for one in some) for document, some in points}
        return replace(self, open={**others, **found})

    def with_changes(
        self, since: tuple[str, str], changes: Iterable[Change], documents: Sequence[Document]
    ) -> PackOverview:
        """The same with what has changed since an edition. `documents`: the pack's."""
        titles = {document.id: document.title for document in documents}
        told = (
            PackChange(
                word_of(one),
                one_line(one.name),
                from_to(one),
                edition_name(since),
                SEPARATOR.join(titles[id] for id in one.documents if id in titles),
            )
            for one in changes
            if is_told(one)
        )
        return replace(self, changes=tuple(told))

    def count(self, severity: Severity) -> int:
        """How many findings have that level."""
        return sum(one.level == severity.value for one in self.findings)


def pack_of(
    key: str,
    name: str,
    answers: Answers,
    plan: Plan,
    findings: Iterable[Finding],
    documents: Sequence[Document],
) -> PackOverview:
    """What answers and plan say of one pack; what its documents lack (`with_open`) and what lies on the disk
    is added by who has looked there. `documents`: the pack's."""
    answered, asked = progress(answers)
    titles = {document.id: document.title for document in documents}
    return PackOverview(
        key=key,
        name=name,
        date=_iso(plan.today),
        go_live=_iso(plan.go_live),
        asked=asked,
        answered=answered,
        findings=tuple(_finding(one, titles) for one in printed(findings)),
        decisions=tuple(_decision(one, plan) for one in plan.decisions),
        measurements=tuple(_measurements(plan)),
        soon=tuple(_soon(one) for one in plan.upcoming or ()),
    )


def _open(point: OpenPoint, due: Due, document: Document) -> OpenAnswer:
    day = due(Address.parse(point.id).head)
    return OpenAnswer(point.id, one_line(point.mangler), point.kan_svare, _iso(day), document.title)


def _finding(finding: Finding, titles: Mapping[str, str]) -> PackFinding:
    mine = [titles[id] for id in finding.documents if id in titles]
    return PackFinding(
        finding.severity.value,
        one_line(finding.message),
        one_line(finding.hint),
        SEPARATOR.join(mine or [OTHER]),
    )


def _decision(point: Point, plan: Plan) -> Decision:
    whose = [str(one.name) for one in plan.departments if one.key in point.departments]
    return Decision(
        one_line(point.what.text),
        one_line(point.responsible.text),
        _iso(point.due.day),
        point.status_label,
        "" if "alle" in point.departments else SEPARATOR.join(whose),
    )


def _measurements(plan: Plan) -> Iterator[Measurement]:
    for goal in plan.goals:
        yield Measurement(
            one_line(goal.goal.text),
            one_line(goal.owner.text),
            one_line(goal.latest.text.text) if goal.latest else "",
            one_line(goal.target.text.text),
            _iso(goal.measured_on.day),
            goal.status,
        )


def _soon(entry: PlanEntry) -> Soon:
    number = f"{entry.card.number} " if entry.card else ""
    said = dict.fromkeys(one_line(text.text) for text in (entry.what, *entry.more[:1]) if text)
    return Soon(
        _iso(entry.when.day),
        entry.kind,
        number + ": ".join(said),
        one_line(entry.who.text),
        entry.status,
        SEPARATOR.join(str(one.name) for one in entry.departments),
    )


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""
