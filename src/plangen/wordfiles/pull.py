"""Pulls staff's edits from the Word files of a pack back to the answer files."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from plangen.answers.project import department_of
from plangen.findings import PlangenError
from plangen.forms.project import SourceFile
from plangen.projects.own_files import own_folder
from plangen.projects.sources import project_files, read_project
from plangen.projects.writing import word_lock
from plangen.pulling.answer_texts import written_back
from plangen.pulling.file_writer import AnswerFiles, Target
from plangen.pulling.interpretation import settle
from plangen.pulling.manners import with_manners
from plangen.pulling.plan import plan_pull
from plangen.pulling.wishes import Choices, EditedDocument, Pull
from plangen.store.journal import AnswerFile, write_together
from plangen.store.memory import Base
from plangen.wordfiles.edited import Edited, Editing, UnknownFile
from plangen.wordfiles.scope import EditedPack
from plangen.wordfiles.status import GUESSED, OPEN, OUTSIDE
from plangen.wordfiles.strays import Unread


@dataclass(frozen=True)
class PullOutcome:
    """What a pull comes to. `files`: the answer file of each target that the steps name; `written`: those
    that were written; `unread`: files that could not be read; `notices`: what there is to know of files that
    were read, or are gone."""

    pull: Pull
    files: dict[Target, Path]
    written: tuple[Path, ...] = ()
    unread: tuple[Unread, ...] = ()
    notices: tuple[str, ...] = ()

    @property
    def exit_code(self) -> int:
        return max(int(self.pull.refused), *(one.exit_code for one in self.unread), 0)


@dataclass(frozen=True)
class _Edits:
    """The edits of one file. `copy`: its name in the pack when it is a copy of the document."""

    base: Base
    source: EditedDocument
    copy: str


def pull_pack(pack: EditedPack, choices: Choices, apply: bool) -> PullOutcome:
    """Finds the edits of answers in the pack's documents and, with `apply`, writes them.

    Without `apply` everything is tried out too, so what is shown is what would be written. Raises
    `SystemRefusal` when a file may not be read or written.
    """
    catalog = pack.loaded.library.catalog
    edits, unread, notices = _read(pack)
    pull = plan_pull(catalog, [one.source for one in edits], pack.editing.contexts, choices)
    files = _answer_files(pack)
    results, pull = written_back(catalog, files, pack.loaded.project, pull)
    pull = replace(pull, steps=with_manners(catalog, pack.loaded.project, pull.steps))
    paths = {target: _path(pack, files, target) for target in results}
    written = _write(pack, files, results, paths) if apply else ()
    if apply:
        _settle(pack, edits, choices)
    return PullOutcome(pull, paths, written, (*unread, *pack.unread), notices)


def _read(pack: EditedPack) -> tuple[list[_Edits], tuple[Unread, ...], tuple[str, ...]]:
    """The edits in the files of a pack, the files that cannot be read, and what there is to know."""
    edits: list[_Edits] = []
    unread: list[Unread] = []
    notices: list[str] = []
    files = [(path, path) for path in pack.documents] + [(copy.target, copy.path) for copy in pack.copies]
    for target, path in files:
        if not path.exists():
            notices.append(f"{path}: {pack.gone(target)}.")
            continue
        try:
            state = pack.editing.state(target, path)
        except PlangenError as error:
            unread.append(Unread(path, error.message, error.exit_code))
            continue
        if isinstance(state, UnknownFile):
            unread.append(Unread(path, state.reason))
        elif isinstance(state, Edited):
            copy = pack.name(path) if path != target else ""
            source = pack.editing.source(target, state.base, state.difference, path)
            edits.append(_Edits(state.base, source, copy))
            notices += [f"{path}: læst som kopi af {target.parent.name}/{target.name}."] if copy else []
            notices += [f"{path}: {GUESSED}."] if state.guessed else []
            notices += [f"{path}: {OUTSIDE}."] if target not in pack.made_here else []
        notices += [f"{path}: {OPEN}."] if word_lock(path) else []
    return edits, tuple(unread), tuple(notices)


def _settle(pack: EditedPack, edits: Sequence[_Edits], choices: Choices) -> None:
    """Notes in the memory of each document what the answer files say by now: later changes of those answers
    are no conflict with the document."""
    library, catalog = pack.loaded.library, pack.loaded.library.catalog
    loaded = read_project(pack.loaded.path, library, pack.loaded.package_date)
    contexts = Editing(loaded, pack.store).contexts
    for one in edits:
        context = contexts.get(one.source.department)
        if context is not None:
            pack.store.settle(one.base, settle(catalog, one.source, context, choices), one.copy)


def _answer_files(pack: EditedPack) -> AnswerFiles:
    main, overlays = project_files(pack.loaded.path)
    keys = pack.loaded.project.departments
    own: dict[str, SourceFile] = {}
    for overlay in sorted(overlays, key=lambda overlay: overlay.stem not in keys):
        own.setdefault(department_of(overlay.stem, keys), overlay)
    return AnswerFiles(pack.loaded.name, main, own)


def _path(pack: EditedPack, files: AnswerFiles, target: Target) -> Path:
    if target is None:
        return pack.loaded.path
    own = files.own.get(target)
    return Path(own.label) if own else own_folder(pack.loaded.path).path / f"{target}.yaml"


def _write(
    pack: EditedPack, files: AnswerFiles, results: dict[Target, bytes], paths: dict[Target, Path]
) -> tuple[Path, ...]:
    """Writes the files together. Raises `ChangedMeanwhile` when somebody has changed one of them since it was
    read, and what `write_atomically` raises."""
    known = {target: files.main if target is None else files.own.get(target) for target in results}
    changed = [
        AnswerFile(paths[target], source.data if source else None, data)
        for target, data in results.items()
        for source in [known[target]]
    ]
    write_together(pack.store, pack.loaded.path, changed)
    return tuple(paths.values())
