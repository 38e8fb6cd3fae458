"""What pages send, written into the answer files: each answer by itself, and nothing that nobody changed.

An answer is sent with the one that was shown, so that it is known what somebody has changed. What somebody
else has changed meanwhile stays; where both have changed the same, both are shown and the file's stands.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache, partial
from pathlib import Path

from plangen.findings import PlangenError
from plangen.forms.model import FormQuestion
from plangen.forms.page.answer import Plain, is_nothing, told
from plangen.forms.page.posted import Posted
from plangen.forms.yaml.write import NotWritable
from plangen.projects.file_names import composed
from plangen.projects.sources import project_files
from plangen.projects.writing import ChangedMeanwhile
from plangen.pulling.earlier_forms import with_changes
from plangen.pulling.file_writer import WouldBreak
from plangen.pulling.references import StillNamed
from plangen.questionnaires import changelog
from plangen.questionnaires.editing import Disputed, ShownAnswer, Wanted, shown_now, wanted
from plangen.questionnaires.following import Edit, Load, is_self_contained, stands_alone, with_edit
from plangen.questionnaires.sides import Side, main_side, side_of
from plangen.questionnaires.workplace import Workplace
from plangen.store.base import BaseStore
from plangen.store.journal import AnswerFile, write_together

_TRIES = 5
_AS_IN_FILE = "Svaret står i filen på en måde, som kun kan ændres i selve filen. Det er ikke gemt."


@dataclass(frozen=True)
class SaveRequest:
    """What one person sends. `department`: whose answers they are, None for the project's; `questions`: those
    of which something may be sent, by id; `sent`: what was, by the same; `who`: for the log."""

    department: str | None
    questions: Mapping[str, FormQuestion]
    sent: Mapping[str, Posted]
    who: str

    def stands_alone(self) -> bool:
        """Whether nothing else follows from it."""
        questions = [self.questions[id] for id in self.sent]
        has_rows = self.department is not None and any(one.type == "table" for one in questions)
        return not has_rows and all(map(is_self_contained, questions))

    def touches(self) -> set[tuple[str | None, str]]:
        """The answers that it is about."""
        return {(self.department, id) for id in self.sent}


@dataclass
class SaveResult:
    """What became of what was sent, by the id of the question. `written`: they are in the file now;
    `conflicts`: somebody else has changed the same since it was shown; `refused`: it cannot be written, with
    the reason in Danish; `told`: of each change the question, the answer that was and the one that comes;
    `now`: the answer that a page is to go on with."""

    written: list[str] = field(default_factory=list)
    conflicts: dict[str, Disputed] = field(default_factory=dict)
    refused: dict[str, str] = field(default_factory=dict)
    told: dict[str, tuple[FormQuestion, Plain, Plain]] = field(default_factory=dict)
    now: dict[str, ShownAnswer] = field(default_factory=dict)


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
    return save_together(workplace, name, [SaveRequest(department, questions, sent, who)])[0]


def save_together(workplace: Workplace, name: str, requests: Sequence[SaveRequest]) -> list[SaveResult]:
    """The same for several people, in their order: what concerns different answers is written at once, so
    that many who save do not wait for one another. Raises what `save` raises."""
    path = workplace.path(name)
    with workplace.writing(path):
        return [saved for some in _apart(requests) for saved in _saved_at_once(workplace, name, path, some)]


def _apart(requests: Sequence[SaveRequest]) -> Iterator[list[SaveRequest]]:
    """The requests in groups in which no two are about one answer."""
    group: list[SaveRequest] = []
    touched: set[tuple[str | None, str]] = set()
    for request in requests:
        alone = not request.stands_alone()
        if group and (alone or touched & request.touches()):
            yield group
            group, touched = [], set()
        group.append(request)
        touched |= request.touches()
        if alone:
            yield group
            group, touched = [], set()
    if group:
        yield group


def _saved_at_once(
    workplace: Workplace, name: str, path: Path, requests: Sequence[SaveRequest]
) -> list[SaveResult]:
    for last in (False,) * (_TRIES - 1) + (True,):
        try:
            return _Saving(workplace, name, path).saved(requests)
        except ChangedMeanwhile:
            if last:
                raise
    raise AssertionError("unreachable")


@dataclass
class _Part:
    """What one person changes in one file. `wanted`: by id of the question."""

    side: Side
    request: SaveRequest
    result: SaveResult
    wanted: dict[str, Wanted]

    @property
    def edits(self) -> dict[str, Edit]:
        """Id of the question → the change of its answer."""
        return {id: one.edit for id, one in self.wanted.items() if one.edit is not None}


class _Saving:
    """One time that answers are written to the files of a project."""

    def __init__(self, workplace: Workplace, name: str, path: Path) -> None:
        self._workplace = workplace
        self._path = path
        self._name = name
        self._load: Load = cache(partial(workplace.load, name))
        self._sides: dict[str | None, Side] = {}
        self._data: dict[str, bytes] = {}

    def saved(self, requests: Sequence[SaveRequest]) -> list[SaveResult]:
        """What became of each. Raises `ChangedMeanwhile` when a file is not as it was read any more."""
        parts = [self._part(request) for request in requests]
        for side in self._sides.values():
            self._change(side, [part for part in parts if part.side is side])
        self._write()
        for part in parts:
            self._tell(part)
        return [part.result for part in parts]

    def _side(self, department: str | None) -> Side:
        if department not in self._sides:
            catalog = self._workplace.library.catalog
            is_main = department is None
            side = main_side(self._path, catalog) if is_main else side_of(self._load(), department)
            self._sides[department] = side
        return self._sides[department]

    def _part(self, request: SaveRequest) -> _Part:
        part = _Part(self._side(request.department), request, SaveResult(), {})
        for id, posted in request.sent.items():
            found = part.wanted[id] = wanted(part.side, request.questions[id], posted)
            if found.disputed is not None:
                part.result.conflicts[id] = found.disputed
        return part

    # --- writing --------------------------------------------------------------------------------------------
    def _change(self, side: Side, parts: Sequence[_Part]) -> None:
        """Makes the edits of one file together; what cannot be written is left out and told."""
        alone = [(part, id) for part in parts for id, edit in part.edits.items() if stands_alone(edit)]
        for part in parts:
            for id in part.edits:
                if (part, id) not in alone:
                    self._one_by_one(part, id)
        changes = [change for part, id in alone for change in part.edits[id].changes]
        try:
            self._put(side, with_changes(side.catalog, self._data_of(side), changes) if changes else None)
        except NotWritable:  # then it is found out which
            for part, id in alone:
                self._one_by_one(part, id)
        else:
            for part, id in alone:
                part.result.written.append(id)

    def _one_by_one(self, part: _Part, id: str) -> None:
        """Makes one more edit, or leaves it out where it cannot be written."""
        try:
            data, others = with_edit(
                self._load, part.side, part.edits[id], self._data_of(part.side), self._data
            )
        except StillNamed as error:
            part.result.refused[id] = f"Rækken bruges i {error.by}. Ret eller fjern den dér først."
        except WouldBreak as error:
            finding = error.finding
            part.result.refused[id] = f"{finding.message} Det er ikke gemt. {finding.hint}".strip()
        except NotWritable:
            part.result.refused[id] = _AS_IN_FILE
        else:
            self._data |= others
            self._put(part.side, data)
            part.result.written.append(id)

    def _data_of(self, side: Side) -> bytes:
        return self._data.get(str(side.path), side.data)

    def _put(self, side: Side, data: bytes | None) -> None:
        if data is not None:
            self._data[str(side.path)] = data

    def _write(self) -> None:
        files = {
            str(side.path): AnswerFile(side.path, side.before, side.data) for side in self._sides.values()
        }
        if set(self._data) - set(files):  # departments' files that name rows which are called otherwise now
            for file in project_files(self._path)[1]:
                files.setdefault(file.label, AnswerFile(Path(file.label), file.data, file.data))
        changed = [
            replace(file, after=self._data[label])
            for label, file in files.items()
            if self._data.get(label, file.after) != file.after
        ]
        if changed:
            store = BaseStore(self._workplace.out / composed(self._path.stem))
            write_together(store, self._path, changed)

    # --- what is told ---------------------------------------------------------------------------------------
    def _tell(self, part: _Part) -> None:
        """What a page goes on with, and who changed what. A log that cannot be written stops nobody's
        answers."""
        side, result = part.side, part.result
        result.written.sort(key=list(part.edits).index)
        edits = {id: part.edits[id] for id in result.written}
        result.told = {id: (edit.question, edit.old, edit.new) for id, edit in part.edits.items()}
        for id, found in part.wanted.items():
            if found.on_page is not None and id not in result.conflicts and id not in result.refused:
                result.now[id] = shown_now(side, part.request.questions[id], found)
        project = composed(self._path.stem)
        for id in edits:
            self._workplace.last_changed[project, side.department, id] = part.request.who
        changes = [
            changelog.LogEntry(
                edit.question.title, () if is_nothing(edit.new) else told(edit.question, edit.new), side.name
            )
            for edit in edits.values()
        ]
        with contextlib.suppress(OSError, PlangenError):
            if changes:
                changelog.note(self._path, part.request.who, changes, self._workplace.clock)
