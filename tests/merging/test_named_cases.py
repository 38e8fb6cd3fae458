"""What staff do to Word files while the answers change, case by case.

All are merged; every fifth goes through files and the command line, each a copy of its document in one pack.
In a long run (`make test-long`) all of them do.
"""

from __future__ import annotations

import re
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


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_named_cases(case: Case) -> None:
    """Every other case is tried as Word saves the file."""
    base, ours = _editions(case.document)
    theirs = case.edit(base)
    if CASES.index(case) % 2:
        theirs = saved_by_word(theirs, seed=1)
    merged = merge(base, theirs, ours, date="2027-01-01")
    assert merged.missing == ""
    assert _faults(case, base, theirs, merged.data) == []


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
