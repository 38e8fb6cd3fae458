"""What hardly anybody does to a Word file, and what programs write that nobody has heard of, stays when new
answers come. A part of it is tried, all with `PLANGEN_FUZZ_MERGES`."""

from __future__ import annotations

import pytest

from plangen.merging.merge import merge
from tests.merging.editions import MANY, editions
from tests.support.strange_edits import STRANGE
from tests.support.structure.check import check_structure

DOCUMENT = "jobcenter/faelles/01_formaalsbeskrivelse_faelles.docx"
NEEDS_CONTENTS = "ord i indholdsfortegnelsen"
NAMES = [name for name in STRANGE if name != NEEDS_CONTENTS]
BEFORE_THE_BODY = "sidefarve"


@pytest.mark.parametrize("name", NAMES if MANY else sorted({BEFORE_THE_BODY, *NAMES[::18]}))
def test_strange_edits_stay(name: str) -> None:
    base, ours = (editions().read(DOCUMENT, generation) for generation in (0, 1))
    theirs = STRANGE[name](base)
    merged = merge(base, theirs, ours, date="2027-01-01")
    assert merged.missing == ""
    known = check_structure(theirs)
    assert [problem for problem in check_structure(merged.data) if problem not in known] == []
