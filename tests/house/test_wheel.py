"""The wheel, from which plangen is installed with one line, has all that the program reads."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from hatchling.builders.wheel import WheelBuilder

from tests.support.tools import ROOT


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """The names of the files in it."""
    folder = tmp_path_factory.mktemp("wheel")
    (built,) = WheelBuilder(str(ROOT)).build(directory=str(folder))
    with zipfile.ZipFile(built) as archive:
        return set(archive.namelist())


@pytest.mark.parametrize(
    ("folder", "inside"), [("templates", "plangen/templates"), ("src/plangen", "plangen")]
)
def test_every_file_of_the_program_is_in_it(folder: str, inside: str, wheel: set[str]) -> None:
    files = [path for path in (ROOT / folder).rglob("*") if path.is_file()]
    wanted = {f"{inside}/{path.relative_to(ROOT / folder).as_posix()}" for path in files if _is_kept(path)}
    assert len(wanted) > 40
    assert wanted <= wheel


def _is_kept(path: Path) -> bool:
    return "__pycache__" not in path.parts and path.suffix != ".pyc"
