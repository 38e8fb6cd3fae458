"""The same answers give the same bytes, whatever the hash seed, time zone and locale."""

from __future__ import annotations

import os
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from tests.support.packs import example_path

SURROUNDINGS = (
    {"PYTHONHASHSEED": "1", "TZ": "Pacific/Auckland", "LC_ALL": "C"},
    {"PYTHONHASHSEED": "2", "TZ": "America/Los_Angeles", "LC_ALL": "C.UTF-8"},
)


PDF_FILES = ("D00", "D03", "D09")
"""The documents that differ most: with a drawing, with pages on their side, with a page for each window."""
BUILDS: tuple[tuple[str, ...], ...] = (
    ("--format", "docx,html"),
    ("--format", "pdf", "--samlet", *(part for document in PDF_FILES for part in ("--document", document))),
)
"""All documents, and those PDF files, of the project and of a department."""
ENDINGS = {
    "faelles": {"docx": 8, "html": 8, "zip": 1, "pdf": 4},
    "borgerservice": {"docx": 3, "html": 3, "zip": 1, "pdf": 3},
}


@pytest.mark.heavy
def test_every_file_of_a_pack_is_the_same_everywhere(tmp_path: Path) -> None:
    packs = [_files(tmp_path / str(number), one) for number, one in enumerate(SURROUNDINGS)]
    for pack, endings in ENDINGS.items():
        assert Counter(path.suffix[1:] for path in packs[0] if path.parts[0] == pack) == endings
    assert packs[0].keys() == packs[1].keys()
    assert [path for path in packs[0] if packs[0][path] != packs[1][path]] == []


def _files(out: Path, surroundings: dict[str, str]) -> dict[Path, bytes]:
    """The files of these packs by their place, built in these surroundings."""
    packs = [part for pack in ENDINGS for part in ("--department", pack)]
    for options in BUILDS:
        command = ["build", example_path("sagsoverblik"), "--out", out, *packs]
        subprocess.run(
            [sys.executable, "-m", "plangen", *command, *options],
            env={**os.environ, **surroundings},
            check=True,
            capture_output=True,
        )
    root = out / "sagsoverblik"
    return {path.relative_to(root): path.read_bytes() for pack in ENDINGS for path in (root / pack).iterdir()}
