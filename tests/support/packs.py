"""Renders documents of the examples for tests, without touching the disk."""

from __future__ import annotations

import pickle
from functools import cache
from pathlib import Path
from typing import cast

import pytest

from plangen.answers.packs import SHARED, documents_of, packs_of
from plangen.catalog import Document, builtin_catalog
from plangen.documents.open_points import OpenPoint
from plangen.documents.overview import OVERVIEW_DOCUMENT, pack_overview
from plangen.projects.shipped import shipped_library
from plangen.projects.sources import LoadedProject, read_project
from plangen.rendering.document import find_open_points
from plangen.rendering.subject import Subject, subject_of
from plangen.texts.records import Record
from plangen.word.reading.content import Content
from tests.support.reading import read_word
from tests.support.rendering import first_told, render
from tests.support.samples import some
from tests.support.shared import bytes_once

ROOT = Path(__file__).parent.parent.parent
EXAMPLES = ("jobcenter", "sagsoverblik", "tom", "fjendtlig", "lang")
DOCUMENTS = tuple(builtin_catalog().documents.values())
FILES = Path(__file__).parent.parent / "data"


def example_path(name: str) -> Path:
    """The two examples, the empty file, hostile answers, and very long ones."""
    inputs = ROOT / "inputs" / f"{name}.yaml"
    return inputs if inputs.exists() else FILES / f"{name}.yaml"


@cache
def example(name: str) -> LoadedProject:
    return read_project(example_path(name), shipped_library())


def departments(name: str) -> list[str | None]:
    """Whose answers each pack is made of: None for the project's, then the departments."""
    return list(packs_of(example(name).project).values())


def documents(name: str, department: str | None) -> tuple[Document, ...]:
    """The documents of a pack."""
    return documents_of(example(name).project.answers_of(department))


CONTEXTS = [(name, department) for name in EXAMPLES for department in departments(name)]
"""Every pack of every example."""
IN_PACKS = [(*context, document) for context in CONTEXTS for document in documents(*context)]
"""Every document of every pack."""
KINDS = [
    ("jobcenter", None),
    ("jobcenter", departments("jobcenter")[1]),
    ("sagsoverblik", None),
    ("tom", None),
]
"""Packs that differ in kind: of all, of a department, of the only department."""
UNLIKE = [(*pack, document) for pack in KINDS for document in documents(*pack)]
"""Their documents."""
ODD = [
    *(("fjendtlig", None, document) for document in documents("fjendtlig", None)),
    *(("lang", None, document) for document in some(documents("lang", None), every=3)),
]
"""The project's documents of hostile and, in a long run all, of very long answers."""
_TRIED = [*KINDS, ("fjendtlig", None), ("lang", None)]
EVERY_PACK = [pytest.param(*one, marks=[] if one in _TRIED else [pytest.mark.long]) for one in CONTEXTS]
"""Every pack; those that are like another in a long run."""
EVERY = [
    *UNLIKE,
    *ODD,
    *(pytest.param(*place, marks=pytest.mark.long) for place in IN_PACKS if place not in [*UNLIKE, *ODD]),
]
"""Every document of every pack; of packs that are like another in a long run."""


def whose(name: str, document: Document) -> str | None:
    """A pack that has the document: the project's, or that of the first department."""
    return departments(name)[1] if document.level == "afdeling" else None


def context_id(value: object) -> str:
    return "faelles" if value is None else getattr(value, "id", str(value))


@cache
def subject(name: str, department: str | None) -> Subject:
    return subject_of(example(name), department)


@cache
def overview(name: str, department: str | None) -> Record:
    one = subject(name, department)
    return pack_overview(one, {document.id: points(name, department, document) for document in one.documents})


@cache
def points(name: str, department: str | None, document: Document) -> tuple[OpenPoint, ...]:
    """Its open points. What the pack as a whole says stands in D00 alone. They are looked for on its page,
    once in a run of the tests."""

    def found() -> bytes:
        one = subject(name, department)
        return pickle.dumps(find_open_points(document, one, first_told(document, one)))

    place = (name, department, document)
    return cast(tuple[OpenPoint, ...], pickle.loads(bytes_once("punkter", place, found)))


@cache
def rendered(name: str, department: str | None, document: Document, format: str) -> bytes:
    """One file, as `plangen build` would write it; made once in a run of the tests."""
    place = (name, department, document, format)
    return bytes_once("fil", place, lambda: made(name, department, document, format))


def made(name: str, department: str | None, document: Document, format: str) -> bytes:
    """The same, made now."""
    one = subject(name, department)
    is_overview = document.id == OVERVIEW_DOCUMENT
    told = overview(name, department) if is_overview else None
    document = document if one.key == SHARED else document.for_department()
    open = find_open_points(document, one, told) if is_overview else points(name, department, document)
    return render(document, one, open, told, format)


@cache
def content(name: str, department: str | None, document: Document) -> Content:
    """What reading finds in its Word file; read once in a run of the tests."""
    file = rendered(name, department, document, "docx")
    place = (name, department, document)
    return cast(Content, pickle.loads(bytes_once("laest", place, lambda: pickle.dumps(read_word(file)))))
