"""The same answers give the same bytes, whatever the hash seed, time zone and locale."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from tests.building.elsewhere import DOCUMENTS, EXAMPLE, built_elsewhere, commands, write_answers
from tests.support.cli import run


@pytest.mark.heavy
def test_every_file_of_a_pack_is_the_same_everywhere(tmp_path: Path, sharp: None, laid_out: None) -> None:
    builds = commands(write_answers(tmp_path), tmp_path / "out")
    assert {run(*build).code for build in builds} == {1}
    packs = [_files(tmp_path / "out" / EXAMPLE), _files(built_elsewhere().out / EXAMPLE)]
    for pack, documents in DOCUMENTS.items():
        made = len(documents)
        found = Counter(path.suffix[1:] for path in packs[0] if path.parent == Path(pack))
        printed = {"pdf": 1, "zip": 1} if pack == "faelles" else {"pdf": made}
        assert found == {"docx": made, "html": made, "ics": 1, "xlsx": 1, **printed}
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
        for pack in (*DOCUMENTS, "")
        for path in (root / pack).iterdir()
        if path.is_file()
    }
