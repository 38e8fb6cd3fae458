"""Documents of the examples as they are made of answers that change over and over: for merging."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from pathlib import Path

from plangen.projects.shipped import shipped_library
from plangen.projects.sources import read_project
from plangen.rendering.subject import subject_of
from tests.merging.new_answers import changed
from tests.support.cli import run
from tests.support.edited_packs import printed_in
from tests.support.shared import made_once
from tests.support.variants import file_of

MANY = int(os.environ.get("PLANGEN_FUZZ_MERGES", "0"))
"""How many triples are tried on demand; then of all examples and all documents."""
GENERATIONS = 5 if MANY else 2
INPUTS = Path(__file__).parent.parent.parent / "inputs"
_NAMES: tuple[str, ...] = ("jobcenter", "koerebog", "sagsoverblik") if MANY else ("jobcenter",)
_FEW = {"let": ("D01", "D05"), "fuld": ("D02", "D07")}
"""Of the project's pack, by profile."""
_WHOLE = ("  afdelinger:", "  arbejdsgruppe_")
_ROWS = 3
"""Of another table, where only the few are made: a merge takes as long as its document is."""


@dataclass(frozen=True)
class Editions:
    """The folders of the packs by generation, the first as they were built first. `words`: what each
    generation has brought, none the first."""

    folder: Path

    def documents(self) -> list[str]:
        """The paths of the documents that there are in each generation."""
        found = [self._paths(generation) for generation in range(GENERATIONS)]
        return sorted(set.intersection(*found))

    def _paths(self, generation: int) -> set[str]:
        folder = self.folder / str(generation)
        every = (path.relative_to(folder) for path in folder.glob("*/*/*.docx"))
        return {path.as_posix() for path in every if not path.parts[0].startswith(".")}

    def read(self, document: str, generation: int) -> bytes:
        return (self.folder / str(generation) / document).read_bytes()

    def words(self, document: str, generation: int) -> list[str]:
        """The new words of a generation's answers."""
        name = document.split("/", 1)[0]
        return (self.folder / str(generation) / f"{name}.txt").read_text("utf-8").split()


def editions() -> Editions:
    """Built once for all tests."""
    return Editions(made_once(f"merges-{MANY}", _build))


def _build(folder: Path) -> None:
    for name in _NAMES:
        text, words = (INPUTS / f"{name}.yaml").read_text("utf-8") if MANY else _short(), list[str]()
        for generation in range(GENERATIONS):
            out = folder / str(generation)
            out.mkdir(parents=True, exist_ok=True)
            (out / f"{name}.yaml").write_text(text, "utf-8")
            (out / f"{name}.txt").write_text(" ".join(words), "utf-8")
            (_build_all if MANY else _make_few)(out / f"{name}.yaml", out)
            text, words = changed(text, generation) if MANY else changed(text, generation, apart=1)


def _short() -> str:
    """The answers that the few print, with the first rows of each table but of departments and the group."""
    text = printed_in(*(document for some in _FEW.values() for document in some))
    questions = re.split(r"(?m)^(?=  \w+:)", text)
    return "".join(
        one if one.startswith(_WHOLE) else "".join(re.split(r"(?m)^(?=    - )", one)[: _ROWS + 1])
        for one in questions
    )


def _build_all(answers: Path, out: Path) -> None:
    result = run("build", answers, "--out", out, "--format", "docx")
    assert result.code == 0, result.err


def _make_few(answers: Path, out: Path) -> None:
    """As a build makes them, without what it makes for a whole project. Two of them have but the sections of
    a small project: half the length, and the same kinds of content."""
    full = answers.read_text("utf-8")
    for profile, documents in _FEW.items():
        answers.write_text(full.replace("omfang: fuld", f"omfang: {profile}"), "utf-8")
        subject = subject_of(read_project(answers, shipped_library()), None)
        pack = out / answers.stem / subject.key
        pack.mkdir(parents=True, exist_ok=True)
        for document in subject.documents:
            if document.id in documents:
                path = pack / f"{document.file}_{subject.key}.docx"
                path.write_bytes(file_of(subject, document.id, "docx"))
