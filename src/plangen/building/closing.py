"""What a build does when the files of packs are written: what is out of date, and files to look at."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from plangen.answers.packs import SHARED, SHEETS, most_pages
from plangen.building.outcome import BuildOutcome, BuildRequest, Failure, Pack
from plangen.building.work import WORD, Files, Work
from plangen.catalog import Document
from plangen.catalog.address import Address
from plangen.findings import PlangenError
from plangen.projects.sources import LoadedProject
from plangen.rendering.outputs import Form, output_named, own_files
from plangen.store.base import BaseStore
from plangen.store.outputs import Outputs
from plangen.store.updates import REPORTS
from plangen.store.versions import is_new_version, main_version
from plangen.texts.danish import counted
from plangen.wordfiles.edited import Edited, UnknownFile
from plangen.wordfiles.keeping import WordFiles
from plangen.wordfiles.merged import MergedFile
from plangen.wordfiles.stale import WHY_NOT_IN_PACK, WHY_ONE_PACK, Stale, stale_outputs, why_no_pack
from plangen.wordfiles.strays import Copy, Unread, strays_in

MOST_LINES = 3
"""Removed files that are named in a line each."""
THE_REST = "Resten af mappen er ikke ændret; slet den selv, hvis I ikke skal bruge den."
DOES_NOT_FIT = "er rettet i Word og er ikke ændret."
DO_WITH_EDITED = "Før svar tilbage med plangen pull, gem det andet et andet sted, og slet så filen."


def tidy_pack(work: Work, request: BuildRequest, files: Files, outcome: BuildOutcome) -> None:
    """Removes what earlier runs have left in a pack and what is out of date now, and names what stays."""
    pack = work.pack

    def stays(path: Path) -> bool:
        """What a build keeps because answers in Word wait: the PDFs that hold one of those documents."""
        row, made = output_named(work.now.catalog, path.name, pack.key), files.outputs.get(path)
        waiting = {document.id for document in work.waiting}
        held = waiting & set(made.documents) if made else waiting
        return row is not None and row.form is Form.PRINT and bool(held)

    stale = stale_outputs(work.now.catalog, pack.folder, pack.key, work.now, files.outputs, pack.fresh)
    tidy(pack, stale, stays, files.outputs, outcome)
    retire(pack, files.word, work.subject.documents, WHY_NOT_IN_PACK, outcome)
    told = {document.file for document, _ in work.documents}
    usual = work.subject.documents
    for document in (*usual, *files.word.variants(pack.folder, usual)):
        path = pack.path(WORD, document)
        if document.file not in told and path.exists() and files.word.is_old(path, work.now):
            pack.stale.append(path.name)
            if request.is_about(path):
                outcome.notes.append(f"{path} er fra før, svarene blev ændret, og er ikke dannet igen.")


def length_notes(work: Work) -> Iterator[str]:
    """Names the documents of the project's pack that are longer than its profile allows (specifikation.md
    4.1): in the log of the build and not in the documents."""
    answers, windows, long = work.subject.answers, len(work.subject.plan.windows), []
    for document in work.subject.documents if work.pack.key == SHARED else ():
        pages, most = work.pack.pages.get(document.id, 0), most_pages(answers, document, windows)
        if most and pages > most:
            long.append(f"{document.id} {document.title} ({counted(pages, 'side', 'sider')}, højst {most})")
    if long:
        yield f"{work.pack.folder}: længere end aftalt for omfanget {answers.profile}: {', '.join(long)}."


def retire(
    pack: Pack, word: WordFiles, documents: Iterable[Document], why: str, outcome: BuildOutcome
) -> None:
    """Removes the Word files of a pack that are of none of these documents, and names those that somebody has
    edited: they stay until people have done something about what they wrote."""
    gone: list[Path] = []
    for path in word.outside(pack.folder, pack.key, documents):
        try:
            retired = word.retire(path)
        except PlangenError as error:
            outcome.failures.append(Failure(str(error), error.exit_code))
            pack.stale.append(path.name)
            continue
        if retired.gone:
            gone.append(path)
        else:
            pack.stale.append(path.name)
            outcome.notes.append(f"{path} er ikke slettet: {why}, men filen {retired.why}. {DO_WITH_EDITED}")
    _say_removed(pack, gone, why, outcome)


def tidy(
    pack: Pack, stale: Iterable[Stale], stays: Callable[[Path], bool], outputs: Outputs, outcome: BuildOutcome
) -> None:
    """Removes what is out of date and as a build wrote it, and names what stays. `stays`: the files that are
    to stay in any case."""
    removed: dict[str, list[Path]] = {}
    for one in stale:
        try:
            gone = not stays(one.path) and outputs.remove(one.path)
        except PlangenError as error:
            outcome.failures.append(Failure(str(error), error.exit_code))
            gone = False
        if gone:
            removed.setdefault(one.reason, []).append(one.path)
        else:
            pack.stale.append(one.path.name)
            outcome.notes.append(f"{one.path} kan være forældet: {one.reason}.")
    for reason, paths in removed.items():
        _say_removed(pack, paths, reason, outcome)


def _say_removed(pack: Pack, paths: Sequence[Path], why: str, outcome: BuildOutcome) -> None:
    """Names the files that are gone, in one line when there are many."""
    names = [path.name for path in paths]
    pack.removed.extend(names)
    if len(names) > MOST_LINES:
        outcome.notes.append(f"{pack.folder}: {len(names)} filer er slettet ({why}): {', '.join(names)}.")
    else:
        outcome.notes.extend(f"{path} er slettet: {why}." for path in paths)


def tidy_departments(
    loaded: LoadedProject, folder: Path, files: Files, outcome: BuildOutcome
) -> dict[str, list[str]]:
    """The same for folders of departments that have no pack, or that the project no longer has. Gives the
    names of the files that are left of each."""
    unsure = not loaded.project.readable() or Address("afdelinger") in loaded.project.base.invalid
    if not folder.is_dir() or unsure:
        return {}
    left: dict[str, list[str]] = {}
    for path in sorted(folder.iterdir()):
        why = why_no_pack(loaded.project, path.name)
        if not path.is_dir() or not why or path.name.startswith(".") or path.name in (SHEETS, REPORTS):
            continue
        left[path.name] = _tidy_department(path, why, files, outcome)
    return left


def _tidy_department(path: Path, why: str, files: Files, outcome: BuildOutcome) -> list[str]:
    """The names of the documents' files that are left in a folder that is no pack."""
    catalog = files.word.catalog
    pack = Pack(path, path.name, path.name, "", ())
    quiet = BuildOutcome(outcome.project)
    stale = stale_outputs(catalog, path, path.name, why, files.outputs)
    tidy(pack, stale, lambda _: False, files.outputs, quiet)
    if why == WHY_ONE_PACK:
        retire(pack, files.word, (), why, quiet)
        outcome.notes.extend(note for note in quiet.notes if note.endswith(DO_WITH_EDITED))
    outcome.failures.extend(quiet.failures)
    left = [file.name for file in own_files(catalog, path, path.name)]
    removed = f" Slettet: {', '.join(pack.removed)}." if pack.removed else ""
    with contextlib.suppress(OSError):  # a folder with something in it stays
        path.rmdir()
    rest = f" {THE_REST}" if path.exists() else ""
    if removed or rest:
        outcome.notes.append(f"{path}: {why}.{removed}{rest}")
    return left


def tell_strays(store: BaseStore, files: Files, scope: Path, outcome: BuildOutcome) -> None:
    """Names the files in a folder with edits, or with text that nobody reads, that lie under other names than
    the documents'; what is new is merged into copies. `scope` may be one file."""
    known = {path for path in store.documents() if not is_new_version(path)}
    for stray in strays_in(files.word.catalog, scope, store, known, files.outputs):
        if isinstance(stray, Unread):
            outcome.notes.append(f"{stray.path}: {stray.reason.rstrip('.')}.")
            continue
        try:
            outcome.notes.extend(_copy_told(store, files, stray, outcome))
        except PlangenError as error:  # of one copy; the others go on
            outcome.failures.append(Failure(str(error), error.exit_code))


def _copy_told(store: BaseStore, files: Files, copy: Copy, outcome: BuildOutcome) -> Iterator[str]:
    """Merges what is new into a copy, and says so, or why not. Raises as `WordFiles.merge_copy` does."""
    state = files.word.state_of_copy(copy.target, copy.path)
    if isinstance(state, UnknownFile):
        yield f"{copy.path}: {state.reason.rstrip('.')}."
    elif isinstance(state, Edited):
        merged = files.word.merge_copy(copy.target, copy.path)
        if isinstance(merged, MergedFile):
            outcome.copies.append(merged)
            yield merged.message
            return
        if merged:
            outcome.copies_stay[copy.path] = f"{DOES_NOT_FIT} {merged}"
        kind = "ny version" if main_version(copy.path) == copy.target else "kopi"
        yield (
            f"{copy.path} er en rettet {kind} af {store.name(copy.target)} og er ikke ændret."
            f"{f' {merged}' if merged else ''}"
            " Se rettelserne med plangen status, og før svar tilbage med plangen pull."
        )
