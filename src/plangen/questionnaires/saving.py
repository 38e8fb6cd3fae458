"""What pages send, written into the answer files: each answer by itself, and nothing that nobody changed.

An answer is sent with the version that was shown. When the file has another one meanwhile, both are shown
and nothing is written; of different answers, each is written.
"""

from __future__ import annotations

import contextlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, partial
from pathlib import Path

from plangen.findings import PlangenError
from plangen.forms.model import FormQuestion
from plangen.forms.page.answer import NotShown, Plain, is_nothing, mark, told
from plangen.forms.page.changes import changes_between, dropped
from plangen.forms.page.posted import Posted, laid_over
from plangen.forms.yaml.write import NotWritable
from plangen.projects.file_names import composed
from plangen.projects.sources import project_files
from plangen.projects.writing import ChangedMeanwhile
from plangen.pulling.earlier_forms import with_changes
from plangen.pulling.references import StillNamed
from plangen.questionnaires import changelog
from plangen.questionnaires.following import Edit, Load, stands_alone, with_edit
from plangen.questionnaires.sides import Side, main_side, side_of
from plangen.questionnaires.workplace import Workplace
from plangen.store.base import BaseStore
from plangen.store.journal import AnswerFile, write_together

INHERITED = "faelles"
"""The version of a department's answer that is the project's."""
_TRIES = 5
_AS_IN_FILE = "Svaret står i filen på en måde, som kun kan ændres i selve filen. Det er ikke gemt."


@dataclass
class SaveResult:
    """What became of what was sent, by the id of the question. `written`: they are in the file now;
    `conflicts`: the answer has changed since it was shown: the answer of now; `refused`: it cannot be
    written, with the reason in Danish;
    `told`: of each change the question, the answer that was and the one that comes."""

    written: list[str] = field(default_factory=list)
    conflicts: dict[str, Plain] = field(default_factory=dict)
    refused: dict[str, str] = field(default_factory=dict)
    told: dict[str, tuple[FormQuestion, Plain, Plain]] = field(default_factory=dict)


def save(
    workplace: Workplace,
    name: str,
    department: str | None,
    questions: Mapping[str, FormQuestion],
    sent: Mapping[str, Posted],
    who: str,
) -> SaveResult:
    """Writes what was sent. Raises what reading a project raises, and `SystemRefusal` when the file may not
    be written."""
    path, catalog = workplace.path(name), workplace.library.catalog
    with workplace.writing(path):
        for last in (False,) * (_TRIES - 1) + (True,):
            saved, edits = SaveResult(), list[tuple[str, Edit]]()
            load = cache(partial(workplace.load, name))
            side = main_side(path, catalog) if department is None else side_of(load(), department)
            for id, posted in sent.items():
                edit = _edit(side, questions[id], posted, saved)
                if edit is not None:
                    edits.append((id, edit))
            try:
                _write(BaseStore(workplace.out / composed(path.stem)), path, load, side, edits, saved)
            except ChangedMeanwhile:
                if last:
                    raise
                continue
            saved.told = {id: (edit.question, edit.old, edit.new) for id, edit in edits}
            _remember(workplace, path, side, who, [e for id, e in edits if id in saved.written])
            return saved
    raise AssertionError("unreachable")


# --- what is to be changed ----------------------------------------------------------------------------------
def _edit(side: Side, question: FormQuestion, posted: Posted, saved: SaveResult) -> Edit | None:
    """What was sent of one question as a change of its file; None when nothing was changed on the page, or it
    is told otherwise (`saved`)."""
    id = str(question.address)
    inherits = side.department is not None and not side.has(question)
    try:
        old = side.answer(question)
    except NotShown:
        return None
    version, _, shown = posted.version.partition(".")
    if side.department is not None and posted.own is False:
        return _taken_back(question, old, inherits, version, saved)
    sent = side.canonical(question, _whole(question, posted))
    was_inherited = version == INHERITED
    if mark(sent) == shown and not (was_inherited and posted.own):
        return None
    new = side.canonical(question, laid_over(question, posted, old))
    if mark(new) == mark(old) and _is_in_order(posted):
        return None
    if version != (INHERITED if inherits else mark(old)):
        saved.conflicts[id] = old
        return None
    origins = (None,) * len(posted.origins) if inherits else posted.origins
    changes = tuple(changes_between(question, old, new, origins))
    return Edit(question, old, new, changes, origins) if changes else None


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
    question: FormQuestion, old: Plain, inherits: bool, version: str, saved: SaveResult
) -> Edit | None:
    """A department's own answer that is to go, so that the project's counts."""
    if inherits or version == INHERITED:
        return None
    if version != mark(old):
        saved.conflicts[str(question.address)] = old
        return None
    return Edit(question, old, "", (dropped(question),))


# --- writing ------------------------------------------------------------------------------------------------
def _write(
    store: BaseStore,
    path: Path,
    load: Load,
    side: Side,
    edits: Sequence[tuple[str, Edit]],
    saved: SaveResult,
) -> None:
    """Writes the edits together; what cannot be written is left out and told. Raises `ChangedMeanwhile`."""
    data, others = side.data, dict[str, bytes]()
    alone = [one for one in edits if stands_alone(one[1])]
    for id, edit in (one for one in edits if one not in alone):
        data, others = _one_by_one(load, side, id, edit, data, others, saved)
    try:
        data = with_changes(side.catalog, data, [change for _, edit in alone for change in edit.changes])
        saved.written += [id for id, _ in alone]
    except NotWritable:  # then it is found out which
        for id, edit in alone:
            data, others = _one_by_one(load, side, id, edit, data, others, saved)
    saved.written.sort(key=[id for id, _ in edits].index)
    if data == side.data and not others:
        return
    files = [AnswerFile(side.path, side.before, data)]
    if others:
        files += [
            AnswerFile(Path(file.label), file.data, others[file.label])
            for file in project_files(path)[1]
            if others.get(file.label, file.data) != file.data
        ]
    write_together(store, path, files)


def _one_by_one(
    load: Load,
    side: Side,
    id: str,
    edit: Edit,
    data: bytes,
    others: dict[str, bytes],
    saved: SaveResult,
) -> tuple[bytes, dict[str, bytes]]:
    """The files with one more edit, or as they were where it cannot be written."""
    try:
        result = with_edit(load, side, edit, data, others)
    except StillNamed as error:
        saved.refused[id] = f"Rækken bruges i {error.by}. Ret eller fjern den dér først."
    except NotWritable:
        saved.refused[id] = _AS_IN_FILE
    else:
        saved.written.append(id)
        return result
    return data, others


def _remember(workplace: Workplace, path: Path, side: Side, who: str, edits: Sequence[Edit]) -> None:
    """Notes in the log who changed what. A log that cannot be written stops nobody's answers."""
    for edit in edits:
        workplace.last_changed[composed(path.stem), side.department, str(edit.question.address)] = who
    changes = [
        changelog.LogEntry(
            edit.question.title, () if is_nothing(edit.new) else told(edit.question, edit.new), side.name
        )
        for edit in edits
    ]
    with contextlib.suppress(OSError, PlangenError):
        if changes:
            changelog.note(path, who, changes, workplace.clock)
