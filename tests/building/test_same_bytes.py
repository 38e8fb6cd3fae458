"""The same answers give the same bytes, whatever the hash seed, time zone and locale."""

from __future__ import annotations

import os
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from tests.support.packs import example_path
from tests.support.samples import some

SURROUNDINGS = (
    {"PYTHONHASHSEED": "1", "TZ": "Pacific/Auckland", "LC_ALL": "C"},
    {"PYTHONHASHSEED": "2", "TZ": "America/Los_Angeles", "LC_ALL": "C.UTF-8"},
)

DEPARTMENT = "borgerservice"
PRINTED = tuple(some(("D12", "D00", "D03", "D09"), every=4))
"""Documents of the project that differ most: with sums, with a drawing, with pages on their side."""
OF_DEPARTMENT = some(("D05", "D00", "D04", "D06b", "D06", "D06c", "D09", "D07", "D08"), every=5)
BUILDS: tuple[tuple[str, ...], ...] = (
    ("--department", DEPARTMENT, "--format", "docx,html", *(f"--document={id}" for id in OF_DEPARTMENT)),
    ("--department", "faelles", "--format", "docx,pdf", "--samlet", *(f"--document={id}" for id in PRINTED)),
)
"""Documents of a department, and some of the project as PDF."""


@pytest.mark.heavy
def test_every_file_of_a_pack_is_the_same_everywhere(tmp_path: Path) -> None:
    packs = [_files(tmp_path / str(number), one) for number, one in enumerate(SURROUNDINGS)]
    made, printed = len(OF_DEPARTMENT), len(PRINTED)
    expected = {
        DEPARTMENT: {"docx": made, "html": made, "ics": 1, "xlsx": 1},
        "faelles": {"docx": printed, "pdf": printed + 1, "zip": 1, "ics": 1, "xlsx": 1},
        "": {"csv": 1, "html": 1, "xlsx": 1},
    }
    for pack, endings in expected.items():
        found = (path.suffix[1:] for path in packs[0] if path.parent == Path(pack))
        assert Counter(found) == endings
    assert packs[0].keys() == packs[1].keys()
    assert [path for path in packs[0] if packs[0][path] != packs[1][path]] == []


def _files(out: Path, surroundings: dict[str, str]) -> dict[Path, bytes]:
    """The files of both packs, and those about all, by their place, built in these surroundings."""
    for options in BUILDS:
        subprocess.run(
            [sys.executable, "-m", "plangen", "build", example_path("sagsoverblik"), "--out", out, *options],
            env={**os.environ, **surroundings},
            check=True,
            capture_output=True,
        )
    root = out / "sagsoverblik"
    return {
        path.relative_to(root): path.read_bytes()
        for pack in (DEPARTMENT, "faelles", "")
        for path in (root / pack).iterdir()
        if path.is_file()
    }
