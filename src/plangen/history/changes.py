"""What is different between two states of a pack: answers, rows, dates, findings, documents."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from plangen.catalog import Catalog
from plangen.history.answers import changed_answers
from plangen.history.dates import GO_LIVE
from plangen.history.item import Change, ChangeKind
from plangen.history.state import DateThen, FindingThen, PackState, ProjectState
from plangen.texts.danish import joined, short_date

DocumentState = Literal["ændret", "uændret", "nyt", "væk"]


@dataclass(frozen=True, slots=True)
class DocumentChange:
    """A document of the pack, by the catalog's id, and what became of it."""

    id: str
    state: DocumentState


@dataclass(frozen=True)
class PackChanges:
    """What has changed in one pack. `new`: there was no such pack; `gone`: there is none any more."""

    key: str
    name: str
    changes: tuple[Change, ...] = ()
    documents: tuple[DocumentChange, ...] = ()
    new: bool = False
    gone: bool = False

    @property
    def anything(self) -> bool:
        """Whether there is anything to tell."""
        return (
            self.new or self.gone or bool(self.changes) or any(d.state != "uændret" for d in self.documents)
        )


@dataclass(frozen=True)
class ProjectChanges:
    """What has changed in a project. `since`: the state that is compared with, None when nothing is
    remembered; `edition`: date and version now."""

    since: ProjectState | None
    edition: tuple[str, str]
    packs: tuple[PackChanges, ...] = ()

    @property
    def anything(self) -> bool:
        return any(pack.anything for pack in self.packs)


def project_changes(since: ProjectState | None, now: ProjectState, catalog: Catalog) -> ProjectChanges:
    """All changes from a remembered state to that of now, pack by pack; of a pack that is gone only that."""
    if since is None:
        return ProjectChanges(None, now.edition)
    then = since.packs
    packs = [pack_changes(then.get(key), pack, catalog) for key, pack in now.packs.items()]
    gone = [PackChanges(k, old.name, gone=True) for k, old in since.packs.items() if k not in now.packs]
    return ProjectChanges(since, now.edition, (*packs, *gone))


def pack_changes(old: PackState | None, new: PackState, catalog: Catalog) -> PackChanges:
    """The changes of one pack, in the order of the questionnaire; each once, with those of the pack's
    documents that print it and are not as they were. A date that none of them prints is left out."""
    if old is None:
        return PackChanges(new.key, new.name, new=True)
    documents = tuple(_documents(old, new, catalog))
    known = {one.id for one in documents if one.state != "uændret"}
    found = (*changed_answers(old, new, catalog), *_dates(old.dates, new.dates), *_findings(old, new))
    changes = (one.in_documents(known) for one in found)
    told = tuple(one for one in changes if one.documents or one.kind != "dato")
    return PackChanges(new.key, new.name, told, documents)


def _dates(old: Mapping[str, DateThen], new: Mapping[str, DateThen]) -> Iterator[Change]:
    """The dates that have moved; departments whose date moved alike together."""
    everybody = {one.whose for id, one in new.items() if id.startswith(f"{GO_LIVE}@")}
    moved: dict[tuple[str, str, str, str], list[tuple[str, DateThen]]] = {}
    for id, now in new.items():
        was = old.get(id)
        if was is not None and was.day != now.day:
            moved.setdefault((now.what, now.part, was.day, now.day), []).append((id, now))
    for (what, part, was_day, day), group in moved.items():
        names = [one.whose for _, one in group if one.whose]
        label = f"{what} ({joined(names)})" if names and set(names) != everybody else what
        id, first = group[0]
        before, after = (short_date(date.fromisoformat(one)) for one in (was_day, day))
        yield Change("dato", id.partition("@")[0], label, before, after, first.documents, part=part)


def _findings(old: PackState, new: PackState) -> Iterator[Change]:
    """The findings that are new and that are gone. One of the same rule about the same question, in other
    words than before, is neither."""
    came = _without(new.findings, old.findings)
    went = _without(old.findings, new.findings)
    still = Counter((one.code, one.question) for one in came) & Counter((o.code, o.question) for o in went)
    sides: tuple[tuple[ChangeKind, list[FindingThen]], ...] = (
        ("bemærkning ny", came),
        ("bemærkning væk", went),
    )
    for kind, found in sides:
        same = still.copy()
        for one in found:
            place = (one.code, one.question)
            if same[place]:
                same[place] -= 1
                continue
            label = f"{one.level}: {one.message} [{one.code}]"
            yield Change(kind, one.code, label, documents=one.documents, level=one.level)


def _without(some: Iterable[FindingThen], others: Iterable[FindingThen]) -> list[FindingThen]:
    """The findings that stand in `some` and not in `others`, by rule and message."""
    known = Counter((one.code, one.message) for one in others)
    left: list[FindingThen] = []
    for one in some:
        if known[one.code, one.message]:
            known[one.code, one.message] -= 1
        else:
            left.append(one)
    return left


def _documents(old: PackState, new: PackState, catalog: Catalog) -> Iterator[DocumentChange]:
    for id in catalog.documents:
        was, now = old.documents.get(id), new.documents.get(id)
        if was is None and now is None:
            continue
        if was is None or now is None:
            yield DocumentChange(id, "nyt" if was is None else "væk")
        else:
            yield DocumentChange(id, "uændret" if was == now else "ændret")
