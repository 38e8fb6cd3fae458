"""What pages send, written into the answer files: each answer by itself, and nothing that nobody changed.

An answer is sent with the version that was shown. When the file has another one meanwhile, both are shown
and nothing is written; of different answers, each is written.
"""

from __future__ import annotations

import contextlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from plangen.answers.spelling.tree import NONE_WORD
from plangen.catalog.address import Address
from plangen.findings import PlangenError
from plangen.forms.model import FormQuestion
from plangen.forms.page.answer import NotShown, Plain, is_nothing, mark, told
from plangen.forms.page.changes import changes_between, dropped
from plangen.forms.page.posted import Posted, laid_over
from plangen.forms.project import load_project
from plangen.forms.yaml.write import Change, NotWritable
from plangen.projects.sources import LoadedProject, project_files
from plangen.projects.writing import ChangedMeanwhile, sweep_beside
from plangen.pulling.earlier_forms import tree_of, with_changes
from plangen.pulling.references import StillNamed, is_named, named, refuse_lost_names, with_ids
from plangen.pulling.titles import renamed, retitled
from plangen.pulling.wishes import Wish
from plangen.serving import changelog
from plangen.serving.sides import Side, side_of
from plangen.serving.workplace import Workplace
from plangen.store.journal import AnswerFile, write_together

INHERITED = "faelles"
"""The version of a department's answer that is the project's."""
_TRIES = 5
_AS_IN_FILE = "Svaret står i filen på en måde, som kun kan ændres i selve filen. Det er ikke gemt."


@dataclass
class Saved:
    """What became of what was sent, by the id of the question. `written`: they are in the file now;
    `conflicts`: the answer has changed since it was shown: the answer of now; `refused`: it cannot be
    written, with the reason in Danish."""

    written: list[str] = field(default_factory=list)
    conflicts: dict[str, Plain] = field(default_factory=dict)
    refused: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class _Edit:
    """One answer that is to be another."""

    question: FormQuestion
    old: Plain
    new: Plain
    changes: tuple[Change, ...]
    origins: tuple[int | None, ...] = ()


def save(
    workplace: Workplace,
    name: str,
    department: str | None,
    questions: Mapping[str, FormQuestion],
    sent: Mapping[str, Posted],
    who: str,
) -> Saved:
    """Writes what was sent. Raises what reading a project raises, and `SystemRefusal` when the file may not
    be written."""
    path = workplace.path(name)
    with workplace.writing(path):
        for last in (False,) * (_TRIES - 1) + (True,):
            loaded = workplace.load(name)
            saved, edits, side = Saved(), [], side_of(loaded, department)
            for id, posted in sent.items():
                edit = _edit(side, questions[id], posted, saved)
                if edit is not None:
                    edits.append((id, edit))
            try:
                _write(workplace, loaded, side, edits, saved)
            except ChangedMeanwhile:
                if last:
                    raise
                continue
            _remember(workplace, loaded, department, who, [e for id, e in edits if id in saved.written])
            return saved
    raise AssertionError("unreachable")


# --- what is to be changed ----------------------------------------------------------------------------------
def _edit(side: Side, question: FormQuestion, posted: Posted, saved: Saved) -> _Edit | None:
    """What was sent of one question as a change of its file; None when nothing was changed on the page, or it
    is told otherwise (`saved`)."""
    id = str(question.address)
    inherits = side.department is not None and not side.has(question)
    try:
        old = side.answer(question)
    except NotShown:
        return None
    version, _, shown = posted.version.partition(".")
    if side.department is not None and not posted.own:
        return _taken_back(question, old, inherits, version, saved)
    sent = side.canonical(question, _whole(question, posted))
    was_inherited = version == INHERITED
    if mark(sent) == shown and not was_inherited:
        return None
    new = side.canonical(question, laid_over(question, posted, old))
    if mark(new) == mark(old) and _is_in_order(posted):
        return None
    if version != (INHERITED if inherits else mark(old)):
        saved.conflicts[id] = old
        return None
    origins = (None,) * len(posted.origins) if inherits else posted.origins
    changes = tuple(changes_between(question, old, new, origins))
    return _Edit(question, old, new, changes, origins) if changes else None


def _whole(question: FormQuestion, posted: Posted) -> Plain:
    """What was sent in the shape of its question; it may lack fields that the page did not have."""
    if question.type == "fixed":
        return {row: posted.answer.get(row, {}) for row in question.rows}
    return posted.answer


def _is_in_order(posted: Posted) -> bool:
    """Whether the rows are those of the file, in its order."""
    numbers = [origin for origin in posted.origins if origin is not None]
    return numbers == sorted(numbers)


def _taken_back(
    question: FormQuestion, old: Plain, inherits: bool, version: str, saved: Saved
) -> _Edit | None:
    """A department's own answer that is to go, so that the project's counts."""
    if inherits or version == INHERITED:
        return None
    if version != mark(old):
        saved.conflicts[str(question.address)] = old
        return None
    return _Edit(question, old, "", (dropped(question),))


# --- writing ------------------------------------------------------------------------------------------------
def _write(
    workplace: Workplace,
    loaded: LoadedProject,
    side: Side,
    edits: Sequence[tuple[str, _Edit]],
    saved: Saved,
) -> None:
    """Writes the edits together; what cannot be written is left out and told. Raises `ChangedMeanwhile`."""
    data, others = side.data, dict[str, bytes]()
    for id, edit in edits:
        try:
            data, others = _with(loaded, side, edit, data, others)
            saved.written.append(id)
        except StillNamed as error:
            saved.refused[id] = f"Rækken bruges i {error.by}. Ret eller fjern den dér først."
        except NotWritable:
            saved.refused[id] = _AS_IN_FILE
    if data == side.data and not others:
        return
    files = [AnswerFile(side.path, side.before, data)]
    main, overlays = project_files(loaded.path)
    before = {file.label: file.data for file in (main, *overlays)}
    files += [
        AnswerFile(type(side.path)(label), before[label], now)
        for label, now in others.items()
        if now != before[label]
    ]
    sweep_beside(side.path)
    write_together(workplace.store(loaded), loaded.path, files)


def _with(
    loaded: LoadedProject, side: Side, edit: _Edit, data: bytes, others: Mapping[str, bytes]
) -> tuple[bytes, dict[str, bytes]]:
    """The file, and those that name its rows, with one edit. Raises `NotWritable`."""
    catalog, question = side.catalog, edit.question
    if question.type != "table" or question.part != "svar" or not isinstance(edit.old, list):
        return with_changes(catalog, data, edit.changes), dict(others)
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


def _wishes(loaded: LoadedProject, side: Side, edit: _Edit) -> list[Wish]:
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


def _remember(
    workplace: Workplace, loaded: LoadedProject, department: str | None, who: str, edits: Sequence[_Edit]
) -> None:
    """Notes in the log who changed what. A log that cannot be written stops nobody's answers."""
    for edit in edits:
        workplace.last_changed[loaded.name, department, str(edit.question.address)] = who
    row = loaded.project.base.row("afdelinger", department) if department else None
    whose = (row.text("navn") if row else "") or (department or "")
    changes = [
        changelog.Change(
            edit.question.title, () if is_nothing(edit.new) else told(edit.question, edit.new), whose
        )
        for edit in edits
    ]
    with contextlib.suppress(OSError, PlangenError):
        if changes:
            changelog.note(loaded.path, who, changes, workplace.clock)
