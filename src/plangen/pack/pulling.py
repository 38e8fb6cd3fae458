"""Pulls staff's edits from the Word files of a pack back to the answer files."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from plangen.answers.project import SourceFile, department_of
from plangen.catalog import Catalog
from plangen.pack.edited import Edited, Editing, Unknown
from plangen.pack.journal import AnswerFile, write_together
from plangen.pack.memory import Base
from plangen.pack.own_files import own_folder
from plangen.pack.scope import EditedPack
from plangen.pack.sources import project_files, read_project
from plangen.roundtrip.manners import with_manners
from plangen.roundtrip.pulling import plan_pull
from plangen.roundtrip.understanding import settle
from plangen.roundtrip.wishes import Choices, Pull, Source
from plangen.roundtrip.writing_back import AnswerFiles, Target, written_back


@dataclass(frozen=True)
class PullOutcome:
    """What a pull comes to. `files`: the answer file of each target that the steps name; `written`: those
    that were written; `unreadable`: documents that could not be read, with the reason."""

    pull: Pull
    files: dict[Target, Path]
    written: tuple[Path, ...] = ()
    unreadable: tuple[tuple[Path, str], ...] = ()

    @property
    def exit_code(self) -> int:
        return int(self.pull.refused or bool(self.unreadable))


def pull_pack(pack: EditedPack, choices: Choices, apply: bool, catalog: Catalog) -> PullOutcome:
    """Finds the edits of answers in the pack's documents and, with `apply`, writes them.

    Without `apply` everything is tried out too, so what is shown is what would be written. Raises
    `SystemRefusal` when a file may not be read or written.
    """
    sources: list[tuple[Base, Source]] = []
    unreadable: list[tuple[Path, str]] = []
    for path in pack.documents:
        state = pack.editing.state(path)
        if isinstance(state, Unknown):
            unreadable.append((path, state.reason))
        elif isinstance(state, Edited):
            sources.append((state.base, pack.editing.source(path, state.base, state.difference)))
    pull = plan_pull(catalog, [source for _, source in sources], pack.editing.contexts, choices)
    files = _answer_files(pack)
    results, pull = written_back(catalog, files, pack.loaded.project, pull)
    pull = replace(pull, steps=with_manners(catalog, pack.loaded.project, pull.steps))
    paths = {target: _path(pack, files, target) for target in results}
    written = _write(pack, files, results, paths) if apply else ()
    if apply:
        _settle(pack, sources, choices, catalog)
    return PullOutcome(pull, paths, written, tuple(unreadable))


def _settle(
    pack: EditedPack, sources: Sequence[tuple[Base, Source]], choices: Choices, catalog: Catalog
) -> None:
    """Notes in the memory of each document what the answer files say by now: later changes of those answers
    are no conflict with the document."""
    loaded = read_project(pack.loaded.path, catalog, pack.loaded.package_date)
    contexts = Editing(catalog, loaded.project, pack.store).contexts
    for base, source in sources:
        context = contexts.get(source.department)
        if context is not None:
            pack.store.settle(base, settle(catalog, source, context, choices))


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
