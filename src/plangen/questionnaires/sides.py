"""One answer file as pages show it: the project's, or a department's own, each answer in its shape."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

from plangen.answers.nodes import MappingNode, Node, is_blank, is_empty
from plangen.answers.overlay_parts import by_rows
from plangen.answers.project import department_of
from plangen.answers.spelling.names import KnownNames
from plangen.answers.spelling.tree import Canonical, canonical
from plangen.answers.titles import NAMED_BY_TITLE
from plangen.catalog import Catalog
from plangen.catalog import Question as CatalogQuestion
from plangen.forms.model import FormQuestion
from plangen.forms.page.answer import NotShown, Plain, canonical_answer, shown_answer
from plangen.forms.page.view import Viewer
from plangen.projects.own_files import own_folder
from plangen.projects.sources import LoadedProject
from plangen.pulling.earlier_forms import tree_of
from plangen.pulling.file_writer import new_own_file


@dataclass(frozen=True)
class Side:
    """A file. `before`: what it holds, None when it is not there; `data`: the same, or what a new one begins
    with; `root`: its tree in canonical form; `department`,
    `name`: whose it is, None for the project's."""

    path: Path
    before: bytes | None
    data: bytes
    root: MappingNode
    names: KnownNames
    catalog: Catalog
    department: str | None = None
    name: str = ""

    def node(self, question: FormQuestion) -> Node | None:
        """What stands in the place of an answer."""
        part = self.root.get(question.part)
        return part.get(question.id) if isinstance(part, MappingNode) else None

    def has(self, question: FormQuestion) -> bool:
        """Whether the file answers a question."""
        return not is_blank(self.node(question))

    def is_by_rows(self, question: FormQuestion) -> bool:
        """Whether a department's file says only what is different from the project's answer."""
        node = self.node(question)
        known: CatalogQuestion | None = self.catalog.questions.get(question.id)
        if self.department is None or known is None or node is None or is_empty(node):
            return False
        return by_rows(known, node) and not (question.state and not isinstance(node, MappingNode))

    def answer(self, question: FormQuestion) -> Plain:
        """The answer in the shape of its question. Raises `NotShown`."""
        if self.is_by_rows(question):
            raise NotShown
        return shown_answer(question, self.node(question))

    @staticmethod
    def blank(question: FormQuestion) -> Plain:
        """No answer, in the shape of its question."""
        return shown_answer(question, None)

    def canonical(self, question: FormQuestion, answer: Plain) -> Plain:
        """An answer from a page, in the form that the file is to hold it in."""
        return canonical_answer(question, answer, self.catalog, self.names)

    @cached_property
    def viewer(self) -> Viewer:
        """What makes views of its questions."""
        return Viewer(self.catalog, self.names, self._titles())

    def _titles(self) -> dict[str, tuple[str, ...]]:
        svar = self.root.get("svar")
        found: dict[str, tuple[str, ...]] = {}
        for refers, (table, column) in NAMED_BY_TITLE.items():
            node = svar.get(table) if isinstance(svar, MappingNode) else None
            items = getattr(node, "items", ())
            texts = (getattr(item.get(column), "text", "") for item in items if isinstance(item, MappingNode))
            found[refers] = tuple(text for text in texts if text)
        return found


def main_side(path: Path, catalog: Catalog) -> Side:
    """The project's own file. Raises `OSError`."""
    data = path.read_bytes()
    read = _read(catalog, data)
    return Side(path, data, data, read.root, read.names, catalog)


def own_side(loaded: LoadedProject, department: str, main: Side) -> Side:
    """The file of a department, there or not. Raises `OSError`, `SystemRefusal`."""
    catalog = loaded.library.catalog
    folder = own_folder(loaded.path)
    known = loaded.project.departments
    path = next((one for one in folder.used if department_of(one.stem, known) == department), None)
    data = path.read_bytes() if path else None
    row = loaded.project.base.row("afdelinger", department)
    name = (row.text("navn") if row else "") or department
    start = data if data is not None else new_own_file(name)
    read = _read(catalog, start, main.data)
    path = path or folder.path / f"{department}.yaml"
    return Side(path, data, start, read.root, read.names, catalog, department, name)


@lru_cache(maxsize=12)
def _read(catalog: Catalog, data: bytes, main: bytes = b"") -> Canonical:
    """A file in canonical form; a department's with the names of the project's file. The same bytes say the
    same, so they are read once."""
    names = _read(catalog, main).names if main else None
    return canonical(tree_of(catalog, data), catalog, names)


def side_of(loaded: LoadedProject, department: str | None) -> Side:
    """The file that one department's answers, or (None) the project's, are written in."""
    main = main_side(loaded.path, loaded.library.catalog)
    return main if department is None else own_side(loaded, department, main)
