"""The same answers give the same bytes, whatever the hash seed, time zone and locale."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from tests.support.packs import example_path

SURROUNDINGS = (
    {"PYTHONHASHSEED": "1", "TZ": "Pacific/Auckland", "LC_ALL": "C"},
    {"PYTHONHASHSEED": "2", "TZ": "America/Los_Angeles", "LC_ALL": "C.UTF-8"},
)


def test_every_file_of_a_pack_is_the_same_everywhere(tmp_path: Path) -> None:
    packs = []
    for number, surroundings in enumerate(SURROUNDINGS):
        out = tmp_path / str(number)
        options = [
            "--out",
            str(out),
            "--department",
            "borgerservice",
            "--samlet",
            "--format",
            "docx,pdf,html",
        ]
        subprocess.run(
            [sys.executable, "-m", "plangen", "build", str(example_path("sagsoverblik")), *options],
            env={**os.environ, **surroundings},
            check=True,
            capture_output=True,
        )
        folder = out / "sagsoverblik/borgerservice"
        packs.append({path.name: path.read_bytes() for path in folder.iterdir()})
    assert len(packs[0]) == 23
    assert packs[0].keys() == packs[1].keys()
    assert [name for name in packs[0] if packs[0][name] != packs[1][name]] == []
