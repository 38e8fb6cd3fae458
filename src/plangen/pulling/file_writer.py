"""One project's answer files while a pull is written into them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

from plangen.answers.model import Answers, OwnRows, Row
from plangen.answers.nodes import MappingNode, SequenceNode
from plangen.answers.options import preset_rows
from plangen.answers.overlay_parts import ADD, PARTS
from plangen.answers.project import Project
from plangen.catalog import Catalog
from plangen.findings import Finding
from plangen.forms.project import SourceFile, load_project
from plangen.forms.yaml.write import (
    Change,
    NotWritable,
    Path,
    Plain,
    Put,
    source_data,
)
from plangen.pulling.addresses import questions
from plangen.pulling.earlier_forms import tree_of, with_changes
from plangen.pulling.file_changes import changes_for
from plangen.pulling.grants import whole_of
from plangen.pulling.own_answer import Here, followed
from plangen.pulling.own_rows import own_changes
from plangen.pulling.references import named, refuse_lost_names, with_ids
from plangen.pulling.row_places import moved_by, numbers_of
from plangen.pulling.titles import Titles, followed_here, joined, renamed, retitled, with_titles
from plangen.pulling.wishes import RowWish, Wish

Target = str | None
"""None for the project's answer file, else the department whose own file it is."""


@dataclass(frozen=True)
class AnswerFiles:
    """A project's files as read. `own`: department → its own file; absent when it has none."""

    name: str
    main: SourceFile
    own: Mapping[str, SourceFile]


class WouldBreak(NotWritable):
    """The result would hold what is wrong with it (`finding`) and was not there before."""

    def __init__(self, finding: Finding) -> None:
        super().__init__(finding.message)
        self.finding = finding


class FileWriter:
    """Writes one project's files, the project's own first; remembers what they have become."""

    def __init__(self, catalog: Catalog, files: AnswerFiles, project: Project) -> None:
        self._catalog = catalog
        self._files = files
        self._project = project
        self._now = project
        self._changed = partial(with_changes, catalog)
        self._moved: dict[str, Mapping[int, int | None]] = {}
        self._titles: Titles = {}

    def write(self, target: Target, wishes: Sequence[Wish | RowWish]) -> dict[Target, bytes]:
        """The new content of one file, and of those that follow it. Raises `NotWritable`, and then nothing is
        remembered."""
        moved, titles = dict(self._moved), self._titles
        try:
            return self._written(target, wishes)
        except NotWritable:
            self._moved, self._titles = moved, titles
            raise

    def _written(self, target: Target, wishes: Sequence[Wish | RowWish]) -> dict[Target, bytes]:
        results: dict[Target, bytes] = (
            self._main(wishes) if target is None else {target: self._own(target, wishes)}
        )
        files = self._with(results)
        now = load_project(files.name, files.main, list(files.own.values()), self._catalog)
        worse = _codes(now.findings) - _codes(self._project.findings)
        for finding in now.findings:
            if (finding.code, finding.question) in worse and finding not in self._project.findings:
                raise WouldBreak(finding)
        refuse_lost_names(self._project, now)
        self._files, self._now = files, now
        return results

    def _with(self, results: Mapping[Target, bytes]) -> AnswerFiles:
        """The files with new content."""
        own = dict(self._files.own)
        for target, data in results.items():
            if target is not None:
                own[target] = replace(own[target] if target in own else _unnamed(target), data=data)
        main = replace(self._files.main, data=results.get(None, self._files.main.data))
        return replace(self._files, main=main, own=own)

    # --- the project's file --------------------------------------------------------------------------------
    def _main(self, wishes: Sequence[Wish | RowWish]) -> dict[Target, bytes]:
        packs = [self._project.base, *self._project.departments.values()]
        data = self._changed(self._files.main.data, self._standard(wishes))
        data = self._changed(data, self._ids(self._project.base, wishes, packs))
        self._titles = retitled(self._project.base, wishes)
        follow = renamed(self._catalog, tree_of(self._catalog, data), self._titles)
        data = self._changed(data, follow)
        wishes = [with_titles(self._catalog, wish, self._titles) for wish in wishes]
        root = tree_of(self._catalog, data)
        changes = changes_for(self._catalog, root, wishes, numbers_of(self._project.base))
        results: dict[Target, bytes] = {None: self._changed(data, changes)}
        now = load_project(self._files.name, self._with(results).main, [], self._catalog)
        self._moved.update(moved_by(self._project.base, changes))
        for department in self._files.own:
            if department in self._project.departments:
                touched = {change.path[1] for change in (*follow, *changes)}
                data = self._files.own[department].data
                names = list(self._following(department, now.base, touched))
                names += renamed(self._catalog, tree_of(self._catalog, data), self._titles)
                if names:
                    results[department] = self._changed(data, names)
        return results

    def _following(self, department: str, now: Answers, touched: set[str | int]) -> Iterator[Change]:
        """The changes in a department's file by which its names follow the shared rows."""
        for question in self._project.departments[department].own_rows:
            if question in touched and self._catalog.questions[question].type == "table":
                data = self._files.own[department].data
                before = self._here(department, question, self._project.base, data)
                after = replace(before, shared=now.rows(question))
                yield from followed(before, after, self._moved.get(question, {}))

    def _standard(self, wishes: Sequence[Wish | RowWish]) -> list[Change]:
        """The rows that count for a table without an answer: they must be in the file before one changes."""
        changes: list[Change] = []
        for whole in dict.fromkeys(map(whole_of, wishes)):
            rows = self._project.base.rows(whole) if whole in self._catalog.questions else ()
            if rows and all(row.place is None for row in rows):
                changes.append(Put(("svar", whole), self._catalog.questions[whole].default))
        return changes

    def _ids(
        self, answers: Answers, wishes: Sequence[Wish | RowWish], packs: Sequence[Answers]
    ) -> list[Change]:
        """The ids that rows get before the wishes change the texts that others know them by."""
        changes: list[Change] = []
        for whole in dict.fromkeys(map(whole_of, wishes)):
            question = self._catalog.questions.get(whole)
            names = named(packs, whole) if question and question.type == "table" else frozenset()
            if whole == "afdelinger":  # their files and folders have the key, too
                names = frozenset(answers.department_keys())
            if question and names:
                mine = [wish for wish in wishes if whole_of(wish) == whole]
                rows: dict[str, tuple[Path, Row]] = {
                    row.key: (("svar", whole, row.number - 1), row) for row in answers.rows(whole)
                }
                changes += with_ids(self._catalog, question, rows, mine, names)
        return changes

    # --- a department's file -------------------------------------------------------------------------------
    def _own(self, target: str, wishes: Sequence[Wish | RowWish]) -> bytes:
        own = self._files.own.get(target)
        start = own.data if own else new_own_file(self._name(target))
        answers = self._project.answers_of(target)
        titles = joined(self._titles, retitled(answers, wishes))
        wishes = [with_titles(self._catalog, wish, titles) for wish in wishes]
        wishes += followed_here(self._catalog, answers, target, wishes)
        by_rows = [wish for wish in wishes if goes_by_rows(self._catalog, self._project, target, wish)]
        whole = [wish for wish in wishes if wish not in by_rows]
        data = self._changed(start, self._copies(target, whole))
        data = self._changed(data, renamed(self._catalog, tree_of(self._catalog, data), titles))
        data = self._changed(data, self._ids(answers, whole, [answers]))
        root = tree_of(self._catalog, data)
        data = self._changed(data, changes_for(self._catalog, root, whole, numbers_of(answers)))
        for question in dict.fromkeys(map(whole_of, by_rows)):
            mine = [wish for wish in by_rows if whole_of(wish) == question]
            data = self._own_answer(target, data, question, mine)
        return data

    def _own_answer(self, target: str, data: bytes, question: str, wishes: Sequence[Wish | RowWish]) -> bytes:
        """A department's file with what it says by rows in answer to one question."""
        here = self._here(target, question, self._now.base, data)
        names = named([self._project.answers_of(target)], question)
        own = {key: ((*here.added_path(), here.added[key]), row) for key, row in here.own.items()}
        ids = with_ids(self._catalog, here.question, own, wishes, names)
        if ids:
            data = self._changed(data, ids)
            here = self._here(target, question, self._now.base, data)
        try:
            changes = own_changes(here, wishes)
            if isinstance(here.node, SequenceNode) and any(_names_a_part(change) for change in changes):
                # A bare list holds rows of its own only, so it becomes one of several parts.
                data = self._changed(data, [Put(here.path, {ADD: source_data(here.node)})])
                changes = own_changes(self._here(target, question, self._now.base, data), wishes)
        except KeyError as error:
            raise NotWritable("a row is not there any more") from error
        return self._changed(data, changes)

    def _here(self, department: str, question_id: str, base: Answers, data: bytes) -> Here:
        """An answer by rows as it stands in a file (`data`), over the shared rows of `base`."""
        question = self._catalog.questions[question_id]
        merged = self._project.departments[department]
        own = merged.own_rows.get(question_id, OwnRows())
        svar = tree_of(self._catalog, data).get("svar")
        node = svar.get(question_id) if isinstance(svar, MappingNode) else None
        moved = self._moved.get(question_id, {})
        old = {row.key: row.number for row in self._project.base.rows(question_id)}
        numbers = {key: moved.get(number, number) for key, number in old.items()}
        present = {key: number for key, number in numbers.items() if number is not None}
        shared = _shared_rows(self._catalog, base, question_id)
        if question.type == "fixed":
            present = {row.key: row.number for row in shared}
        rows = {row.key: row for row in merged.rows(question_id) if row.key in own.added}
        filtered = question.type == "table" and any(column.id == "afdeling" for column in question.columns)
        hidden = frozenset(row.number for row in shared if filtered and not row.covers(department))
        return Here(self._catalog, question, node, shared, present, rows, own.added, hidden)

    def _name(self, department: str) -> str:
        row = self._project.base.row("afdelinger", department)
        return (row.text("navn") if row else "") or department

    def _copies(self, target: str, wishes: Sequence[Wish | RowWish]) -> list[Change]:
        """The choices with fields that a department's file must have as a whole before a field can change."""
        copies: list[Change] = []
        known = questions(self._catalog, "svar")
        svar = tree_of(self._catalog, self._files.main.data).get("svar")
        for whole in dict.fromkeys(map(whole_of, wishes)):
            there = whole in self._project.answers_of(target).replaced
            if known[whole].type != "choice" or not known[whole].columns or there:
                continue
            shared: Plain = source_data(svar.get(whole)) if isinstance(svar, MappingNode) else ""
            if shared:
                copies.append(Put(("svar", whole), shared))
        return copies


def goes_by_rows(catalog: Catalog, project: Project, target: str, wish: Wish | RowWish) -> bool:
    """Whether a wish of a department becomes an entry about a row (or a field of a group) in its own file."""
    whole = whole_of(wish)
    if whole in project.answers_of(target).replaced:
        return False
    return isinstance(wish, RowWish) or (catalog.questions[whole].type in PARTS and wish.id != whole)


def _names_a_part(change: Change) -> bool:
    return len(change.path) > 2 and isinstance(change.path[2], str)


def _shared_rows(catalog: Catalog, base: Answers, question_id: str) -> tuple[Row, ...]:
    """The project's rows with the numbers by which they are known: of a table those in its file, of preset
    rows those in the questionnaire, of a group 0."""
    question = catalog.questions[question_id]
    if question.type == "group":
        return (replace(base.group(question_id), number=0),)
    if question.type == "fixed":
        given = {row.key: row for row in base.rows(question_id)}
        codes = enumerate(preset_rows(catalog, question), start=1)
        return tuple(replace(given.get(code, Row({}, code)), number=number) for number, code in codes)
    return base.rows(question_id)


def _unnamed(department: str) -> SourceFile:
    """A file that is not there yet."""
    return SourceFile(department, department, b"")


def _codes(findings: Sequence[Finding]) -> Counter[tuple[str, str]]:
    """The findings that an edit must not cause."""
    return Counter((f.code, f.question) for f in findings if f.code in ("V04", "V05", "V06"))


def new_own_file(department: str) -> bytes:
    """What a department's own file begins with. `department`: its name."""
    head = f"# Egne svar for {department}. Kun det, der er anderledes end i projektets svarfil.\n"
    return f"{head}\nsvar:\n".encode()
