"""Writes Word files without ever replacing what staff have written in them."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from plangen.catalog import Catalog, Document
from plangen.differences.settled import Settled
from plangen.findings import PlangenError
from plangen.merging.marks import waiting_places
from plangen.ooxml.opening import UnreadableWord
from plangen.projects.sources import LoadedProject
from plangen.projects.writing import refuse_open, remove, write_atomically
from plangen.rendering.now import PackNow
from plangen.rendering.outputs import output
from plangen.rendering.remembering import memory_of
from plangen.rendering.subject import Subject
from plangen.store.base import BaseStore, read_bytes
from plangen.store.versions import main_version
from plangen.wordfiles.edited import Edited, Editing, State, UnknownFile
from plangen.wordfiles.merged import MergedFile, try_merge, unmergeable
from plangen.wordfiles.renewing import KeptFile, NewFile, Seen, is_new, write_word
from plangen.wordfiles.scope import project_memory
from plangen.wordfiles.variants import variants_in


class WordFiles:
    """The Word files of one project while it is built. `folder`: `out/<projekt>`."""

    def __init__(self, loaded: LoadedProject, folder: Path) -> None:
        self._loaded = loaded
        self._folder = folder
        self._store = BaseStore(folder)
        self._editing = Editing(loaded, self._store)
        self._seen: dict[Path, Seen] = {}

    @property
    def catalog(self) -> Catalog:
        """The questionnaire and documents that the project is made with."""
        return self._loaded.library.catalog

    @property
    def project(self) -> str:
        """The project's name."""
        return self._loaded.name

    def state(self, target: Path) -> State:
        """What staff had done to a file when the build came to it. Raises `SystemRefusal`."""
        return self._look(target).state

    def _look(self, target: Path) -> Seen:
        if target not in self._seen:
            data = read_bytes(target) if target.exists() else None
            self._seen[target] = Seen(data, self._editing.state_of(target, data))
        return self._seen[target]

    def seen(self, target: Path) -> bytes | None:
        """A file as it was when the build came to it; None when there was none. Raises `SystemRefusal`."""
        return self._look(target).data

    def answers_wait(self, target: Path) -> bool:
        """Whether a file holds edits of answers that the answer files do not say."""
        state = self.state(target)
        return isinstance(state, Edited) and state.answers_wait

    def undecided(self, target: Path) -> tuple[str, ...]:
        """The headings of the places in a file where staff and the answers disagree, and nobody has decided
        in Word yet; none in a file that cannot be read."""
        with contextlib.suppress(PlangenError):
            data = self.seen(target)
            return waiting_places(data) if data else ()
        return ()

    def write(
        self, target: Path, data: bytes, subject: Subject, document: Document
    ) -> KeptFile | MergedFile | None:
        """Writes a file, merged with what staff have written in it; says so when it was merged, or kept."""
        library, seen = self._loaded.library, self._look(target)
        day = subject.answers.today
        new = NewFile(
            data, lambda: memory_of(library, document, subject, data), day.isoformat() if day else ""
        )
        kept = write_word(self.catalog, self._store, target, seen, new)
        if kept is None:
            self._seen[target] = Seen(data, None)
        elif isinstance(kept, MergedFile):
            self._seen[target] = Seen(kept.merged.data, seen.state)
        return kept

    def outside(self, folder: Path, key: str, documents: Iterable[Document]) -> Iterator[Path]:
        """The Word files that are remembered in a folder, of documents that are not among these, and the new
        versions beside them."""
        known = tuple(documents)
        row = output("docx")
        names = set(row.names(key, (*known, *self.variants(folder, known))))
        for path in self._store.documents(folder.name):
            if main_version(path).name not in names and path.is_file():
                yield path

    def variants(self, folder: Path, documents: Sequence[Document]) -> list[Document]:
        """What lies in a pack's folder as something special of one of its documents."""
        return list(variants_in(self._store, folder, documents))

    def retire(self, path: Path) -> Retired:
        """Removes a Word file of a document that its pack does not have, when nobody has edited it or the
        answer files say what was edited; a copy of one that is not as it was made is kept in `erstattet/`.
        Raises `SystemRefusal`, and what `writing.remove` raises."""
        data = read_bytes(path)
        state = self._editing.state_of(main_version(path), data, path)
        if isinstance(state, UnknownFile):
            return Retired(path, f"er ikke, som den blev dannet: {state.reason.rstrip('.')}")
        if state is not None and not state.is_in_the_answers:
            return Retired(path, "er rettet i Word")
        self._store.keep(path, data)
        return Retired(path, gone=remove(path, data))

    def state_of_copy(self, target: Path, path: Path) -> State:
        """What staff have done to a copy of a document that lies elsewhere."""
        try:
            return self._editing.state(target, path)
        except PlangenError as error:
            return UnknownFile(error.message)

    def merge_copy(self, target: Path, path: Path) -> MergedFile | str:
        """Merges what is new in a document into an edited copy of it that lies at `path`, from the edition
        that the copy began as. Else says why it stays as it is, in Danish. Raises what `refuse_open`,
        `BaseStore.keep` and `write_atomically` raise."""
        there, newest = read_bytes(path), self._store.read(target)
        state = self._editing.state_of(target, there, path)
        if not isinstance(state, Edited) or newest is None:
            return ""
        if not is_new(self.catalog, state.base, newest.data):
            return ""
        refuse_open(path)
        settled = state.base.memory.copies.get(self._store.name(path), Settled())
        try:
            merged, why = try_merge(self.catalog, state.base, there, newest.data, settled, newest.memory.day)
        except UnreadableWord as error:
            return unmergeable(error)
        if merged is None:
            return why
        self._store.keep(path, there)
        write_atomically(path, merged.data, there)
        return MergedFile(path, merged)

    def is_old(self, target: Path, now: PackNow) -> bool:
        """Whether a file that is not made this time says something else than the answers of now."""
        base = self._store.read(target)
        return base is not None and now.differs(base)

    def edited_beyond_answers(self, folder: Path, key: str) -> list[str]:
        """The ids of a pack's documents with edits that a PDF cannot show."""
        found: list[str] = []
        for document in self.catalog.documents.values():
            with contextlib.suppress(PlangenError):  # a file that may not be read has been named
                state = self.state(folder / f"{document.file}_{key}.docx")
                found += [document.id] if isinstance(state, Edited) and state.beyond_answers else []
        return found

    def remember_project(self) -> None:
        """Notes where the answers are. Raises what `write_atomically` raises."""
        if self._store.exists:
            memory = project_memory(self._folder, self._loaded.path, self._loaded.package_date)
            self._store.write_project(memory)


@dataclass(frozen=True)
class Retired:
    """What became of a Word file of a document that its pack does not have. `why`: why it stays, in
    Danish."""

    path: Path
    why: str = "er ændret imens"
    gone: bool = False
