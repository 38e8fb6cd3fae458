"""Word files that staff have edited: recognised by content, never replaced or contradicted by a PDF."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from plangen.answers.project import Project
from plangen.catalog import Catalog
from plangen.findings import PlangenError
from plangen.pack.base import BaseStore, read_bytes
from plangen.pack.memory import Base
from plangen.pack.versions import new_versions
from plangen.roundtrip.comparing import Difference, compare
from plangen.roundtrip.containing import with_unread
from plangen.roundtrip.pulling import contexts_of, plan_pull
from plangen.roundtrip.wishes import Choices, Context, Pull, Source
from plangen.word.reading.content import Content
from plangen.word.reading.document import read_word


@dataclass(frozen=True)
class Edited:
    """A Word file that says something else than plangen wrote. `pull`: what its edits of answers come to."""

    base: Base
    content: Content
    difference: Difference
    pull: Pull

    @property
    def answers_wait(self) -> bool:
        """Whether an answer was edited that the answer files do not say: a new PDF would contradict it."""
        return bool(self.pull.steps) or any(t.kind != "note" for t in self.pull.troubles)

    @property
    def beyond_answers(self) -> bool:
        """Whether something was edited that a PDF cannot show."""
        return not self.difference.only_answers or bool(self.pull.of_kind("note"))


@dataclass(frozen=True)
class Unknown:
    """A Word file that plangen does not remember having made, or cannot read. `reason` is Danish."""

    reason: str


State = Edited | Unknown | None
"""None: there is no file, or staff have not edited it."""


class Editing:
    """Looks at the Word files of one project. `contexts` are the answers of its packs as they are now."""

    def __init__(self, catalog: Catalog, project: Project, store: BaseStore) -> None:
        self._catalog = catalog
        self._project = project
        self._store = store

    @cached_property
    def contexts(self) -> Mapping[str | None, Context]:
        return contexts_of(self._project)

    def state(self, target: Path) -> State:
        """What staff have done to a Word file. Raises `SystemRefusal` when it may not be read."""
        return self.state_of(target, read_bytes(target) if target.exists() else None)

    def state_of(self, target: Path, data: bytes | None) -> State:
        """The same for the bytes of the file, None when there is none."""
        if data is None:
            return None
        if self._as_made(target, data) is not None:
            return None
        try:
            content = read_word(data)
        except PlangenError as error:
            return Unknown(f"den kan ikke læses: {error.message}. {error.hint}".rstrip())
        found = self._nearest(target, content)
        if isinstance(found, Unknown):
            return found
        base, difference = found
        difference = with_unread(difference, base.data, data)
        if not difference.edited:
            return None
        return Edited(base, content, difference, self._pull(target, base, difference))

    def base(self, target: Path) -> Base | None:
        """What plangen remembers of the edition that a file began as; of the newest when it cannot tell."""
        newest = self._store.read(target)
        if not target.exists():
            return newest
        data = read_bytes(target)
        same = self._as_made(target, data)
        if same is not None:
            return same
        try:
            found = self._nearest(target, read_word(data))
        except PlangenError:
            return newest
        return newest if isinstance(found, Unknown) else found[0]

    def _as_made(self, target: Path, data: bytes) -> Base | None:
        """What is remembered of a file that nobody has touched."""
        return next((base for base in self._store.editions(target) if base.data == data), None)

    def _of_now(self, target: Path) -> Iterator[Base]:
        """What is remembered of a file, and of the new versions beside it: staff may put one in its place."""
        found = (self._store.read(path) for path in (target, *new_versions(target)))
        return (base for base in found if base is not None)

    def _nearest(self, target: Path, content: Content) -> tuple[Base, Difference] | Unknown:
        """The edition that a file began as, and what staff did to it since. The file says its edition; where
        that was lost, it is the one with the least difference."""
        bases = list(self._of_now(target))
        if content.edition:
            known = self._store.editions(target)
            named = [base for base in known if base.memory.edition == content.edition]
            if bases and not named:
                return Unknown("den bygger på en ældre udgave, som plangen ikke længere har")
            bases = named[:1]
        if not bases:
            return Unknown("plangen har ikke gemt, hvordan den så ud, da den blev dannet")
        compared = ((base, compare(read_word(base.data), content, base.memory.listed)) for base in bases)
        return min(compared, key=lambda pair: size(pair[1]))

    def source(self, target: Path, base: Base, difference: Difference) -> Source:
        """A document's edits as the round trip sees them."""
        title = self._catalog.documents[base.memory.document].title
        memory = base.memory
        name = f"{memory.document} {title} ({target.parent.name})"
        return Source(
            name, memory.department, difference, memory.raws, memory.keys, memory.shown, memory.settled
        )

    def _pull(self, target: Path, base: Base, difference: Difference) -> Pull:
        source = self.source(target, base, difference)
        return plan_pull(self._catalog, [source], self.contexts, Choices())


def size(difference: Difference) -> int:
    """How much was edited."""
    answers = len(difference.answers) + len(difference.rows) + len(difference.lost)
    other = len(difference.free) + len(difference.looks) + len(difference.comments)
    return answers + other + difference.tracked + len(difference.extras)
