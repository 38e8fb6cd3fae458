"""The same answers give the same bytes, whatever the hash seed, time zone and locale."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from plangen.catalog import builtin_catalog
from tests.building.elsewhere import (
    DEPARTMENTS,
    DOCUMENTS,
    EXAMPLE,
    built_elsewhere,
    command,
    write_answers,
)
from tests.support.cli import run


@pytest.mark.heavy
def test_every_file_of_a_pack_is_the_same_everywhere(tmp_path: Path, sharp: None) -> None:
    assert run(*command(write_answers(tmp_path), tmp_path / "out")).code == 1
    packs = [_files(tmp_path / "out" / EXAMPLE), _files(built_elsewhere().out / EXAMPLE)]
    every = builtin_catalog().documents
    levels = (("projekt", "begge"), ("begge", "afdeling"))
    for pack, there in zip(DEPARTMENTS, levels, strict=True):
        made = sum(1 for id in DOCUMENTS if every[id].level in there)
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
        for pack in (*DEPARTMENTS, "")
        for path in (root / pack).iterdir()
        if path.is_file()
    }
