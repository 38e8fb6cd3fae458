"""A project's files put together: the project's answers, and each department's.

Pure: the caller has read the files. Whatever is wrong becomes findings.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from plangen.answers.defaults import with_defaults
from plangen.answers.model import Answers, AnswerValue, Row, Value
from plangen.answers.nodes import MappingNode, Tree
from plangen.answers.spelling.tree import Understood
from plangen.answers.titles import without_left_out
from plangen.answers.validate import FileAnswers, read_answers
from plangen.answers.wording import closest, listed, quoted
from plangen.catalog import Catalog
from plangen.catalog.address import Address
from plangen.findings import FilePlace, Finding, Severity, sort_key

# Findings that fall away when their question is not asked: it is neither required nor checked. Names that do
# not exist, broken YAML and CPR numbers are reported wherever they stand.
_ONLY_WHEN_ASKED = {"V02", "V03", "V05", "R94"}


@dataclass(frozen=True, slots=True)
class ReadFile:
    """A file as read. `label`: its path as the user wrote it; `stem`: its name without ending; `tree`: what
    it holds, whatever kind of file it is."""

    label: str
    stem: str
    tree: Tree


@dataclass(frozen=True)
class Project:
    """A project, validated.

    `base`: the project's answers (the pack of all departments). `departments`: key → answers with the
    department's own file laid over (unfiltered, `department` set), in the order of `afdelinger`.
    `findings`: everything found in any file, sorted. `unreadable`: the departments whose own file could
    not be read at all; None stands for the project's file, and then nothing can be built. `complete`: every
    line of the project's own file was read. `with_file`: the departments that have a file of their own.
    `understood`: label of a file → the values in it that are written in another form than files hold them in.
    """

    name: str
    base: Answers
    departments: Mapping[str, Answers]
    findings: tuple[Finding, ...]
    unreadable: frozenset[str | None] = frozenset()
    complete: bool = True
    with_file: frozenset[str] = frozenset()
    understood: Mapping[str, tuple[Understood, ...]] = field(default_factory=dict)
    _by_department: Mapping[str | None, tuple[Finding, ...]] = field(default_factory=dict)

    def findings_of(self, department: str | None) -> tuple[Finding, ...]:
        """The findings that concern one department's answers, or (None) the pack of all departments."""
        return self._by_department.get(department, ())

    def readable(self, department: str | None = None) -> bool:
        """Whether the files behind one context could be read."""
        return None not in self.unreadable and department not in self.unreadable

    def answers_of(self, department: str | None) -> Answers:
        """The answers of a department, or (None) of the pack of all. KeyError for an unknown key."""
        return self.base if department is None else self.departments[department]


def project_of(
    name: str,
    main: ReadFile,
    overlays: Sequence[ReadFile],
    catalog: Catalog,
    package_date: date | None = None,
) -> Project:
    """A project's files validated and put together.

    `overlays` are the departments' own files, named `<afdeling_id>`: an answer in one replaces the project's,
    or says which of its rows are different (`answers.overlays`). `package_date` is used instead of
    `pakke.dato`. Raises nothing.
    """
    tree = main.tree
    if tree.root is None or (not tree.complete and tree.root.get("svar") is None):
        empty = with_defaults(Answers(catalog, name, {}, file=main.label, start=FilePlace(main.label)))
        findings = tuple(sorted(tree.findings, key=sort_key))
        return Project(name, empty, {}, findings, frozenset({None}), False, _by_department={None: findings})
    read = read_answers(tree.root, catalog, name, main.label)
    main_file = _dated(replace(read, findings=(*tree.findings, *read.findings)), package_date)
    base = with_defaults(main_file.answers)
    own, stray, unreadable = _own_files(overlays, main_file)
    base = replace(base, told=_told(own, catalog))
    departments: dict[str, Answers] = {}
    by_department: dict[str | None, tuple[Finding, ...]] = {
        None: _sorted([*_concerning(base, main_file), *stray])
    }
    for key in base.department_keys():
        merged = _merged(main_file.answers, own.get(key), key)
        departments[key] = merged
        by_department[key] = _sorted(_department_findings(merged, main_file, own.get(key)))
    everything = (finding for found in by_department.values() for finding in found)
    if main_file.unread:
        unreadable |= {None}
    complete = tree.complete and not main_file.unread
    with_file = frozenset(own)
    understood = {main.label: main_file.understood} | {
        file.label: own[key].understood
        for key, file in ((department_of(one.stem, own), one) for one in overlays)
        if key in own
    }
    return Project(
        name,
        base,
        departments,
        _sorted(everything),
        unreadable,
        complete,
        with_file,
        understood,
        by_department,
    )


def _dated(file: FileAnswers, package_date: date | None) -> FileAnswers:
    """The file with `pakke.dato` replaced for this run."""
    if package_date is None:
        return file
    package = {**file.answers.package, "dato": Value(package_date)}
    return replace(file, answers=replace(file.answers, package=package))


def _own_files(
    overlays: Sequence[ReadFile], main_file: FileAnswers
) -> tuple[dict[str, FileAnswers], list[Finding], frozenset[str | None]]:
    """The departments' own files by key, the findings about files of no department, and the departments
    whose file cannot be read."""
    answers = main_file.answers
    names = {row.key: row.text("navn") for row in answers.rows("afdelinger") if row.key}
    own: dict[str, FileAnswers] = {}
    stray: list[Finding] = []
    unreadable: set[str | None] = set()
    for overlay in sorted(overlays, key=lambda overlay: _composed(overlay.stem) not in names):
        key = department_of(overlay.stem, names)
        tree = overlay.tree
        root_missing = tree.root is None
        findings: tuple[Finding, ...] = tree.findings
        empty = FileAnswers(
            replace(answers, values={}, passages={}, invalid=frozenset()), (), {}, MappingNode()
        )
        read = empty
        if tree.root is not None:
            read = read_answers(tree.root, answers.catalog, answers.project, overlay.label, main_file, key)
            findings = (*findings, *read.findings)
        if key not in names and Address("afdelinger") in answers.invalid:
            stray += findings  # whose file it is stands where it could not be read
            continue
        if key not in names or key in own:
            stray += [_stray(overlay, key, names), *findings]
            continue
        own[key] = replace(read, findings=findings)
        if root_missing or read.unread:
            unreadable.add(key)
    return own, stray, frozenset(unreadable)


def _told(own: Mapping[str, FileAnswers], catalog: Catalog) -> dict[str, tuple[Row, ...]]:
    """What the departments' own files report: the rows of state tables that each adds, as its own."""
    told: dict[str, tuple[Row, ...]] = {}
    for question in (question for question in catalog.questions.values() if question.state):
        for key, file in own.items():
            said = file.answers.own_rows.get(question.id)
            rows = file.answers.rows(question.id)
            mine = rows if said is None else tuple(row for row in rows if row.key in said.added)
            as_its = (replace(row, cells={**row.cells, "afdeling": Value(key)}) for row in mine)
            told[question.id] = (*told.get(question.id, ()), *as_its)
    return told


def department_of(stem: str, departments: Iterable[str]) -> str:
    """The department whose own file has that name, whatever its capitals; the name itself without one."""
    name = _composed(stem)
    known = {key.casefold(): key for key in departments}
    return name if name in known.values() else known.get(name.strip().casefold(), name)


def _composed(text: str) -> str:
    return unicodedata.normalize("NFC", text)


def _stray(overlay: ReadFile, key: str, names: Mapping[str, str]) -> Finding:
    """The finding about a file that belongs to no department, or to one that has a file already."""
    place = FilePlace(overlay.label)
    if key in names:
        message = f"Afdelingen {quoted(key)} har to svarfiler. Denne er ikke læst med."
        return Finding("V04", Severity.ERROR, message, place, hint="Behold én af filerne.")
    near = closest(key, names)
    if near is not None:
        hint = f"Mente du {quoted(near)}? Så omdøb filen til {near}.yaml."
    elif names:
        hint = f"Projektets afdelinger: {listed(list(names))}."
    else:
        hint = "Skriv afdelingerne under »afdelinger« i projektets svarfil."
    message = f"Svarfilen hører til afdelingen {quoted(key)}, som projektet ikke har."
    return Finding("V04", Severity.ERROR, message, place, hint=hint)


def _merged(base: Answers, own: FileAnswers | None, key: str) -> Answers:
    """One department's answers: those of its own file, which hold the shared rows too, and the project's.

    An answer that was refused in the own file counts as missing; the project's does not shine through.
    """
    if own is None:
        return with_defaults(replace(base, department=key))
    replaced = _touched(own)
    values = {question: value for question, value in base.values.items() if question not in replaced}
    merged = replace(
        base,
        values={**values, **own.answers.values},
        passages={**base.passages, **own.answers.passages},
        invalid=frozenset(a for a in base.invalid if a.whole not in replaced) | own.answers.invalid,
        department=key,
        names={**base.names, **{q: place for q, place in own.answers.names.items() if q in replaced}},
        replaced=own.answers.replaced,
        own_rows=own.answers.own_rows,
    )
    return with_defaults(
        replace(
            merged,
            values={
                q: _renumbered(v) if q in merged.own_rows else v
                for q, v in without_left_out(merged, base).items()
            },
        )
    )


def _renumbered(value: AnswerValue) -> AnswerValue:
    """The rows of a table with numbers as they stand; those of one file have gaps where rows are blank."""
    if not isinstance(value, tuple):
        return value
    return tuple(replace(row, number=place) for place, row in enumerate(value, start=1))


def _touched(own: FileAnswers) -> set[str]:
    """The questions that a department's own file answers, validly or not, as a whole or by rows."""
    return {*own.answers.replaced, *own.answers.own_rows}


def _concerning(answers: Answers, file: FileAnswers) -> list[Finding]:
    """A file's findings without those about questions that are not asked."""
    silent = {question for question in answers.catalog.questions if not answers.asked(question)}
    return [f for f in file.findings if f.code not in _ONLY_WHEN_ASKED or f.question not in silent]


def _department_findings(merged: Answers, main_file: FileAnswers, own: FileAnswers | None) -> list[Finding]:
    """What concerns one department: the project's file where it is not replaced, and its own file."""
    if own is None:
        return _concerning(merged, main_file)
    replaced = _touched(own)
    kept = [f for f in _concerning(merged, main_file) if f.question not in replaced]
    return [*kept, *_concerning(merged, own)]


def _sorted(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Without repeats, in the order of the output."""
    return tuple(sorted(dict.fromkeys(findings), key=sort_key))
