"""What staff do to documents, by name (tests/support/edit_cases.py): edited as they edit, and pulled."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import pytest

from tests.support.edit_cases import CASES
from tests.support.edited_packs import (
    Case,
    EditedPack,
    Save,
    apply_case,
    build_pack,
    changed_lines,
    check_case,
    check_pull,
)
from tests.support.samples import LONG, sampled
from tests.word.libreoffice import resaved
from tests.word.word_saves import saved_by_word

pytestmark = pytest.mark.usefixtures("everywhere")


@pytest.fixture
def pack(tmp_path: Path) -> EditedPack:
    """A copy that a test may change."""
    return build_pack(tmp_path / "projekt")


def as_is(_name: str, data: bytes) -> bytes:
    return data


def by_word(name: str, data: bytes) -> bytes:
    return saved_by_word(data, seed=len(name))


# --- cases that do not meet, in one document ----------------------------------------------------------------
TOGETHER = {
    "pulled": (
        "changed scalar",
        "changed in one of two places",
        "date typed in Danish",
        "choice changed",
        "markdown paragraph and nested bullet",
        "row moved",
        "placeholder filled in",
        "cell edited",
        "row inserted by hand",
        "row copied",
        "rows reordered in the answer file",
        "header value edited",
    ),
    "taken away": ("control emptied", "row deleted", "answer file changed in between"),
    "refused": (
        "two different edits",
        "both changed",
        "date typed wrong",
        "multi-choice as points",
        "deleted versus changed",
    ),
    "in a department": (
        "cell edited in a department",
        "row inserted in a department",
        "row deleted in a department",
        "row moved in a department",
    ),
}
"""The names of cases about other places each, in the order in which one document is edited: the rows that an
edit counts from the top are still where they were."""
BUILT_AGAIN = ("pulled", "refused", "in a department")
BY_WORD = ("pulled", "taken away")
BY_LIBREOFFICE = ("taken away", "in a department")
"""Which of them are tried in which way in each run; in a long one all in every way."""


def in_this_run(names: Iterable[str]) -> list[str]:
    return [name for name in TOGETHER if LONG or name in names]


def cases_of(name: str) -> list[Case]:
    by_name = {case.name: case for case in CASES}
    return [by_name[one] for one in TOGETHER[name]]


def edited(pack: EditedPack, name: str, save: Save) -> Path:
    """Edits a document as all of these cases do; then it is saved."""
    cases = cases_of(name)
    for case in cases:
        apply_case(pack, case, as_is)
    ((department, document),) = {(where, what) for case in cases for where, what, _ in case.edits}
    path = pack.document(department, document)
    path.write_bytes(save(name, path.read_bytes()))
    return path


def check_together(pack: EditedPack, name: str, save: Save) -> Path:
    """Edit and pull: what is written is what each of the cases meant, and each that is refused is told."""
    cases = cases_of(name)
    path = edited(pack, name, save)
    before = pack.texts()
    code, told = pack.pull("--apply")
    refused = Counter(kind for case in cases for kind in case.kinds if kind != "rettelser")
    assert {kind: len(told[kind]) for kind in NOT_WRITTEN if told[kind]} == refused
    assert code == int(bool(refused))
    written = {file: Counter(lines) for file, lines in changed_lines(before, pack.texts()).items()}
    assert written == lines_of(cases)
    return path


NOT_WRITTEN = ("konflikter", "ikke_foert_tilbage", "afventer", "forslag", "noter")


def lines_of(cases: Iterable[Case]) -> dict[str, Counter[str]]:
    """The lines of all; the head of a file and that of a table stand there once."""
    found: dict[str, Counter[str]] = {}
    for case in cases:
        for file, lines in case.lines.items():
            found[file] = found.get(file, Counter()) | Counter(lines)
    return found


@pytest.mark.parametrize("name", in_this_run(BUILT_AGAIN))
def test_cases_together_and_after_a_build_nothing_is_left(pack: EditedPack, name: str) -> None:
    path = check_together(pack, name, as_is)
    text = pack.texts()
    said = pack.build(
        "--format", "docx", "--department", path.parent.name, "--document", f"D{path.name[:2]}"
    ).err
    renewed = "er rettet i Word" not in said and not list(pack.out.glob("*/*_ny*.docx"))
    assert renewed == all(case.renewed for case in cases_of(name)), said
    assert not pack.pull("--apply")[1]["rettelser"]
    assert pack.texts() == text


@pytest.mark.parametrize("name", in_this_run(BY_WORD))
def test_cases_together_after_word_has_saved_the_file(pack: EditedPack, name: str) -> None:
    check_together(pack, name, by_word)


@pytest.mark.heavy
def test_cases_together_after_libreoffice_has_saved_the_files(tmp_path: Path) -> None:
    names = in_this_run(BY_LIBREOFFICE)
    files = {name: edited(build_pack(tmp_path / f"ret {name}"), name, as_is).read_bytes() for name in names}
    saved = resaved(files, tmp_path / "libreoffice")
    for name in names:
        check_together(build_pack(tmp_path / name), name, lambda name, _: saved[name])


# --- each by itself -----------------------------------------------------------------------------------------
JOINED = {one for names in TOGETHER.values() for one in names} | {"no edit"}
"""Cases that are tried with others, or in files that nobody has edited: by themselves they are in a long
run."""


def each(*, every: int) -> list[object]:
    """The cases, each by itself; some of them in each run."""
    alone = sampled((case for case in CASES if case.name not in JOINED), every=every)
    return [*alone, *(pytest.param(case, marks=pytest.mark.long) for case in CASES if case.name in JOINED)]


@pytest.mark.parametrize("case", each(every=2), ids=lambda case: case.name)
def test_case(pack: EditedPack, case: Case) -> None:
    check_pull(pack, case, as_is)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
@pytest.mark.long
def test_after_a_build_nothing_is_left_of_a_case(pack: EditedPack, case: Case) -> None:
    check_case(pack, case, as_is)


@pytest.mark.parametrize("case", each(every=8), ids=lambda case: case.name)
def test_case_after_word_has_saved_the_file(pack: EditedPack, case: Case) -> None:
    check_pull(pack, case, by_word)


# LibreOffice writes the old and the new text of a tracked change in a control as one plain text.
_NOT_IN_LIBREOFFICE = ("tracked change",)


@pytest.mark.long
def test_cases_after_libreoffice_has_saved_the_files(tmp_path: Path) -> None:
    cases = [case for case in CASES if not case.name.startswith(_NOT_IN_LIBREOFFICE)]
    files: dict[str, bytes] = {}

    def keep(name: str, data: bytes) -> bytes:
        files[name] = data
        return data

    for number, case in enumerate(cases):
        apply_case(build_pack(tmp_path / f"ret{number}"), case, keep)
    saved = resaved(files, tmp_path / "libreoffice")
    for number, case in enumerate(cases):
        check_pull(build_pack(tmp_path / f"pull{number}"), case, lambda name, _: saved[name])
