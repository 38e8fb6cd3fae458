"""What staff do to Word files while the answers change, case by case, through files and the command line.

Each case has a file of its own in one project (five packs with D01 and D02), so a build tries ten of them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

import pytest

from plangen.merging.marks import own_paragraphs
from tests.fuzz.package import Raw
from tests.merging.cases import CHANGES, D01, D02, NEW, Case
from tests.merging.hand import text_of
from tests.support import word_edits as word
from tests.support.edited_packs import EditedPack, build_pack, copy_of
from tests.support.structure.check import check_structure
from tests.word.word_saves import saved_by_word

pytestmark = pytest.mark.usefixtures("everywhere")

PACKS = ("faelles", "jobindsats", "sygedagpenge", "ungeindsats", "integration")
GROUPS = [(D01[n : n + 5], D02[n : n + 5]) for n in range(0, 20, 5)]
_OF_STAFF = re.compile("zq\\w+")


@pytest.mark.parametrize("group", GROUPS, ids=lambda group: f"{group[0][0].name} and others")
def test_named_cases(group: Sequence[Sequence[Case]], tmp_path: Path) -> None:
    pack = copy_of(build_pack(tmp_path / "bygget"), tmp_path / "projekt")
    cases = [(case, department) for one in group for case, department in zip(one, PACKS, strict=True)]
    theirs, made = {}, {}
    for number, (case, department) in enumerate(cases):
        made[case.name] = pack.document(department, case.document).read_bytes()
        pack.edit(department, case.document, case.edit)
        if number % 2:
            pack.edit(department, case.document, lambda data: saved_by_word(data, seed=1))
        theirs[case.name] = pack.document(department, case.document).read_bytes()
    _change_answers(pack)
    said = pack.build("--format", "docx", "--document", "D01", "--document", "D02").err
    faults = []
    for case, department in cases:
        merged = pack.document(department, case.document).read_bytes()
        found = _faults(case, made[case.name], theirs[case.name], merged)
        faults += [f"{case.name}: {fault}" for fault in found]
    assert not faults, "\n".join(faults)
    assert not list(pack.out.glob("*/*_ny*")), said
    files = {path: path.read_bytes() for path in pack.out.glob("*/*.docx")}
    pack.build("--format", "docx", "--document", "D01", "--document", "D02")
    assert {path.name for path, data in files.items() if path.read_bytes() != data} == set()


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
