"""Documents of changed examples, made without touching the disk."""

from __future__ import annotations

import io
import pickle
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any, cast

from ruamel.yaml import YAML

from plangen.catalog import builtin_catalog
from plangen.forms.project import SourceFile, load_project
from plangen.projects.shipped import shipped_library
from plangen.projects.sources import LoadedProject
from plangen.rendering.document import find_open_points
from plangen.rendering.subject import Subject, subject_of
from plangen.texts.values import Record
from tests.support.packs import example_path
from tests.support.projection import Item, html_projection
from tests.support.rendering import render

Tree = dict[str, Any]


def answers_of(name: str) -> Tree:
    """The plain content of an example's answer file, to change and give to `subject_from`."""
    return cast(Tree, pickle.loads(_answers(name)))


@cache
def _answers(name: str) -> bytes:
    """The tree, in a form that is soon made to a tree of one's own."""
    return pickle.dumps(YAML(typ="safe").load(example_path(name).read_bytes()))


def subject_from(tree: Tree, department: str | None = None) -> Subject:
    """The pack of an answer file with this content."""
    data = io.BytesIO()
    YAML(typ="safe").dump(tree, data)
    source = SourceFile("prøve.yaml", "proeve", data.getvalue())
    project = load_project("proeve", source, [], builtin_catalog())
    loaded = LoadedProject("proeve", Path("proeve.yaml"), shipped_library(), project, None, ())
    return subject_of(loaded, department)


def file_of(subject: Subject, document_id: str, format: str) -> bytes:
    """One file of it. The overview that D00 prints is left empty."""
    here = {document.id: document for document in subject.documents}
    document, overview = here.get(document_id) or builtin_catalog().documents[document_id], Record({})
    points = find_open_points(document, subject, overview)
    return render(document, subject, points, overview, format)


def said_in(subject: Subject, document_id: str) -> list[Item]:
    """What one document of it says, by its page, which is soon made; its Word file says the same
    (tests/building/test_same_content.py)."""
    return html_projection(file_of(subject, document_id, "html").decode("utf-8"))


def items_of(name: str, document_id: str, change: Callable[[Tree], object] = lambda svar: None) -> list[Item]:
    """What a document says after `change` of the example's answers (`svar`)."""
    tree = answers_of(name)
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
