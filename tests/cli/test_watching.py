"""`build --watch`: saving the answer file renews what it touches."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from plangen.cli.watching import is_read
from tests.support.packs import ROOT


@pytest.mark.parametrize(
    ("name", "read"),
    [
        ("kommune.yaml", True),
        ("kommune/jobindsats.yaml", True),
        ("logo.SVG", True),
        ("andet.yaml", False),
        ("out/kommune/faelles/05_plan.docx", False),
        (".kommune.yaml.swp", False),
    ],
)
def test_what_a_build_reads_is_followed(tmp_path: Path, name: str, read: bool) -> None:
    (tmp_path / "kommune").mkdir()
    assert is_read(tmp_path / name, [tmp_path / "kommune.yaml"]) is read


def test_saving_the_answers_renews_the_pack(tmp_path: Path) -> None:
    answers = tmp_path / "koerebog.yaml"
    answers.write_bytes((ROOT / "inputs" / "koerebog.yaml").read_bytes())
    asked = ("--out", str(tmp_path / "out"), "--format", "html", "--document", "D09", "--hvorfor", "--watch")
    with subprocess.Popen(
        [sys.executable, "-u", "-m", "plangen", "build", str(answers), *asked],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
    ) as process:
        assert process.stdout is not None
        lines = iter(process.stdout.readline, "")
        assert any("Følger" in line for line in lines)
        time.sleep(0.5)  # the watch begins after it is said
        text = answers.read_text("utf-8")
        answers.write_text(
            text.replace("idriftsaettelsesdato: 2027-04-12", "idriftsaettelsesdato: 2027-10-18")
        )
        assert any("D09" in line and "er ændret" in line for line in lines)
        process.send_signal(signal.SIGINT)
        assert "Følger ikke længere" in "".join(lines)
    assert process.returncode == 0
