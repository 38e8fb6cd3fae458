"""Random edits of Word files by staff: nothing is lost, nothing is unreported, nothing false.

`PLANGEN_FUZZ=20 pytest tests/fuzz` plays twenty rounds, in each of which half of all documents and workshop sheets
are edited, once as Word and once as LibreOffice saves them; `PLANGEN_FUZZ_SEED` is the first seed. With `-rP`
each says how many documents were edited.
"""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Mapping
from itertools import count
from pathlib import Path
from subprocess import CalledProcessError

import pytest

from tests.fuzz.rounds import NAME, planned, play, saved
from tests.support.cli import run
from tests.support.edited_packs import printed_in
from tests.support.packs import example_path
from tests.support.samples import LONG
from tests.support.shared import made_once
from tests.word.libreoffice import resaved

ALL = LONG or "PLANGEN_FUZZ" in os.environ
MOST = None if ALL else 2
"""The documents of a round that something happens to."""
_FEW = () if ALL else ("D01", "D05", "D09")
"""With the sections that a small project has."""
DOCUMENTS = tuple(part for document in _FEW for part in ("--document", document))
SHEETS = () if ALL else ("--ark", "4,7")
ROUNDS = int(os.environ.get("PLANGEN_FUZZ", "1"))
SEED = int(os.environ.get("PLANGEN_FUZZ_SEED", "3"))
"""The third round edits both of the documents in each test."""
PACKS = ("faelles", "jobindsats")
WORD = ("", "word", "word")
BOTH = ("", "word", "libreoffice", "word+libreoffice", "libreoffice+word")

LibreOffice = Callable[[Mapping[str, bytes]], Mapping[str, bytes]]


@pytest.fixture(scope="session")
def built() -> Path:
    """The example project built once, with its workshop sheets: `inputs/` and `out/`."""
    return made_once("fuzz", _build)


def _build(folder: Path) -> None:
    (folder / "inputs").mkdir(parents=True)
    answers = folder / "inputs" / f"{NAME}.yaml"
    few = printed_in(*_FEW).replace("omfang: fuld", "omfang: let")
    answers.write_text(few if _FEW else example_path(NAME).read_text("utf-8"), "utf-8")
    packs = [part for pack in PACKS for part in ("--department", pack)]
    run("build", answers, "--out", folder / "out", "--format", "docx", *packs, *DOCUMENTS)
    run("ark", answers, "--out", folder / "out", "--format", "docx", *SHEETS)


@pytest.mark.heavy
@pytest.mark.parametrize("seed", range(SEED, SEED + ROUNDS))
def test_nothing_that_staff_write_in_word_is_lost(built: Path, tmp_path: Path, seed: int) -> None:
    folder = shutil.copytree(built, tmp_path / "pack")
    documents = saved(
        planned(folder / "out" / NAME, seed, WORD, () if ALL else ("faelles",), MOST), lambda files: files
    )
    faults = play(folder, documents, DOCUMENTS, SHEETS)
    sys.stdout.write(f"{faults}\n")
    assert not faults, str(faults)


@pytest.mark.heavy
@pytest.mark.parametrize("seed", range(SEED, SEED + (ROUNDS if "PLANGEN_FUZZ" in os.environ else 1)))
def test_nothing_is_lost_when_libreoffice_saves_too(built: Path, tmp_path: Path, seed: int) -> None:
    folder = shutil.copytree(built, tmp_path / "pack")
    documents = saved(
        planned(folder / "out" / NAME, 1000 + seed, BOTH, () if ALL else ("jobindsats", "ark"), MOST),
        _saving_in(tmp_path),
    )
    faults = play(folder, documents, DOCUMENTS, SHEETS)
    sys.stdout.write(f"{faults}\n")
    assert not faults, str(faults)


def _saving_in(folder: Path) -> LibreOffice:
    """Saves files with LibreOffice. One that makes LibreOffice itself fall over stays as it is."""
    numbers = count()

    def save(files: Mapping[str, bytes]) -> Mapping[str, bytes]:
        try:
            return resaved(files, folder / f"lo{next(numbers)}")
        except (CalledProcessError, FileNotFoundError):
            if len(files) == 1:
                return files
            return {name: data for file in files.items() for name, data in save(dict([file])).items()}

    return save
