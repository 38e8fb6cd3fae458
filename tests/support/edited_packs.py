"""A built pack that tests edit like staff do, and what they expect of it."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from difflib import unified_diff
from pathlib import Path
from typing import Any

from plangen.catalog import builtin_catalog
from tests.support.cli import Result, run
from tests.support.everywhere import EVERYWHERE, documents_everywhere
from tests.support.shared import key_of, made_once

INPUTS = Path(__file__).parent.parent.parent / "inputs"
SMALL = Path(__file__).parent.parent / "data" / "lille.yaml"
"""The example, cut down to what two documents show and to two departments: a command takes half as long."""
NAME = "jobcenter"
DOCUMENTS = EVERYWHERE

Edit = Callable[[bytes], bytes]
Save = Callable[[str, bytes], bytes]
"""How a program saves an edited file; the name tells the files of one test apart."""

Build = Callable[["EditedPack"], object]
"""Builds the documents of a pack that a test needs."""


@dataclass(frozen=True)
class Case:
    """What staff and others do to a pack, and what `pull --apply` is to make of it.

    `edits`: (department, document, edit) in order. `file_before`: (old, new) text in the answer file before
    the pull. `lines`: file → lines that go (-) and come (+), without indent. `kinds`: the lists of the JSON
    that are not empty. `renewed`: whether a build then renews the edited documents. `options`: of pull.
    """

    name: str
    edits: Sequence[tuple[str, str, Edit]]
    lines: dict[str, list[str]] = field(default_factory=dict)
    kinds: frozenset[str] = frozenset({"rettelser"})
    file_before: tuple[str, str] | None = None
    renewed: bool = True
    options: tuple[str, ...] = ()


@dataclass(frozen=True)
class EditedPack:
    """A copy of a built project in a folder of its own."""

    folder: Path

    @property
    def out(self) -> Path:
        return self.folder / "out" / NAME

    @property
    def answers(self) -> Path:
        return self.folder / "inputs" / f"{NAME}.yaml"

    def document(self, department: str, document: str, ending: str = "docx") -> Path:
        return next(
            path
            for path in (self.out / department).glob(f"{document[1:]}_*.{ending}")
            if path.stem.endswith(department)
        )

    def edit(self, department: str, document: str, edit: Edit) -> None:
        path = self.document(department, document)
        path.write_bytes(edit(path.read_bytes()))

    def build(self, *options: str) -> Result:
        return run("build", self.answers, "--out", self.folder / "out", *options)

    def pull(self, *options: str) -> tuple[int, dict[str, Any]]:
        result = run("pull", self.out, "--format", "json", *options)
        return result.code, json.loads(result.out)

    def status(self, path: Path | None = None) -> dict[str, dict[str, Any]]:
        """The documents of `plangen status --format json`, by file."""
        result = run("status", path or self.out, "--format", "json")
        return {one["fil"]: one for one in json.loads(result.out)["dokumenter"]}

    def texts(self) -> dict[str, str]:
        """The answer files: `jobcenter`, and the departments' own by key."""
        own = self.answers.with_suffix("")
        files = [self.answers, *(own.glob("*.yaml") if own.is_dir() else [])]
        return {path.stem: path.read_text("utf-8") for path in files}


def build_pack(folder: Path) -> EditedPack:
    """The small project with two documents for everyone (tests/support/everywhere.py), in a new folder;
    built once for all tests."""
    return copy_of(EditedPack(made_once("pack", _build)), folder)


def light_pack(folder: Path) -> EditedPack:
    """The same in the smallest scope, in which documents are half as long and commands take a fifth less: for
    tests in which it is all one what else the documents say."""
    return copy_of(EditedPack(made_once("light-pack", _build_light)), folder)


def _build(folder: Path) -> None:
    _build_documents(folder, SMALL.read_text("utf-8"))


def _build_light(folder: Path) -> None:
    scope = f"omfang: let\n  dokumenter: [{', '.join(DOCUMENTS)}]"
    _build_documents(folder, SMALL.read_text("utf-8").replace("omfang: fuld", scope) + _ASKED_THERE)


_ASKED_THERE = """\
  interessenter:
    - interessent_id: raadgivere
      navn: Rådgivere og konsulenter
      gruppe: medarbejdere
      betydning: Ny måde at forberede og følge op på
      indflydelse: middel
      paavirkning: hoej
      inddragelse: medudvikler
  kommunikation:
    - interessent: raadgivere
      anledning: Projektet begynder
      budskab: Hvorfor vi gør det
      kanal: Teammøde
      form: dialog
      afsender: Jobcenterchef
      tidspunkt: 2027-01-12
"""


def _build_documents(folder: Path, answers: str) -> None:
    pack = EditedPack(folder)
    pack.answers.parent.mkdir(parents=True)
    pack.answers.write_text(answers, "utf-8")
    with documents_everywhere():
        pack.build("--format", "docx")


def printed_in(*documents: str) -> str:
    """The example with its master data and the answers that these documents print: a command about them
    takes two thirds of the time."""
    text = (INPUTS / f"{NAME}.yaml").read_text("utf-8")
    known = builtin_catalog().questions
    others = {
        id
        for id, one in known.items()
        if one.section != "stamdata" and not set(documents) & set(one.documents)
    }
    parts = re.split(r"(?m)^(?=  \w+:)", text)
    return "".join(part for part in parts if part.split(":", 1)[0].strip() not in others)


def written_pack(folder: Path, answers: str, build: Build) -> EditedPack:
    """A pack of these answers in a new folder; built once for all tests that build it alike."""

    def made(folder: Path) -> None:
        pack = EditedPack(folder)
        pack.answers.parent.mkdir(parents=True)
        pack.answers.write_text(answers, "utf-8")
        build(pack)

    of = (build.__module__, build.__qualname__, answers)
    return copy_of(EditedPack(made_once(f"pack-{key_of(of)}", made)), folder)


def copy_of(pack: EditedPack, folder: Path) -> EditedPack:
    shutil.copytree(pack.folder, folder, dirs_exist_ok=True)
    return EditedPack(folder)


def apply_case(pack: EditedPack, case: Case, save: Save) -> None:
    """Edits the documents of a case and saves them; then changes the answer file."""
    for department, document, edit in case.edits:
        pack.edit(department, document, edit)
    for department, document in dict.fromkeys((where, what) for where, what, _ in case.edits):
        path = pack.document(department, document)
        path.write_bytes(save(f"{case.name}_{department}_{document}", path.read_bytes()))
    if case.file_before:
        text = pack.answers.read_text("utf-8")
        assert case.file_before[0] in text
        pack.answers.write_text(text.replace(*case.file_before), "utf-8")


def changed_lines(before: dict[str, str], after: dict[str, str]) -> dict[str, list[str]]:
    """File → the lines that went (-) and came (+), without indent."""
    found: dict[str, list[str]] = {}
    for name, text in after.items():
        lines = unified_diff(before.get(name, "").splitlines(), text.splitlines(), n=0, lineterm="")
        changes = [line[0] + line[1:].strip() for line in list(lines)[2:] if line[0] in "+-"]
        if changes:
            found[name] = changes
    return found


def check_pull(pack: EditedPack, case: Case, save: Save) -> None:
    """Edit and pull: what is written is what was meant."""
    apply_case(pack, case, save)
    before = pack.texts()
    code, told = pack.pull("--apply", *case.options)
    assert {name for name, value in told.items() if value and name in KINDS} == case.kinds
    assert code == int(bool(case.kinds & {"konflikter", "ikke_foert_tilbage"}))
    assert changed_lines(before, pack.texts()) == case.lines


def check_case(pack: EditedPack, case: Case, save: Save) -> None:
    """Edit, pull, build, pull again: what is written is what was meant, and then nothing is left."""
    check_pull(pack, case, save)
    said = ""
    for department, document in dict.fromkeys((where, what) for where, what, _ in case.edits):
        said += pack.build("--format", "docx", "--department", department, "--document", document).err
    renewed = "er rettet i Word" not in said and not list(pack.out.glob("*/*_ny*.docx"))
    assert renewed == case.renewed, said
    _, again = pack.pull(*case.options)
    assert not again["rettelser"]


KINDS = ("rettelser", "konflikter", "ikke_foert_tilbage", "afventer", "forslag", "noter")
