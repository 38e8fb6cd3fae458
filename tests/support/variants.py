"""Documents of changed examples, made without touching the disk."""

from __future__ import annotations

import pickle
from collections.abc import Callable, Collection, Iterator
from functools import cache, lru_cache
from itertools import count
from pathlib import Path
from typing import Any, cast

from ruamel.yaml import YAML

from plangen.answers.nodes import Entry, MappingNode, Node, ScalarNode, SequenceNode
from plangen.answers.nodes import Tree as AnswerTree
from plangen.answers.project import Project, ReadFile, project_of
from plangen.catalog import Question, builtin_catalog
from plangen.documents.overview import OVERVIEW_DOCUMENT
from plangen.findings import FilePlace
from plangen.projects.shipped import shipped_library
from plangen.projects.sources import LoadedProject
from plangen.rendering.document import page_of, points_on
from plangen.rendering.subject import Subject, subject_of
from plangen.texts.records import Record
from tests.support.packs import example_path
from tests.support.projection import Item, html_projection
from tests.support.rendering import render

Tree = dict[str, Any]
_FILE = "prøve.yaml"


def answers_of(name: str, *documents: str) -> Tree:
    """The plain content of an example's answer file, to change and give to `subject_from`; with `documents`,
    the master data and the answers that these print: then a pack is worked out in half the time."""
    tree = cast(Tree, pickle.loads(_answers(name)))
    if documents:
        known = builtin_catalog().questions
        tree["svar"] = {id: one for id, one in tree["svar"].items() if _prints(known.get(id), documents)}
    return tree


def _prints(question: Question | None, documents: Collection[str]) -> bool:
    return question is not None and (
        question.section == "stamdata" or not set(documents).isdisjoint(question.documents)
    )


@cache
def _answers(name: str) -> bytes:
    """The tree, in a form that is soon made to a tree of one's own."""
    return pickle.dumps(YAML(typ="safe").load(example_path(name).read_bytes()))


def subject_from(tree: Tree, department: str | None = None) -> Subject:
    """The pack of an answer file with this content."""
    return _subject(pickle.dumps(tree), department)


@lru_cache(maxsize=8)
def _subject(pickled: bytes, department: str | None) -> Subject:
    """Several tests look at the same one, each at a document or a sentence of it."""
    tree = cast(Tree, pickle.loads(pickled))
    loaded = LoadedProject("proeve", Path("proeve.yaml"), shipped_library(), project_from(tree), None, ())
    return subject_of(loaded, department)


def project_from(tree: Tree) -> Project:
    """The project of an answer file with this content."""
    root = _read(tree, count(1))
    assert isinstance(root, MappingNode)
    return project_of("proeve", ReadFile(_FILE, "proeve", AnswerTree(root, ())), [], builtin_catalog())


def _read(value: Any, lines: Iterator[int]) -> Node:
    """What a file with this content is read to, each value on a line of its own; no text is written and read
    again."""
    place = FilePlace(_FILE, next(lines), 1)
    if isinstance(value, dict):
        return MappingNode(tuple(Entry(key, _read(one, lines), place) for key, one in value.items()), place)
    if isinstance(value, list):
        return SequenceNode(tuple(_read(one, lines) for one in value), place)
    return ScalarNode("" if value is None else str(value), place=place)


def file_of(subject: Subject, document_id: str, format: str) -> bytes:
    """One file of it. The overview that D00 prints is left empty."""
    here = {document.id: document for document in subject.documents}
    document = here.get(document_id) or builtin_catalog().documents[document_id]
    overview = Record({}) if document.id == OVERVIEW_DOCUMENT else None
    page = page_of(document, subject, (), overview)
    points = points_on(page, subject)
    if format == "html" and not points:
        return page.html.encode("utf-8")
    return render(document, subject, points, overview, format)


def said_in(subject: Subject, document_id: str) -> list[Item]:
    """What one document of it says, by its page, which is soon made; its Word file says the same
    (tests/building/test_same_content.py)."""
    return html_projection(file_of(subject, document_id, "html").decode("utf-8"))


def items_of(
    name: str,
    document_id: str,
    change: Callable[[Tree], object] = lambda svar: None,
    also: Collection[str] = (),
) -> list[Item]:
    """What a document says after `change` of the example's answers (`svar`) that it and the documents `also`
    print."""
    tree = answers_of(name, document_id, *also)
    tree["svar"] = tree.get("svar") or {}
    change(tree["svar"])
    return said_in(subject_from(tree), document_id)


def headings(items: list[Item], level: int = 1) -> list[str]:
    """The headings of one level."""
    return [text for kind, text in items if kind == f"overskrift {level}"]


def section(items: list[Item], heading: str) -> list[str]:
    """The texts under a heading of level 1, up to the next."""
    texts: list[str] = []
    inside = False
    for kind, text in items:
        if kind == "overskrift 1":
            inside = text == heading
        elif inside:
            texts.append(text)
    return texts
