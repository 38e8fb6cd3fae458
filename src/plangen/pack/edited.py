"""Word files that staff have edited: recognised by content, never replaced or contradicted by a PDF."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from plangen.answers.project import Project
from plangen.catalog import Catalog
from plangen.findings import PlangenError
from plangen.pack.base import Base, BaseStore, Memory, read_bytes, sha256
from plangen.roundtrip.comparing import Difference, compare
from plangen.roundtrip.containing import contained
from plangen.roundtrip.pulling import contexts_of, own_questions, plan_pull
from plangen.roundtrip.wishes import Choices, Context, Pull, Source
from plangen.word.content import Content
from plangen.word.reading import read_word

NEW = "_ny"
"""Stands at the end of the name of a new version that lies beside an edited file."""


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
        return not self.difference.only_answers


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
        base = self._project.base
        own = {key: own_questions(base, merged) for key, merged in self._project.departments.items()}
        return contexts_of(self._project, own)

    def state(self, target: Path) -> State:
        """What staff have done to a Word file. Raises `SystemRefusal` when it may not be read."""
        if not target.exists():
            return None
        data = read_bytes(target)
        bases = list(self._bases(target))
        if any(base.memory.sha256 == sha256(data) for base in bases):
            return None
        if not bases:
            return Unknown("plangen har ikke gemt, hvordan den så ud, da den blev dannet")
        try:
            content = read_word(data)
        except PlangenError as error:
            return Unknown(f"den kan ikke læses ({error.message})")
        base, difference = min(
            ((base, compare(read_word(base.data), content)) for base in bases),
            key=lambda pair: size(pair[1]),
        )
        if not difference.edited:
            return None
        return Edited(base, content, difference, self._pull(target, base, difference))

    def source(self, target: Path, base: Base, difference: Difference) -> Source:
        """A document's edits as the round trip sees them."""
        title = self._catalog.documents[base.memory.document].title
        memory = base.memory
        name = f"{memory.document} {title} ({target.parent.name})"
        return Source(name, memory.department, difference, memory.raws, memory.keys, memory.shown)

    def _pull(self, target: Path, base: Base, difference: Difference) -> Pull:
        source = self.source(target, base, difference)
        return plan_pull(self._catalog, [source], self.contexts, Choices())

    def _bases(self, target: Path) -> Iterator[Base]:
        """What is remembered of the file, and of the new versions beside it: staff may have put one of them
        in its place."""
        for path in (target, *new_versions(target)):
            base = self._store.read(path)
            if base is not None:
                yield base


def size(difference: Difference) -> int:
    """How much was edited."""
    lists = (difference.answers, difference.rows, difference.lost, difference.free, difference.comments)
    return sum(map(len, lists)) + difference.looks + difference.tracked


def new_versions(target: Path) -> list[Path]:
    """The new versions that lie, or may have lain, beside a file: `…_ny.docx`, `…_ny2.docx` …"""
    names = [f"{target.stem}{NEW}{number}{target.suffix}" for number in ("", *map(str, range(2, 10)))]
    return [target.with_name(name) for name in names]


# --- writing ------------------------------------------------------------------------------------------------
@dataclass(frozen=True)
class Kept:
    """An edited file was left as it is. `beside`: the new version, None when there was nothing new."""

    message: str
    beside: Path | None


def write_word(
    store: BaseStore, target: Path, state: State, data: bytes, remember: Callable[[], Memory]
) -> Kept | None:
    """Writes a Word file, or the new version beside it when staff have edited the one that is there.

    `state`: of the file that is there; `remember` gives what is to be remembered of `data`. Raises what
    `write_atomically` raises.
    """
    there = target.read_bytes() if target.exists() else None
    known = store.read(target)
    if there == data and known is not None and known.memory.sha256 == sha256(data):
        _tidy(store, target)
        return None
    if state is None or there == data or _says_the_same(there, data) or _holds(state, data):
        store.write_with(target, data, remember())
        _tidy(store, target)
        return None
    reason = "er rettet i Word" if isinstance(state, Edited) else f"er ikke ændret: {state.reason}"
    if isinstance(state, Edited) and not _is_new(state.base, data):
        return Kept(f"{target} {reason} og er ikke ændret. Der er intet nyt til den.", None)
    beside = _write_beside(store, target, data, remember)
    kept = f"{target} {reason} og er ikke ændret." if isinstance(state, Edited) else f"{target} {reason}."
    return Kept(f"{kept} Den nye version ligger ved siden af: {beside.name}", beside)


def _says_the_same(there: bytes | None, data: bytes) -> bool:
    """Whether a file without memory says what would be written anyway."""
    if there is None:
        return False
    try:
        return not compare(read_word(data), read_word(there)).edited
    except PlangenError:
        return False


def _holds(state: State, data: bytes) -> bool:
    """Whether the new version holds everything that staff wrote."""
    if not isinstance(state, Edited):
        return False
    renewal = compare(read_word(state.base.data), read_word(data))
    return contained(state.difference, renewal, state.pull)


def _is_new(base: Base, data: bytes) -> bool:
    """Whether a new version differs from the one that staff began with."""
    return sha256(data) != base.memory.sha256 and compare(read_word(base.data), read_word(data)).edited


def _write_beside(store: BaseStore, target: Path, data: bytes, remember: Callable[[], Memory]) -> Path:
    """Writes the new version under the first name that no edited file has."""
    for path in new_versions(target):
        known = store.read(path)
        if not path.exists() or (known is not None and sha256(path.read_bytes()) == known.memory.sha256):
            store.write_with(path, data, remember())
            return path
    raise PlangenError(
        f"{target} har for mange nye versioner ved siden af sig.", f"Flyt dem, der hedder …{NEW}."
    )


def _tidy(store: BaseStore, target: Path) -> None:
    """Removes new versions beside a file that is up to date again, when nobody has edited them."""
    for path in new_versions(target):
        known = store.read(path)
        if known is None:
            continue
        if path.exists() and sha256(path.read_bytes()) == known.memory.sha256:
            path.unlink()
        if not path.exists():
            store.forget(path)
