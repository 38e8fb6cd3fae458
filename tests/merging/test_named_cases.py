"""What staff do to Word files while the answers change, case by case.

All are merged, those that do not meet in one file; every tenth goes through files and the command line, each
a copy of its document in one pack. In a long run (`make test-long`) each is merged alone, and all of them go
through files.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

import pytest

from plangen.merging.marks import own_paragraphs
from plangen.merging.merge import merge
from tests.fuzz.package import Raw
from tests.merging.cases import CHANGES, D01, D02, NEW, Case
from tests.merging.hand import text_of
from tests.merging.test_random_merges import saved_by_libreoffice
from tests.support import word_edits as word
from tests.support.edited_packs import EditedPack, build_pack, copy_of
from tests.support.samples import some
from tests.support.shared import made_once
from tests.support.structure.check import check_structure
from tests.word.word_saves import saved_by_word

pytestmark = pytest.mark.usefixtures("everywhere")

CASES = (*D01, *D02)
_NAMED = {case.name: case for case in CASES}
TOGETHER = (
    (
        "a paragraph in an answer",
        "an answer changed alike",
        "a row deleted",
        "other points of one list changed by each",
        "a heading renamed",
        "a comment with a reply",
    ),
    (
        "a Markdown paragraph changed differently",
        "an answer changed differently",
        "a row added",
        "a section split",
        "a list continued",
    ),
    ("a row deleted that has changed", "a section deleted that has changed"),
    ("a row reworded", "a section moved", "a table made a list"),
    ("rows sorted", "a column added", "a comment on a changed text"),
    ("a row copied", "an answer of several paragraphs moved"),
    ("columns in each other's place",),
    ("a column deleted",),
    ("a table deleted",),
    ("all controls removed",),
    (
        "a picture",
        "a text box",
        "a footnote",
        "a nested table",
        "a formula",
        "an inserted file",
        "a field of staff's",
    ),
    (
        "pending changes of two authors",
        "a pending insertion in an answer that changes",
        "pasted text in a style of its own",
        "a derived date corrected by hand",
        "a row that goes",
    ),
    (
        "a move that waits",
        "styles under other names",
        "bold words in a sentence that changes",
        "a row that goes was reworded",
    ),
    ("headers of each section", "a control typed over", "an empty row beside the new one"),
    ("a house style", "an answer emptied"),
    ("columns of answers in each other's place", "a field without an end"),
    ("controls removed from a table",),
    ("cells merged",),
)
"""The names of cases that do not meet, so that one file has them all."""
_OF_STAFF = re.compile("zq\\w+")
_NOT_IN_LIBREOFFICE = {"an inserted file", "a field without an end"}
_ASKED_FOR = ("--format", "docx", "--department", "faelles", "--document", "D01", "--document", "D02")


@pytest.mark.heavy
def test_named_cases_through_files(tmp_path: Path) -> None:
    """Each case is a copy of its document, and one build brings what is new into all of them."""
    pack = copy_of(EditedPack(made_once("merge-cases", _build) / "before"), tmp_path / "projekt")
    made = {name: pack.document("faelles", name).read_bytes() for name in ("D01", "D02")}
    files = {case.name: _copy(pack, case, number) for number, case in enumerate(some(CASES, 10))}
    cases = [case for case in CASES if case.name in files]
    theirs = {name: path.read_bytes() for name, path in files.items()}
    _change_answers(pack)
    said = pack.build(*_ASKED_FOR).err
    faults = []
    for case in cases:
        found = _faults(case, made[case.document], theirs[case.name], files[case.name].read_bytes())
        faults += [f"{case.name}: {fault}" for fault in found]
    assert not faults, "\n".join([*faults, said])
    assert not list(pack.out.glob("*/*_ny*")), said
    merged = {path: path.read_bytes() for path in pack.out.glob("*/*.docx")}
    pack.build(*_ASKED_FOR)
    assert {path.name for path, data in merged.items() if path.read_bytes() != data} == set()


def _copy(pack: EditedPack, case: Case, number: int) -> Path:
    document = pack.document("faelles", case.document)
    copy = document.with_name(f"{document.stem} {number}.docx")
    copy.write_bytes(case.edit(document.read_bytes()))
    return copy


def test_each_case_is_in_one_file() -> None:
    assert sorted(name for names in TOGETHER for name in names) == sorted(case.name for case in CASES)


@pytest.mark.parametrize("names", TOGETHER, ids=lambda names: names[0])
def test_named_cases(names: tuple[str, ...]) -> None:
    """Every other file is as Word saves it."""
    case = _together([_NAMED[name] for name in names])
    faults = _merged_faults(case, by_word=TOGETHER.index(names) % 2 == 1)
    alone = {name: _merged_faults(_NAMED[name]) for name in names} if faults else {}
    assert faults == [], f"alone: {alone}"


@pytest.mark.long
@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_named_cases_alone(case: Case) -> None:
    """Every other case is tried as Word saves the file."""
    assert _merged_faults(case, by_word=CASES.index(case) % 2 == 1) == []


def _together(cases: Sequence[Case]) -> Case:
    """All of them in one file, where nothing that one has written is gone after the next ones."""

    def edit(data: bytes) -> bytes:
        written: set[str] = set()
        for case in cases:
            was, data = data, case.edit(data)
            assert data != was, case.name
            said = set(_OF_STAFF.findall(Raw.of(data).xml))
            assert written <= said, case.name
            written = said
        return data

    says, without, conflicts = (
        tuple(one for case in cases for one in texts(case))
        for texts in (lambda case: case.says, lambda case: case.without, lambda case: case.conflicts)
    )
    return Case(" + ".join(case.name for case in cases), cases[0].document, edit, says, without, conflicts)


def _merged_faults(case: Case, by_word: bool = False) -> list[str]:
    """What goes wrong when the edited file is merged with the new answers."""
    base, ours = _editions(case.document)
    theirs = case.edit(base)
    if by_word:
        theirs = saved_by_word(theirs, seed=1)
    merged = merge(base, theirs, ours, date="2027-01-01")
    return [*filter(None, [merged.missing]), *_faults(case, base, theirs, merged.data)]


@pytest.mark.long
def test_named_cases_as_libreoffice_saves_them(tmp_path: Path) -> None:
    """Opened and saved there. It cannot write an inserted file, nor a field without an end."""
    edited = {f"{n}.docx": case.edit(_editions(case.document)[0]) for n, case in enumerate(CASES)}
    saved = saved_by_libreoffice(edited, tmp_path / "gemt")
    assert {CASES[int(Path(name).stem)].name for name in edited.keys() - saved.keys()} <= _NOT_IN_LIBREOFFICE
    faults = []
    for name, theirs in saved.items():
        case = CASES[int(Path(name).stem)]
        base, ours = _editions(case.document)
        merged = merge(base, theirs, ours, date="2027-01-01")
        found = [*filter(None, [merged.missing]), *_faults(case, base, theirs, merged.data)]
        faults += [f"{case.name}: {fault}" for fault in found]
    assert not faults, "\n".join(faults)


def _editions(document: str) -> tuple[bytes, bytes]:
    """A document of the project's pack before and after the answers changed."""
    folder = made_once("merge-cases", _build)
    before, after = (EditedPack(folder / name) for name in ("before", "after"))
    return tuple(pack.document("faelles", document).read_bytes() for pack in (before, after))  # type: ignore[return-value]


def _build(folder: Path) -> None:
    build_pack(folder / "before")
    pack = copy_of(EditedPack(folder / "before"), folder / "after")
    _change_answers(pack)
    pack.build(*_ASKED_FOR)


def _change_answers(pack: EditedPack) -> None:
    text = pack.answers.read_text("utf-8")
    for was, now in CHANGES:
        assert was in text, was
        text = text.replace(was, now, 1)
    pack.answers.write_text(text, "utf-8")


def _faults(case: Case, made: bytes, theirs: bytes, merged: bytes) -> list[str]:
    """What is wrong with a merged file."""
    before, after = Raw.of(theirs), Raw.of(merged)
    lost = set(_OF_STAFF.findall(before.xml)) - set(_OF_STAFF.findall(after.xml))
    parts = word.stories(merged)
    text = " ".join(text_of(p) for root in parts.values() for p in root.iter(f"{word.W}p"))
    marks = [text_of(one) for one in own_paragraphs(parts["word/document.xml"])]
    faults = [f"tabt {one}" for one in sorted(lost)]
    faults += ["et billede er tabt"] if before.hashes - Raw.of(made).hashes - after.hashes else []
    faults += [f"mangler »{one}«" for one in (*case.says, *NEW[case.document]) if one not in text]
    faults += [f"har »{one}«" for one in case.without if one in text]
    waits = len(marks) == len(case.conflicts) and all(
        any(expected in one for one in marks) for expected in case.conflicts
    )
    faults += [] if waits else [f"venter: {marks}"]
    problems = check_structure(merged)
    known = check_structure(theirs) if problems else []
    return faults + [problem for problem in problems if problem not in known]
