"""What `plangen build` says while it works and when it is done, and what `make` sets up for whom."""

from __future__ import annotations

import shutil
import subprocess
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document

from tests.support.cli import run
from tests.support.packs import FILES, ROOT

PURPOSE, CHARTER = "01_formaalsbeskrivelse_faelles.docx", "02_kommissorium_faelles.docx"


def build(folder: Path, *more: str) -> list[str]:
    """What a build of two documents of the common pack prints, without the line about the checks."""
    result = run(
        *("build", FILES / "tom.yaml", "--out", folder, "--format", "docx", "--department", "faelles"),
        *("--document", "D01", "--document", "D02", *more),
    )
    return result.out.splitlines()[:-1]


def test_a_second_build_says_that_nothing_changed(tmp_path: Path) -> None:
    first, second = build(tmp_path), build(tmp_path)
    assert len(first) == 1
    assert first[0].startswith(f"{tmp_path}/tom/faelles: 2 filer skrevet, ")
    assert second[0].startswith(f"{tmp_path}/tom/faelles: 0 filer skrevet, 2 uændrede, ")
    assert second[1:] == ["Intet er ændret siden sidst: 2 filer er, som de skal være."]


def test_a_file_that_had_to_be_written_again_is_a_change(tmp_path: Path) -> None:
    build(tmp_path)
    (tmp_path / "tom" / "faelles" / PURPOSE).unlink()
    lines = build(tmp_path)
    assert len(lines) == 1
    assert "1 fil skrevet, 1 uændret" in lines[0]


def test_a_file_that_staff_have_edited_is_kept_and_named(tmp_path: Path) -> None:
    build(tmp_path)
    path = tmp_path / "tom" / "faelles" / CHARTER
    document = Document(str(path))
    document.add_paragraph("Skrevet af os")
    edited = BytesIO()
    document.save(edited)
    path.write_bytes(edited.getvalue())
    assert build(tmp_path)[1:] == [
        "Intet er ændret siden sidst: 1 fil er, som den skal være, og 1, som nogen har rettet, er beholdt."
    ]
    assert path.read_bytes() == edited.getvalue()


@pytest.mark.skipif(shutil.which("make") is None, reason="make is not installed")
@pytest.mark.parametrize("uv", ["", "/opt/uv"])
def test_make_demo_installs_what_the_program_needs_and_make_test_the_tools_too(
    tmp_path: Path, uv: str
) -> None:
    def commands(target: str) -> str:
        call = ["make", "--dry-run", target, f"VENV={tmp_path / 'venv'}", f"UV={uv}"]
        return subprocess.run(call, cwd=ROOT, capture_output=True, text=True, check=True).stdout

    assert "--editable ." in commands("demo")
    assert "--group dev" not in commands("demo")
    assert "--group dev" in commands("test")
    assert ("/opt/uv pip install" in commands("demo")) == bool(uv)
    assert "-m pip install" in commands("demo"), "what takes over where uv does not get through"
