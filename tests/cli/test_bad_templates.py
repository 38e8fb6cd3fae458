"""Templates of an office's own that a build refuses: each is named with its fault, and the rest goes on."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from plangen.projects import shipped
from tests.support.cli import Result, run
from tests.support.packs import ROOT
from tests.templates.template_parts import MICROSOFT, with_markup, with_part
from tests.word.building import docx

BY = 'w:id="1" w:author="Anne Ansat" w:date="2026-01-01T00:00:00Z"'
DDE = '<w:p><w:fldSimple w:instr=" DDEAUTO excel "><w:r><w:t>x</w:t></w:r></w:fldSimple></w:p>'
BAD = {
    "01_formaalsbeskrivelse": (
        with_markup(f"<w:p><w:del {BY}><w:r><w:delText>hemmeligt</w:delText></w:r></w:del></w:p>"),
        "sporede ændringer",
    ),
    "02_kommissorium": (with_markup(DDE), "feltet »DDEAUTO excel«"),
    "04_potentiale_og_barriereplan": (
        with_part(docx("x"), "word/vbaProject.bin", b"x", f"{MICROSOFT}/2006/relationships/vbaProject"),
        "makroer",
    ),
    "05_kommunikationsplan": (docx("{{ 'a' * 1000000000 }}"), "kun mellem tal"),
    "07_kompetence_og_oplaeringsplan": (
        docx("{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}"),
        "range(99999)",
    ),
    "08_proevehandlinger": (docx("{{ findes_ikke }}"), "findes_ikke"),
    "10_forankrings_og_opfoelgningsplan": (b"ingen Word-fil", "10_forankrings_og_opfoelgningsplan.docx"),
}


@pytest.fixture
def templates(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the templates, which the commands use."""
    folder = shutil.copytree(shipped.template_folder(), tmp_path / "skabeloner")
    monkeypatch.setattr(shipped, "template_folder", lambda: folder)
    return folder


def build(out: Path, files: str, *documents: str) -> Result:
    asked = [part for document in documents for part in ("--document", document)]
    answers = ROOT / "inputs" / "sagsoverblik.yaml"
    return run("build", answers, "--out", out, "--format", files, "--department", "faelles", *asked)


def test_each_is_named_with_its_fault_and_the_rest_goes_on(templates: Path, tmp_path: Path) -> None:
    for name, (data, _) in BAD.items():
        (templates / "docx" / f"{name}.docx").write_bytes(data)
    documents = [f"D{name[:2]}" for name in BAD]
    result = build(tmp_path / "out", "docx", *documents, "D13")
    assert result.code == 1
    for name, (_, fault) in BAD.items():
        assert any(f"{name}.docx" in line and fault in line for line in result.err.splitlines()), name
    assert "Traceback" not in result.err
    assert "Anne Ansat" not in result.err
    written = [path.name for path in (tmp_path / "out" / "sagsoverblik").glob("*/*.docx")]
    assert written == ["13_statusnotat_faelles.docx"]


def test_a_page_template_takes_no_file_from_elsewhere(templates: Path, tmp_path: Path) -> None:
    secret = tmp_path / "hemmeligt.txt"
    secret.write_text("et hemmeligt ord")
    base = templates / "html" / "_base.html"
    base.write_text(base.read_text("utf-8") + f"{{% include '{secret}' %}}", "utf-8")
    result = build(tmp_path / "out", "html", "D13")
    assert result.code == 1
    assert "hemmeligt.txt" in result.err
    assert "Traceback" not in result.err
    assert not any("et hemmeligt ord" in path.read_text("utf-8") for path in tmp_path.rglob("*.html"))
