"""The same answers give the same bytes, whatever the hash seed, time zone and locale."""

from __future__ import annotations

import os
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from tests.support.cli import run
from tests.support.packs import documents, example_path
from tests.support.samples import some

ELSEWHERE = {"PYTHONHASHSEED": "1", "TZ": "Pacific/Auckland", "LC_ALL": "C"}
"""Surroundings that are not those of the tests."""
EXAMPLE, DEPARTMENT = "sagsoverblik", "borgerservice"
ASKED = tuple(some(("D12", "D00", "D03", "D09", "D04", "D05", "D06b", "D06"), every=4))
"""Documents that differ most: with sums, with places to write on; D12 stands in the project's pack alone."""
BUILD = (
    *("build", str(example_path(EXAMPLE)), "--department", DEPARTMENT, "--department", "faelles"),
    *("--format", "docx,html,pdf", "--samlet", *(f"--document={id}" for id in ASKED), "--out"),
)


@pytest.mark.heavy
def test_every_file_of_a_pack_is_the_same_everywhere(tmp_path: Path) -> None:
    here, there = tmp_path / "here", tmp_path / "there"
    run(*BUILD, here)
    command = [sys.executable, "-m", "plangen", *BUILD, there]
    subprocess.run(command, env={**os.environ, **ELSEWHERE}, check=True, capture_output=True)
    packs = [_files(here / EXAMPLE), _files(there / EXAMPLE)]
    for pack, department in ((DEPARTMENT, DEPARTMENT), ("faelles", None)):
        made = sum(1 for document in documents(EXAMPLE, department) if document.id in ASKED)
        assert made > 0
        found = Counter(path.suffix[1:] for path in packs[0] if path.parent == Path(pack))
        assert found == {"docx": made, "html": made, "pdf": made + 1, "zip": 1, "ics": 1, "xlsx": 1}
    assert Counter(path.suffix[1:] for path in packs[0] if path.parent == Path()) == {
        "csv": 1,
        "html": 1,
        "xlsx": 1,
    }
    assert packs[0].keys() == packs[1].keys()
    assert [path for path in packs[0] if packs[0][path] != packs[1][path]] == []


def _files(root: Path) -> dict[Path, bytes]:
    """The files of both packs, and those about all, by their place."""
    return {
        path.relative_to(root): path.read_bytes()
        for pack in (DEPARTMENT, "faelles", "")
        for path in (root / pack).iterdir()
        if path.is_file()
    }
