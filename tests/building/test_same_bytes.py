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


BUILDS = (
    ("--format", "docx,html"),
    ("--format", "pdf", "--samlet", "--document", "D00", "--document", "D03", "--document", "D09"),
)
"""All documents, and the PDF files of those that differ most: with a drawing, with pages on their side, with
a page for each window."""


@pytest.mark.heavy
def test_every_file_of_a_pack_is_the_same_everywhere(tmp_path: Path) -> None:
    packs = [_files(tmp_path / str(number), one) for number, one in enumerate(SURROUNDINGS)]
    assert Counter(name.rpartition(".")[2] for name in packs[0]) == {"docx": 7, "html": 7, "zip": 1, "pdf": 4}
    assert packs[0].keys() == packs[1].keys()
    assert [name for name in packs[0] if packs[0][name] != packs[1][name]] == []


def _files(out: Path, surroundings: dict[str, str]) -> dict[str, bytes]:
    """The files of one department, built in these surroundings."""
    for options in BUILDS:
        command = ["build", example_path("sagsoverblik"), "--out", out, "--department", "borgerservice"]
        subprocess.run(
            [sys.executable, "-m", "plangen", *command, *options],
            env={**os.environ, **surroundings},
            check=True,
            capture_output=True,
        )
    return {path.name: path.read_bytes() for path in (out / "sagsoverblik/borgerservice").iterdir()}
