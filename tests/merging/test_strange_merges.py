"""What hardly anybody does to a Word file, and what programs write that nobody has heard of, stays when new
answers come. A part of it is tried, all with `PLANGEN_FUZZ_MERGES`."""

from __future__ import annotations

from plangen.merging.merge import merge
from tests.merging.editions import MANY, editions
from tests.merging.hand import both
from tests.support.strange_edits import STRANGE
from tests.support.structure.check import check_structure

DOCUMENT = "jobcenter/faelles/01_formaalsbeskrivelse_faelles.docx"
NEEDS_CONTENTS = "ord i indholdsfortegnelsen"
NAMES = [name for name in STRANGE if name != NEEDS_CONTENTS]
BEFORE_THE_BODY = "sidefarve"


def test_strange_edits_stay() -> None:
    """Those that are tried in each run are all done to one file, of which nothing is lost."""
    names = sorted({BEFORE_THE_BODY, *NAMES[::18]})
    for some in ([name] for name in NAMES) if MANY else [names]:
        base, ours = (editions().read(DOCUMENT, generation) for generation in (0, 1))
        theirs = both(*(STRANGE[name] for name in some))(base)
        merged = merge(base, theirs, ours, date="2027-01-01")
        assert merged.missing == "", some
        known = check_structure(theirs)
        assert [one for one in check_structure(merged.data) if one not in known] == [], some
