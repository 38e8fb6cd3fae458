"""One changed answer in the text of its file, and what follows when rows that others name are reworded."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from plangen.answers.project import department_of
from plangen.answers.spelling.tree import NONE_WORD
from plangen.answers.titles import NAMED_BY_TITLE
from plangen.catalog.address import Address
from plangen.forms.model import FormQuestion
from plangen.forms.page.answer import Plain
from plangen.forms.project import SourceFile, load_project
from plangen.forms.yaml.write import Change, Drop
from plangen.projects.sources import LoadedProject, project_files
from plangen.pulling.earlier_forms import tree_of, with_changes
from plangen.pulling.file_writer import AnswerFiles, FileWriter
from plangen.pulling.references import is_named, named, refuse_lost_names, with_ids
from plangen.pulling.titles import renamed, retitled
from plangen.pulling.wishes import RowWish, Wish
from plangen.questionnaires.sides import Side

_TITLED = frozenset({"afdelinger", *(table for table, _ in NAMED_BY_TITLE.values())})
"""The tables whose rows others know by their titles, or by their keys in other places than answers."""
Load = Callable[[], LoadedProject]
"""Reads the project; a single answer does not need that."""


@dataclass(frozen=True)
class Edit:
    """One answer that is to be another. `wishes`: what is to be done with the rows that a department has of a
    shared table, instead of changes."""

    question: FormQuestion
    old: Plain
    new: Plain
    changes: tuple[Change, ...]
    origins: tuple[int | None, ...] = ()
    wishes: tuple[Wish | RowWish, ...] = ()

    @property
    def takes_back(self) -> bool:
        """Whether a department's own answer goes, so that the project's counts."""
        return any(isinstance(change, Drop) and len(change.path) == 2 for change in self.changes)


def stands_alone(edit: Edit) -> bool:
    """Whether nothing else follows when the answer is another: no answer names its rows."""
    alone = is_self_contained(edit.question) or not isinstance(edit.old, list)
    return alone and not edit.wishes


def is_self_contained(question: FormQuestion) -> bool:
    """Whether no answer names rows of this one."""
    if question.type != "table" or question.part != "svar":
        return True
    return not (is_named(question.id) or question.id in _TITLED)


def with_edit(
    load: Load, side: Side, edit: Edit, data: bytes, others: Mapping[str, bytes]
) -> tuple[bytes, dict[str, bytes]]:
    """The file, and those of departments that name its rows, with one edit. `others`: what those hold that
    have changed already. Raises `NotWritable`."""
    catalog, question = side.catalog, edit.question
    if stands_alone(edit):
        return with_changes(catalog, data, edit.changes), dict(others)
    loaded = load()
    if edit.wishes:
        return _with_own_rows(loaded, side, edit, data), dict(others)
    wishes = _wishes(loaded, side, edit)
    answers = loaded.project.answers_of(side.department)
    result = data
    if side.department is None and wishes:
        result = with_changes(catalog, result, _ids(loaded, question, wishes))
    titles = retitled(answers, wishes)
    follow = renamed(catalog, tree_of(catalog, result), titles)
    result = with_changes(catalog, result, follow) if follow else result
    result = with_changes(catalog, result, edit.changes)
    found = dict(others)
    if side.department is None:
        main, overlays = project_files(loaded.path)
        for file in overlays if titles else ():
            there = found.get(file.label, file.data)
            names = renamed(catalog, tree_of(catalog, there), titles)
            if names:
                found[file.label] = with_changes(catalog, there, names)
        if is_named(question.id):
            own = [type(file)(file.label, file.stem, found.get(file.label, file.data)) for file in overlays]
            now = load_project(loaded.name, type(main)(main.label, main.stem, result), own, catalog)
            refuse_lost_names(loaded.project, now)
    return result, found


def _with_own_rows(loaded: LoadedProject, side: Side, edit: Edit, data: bytes) -> bytes:
    """A department's file with what is to be done with its rows. Raises `NotWritable`."""
    assert side.department is not None
    main, overlays = project_files(loaded.path)
    own = {department_of(file.stem, loaded.project.departments): file for file in overlays}
    there = own.get(side.department)
    if there is not None or side.data != data:
        own[side.department] = SourceFile(there.label if there else str(side.path), side.department, data)
    writer = FileWriter(side.catalog, AnswerFiles(loaded.name, main, own), loaded.project)
    return writer.write(side.department, edit.wishes)[side.department]


def _wishes(loaded: LoadedProject, side: Side, edit: Edit) -> list[Wish]:
    """The cells of rows that get another text, as what follows names of rows knows them."""
    answers = loaded.project.answers_of(side.department)
    keys = {row.number - 1: row.key for row in answers.rows(edit.question.id) if row.key}
    if edit.new == NONE_WORD:
        return []
    found: list[Wish] = []
    for row, origin in zip(edit.new, edit.origins, strict=True):
        if origin is None or origin not in keys or origin >= len(edit.old):
            continue
        for column, text in row.items():
            if text != edit.old[origin].get(column):
                address = Address.cell(edit.question.id, keys[origin], column)
                found.append(Wish(address, str(address), "", "", "", text or None, ()))
    return found


def _ids(loaded: LoadedProject, question: FormQuestion, wishes: Sequence[Wish]) -> list[Change]:
    """The ids that rows get before the texts change that others know them by."""
    project, known = loaded.project, loaded.library.catalog.questions[question.id]
    names = named([project.base, *project.departments.values()], question.id)
    if question.id == "afdelinger":  # their files and folders have the key, too
        names = frozenset(project.base.department_keys())
    rows = {
        row.key: (("svar", question.id, row.number - 1), row)
        for row in project.base.rows(question.id)
        if row.place is not None
    }
    return with_ids(loaded.library.catalog, known, rows, wishes, names) if names else []
