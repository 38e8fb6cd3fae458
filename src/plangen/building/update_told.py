"""What an update came to, put together for people: of each Word file what staff did, what the plan changed,
and where both did."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path
from typing import Final

from plangen.answers.packs import documents_of, packs_of
from plangen.building.joining import JoinedCopy
from plangen.building.outcome import BuildOutcome
from plangen.differences.telling import told_edits
from plangen.documents.context import department_name
from plangen.exports.update import (
    AS_BEFORE,
    JOINED,
    MERGED,
    RENEWED,
    STAYS,
    AnswerBack,
    Dispute,
    ToldChange,
    UpdatedDocument,
    UpdateReport,
    WrittenCopy,
)
from plangen.findings import PlangenError
from plangen.merging.outcome import Merged
from plangen.ooxml.properties import NOBODY, Saved, last_saved
from plangen.projects.sources import LoadedProject
from plangen.store.base import REPLACED, read_bytes
from plangen.store.memory import Base
from plangen.wordfiles.edited import Edited, UnknownFile
from plangen.wordfiles.pull import PullOutcome
from plangen.wordfiles.scope import EditedPack
from plangen.wordfiles.status import labels_of


@dataclass(frozen=True)
class Before:
    """A Word file as an update came to it. `base`: what is remembered of it; `staff`: what was done to it;
    `saved`: who saved it last, when it was edited; `reason`: why it cannot be updated, in Danish; `copy_of`:
    the document that it is a copy of."""

    data: bytes
    base: Base | None
    staff: tuple[ToldChange, ...] = ()
    saved: Saved = NOBODY
    reason: str = ""
    copy_of: Path | None = None


def before_update(pack: EditedPack, target: Path, file: Path) -> Before:
    """A Word file of a pack as it is now: the document `target`, or a copy of it."""
    copy_of = target if target != file else None
    try:
        data, base = read_bytes(file), pack.editing.base(target, file)
        state = pack.editing.state(target, file)
    except PlangenError as error:
        return Before(b"", None, reason=error.message.rstrip("."), copy_of=copy_of)
    if isinstance(state, UnknownFile):
        return Before(data, base, reason=state.reason.rstrip("."), copy_of=copy_of)
    if not isinstance(state, Edited):
        return Before(data, base, copy_of=copy_of)
    staff = tuple(ToldChange(*one) for one in told_edits(state.difference, labels_of(pack, state)))
    return Before(data, base, staff, last_saved(data), copy_of=copy_of)


def update_report(
    pack: EditedPack,
    loaded: LoadedProject,
    before: Mapping[Path, Before],
    pulled: PullOutcome,
    outcomes: Iterable[BuildOutcome],
    joined: Sequence[JoinedCopy] = (),
) -> UpdateReport:
    """What became of a pack. `loaded`: the project with the answers that came back; `before`: its Word files
    as they were; `outcomes`: of what was made anew; `joined`: what became of copies."""
    told = list(outcomes)
    packs = [made for outcome in told for made in outcome.packs]
    copies = (one for outcome in told for one in outcome.copies)
    merged = {one.path: one.merged for one in chain(copies, *(made.merged for made in packs))}
    stays = dict(chain.from_iterable(one.copies_stay.items() for one in told))
    stays |= {path: why for made in packs for path, why in made.stays.items()}
    stays = {one.copy.path: one.why for one in joined if one.why} | stays
    names = _Names(loaded)
    documents = _with_copies(
        pack,
        {
            file: _document(pack.name(file), file, seen, merged.get(file), stays.get(file, ""), names)
            for file, seen in before.items()
        },
        [one for one in joined if not one.why],
    )
    base = loaded.project.base
    day = base.today
    return UpdateReport(
        base.text("projekt_titel") or loaded.name,
        base.text("kommune_navn"),
        day.isoformat() if day else "",
        documents,
        tuple(_answers(pulled)),
        tuple(dict.fromkeys(_left(pulled))),
        f"{pack.store.root}, i mapperne »{REPLACED}«" if merged or joined else "",
    )


def _with_copies(
    pack: EditedPack, documents: dict[Path, UpdatedDocument], joined: Sequence[JoinedCopy]
) -> tuple[UpdatedDocument, ...]:
    """The documents with what came into them from copies, and the copies that are put away. What somebody has
    to decide on stands in the document now."""
    for one in joined:
        copy, there = documents[one.copy.path], documents[one.copy.target]
        by = copy.saved_by or "en kollega"
        disputes = tuple(Dispute(c.place, c.theirs, c.ours, c.why, by) for c in one.conflicts)
        documents[one.copy.target] = replace(
            there,
            state=MERGED,
            joined=(*there.joined, WrittenCopy(copy.file, copy.saved_by, copy.saved_on)),
            disputes=tuple(dict.fromkeys((*there.disputes, *copy.disputes, *disputes))),
        )
        into = pack.name(one.copy.target)
        documents[one.copy.path] = replace(copy, state=JOINED, plan=(), disputes=(), own=(), into=into)
    return tuple(documents.values())


def _document(
    name: str, file: Path, seen: Before, merged: Merged | None, why: str, names: _Names
) -> UpdatedDocument:
    """`why`: why what is new did not come into the file, or a copy not into its document."""
    reason = seen.reason or why
    one = UpdatedDocument(
        f"{names.title(seen.base) or file.stem}{' (kopi)' if seen.copy_of else ''}",
        name,
        names.pack((seen.copy_of or file).parent.name),
        _state(file, seen, merged is not None, reason),
        seen.saved.by,
        seen.saved.on,
        seen.staff,
        reason=reason,
    )
    if merged is None:
        return one
    return replace(
        one,
        plan=tuple(ToldChange(change.place, change.was, change.now) for change in merged.changes),
        disputes=tuple(
            Dispute(place.place, place.theirs, place.ours, place.why) for place in merged.conflicts
        ),
        own=tuple(ToldChange(kept.place, kept.theirs, kept.ours) for kept in merged.kept),
    )


def _state(file: Path, seen: Before, is_merged: bool, reason: str) -> str:
    is_new = not file.is_file() or read_bytes(file) != seen.data
    if is_new and is_merged:  # also a copy that could not be joined with its document then
        return MERGED
    if reason:
        return STAYS
    return RENEWED if is_new else AS_BEFORE


def _answers(pulled: PullOutcome) -> Iterator[AnswerBack]:
    for step in pulled.pull.steps:
        wish = step.wish
        yield AnswerBack(wish.label, wish.was, wish.now, str(pulled.files.get(step.target, "")))


_KINDS: Final = ("konflikt", "ulæselig", "afventer", "forslag")


def _left(pulled: PullOutcome) -> Iterator[str]:
    """The edits that did not go back, and the files that could not be read."""
    for kind in _KINDS:
        yield from (f"{trouble.label}: {trouble.message}" for trouble in pulled.pull.of_kind(kind))
    yield from (f"{one.path}: {one.reason.rstrip('.')}." for one in pulled.unread)


class _Names:
    """What the project calls its documents and packs."""

    def __init__(self, loaded: LoadedProject) -> None:
        project = loaded.project
        self._titles = {one.id: one.title for one in documents_of(project.base)}
        self._titles |= {id: sheet.title for id, sheet in loaded.library.catalog.sheets.items()}
        packs = packs_of(project)
        self._packs = {key: department_name(project.answers_of(whose)) for key, whose in packs.items()}

    def title(self, base: Base | None) -> str:
        return self._titles.get(base.memory.document, "") if base else ""

    def pack(self, folder: str) -> str:
        return self._packs.get(folder, folder)
