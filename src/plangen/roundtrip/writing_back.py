"""The answer files as they are to be after a pull: bytes in, bytes out, checked before anyone writes them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from plangen.answers.nodes import MappingNode
from plangen.answers.project import Project, SourceFile, load_project
from plangen.answers.tree import read_tree
from plangen.answers.writing import Change, NotWritable, Plain, Put, apply_changes, changed, source_data
from plangen.catalog import Catalog
from plangen.findings import Finding
from plangen.roundtrip.addresses import order_of, questions
from plangen.roundtrip.file_changes import changes_for
from plangen.roundtrip.granting import whole_of
from plangen.roundtrip.marks import holds_marks
from plangen.roundtrip.wishes import Pull, RowWish, Step, Trouble, Wish

Target = str | None
"""None for the project's answer file, else the department whose own file it is."""


@dataclass(frozen=True)
class AnswerFiles:
    """A project's files as read. `own`: department → its own file; absent when it has none."""

    name: str
    main: SourceFile
    own: Mapping[str, SourceFile]


def written_back(
    catalog: Catalog, files: AnswerFiles, project: Project, pull: Pull
) -> tuple[dict[Target, bytes], tuple[Trouble, ...]]:
    """The new content of each file that changes, and the steps that could not be written after all.

    A file is left as it is when its form cannot be changed piece by piece, or when the result would hold
    a new V04, V05 or V06.
    """
    writer = _Writer(catalog, files, project)
    results: dict[Target, bytes] = {}
    troubles: list[Trouble] = []
    marked = [step for step in pull.steps if _holds_marks(step.wish)]
    troubles += [_marked(step) for step in marked]
    writable = [step for step in pull.steps if step not in marked]
    targets = sorted({step.target for step in writable}, key=lambda target: target or "")
    for target in targets:
        steps = [step for step in writable if step.target == target]
        try:
            results[target] = writer.write(target, [step.wish for step in steps])
        except NotWritable:
            troubles += [_not_written(step, files, target) for step in steps]
    return results, tuple(troubles)


class _Writer:
    """Writes one project's files; remembers what the project's own file becomes."""

    def __init__(self, catalog: Catalog, files: AnswerFiles, project: Project) -> None:
        self._catalog = catalog
        self._files = files
        self._project = project
        self._order = partial(order_of, catalog)
        self._base = read_tree(files.main.data, files.main.label).root or MappingNode()
        self._base_changes: list[Change] = []

    def write(self, target: Target, wishes: Sequence[Wish | RowWish]) -> bytes:
        """The new content of one file. Raises `NotWritable`."""
        if target is None:
            changes = changes_for(self._catalog, self._base, wishes, self._numbers(None))
            data = apply_changes(self._files.main.data, changes, self._order)
            self._check(target, data)
            self._base_changes = [change for change in changes if isinstance(change, Put)]
            return data
        own = self._files.own.get(target)
        start = own.data if own else _new_file(self._name(target))
        data = apply_changes(start, self._copies(target, wishes, start), self._order)
        root = read_tree(data, "").root
        changes = changes_for(self._catalog, root, wishes, self._numbers(target))
        data = apply_changes(data, changes, self._order)
        self._check(target, data)
        return data

    def _name(self, department: str) -> str:
        row = self._project.base.row("afdelinger", department)
        return (row.text("navn") if row else "") or department

    def _numbers(self, target: Target) -> dict[str, dict[str, int]]:
        """Table → row key → number of the row in the file where the answer stands."""
        answers = self._project.answers_of(target)
        tables = dict(answers.values.items())
        tables.update({f"pakke.{key}": value for key, value in answers.package.items()})
        return {
            table: {row.key: row.number - 1 for row in value}
            for table, value in tables.items()
            if isinstance(value, tuple)
        }

    def _copies(self, target: str, wishes: Sequence[Wish | RowWish], start: bytes) -> list[Change]:
        """The whole answers that a department's file must have before a part of them can change there."""
        there = read_tree(start, "").root
        own = there.get("svar") if there else None
        known = questions(self._catalog, "svar")
        copies: list[Change] = []
        for whole in dict.fromkeys(map(whole_of, wishes)):
            if known[whole].type not in ("table", "fixed", "group") and not known[whole].columns:
                continue
            if isinstance(own, MappingNode) and self._answers_itself(target, whole):
                continue
            shared = self._shared(whole)
            if shared:
                copies.append(Put(("svar", whole), shared))
        return copies

    def _answers_itself(self, target: str, whole: str) -> bool:
        """Whether the department's own file gives that answer."""
        own = self._files.own.get(target)
        value = self._project.answers_of(target).values.get(whole)
        rows = value if isinstance(value, tuple) else (value,)
        places = [getattr(row, "place", None) for row in rows]
        return own is not None and any(place is not None and place.file == own.label for place in places)

    def _shared(self, whole: str) -> Plain:
        """The project's answer with what this pull changes in its values; rows keep their numbers."""
        data = changed(source_data(self._base), self._base_changes)
        svar = data.get("svar") if isinstance(data, dict) else None
        found: Plain = svar.get(whole, "") if isinstance(svar, dict) else ""
        return found

    def _check(self, target: Target, data: bytes) -> None:
        """Raises `NotWritable` when the file would have findings that it does not have now."""
        new = _codes(self._load(target, data)) - _codes(self._project.findings)
        if new:
            raise NotWritable(", ".join(code for code, _ in new))

    def _load(self, target: Target, data: bytes) -> Sequence[Finding]:
        main, own = self._files.main, dict(self._files.own)
        if target is None:
            main = SourceFile(main.label, main.stem, data)
        else:
            own[target] = SourceFile(own[target].label if target in own else target, target, data)
        return load_project(self._files.name, main, list(own.values()), self._catalog).findings


def _codes(findings: Sequence[Finding]) -> Counter[tuple[str, str]]:
    """The findings that an edit must not cause."""
    return Counter((f.code, f.question) for f in findings if f.code in ("V04", "V05", "V06"))


def _new_file(department: str) -> bytes:
    head = f"# Egne svar for {department}. Hvert svar her erstatter hele det fælles svar.\n"
    return f"{head}\nsvar:\n".encode()


def _holds_marks(wish: Wish | RowWish) -> bool:
    """Whether a value to be written holds what only stands for something in a Word file."""
    return holds_marks(wish.raw if isinstance(wish, Wish) else wish.cells)


def _marked(step: Step) -> Trouble:
    message = "Svaret indeholder andet end tekst og er ikke skrevet i svarfilen."
    hint = "Slet det, der ikke er tekst, eller skriv svaret i svarfilen."
    return Trouble("ulæselig", step.wish.label, message, step.wish.where, hint, step.wish.was, step.wish.now)


def _not_written(step: Step, files: AnswerFiles, target: Target) -> Trouble:
    own = files.own.get(target or "")
    name = files.main.label if target is None else own.label if own else f"{target}.yaml"
    message = f"{name} er skrevet på en måde, der ikke kan rettes automatisk (fx med & og *)."
    hint = "Skriv svaret i filen selv."
    return Trouble("ulæselig", step.wish.label, message, step.wish.where, hint, step.wish.was, step.wish.now)
