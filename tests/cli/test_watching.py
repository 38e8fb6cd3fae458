"""`build --watch`: saving the answer file renews what it touches."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from plangen.cli.watching import follow, is_read
from tests.support.packs import ROOT

STARTED_ANYWHERE = (
    "import runpy, signal; signal.signal(signal.SIGINT, signal.default_int_handler);"
    "runpy.run_module('plangen', run_name='__main__')"
)
"""A shell starts what runs in the background deaf to Ctrl-C, and so all that it starts."""


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
        [sys.executable, "-u", "-c", STARTED_ANYWHERE, "build", str(answers), *asked],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
    ) as process:
        assert process.stdout is not None
        lines = iter(process.stdout.readline, "")
        assert any("Følger" in line for line in lines)
        text = answers.read_text("utf-8")
        answers.write_text(
            text.replace("idriftsaettelsesdato: 2027-04-12", "idriftsaettelsesdato: 2027-10-18")
        )
        assert any("D09" in line and "er ændret" in line for line in lines)
        process.send_signal(signal.SIGINT)
        assert "Følger ikke længere" in "".join(lines)
    assert process.returncode == 0


def test_what_is_saved_while_the_work_is_done_is_not_missed(tmp_path: Path) -> None:
    answers = tmp_path / "kommune.yaml"
    answers.write_text("")
    seen: list[str] = []

    def work() -> int:
        seen.append(answers.read_text())
        if len(seen) > 1:
            raise KeyboardInterrupt
        answers.write_text("svar: {}")
        return 0

    assert follow([answers], work) == 0
    assert seen == ["", "svar: {}"]
