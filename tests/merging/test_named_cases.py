"""What staff do to Word files while the answers change, case by case.

All are merged; a group of them goes through files and the command line, each with a file of its own in one
project (five packs with D01 and D02). With `PLANGEN_FUZZ_MERGES` all of them do.
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
from tests.merging.editions import MANY
from tests.merging.hand import text_of
from tests.support import word_edits as word
from tests.support.edited_packs import EditedPack, build_pack, copy_of
from tests.support.shared import made_once
from tests.support.structure.check import check_structure
from tests.word.word_saves import saved_by_word

pytestmark = pytest.mark.usefixtures("everywhere")

PACKS = ("faelles", "jobindsats", "sygedagpenge", "ungeindsats", "integration")
GROUPS = [(D01[n : n + 5], D02[n : n + 5]) for n in range(0, 25, 5)]
ALL = bool(MANY)
"""Whether all groups go through files and the command line; else one does, and the others through a merge."""
_OF_STAFF = re.compile("zq\\w+")
_ASKED_FOR = ("--format", "docx", "--document", "D01", "--document", "D02")


@pytest.mark.heavy
@pytest.mark.parametrize(
    "group", GROUPS if ALL else GROUPS[:1], ids=lambda group: f"{group[0][0].name} and others"
)
def test_named_cases_through_files(group: Sequence[Sequence[Case]], tmp_path: Path) -> None:
    pack = copy_of(build_pack(tmp_path / "bygget"), tmp_path / "projekt")
    cases = [(case, department) for one in group for case, department in zip(one, PACKS, strict=True)]
    theirs, made = {}, {}
    for case, department in cases:
        made[case.name] = pack.document(department, case.document).read_bytes()
        pack.edit(department, case.document, case.edit)
        theirs[case.name] = pack.document(department, case.document).read_bytes()
    _change_answers(pack)
    said = pack.build(*_ASKED_FOR).err
    faults = []
    for case, department in cases:
        merged = pack.document(department, case.document).read_bytes()
        found = _faults(case, made[case.name], theirs[case.name], merged)
        faults += [f"{case.name}: {fault}" for fault in found]
    assert not faults, "\n".join(faults)
    assert not list(pack.out.glob("*/*_ny*")), said
    files = {path: path.read_bytes() for path in pack.out.glob("*/*.docx")}
    pack.build(*_ASKED_FOR, "--department", PACKS[0])
    assert {path.name for path, data in files.items() if path.read_bytes() != data} == set()


@pytest.mark.parametrize("case", [] if ALL else [*D01, *D02], ids=lambda case: case.name)
def test_named_cases(case: Case) -> None:
    """Every other case is tried as Word saves the file."""
    base, ours = _editions(case.document)
    theirs = case.edit(base)
    if (*D01, *D02).index(case) % 2:
        theirs = saved_by_word(theirs, seed=1)
    merged = merge(base, theirs, ours, date="2027-01-01")
    assert merged.missing == ""
    assert _faults(case, base, theirs, merged.data) == []


def _editions(document: str) -> tuple[bytes, bytes]:
    """A document of the project's pack before and after the answers changed."""
    folder = made_once("merge-cases", _build)
    before, after = (EditedPack(folder / name) for name in ("before", "after"))
    return tuple(pack.document("faelles", document).read_bytes() for pack in (before, after))  # type: ignore[return-value]


def _build(folder: Path) -> None:
    build_pack(folder / "before")
    pack = copy_of(EditedPack(folder / "before"), folder / "after")
    _change_answers(pack)
    pack.build(*_ASKED_FOR, "--department", "faelles")


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
    known = check_structure(theirs)
    return faults + [problem for problem in check_structure(merged) if problem not in known]
