"""Brings the Word files of a pack up to date while staff work in them: their answers go back to the answer
files, and what is new comes into their files."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from plangen.answers.packs import SHARED, SHEETS, packs_of
from plangen.building.build import build_project
from plangen.building.joining import JoinedCopy, join_copies
from plangen.building.outcome import BuildOutcome, BuildRequest, Failure
from plangen.building.sheets import make_sheets
from plangen.building.update_told import Before, before_update, update_report
from plangen.catalog import AS_USUAL, PAPERS, Variant
from plangen.exports.update import AS_BEFORE, STAYS, UpdateReport
from plangen.exports.update_page import update_page
from plangen.findings import PlangenError, SystemRefusal, UsageError, reason_of
from plangen.library import Library
from plangen.projects.copies import copied_answers
from plangen.projects.file_names import on_disk
from plangen.projects.sources import LoadedProject, read_project
from plangen.projects.writing import write_atomically
from plangen.pulling.wishes import Choices
from plangen.store.base import REPLACED, read_bytes
from plangen.store.locking import LOCK, locked
from plangen.store.memory import sha256
from plangen.store.updates import RememberedUpdate, Replaced, Updates, report_of
from plangen.wordfiles.pull import pull_pack
from plangen.wordfiles.scope import EditedPack, open_pack, to_write
from plangen.wordfiles.strays import Copy


@dataclass(frozen=True)
class Update:
    """What an update did, or would do. `written`: it was made; `page`: where the page about it lies."""

    report: UpdateReport
    written: bool
    page: Path | None = None
    notes: tuple[str, ...] = ()
    failures: tuple[Failure, ...] = ()

    @property
    def exit_code(self) -> int:
        """1 when an answer or a file could not be brought up to date, or a copy not joined with its document,
        or what a failure asks for."""
        stays = any(one.reason for one in self.report.documents)
        return max((one.exit_code for one in self.failures), default=int(stays or bool(self.report.left)))


# --- the update ---------------------------------------------------------------------------------------------
def updated(path: Path, answers: Path | None, library: Library) -> Update:
    """Updates the pack at `path`: a project's folder, a department's folder or one Word file.

    Raises as `open_pack`, `locked` and `build_project` do; what goes wrong with one file is in the result.
    """
    with to_write(path, answers):
        pack = open_pack(path, answers, library)
        documents = pack.documents or tuple(copy.target for copy in pack.copies)
        before = {file: before_update(pack, file, file) for file in documents if file.is_file()}
        copies = {copy.path: before_update(pack, copy.target, copy.path) for copy in pack.copies}
        pulled = pull_pack(pack, Choices(), apply=True)
    loaded = read_project(pack.loaded.path, library, pack.loaded.package_date)
    outcomes = list(_made(pack, loaded, before))
    seen = before | copies
    joined = _joined(pack, loaded, copies)
    if any(not one.why for one in joined):  # what is told of the pack follows
        outcomes += _made(_without_copies(pack), loaded, before)
        missed = {one.copy.target for one in joined} - seen.keys()
        seen |= {file: Before(b"", pack.store.read(file)) for file in sorted(missed)}
    report = update_report(pack, loaded, seen, pulled, outcomes, joined)
    # What became of each Word file stands in the report.
    named = tuple(f"{file} " for file in seen)
    beside = (note for outcome in outcomes for note in outcome.notes_beside_merged())
    notes = tuple(dict.fromkeys(note for note in beside if not note.startswith(named)))
    failures = tuple(failure for outcome in outcomes for failure in outcome.failures)
    failures += tuple(Failure(one.why, one.exit_code) for one in joined if one.exit_code)
    failures = tuple(dict.fromkeys(failures))
    made = Update(report, True, None, notes, failures)
    replaced = _replaced(pack, seen)
    if not replaced and all(one.state in (AS_BEFORE, STAYS) for one in report.documents):
        return made
    try:
        return replace(made, page=_remember(pack, library, replaced, report))
    except PlangenError as error:
        return replace(made, failures=(*failures, Failure(str(error), error.exit_code)))


def foreseen(path: Path, answers: Path | None, library: Library) -> Update:
    """What `updated` would do: the update itself, made in a copy of the pack that is thrown away."""
    pack = open_pack(path, answers, library)
    with tempfile.TemporaryDirectory(prefix="plangen-vis-") as scratch:
        folder, main = copied(pack, Path(scratch))
        scope = folder / pack.scope.relative_to(pack.folder)
        made = updated(scope, main, library)
        return shown_as(made, {str(folder): str(pack.folder), str(main.parent): str(pack.loaded.path.parent)})


def copied(pack: EditedPack, scratch: Path) -> tuple[Path, Path]:
    """A copy of a pack in which an update can be tried: its folder, and its answer file. Raises
    `SystemRefusal`."""
    folder, main = scratch / "out" / pack.folder.name, scratch / "inputs" / pack.loaded.path.name
    try:
        _copy(pack, folder, main)
    except OSError as error:
        raise SystemRefusal(f"{scratch} kan ikke skrives: {reason_of(error)}.") from error
    return folder, main


def _copy(pack: EditedPack, folder: Path, main: Path) -> None:
    """The Word files of a pack with what is remembered of them, and its answer files. Nothing ever writes
    into a file that is there, so the copies may be the same files under other names."""
    left_out = shutil.ignore_patterns("*.pdf", "*.zip", "*.html", REPLACED, ".tilstande", LOCK)
    shutil.copytree(
        pack.folder, folder, copy_function=_linked, ignore=left_out, ignore_dangling_symlinks=True
    )
    copied_answers(pack.loaded.path, main.parent)
    _copy_logo(pack.loaded, main.parent)


def _copy_logo(loaded: LoadedProject, folder: Path) -> None:
    """The logo that the answers name, where it lies beside them."""
    name = str(loaded.project.base.setting("logo") or "")
    source, target = (on_disk(loaded.path.parent / name).resolve(), (folder / name).resolve())
    if name and source.is_file() and target.is_relative_to(folder.resolve()):
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source, target)


def _linked(source: str, target: str) -> None:
    try:
        os.link(source, target)
    except OSError:
        shutil.copyfile(source, target)


def shown_as(made: Update, names: Mapping[str, str]) -> Update:
    """An update that was only tried, with the names of the pack's own files."""

    def real(text: str) -> str:
        for copy, own in names.items():
            text = text.replace(copy, own)
        return text

    answers = tuple(one._replace(file=real(one.file)) for one in made.report.answers)
    documents = tuple(replace(one, reason=real(one.reason)) for one in made.report.documents)
    report = replace(
        made.report,
        answers=answers,
        documents=documents,
        left=tuple(map(real, made.report.left)),
        copies=real(made.report.copies),
    )
    failures = tuple(replace(one, message=real(one.message)) for one in made.failures)
    return Update(report, False, None, tuple(map(real, made.notes)), failures)


# --- copies ------------------------------------------------------------------------------------------------
def _joined(pack: EditedPack, loaded: LoadedProject, copies: Mapping[Path, Before]) -> list[JoinedCopy]:
    """Joins the copies that somebody has written in with their documents. Raises `Busy`."""
    edited = [one for one in pack.copies if copies[one.path].staff and _is_to_join(one)]
    if not edited:
        return []
    with locked(pack.store):
        return list(join_copies(loaded, pack.store, edited))


def _is_to_join(copy: Copy) -> bool:
    """Whether a copy is one of a document that people write in together. A sheet is filled in by several
    groups, each for itself; what programs keep hidden is theirs."""
    return copy.target.parent.name != SHEETS and not copy.path.name.startswith((".", "~"))


def _without_copies(pack: EditedPack) -> EditedPack:
    """The pack when its copies are put away; the scope may have been one of them."""
    scope = next((one.target for one in pack.copies if one.path == pack.scope), pack.scope)
    return replace(pack, scope=scope, strays=pack.unread)


# --- made anew ----------------------------------------------------------------------------------------------
def _made(pack: EditedPack, loaded: LoadedProject, before: Mapping[Path, Before]) -> Iterator[BuildOutcome]:
    """Builds what is in scope, and makes the sheets and the files that were asked for once."""
    if loaded.name != pack.folder.name:
        raise UsageError(
            f"{pack.folder} hedder ikke som svarfilen {loaded.path.name} og kan ikke opdateres.",
            f"Omdøb mappen til {loaded.name}.",
        )
    out, formats = pack.folder.parent, _formats(pack)
    scope = next((copy.target for copy in pack.copies if copy.path == pack.scope), pack.scope)
    keys = [key for key in packs_of(loaded.project) if _holds(scope, pack.folder / key)]
    one = _document_of(before.get(scope))
    if keys and not (one and one[1] != AS_USUAL):
        ids = (one[0],) if one else ()
        request = BuildRequest(out, tuple(keys), ids, formats, within=pack.scope)
        yield build_project(loaded, request, _silent)
    for file, seen in before.items():
        found = _document_of(seen)
        if found is None:
            continue
        id, variant = found
        if file.parent.name == SHEETS and id in loaded.library.catalog.sheets:
            yield _sheet(loaded, out, seen, id, variant)
        elif variant != AS_USUAL and file.parent.name in keys:
            request = BuildRequest(
                out,
                (file.parent.name,),
                (id,),
                ("docx",),
                paper=variant.paper or PAPERS[0],
                performer=variant.performer,
                within=pack.scope,
            )
            yield build_project(loaded, request, _silent)


def _sheet(loaded: LoadedProject, out: Path, seen: Before, id: str, variant: Variant) -> BuildOutcome:
    department = seen.base.memory.department if seen.base else None
    paper = variant.paper or loaded.library.catalog.sheet_documents[id].papers[0]
    request = BuildRequest(out, (department or SHARED,), (id,), ("docx",), paper=paper, sheets=True)
    return make_sheets(loaded, request, _silent)


def _document_of(seen: Before | None) -> tuple[str, Variant] | None:
    """The document that a file is, and what is special about it."""
    return (seen.base.memory.document, seen.base.memory.variant) if seen and seen.base else None


def _holds(scope: Path, folder: Path) -> bool:
    """Whether a pack's folder is in scope, or holds it."""
    return folder == scope or scope in folder.parents or folder in scope.parents


def _formats(pack: EditedPack) -> tuple[str, ...]:
    """The kinds of files that the pack has."""
    there = {
        path.suffix[1:] for path, _ in pack.outputs if path.is_file() and path.parent.parent == pack.folder
    }
    return ("docx", *(format for format in ("pdf", "html") if format in there))


def _silent(_what: str, _done: int, _total: int) -> None:
    """Nobody is told of the steps."""


# --- remembered ---------------------------------------------------------------------------------------------
def _replaced(pack: EditedPack, before: Mapping[Path, Before]) -> dict[str, Replaced]:
    """The documents and copies that say something else than before, have come or are gone, by their names."""
    files = ((file, seen, read_bytes(file) if file.is_file() else b"") for file, seen in before.items())
    return {
        pack.name(file): Replaced(_hash(seen.data), _hash(now))
        for file, seen, now in files
        if seen.data != now and (seen.data or not seen.reason)
    }


def _hash(data: bytes) -> str:
    """Empty for no file."""
    return sha256(data) if data else ""


def _remember(
    pack: EditedPack, library: Library, files: Mapping[str, Replaced], report: UpdateReport
) -> Path:
    """Remembers what was replaced, and writes the page about it. Raises what `write_atomically` raises."""
    updates = Updates(pack.store)
    update = RememberedUpdate(updates.next_number, report.day, files)
    updates.add(update)
    page = report_of(pack.store, update.number)
    write_atomically(page, update_page(report, library.templates).encode("utf-8"))
    return page
