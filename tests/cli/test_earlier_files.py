"""A project of an earlier questionnaire from answer file to Word and back: nothing has to be rewritten."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support import word_edits as word
from tests.support.cli import run
from tests.support.reading import read_word

OLD = """\
pakke: {omfang: normal}
svar:
  projekt_titel: Prøve
  faglighed_paavirkning: |-   # aftalt med fagkoordinatoren
    Mere tid til samtalen.
  maal:
    - maal: Svar samme dag
      indikator: Andel
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    path = tmp_path / "inputs" / "proeve.yaml"
    path.parent.mkdir()
    path.write_text(OLD, "utf-8")
    return path


def test_an_edit_in_word_comes_back_where_the_old_text_stands(project: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    built = run("build", project, "--out", out, "--format", "docx", "--document", "D01")
    assert "»normal« læses som »fuld«." in built.err
    assert "læses som »Kort fortalt«." in built.err
    document = out / "proeve" / "faelles" / "01_formaalsbeskrivelse_faelles.docx"
    edited = word.set_text(document.read_bytes(), "faglighed_paavirkning.samlet", "Mindre tid til papir.")
    document.write_bytes(edited)
    pulled = run("pull", out / "proeve", "--apply")
    assert pulled.code == 0, pulled.out + pulled.err
    assert project.read_text("utf-8") == OLD.replace("Mere tid til samtalen.", "Mindre tid til papir.")
    run("build", project, "--out", out, "--format", "docx", "--document", "D01")
    said = {control.id: control.text for control in read_word(document.read_bytes()).controls}
    assert said["faglighed_paavirkning.samlet"] == "Mindre tid til papir."
