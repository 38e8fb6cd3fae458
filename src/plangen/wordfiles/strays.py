"""The files in a pack that do not have the name of a document: copies of documents, and files that hold text
which nobody reads. Whatever its name is, a Word file says itself what it is."""

from __future__ import annotations

import os
import re
from collections.abc import Container, Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from zipfile import BadZipFile, ZipFile

from plangen.catalog import Catalog
from plangen.findings import PlangenError, SystemRefusal, reason_of
from plangen.ooxml.opening import MOST_BYTES
from plangen.projects.file_names import file_bytes
from plangen.rendering.outputs import PROJECT_OUTPUTS, own_files
from plangen.store.base import BaseStore, read_bytes
from plangen.store.outputs import Outputs
from plangen.store.updates import is_report
from plangen.store.versions import main_version
from plangen.word.reading.document import read_word
from plangen.word.reading.word_file import UnreadableWord
from plangen.wordfiles.origins import Origins

_ZIP, _RTF, _OLE, _PDF = b"PK\x03\x04", b"{\\rtf", b"\xd0\xcf\x11\xe0", b"%PDF"
_WORD = re.compile(r"\.(doc[xm]?|dot[xm]?|odt|ott|fodt|rtf|wbk|asd|pages|wps|wpd)", re.IGNORECASE)
_OTHER = re.compile(r"\.(pdf|html?|mhtml?|xps|txt|md|eml|msg|zip|7z|rar|gdoc)", re.IGNORECASE)
"""Endings of files that may hold a document's text, or a document."""
_IN_XML = (b"application/vnd.oasis.opendocument.text", b'progid="Word.Document"')
"""What stands at the beginning of a document that is one XML file, whatever its name is."""
_HEAD = 300
MOVE = "Hører den ikke til pakken, så flyt den ud af mappen."


@dataclass(frozen=True)
class Copy:
    """A Word file that is an edition of the document `target`, under another name or in another folder."""

    path: Path
    target: Path


@dataclass(frozen=True)
class Unread:
    """A file or folder that is not read. `reason`: why, and what to do, in Danish."""

    path: Path
    reason: str
    exit_code: int = 1


Stray = Copy | Unread


def strays_in(
    catalog: Catalog, scope: Path, store: BaseStore, known: Container[Path], outputs: Outputs
) -> list[Stray]:
    """The strays in a folder of a project, or the file `scope` itself, in order of their names.

    `known`: the documents under their own names; `outputs`: the other files that builds have written.
    """
    origins = Origins(catalog, store)
    found: list[Stray] = []
    for path in files_in(scope, store):
        if isinstance(path, Unread):
            found.append(path)
        elif path not in known and not _is_own(catalog, path, store, outputs):
            stray = _stray(catalog, path, origins, store)
            found += [stray] if stray else []
    return sorted(found, key=lambda stray: stray.path)


def files_in(scope: Path, store: BaseStore) -> Iterator[Path | Unread]:
    """The files in the folders that people see, and the folders that cannot be read. The link to a folder is
    followed where a department's folder lies."""
    if not scope.is_dir():
        yield scope
        return
    refused: list[OSError] = []
    links = [entry for entry in _entries(scope) if entry.is_symlink() and entry.is_dir()]
    for root in (scope, *(links if scope == store.folder else ())):
        for folder, folders, names in os.walk(root, onerror=refused.append):
            folders[:] = [name for name in folders if not name.startswith(".")]
            yield from (Path(folder, name) for name in names)
    for error in refused:
        yield Unread(
            Path(error.filename), f"mappen kan ikke læses: {reason_of(error)}", SystemRefusal.exit_code
        )


def _entries(folder: Path) -> list[Path]:
    try:
        return [entry for entry in folder.iterdir() if not _is_hidden(entry.name)]
    except OSError:
        return []


def _is_hidden(name: str) -> bool:
    """Whether a file is hidden, or is the mark that Word or LibreOffice sets beside an open file."""
    return name.startswith((".", "~$"))


def _is_own(catalog: Catalog, path: Path, store: BaseStore, outputs: Outputs) -> bool:
    """Whether a file is a PDF, page or ZIP as a build wrote it, the overview, or a page about an update."""
    if is_report(store, path):
        return True
    if path.parent == store.folder and path.name in {row.file for row in PROJECT_OUTPUTS}:
        return True
    made = outputs.get(path)
    if made is None:
        return path in own_files(catalog, path.parent, path.parent.name, by_staff=False)
    try:
        return outputs.is_as_written(path)
    except PlangenError:
        return False


def _stray(catalog: Catalog, path: Path, origins: Origins, store: BaseStore) -> Stray | None:
    """What a file is; None when it cannot be a document's text. Of the hidden ones, which programs leave
    beside others, only what an edition says itself to be."""
    try:
        head = _head(path)
        if _is_hidden(path.name):
            return _hidden(catalog, path, origins) if head.startswith(_ZIP) else None
        by_name = _WORD.fullmatch(path.suffix) or _OTHER.fullmatch(path.suffix)
        if not head.startswith((_ZIP, _RTF, _OLE)) and not by_name and not _is_in_xml(head):
            return None
        if path.stat().st_size > MOST_BYTES:
            return Unread(path, f"filen er for stor til at blive læst. {MOVE}")
        return _read(catalog, path, read_bytes(path), origins, store)
    except (OSError, PlangenError) as error:
        reason = reason_of(error.__cause__ or error)
        return Unread(path, f"filen kan ikke læses: {reason}", SystemRefusal.exit_code)


def _head(path: Path) -> bytes:
    """The beginning of a file; of a pipe or a device, where nothing may ever come, why not."""
    if not path.is_file():
        return file_bytes(path)
    with path.open("rb") as file:
        return file.read(_HEAD)


def _is_in_xml(data: bytes) -> bool:
    return any(mark in data[:_HEAD] for mark in _IN_XML)


def _hidden(catalog: Catalog, path: Path, origins: Origins) -> Stray | None:
    try:
        content = read_word(file_bytes(path), catalog)
    except (OSError, UnreadableWord):
        return None
    target = origins.of(path, content) if content.edition else None
    return Copy(path, target) if target else None


def _read(catalog: Catalog, path: Path, data: bytes, origins: Origins, store: BaseStore) -> Stray | None:
    if _OTHER.fullmatch(path.suffix) and not data.startswith(_ZIP):
        return Unread(path, _other(data))
    main = main_version(path)
    if main != path and store.read(main) is not None:
        return Copy(path, main)
    try:
        content = read_word(data, catalog)
    except UnreadableWord as error:
        return _unreadable(path, data, error)
    target = origins.of(path, content)
    if target is not None:
        return Copy(path, target)
    if content.edition:
        why = "filen hører til en anden pakke, eller plangen har ikke længere gemt den udgave, den bygger på"
        return Unread(path, f"{why}. Flyt den til sin egen pakke eller ud af mappen")
    return Unread(path, f"filen er ikke dannet af plangen og bliver ikke læst. {MOVE.rstrip('.')}")


def _unreadable(path: Path, data: bytes, error: UnreadableWord) -> Unread | None:
    """What is said of a file that is no Word document; None when it is of a program for something else."""
    inside = _inside(data)
    if any(_WORD.fullmatch(Path(name).suffix) for name in inside):
        return Unread(path, f"filen er en pakket mappe med dokumenter. Pak den ud, så de kan læses. {MOVE}")
    is_text = bool(_WORD.fullmatch(path.suffix)) or "word/document.xml" in inside or _is_in_xml(data)
    older = data.startswith(_OLE) and ".doc" in error.message
    if is_text or older or data.startswith(_RTF):
        return Unread(path, f"{error.message}. {error.hint}".rstrip())
    return None


def _inside(data: bytes) -> list[str]:
    try:
        with ZipFile(BytesIO(data)) as archive:
            return archive.namelist()
    except (BadZipFile, ValueError, NotImplementedError, OSError):
        return []


def _other(data: bytes) -> str:
    if data.startswith(_PDF):
        return (
            "en PDF-fil kan ikke læses tilbage. Er der rettet eller skrevet noter i den, så skriv det i"
            f" Word-filen. {MOVE}"
        )
    how = "Er det et af pakkens dokumenter, så gem det som Word-dokument (*.docx)."
    return f"filen bliver ikke læst. {how} {MOVE}"
