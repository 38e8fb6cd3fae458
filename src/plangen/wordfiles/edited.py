"""Word files that staff have edited: recognised by content, never replaced or contradicted by a PDF."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from plangen.answers.blank_rows import BlankRow
from plangen.answers.packs import documents_of
from plangen.catalog.address import Address
from plangen.differences.comparison import Difference, compare
from plangen.differences.settled import Settled
from plangen.differences.since_pull import since_pull
from plangen.differences.undecided import disputed, undecided
from plangen.findings import PlangenError
from plangen.merging.marks import undecided_answers, undecided_name, waiting_texts, without_marks
from plangen.projects.sources import LoadedProject
from plangen.pulling.containment import with_unread
from plangen.pulling.plan import contexts_of, plan_pull
from plangen.pulling.wishes import Choices, Context, EditedDocument, Pull
from plangen.rendering.subject import subject_of
from plangen.store.base import BaseStore, read_bytes
from plangen.store.memory import Base, Memory
from plangen.word.reading.content import Content
from plangen.word.reading.document import read_word
from plangen.wordfiles.origins import Origins


@dataclass(frozen=True)
class Edited:
    """A Word file that says something else than plangen wrote. `pull`: what its edits of answers come to.
    `guessed`: the file does not say its edition; `base` is the one that it is most like."""

    base: Base
    content: Content
    difference: Difference
    pull: Pull
    guessed: bool = False

    @property
    def answers_wait(self) -> bool:
        """Whether an answer was edited that the answer files do not say: a new PDF would contradict it."""
        return bool(self.pull.steps) or any(t.kind != "note" for t in self.pull.troubles)

    @property
    def beyond_answers(self) -> bool:
        """Whether something was edited that a PDF cannot show."""
        return not self.difference.only_answers or bool(self.pull.of_kind("note"))

    @property
    def is_in_the_answers(self) -> bool:
        """Whether the answer files say all that staff did."""
        return not (self.answers_wait or self.beyond_answers or self.guessed)


@dataclass(frozen=True)
class UnknownFile:
    """A Word file that plangen does not remember having made, or cannot read. `reason` is Danish."""

    reason: str


State = Edited | UnknownFile | None
"""None: there is no file, or staff have not edited it."""


class Editing:
    """Looks at the Word files of one project. `contexts` are the answers of its packs as they are now."""

    def __init__(self, loaded: LoadedProject, store: BaseStore) -> None:
        self._loaded = loaded
        self._catalog = loaded.library.catalog
        self._project = loaded.project
        self._store = store
        self._origins = Origins(self._catalog, store)
        self._blanks: dict[str | None, Mapping[str, BlankRow]] = {}

    @cached_property
    def contexts(self) -> Mapping[str | None, Context]:
        return contexts_of(self._project)

    @cached_property
    def _titles(self) -> Mapping[str, str]:
        """What the project calls its documents: D03 is called by how the solution is acquired."""
        return {document.id: document.title for document in documents_of(self._project.base)}

    def state(self, target: Path, path: Path | None = None) -> State:
        """What staff have done to a document. `path`: the file, when it is a copy that lies elsewhere. Raises
        `SystemRefusal` when it may not be read."""
        path = path or target
        return self.state_of(target, read_bytes(path) if path.exists() else None, path)

    def state_of(self, target: Path, data: bytes | None, path: Path | None = None) -> State:
        """The same for the bytes of the file, None when there is none."""
        if data is None or self._as_made(target, data) is not None:
            return None
        try:
            waiting, undecided_ids = waiting_texts(data), undecided_answers(data)
            data = without_marks(data)
            content = read_word(data, self._catalog)
            found = self._nearest(target, content)
            if isinstance(found, UnknownFile):
                return found
            base, difference = found
            difference = undecided(difference, waiting)
            difference = disputed(difference, lambda id: undecided_name(id) in undecided_ids)
            difference = with_unread(difference, base.data, data)
        except PlangenError as error:
            return UnknownFile(f"den kan ikke læses: {error.message}. {error.hint}".rstrip())
        difference, settled = since_pull(difference, content, self._settled(target, base, path))
        if not difference.edited:
            return None
        base = self._with_settled(target, base, settled, path)
        source = self.source(target, base, difference, path)
        pull = plan_pull(self._catalog, [source], self.contexts, Choices())
        return Edited(base, content, difference, pull, not content.edition)

    def base(self, target: Path, path: Path | None = None) -> Base | None:
        """What plangen remembers of the edition that a file began as; of the newest when it cannot tell.
        Raises `SystemRefusal`."""
        newest, path = next(self._editions(target), None), path or target
        if not path.exists():
            return newest
        data = read_bytes(path)
        same = self._as_made(target, data)
        if same is not None:
            return same
        try:
            found = self._nearest(target, read_word(data, self._catalog))
        except PlangenError:
            return newest
        return newest if isinstance(found, UnknownFile) else found[0]

    def _editions(self, target: Path) -> Iterator[Base]:
        """What is remembered of a file, newest first, of documents that there are."""
        editions = self._store.editions(target)
        return (base for base in editions if self._catalog.document(base.memory.document) is not None)

    def _as_made(self, target: Path, data: bytes) -> Base | None:
        """What is remembered of a file that nobody has touched."""
        return next((base for base in self._editions(target) if base.data == data), None)

    def _nearest(self, target: Path, content: Content) -> tuple[Base, Difference] | UnknownFile:
        """The edition that a file began as, and what staff did to it since. The file says its edition; where
        that was lost, it is the one with the least difference, of those the newest."""
        known = list(self._editions(target))
        bases = [base for base in known if content.edition in ("", base.memory.edition)]
        if not bases:
            return UnknownFile(self._why_unknown(target, content, bool(known)))
        # Editions that agree on the name are one content.
        bases = bases[:1] if content.edition else bases
        compared = (
            (base, compare(read_word(base.data, self._catalog), content, base.memory.listed))
            for base in bases
        )
        return min(compared, key=lambda pair: pair[1].size)

    def _why_unknown(self, target: Path, content: Content, remembered: bool) -> str:
        origin = self._origins.of(target, content) if content.edition else None
        if origin is not None and origin != target:
            place = f"{origin.parent.name}/{origin.name}"
            where = "Flyt den derhen, eller giv den et andet navn"
            return f"den er en udgave af et andet dokument, {place}. {where}"
        if remembered:
            return "den bygger på en ældre udgave, som plangen ikke længere har"
        return "plangen har ikke gemt, hvordan den så ud, da den blev dannet"

    def source(
        self, target: Path, base: Base, difference: Difference, path: Path | None = None
    ) -> EditedDocument:
        """A document's edits as the round trip sees them. `path`: as for `state`."""
        memory = base.memory
        document = self._catalog.document(memory.document)
        title = self._titles.get(memory.document) or (document.title if document else "")
        name = f"{memory.document} {title} ({target.parent.name})"
        if self._is_copy(target, path):
            name = f"{name}, filen {self._store.name(path or target)}"
        settled = self._settled(target, base, path)
        return EditedDocument(
            name,
            memory.department,
            difference,
            memory.raws,
            memory.keys,
            read_word(base.data, self._catalog).shown,
            settled,
            self._blanks_of(memory, difference, settled),
        )

    def _blanks_of(self, memory: Memory, difference: Difference, settled: Settled) -> Mapping[str, BlankRow]:
        """The blank rows of a document. What is known of those that somebody has written in is what the plan
        says now, because a day may have moved; until they are pulled."""
        places = (Address.parse(edit.id) for edit in difference.answers)
        written = {str(row) for one in places if one.is_blank for row in one.around() if row.key}
        taken = {str(row) for id in settled.raws for row in Address.parse(id).around() if row.key}
        fresh = (written & memory.blanks.keys()) - taken
        return {**memory.blanks, **self._blanks_now(memory.department, fresh)} if fresh else memory.blanks

    def _blanks_now(self, department: str | None, rows: Iterable[str]) -> dict[str, BlankRow]:
        """Those of these rows that the pack of now has a place for."""
        if department not in (None, *self._project.departments):
            return {}
        if department not in self._blanks:
            self._blanks[department] = subject_of(self._loaded, department).blanks
        now = self._blanks[department]
        return {row: now[row] for row in rows if row in now}

    def _is_copy(self, target: Path, path: Path | None) -> bool:
        return path is not None and path != target

    def _settled(self, target: Path, base: Base, path: Path | None) -> Settled:
        """What has been pulled from a file. One that was renamed is the one that was pulled before; a copy is
        another one."""
        settled = base.memory.settled
        if not self._is_copy(target, path):
            return settled
        shown = self._store.name(path or target)
        return base.memory.copies.get(shown, Settled() if target.exists() else settled)

    def _with_settled(self, target: Path, base: Base, settled: Settled, path: Path | None) -> Base:
        """The base with what holds for a file of what has been pulled."""
        memory = base.memory
        if self._is_copy(target, path):
            copies = {**memory.copies, self._store.name(path or target): settled}
            return replace(base, memory=replace(memory, copies=copies))
        return replace(base, memory=replace(memory, settled=settled))
