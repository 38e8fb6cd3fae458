"""One answer file as pages show it: the project's, or a department's own, each answer in its shape."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from pathlib import Path

from plangen.answers.defaults import standard_rows
from plangen.answers.nodes import Entry, MappingNode, Node, is_blank, is_empty
from plangen.answers.overlay_parts import by_rows
from plangen.answers.project import Project, department_of
from plangen.answers.spelling.names import KnownNames, names_in
from plangen.answers.spelling.tree import canonical
from plangen.answers.titles import NAMED_BY_TITLE
from plangen.catalog import Catalog
from plangen.catalog import Question as CatalogQuestion
from plangen.catalog.address import ANSWERS, Part
from plangen.forms.model import FormQuestion
from plangen.forms.page.answer import NotShown, Plain, canonical_answer, shown_answer
from plangen.forms.page.view import Viewer
from plangen.projects.own_files import own_folder
from plangen.projects.sources import LoadedProject
from plangen.pulling.earlier_forms import tree_of
from plangen.pulling.file_writer import new_own_file
from plangen.questionnaires.own_rows import DepartmentRows, department_rows


@dataclass(frozen=True)
class ReadAnswers:
    """What a file answers, as it stands (`root`). An answer is brought into its canonical form when it is
    asked for: who saves one does not wait for all of them."""

    root: MappingNode
    names: KnownNames
    catalog: Catalog
    _known: dict[tuple[str, str], Node | None] = field(default_factory=dict)

    def node(self, part: Part, id: str) -> Node | None:
        """What stands in the place of an answer, in canonical form."""
        if (part, id) not in self._known:
            self._known[part, id] = self._canonical(part, id)
        return self._known[part, id]

    def _canonical(self, part: Part, id: str) -> Node | None:
        there = self.root.get(part)
        node = there.get(id) if isinstance(there, MappingNode) else None
        if node is None:
            return None
        alone = MappingNode((Entry(part, MappingNode((Entry(id, node),))),))
        found = canonical(alone, self.catalog, self.names).root.get(part)
        return found.get(id) if isinstance(found, MappingNode) else None


@dataclass(frozen=True)
class Side:
    """A file. `before`: what it holds, None when it is not there; `data`: the same, or what a new one begins
    with; `answers`: what it says; `department`, `name`: whose it is, None for the project's; `common`: of a
    department's, the project's file, and `project` both as they were read."""

    path: Path
    before: bytes | None
    data: bytes
    answers: ReadAnswers
    department: str | None = None
    name: str = ""
    common: Side | None = None
    project: Project | None = None

    @property
    def catalog(self) -> Catalog:
        return self.answers.catalog

    @property
    def names(self) -> KnownNames:
        """Whom its answers may refer to."""
        return self.answers.names

    def node(self, question: FormQuestion) -> Node | None:
        """What stands in the place of an answer."""
        return self.answers.node(question.part, question.id)

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

    def inherits(self, question: FormQuestion) -> bool:
        """Whether the project's answer counts for a department."""
        return self.common is not None and not self.has(question)

    def shown(self, question: FormQuestion) -> Plain:
        """The answer that people are shown: a department's begins as the project's, but without rows where
        its own come beside those. Raises `NotShown`."""
        rows = self.rows(question)
        if rows is not None:
            return rows.answers
        if self.common is None or not self.inherits(question):
            return self.answer(question)
        is_beside = question.state and question.type == "table"
        return self.blank(question) if is_beside else self.common.answer(question)

    def rows(self, question: FormQuestion) -> DepartmentRows | None:
        """The rows of a shared table as a department has them, where its file says, or would say, only what
        is different. Raises `NotShown`."""
        if question.type != "table" or question.state or self.department is None or self.project is None:
            return None
        if self.common is None or not (self.inherits(question) or self.is_by_rows(question)):
            return None
        if not self.project.base.rows(question.id) or not self.project.readable(self.department):
            return None
        shared = self.common.answer(question)
        if not shared:  # nobody has answered: the rows are those that count meanwhile
            shared = shown_answer(question, standard_rows(self.catalog.questions[question.id]))
        return department_rows(self.project, self.department, question, shared, self.node(question))

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
        found: dict[str, tuple[str, ...]] = {}
        for refers, (table, column) in NAMED_BY_TITLE.items():
            items = getattr(self.answers.node(ANSWERS, table), "items", ())
            texts = (getattr(item.get(column), "text", "") for item in items if isinstance(item, MappingNode))
            found[refers] = tuple(text for text in texts if text)
        return found


def main_side(path: Path, catalog: Catalog) -> Side:
    """The project's own file. Raises `OSError`."""
    data = path.read_bytes()
    return Side(path, data, data, _read(catalog, data))


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
    return Side(path, data, start, read, department, name, main, loaded.project)


@lru_cache(maxsize=12)
def _read(catalog: Catalog, data: bytes, main: bytes = b"") -> ReadAnswers:
    """What a file says; a department's with the names of the project's file. The same bytes say the same, so
    they are read once."""
    root = tree_of(catalog, data)
    svar = root.get(ANSWERS)
    names = names_in(svar if isinstance(svar, MappingNode) else MappingNode(), catalog)
    return ReadAnswers(root, _read(catalog, main).names.with_rows(names) if main else names, catalog)


def side_of(loaded: LoadedProject, department: str | None) -> Side:
    """The file that one department's answers, or (None) the project's, are written in."""
    main = main_side(loaded.path, loaded.library.catalog)
    return main if department is None else own_side(loaded, department, main)
