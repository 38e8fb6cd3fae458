"""Every file is valid: Open XML SDK and our own structure check for Word, PDF/UA for PDF."""

from __future__ import annotations

from pathlib import Path

import page as pdf_checker
import pikepdf
import pytest

from plangen.catalog import Document
from tests.support.cases import each
from tests.support.packs import (
    DOCUMENTS,
    EVERY,
    IN_PACKS,
    ODD,
    context_id,
    documents,
    rendered,
    whose,
)
from tests.support.samples import LONG, sampled, some
from tests.support.shapes import differing
from tests.support.sheets import SHEETS, sheet, sheet_file
from tests.support.structure.check import check_structure
from tests.support.validators import printed_by_libreoffice, word_errors_of

HERE = [("jobcenter", None, document) for document in documents("jobcenter", None)]
"""The documents that other tests look at, too."""
JUDGED = IN_PACKS if LONG else [*HERE, *some(ODD, every=4)]
"""For the Open XML SDK: what a file has is known by its kinds of element, not by its place. These have 1,125
of the 1,132 kinds that there are in all documents of »jobcenter« and in all odd ones."""
ELSEWHERE = [*(("sagsoverblik", whose("sagsoverblik", one), one) for one in DOCUMENTS), *ODD]
ALSO = [("fjendtlig", None, "D01"), ("lang", None, "D12")]
"""Hostile and very long answers; all of the others in a long run."""
PRINTED = [
    *HERE,
    *(
        pytest.param(*place, marks=[] if (*place[:2], place[2].id) in ALSO else [pytest.mark.long])
        for place in ELSEWHERE
    ),
]


@each(("name", "department", "document"), sampled(EVERY, every=2), ids=context_id)
def test_word_files_pass_our_structure_check(name: str, department: str | None, document: Document) -> None:
    assert check_structure(rendered(name, department, document, "docx")) == []


@pytest.mark.heavy
def test_word_files_pass_the_open_xml_sdk(tmp_path: Path) -> None:
    """Those of documents and sheets that together have what any of them has; in a long run also the rarest
    kinds."""
    files = {"_".join(map(context_id, place)): rendered(*place, "docx") for place in JUDGED}
    files |= {one.file: sheet_file("jobcenter", "jobindsats", one, "docx") for one in some(SHEETS, every=4)}
    large = sheet(4).on_paper("A3")
    files[f"{large.file}_a3"] = sheet_file("jobcenter", "jobindsats", large, "docx")
    paths = [tmp_path / f"{name}.docx" for name in differing(files, least=1 if LONG else 12)]
    assert len(paths) > 2
    for path in paths:
        path.write_bytes(files[path.stem])
    assert word_errors_of(paths) == {path.name: [] for path in paths}


@pytest.mark.heavy
@pytest.mark.parametrize("name", sampled(["lang", "jobcenter"], every=2))
def test_libreoffice_opens_and_prints_documents(tmp_path: Path, name: str) -> None:
    files = []
    for document in some(DOCUMENTS, every=5):
        path = tmp_path / f"{document.file}.docx"
        path.write_bytes(rendered(name, None, document, "docx"))
        files.append(path)
    for printed in printed_by_libreoffice(files, tmp_path):
        with pikepdf.open(printed) as pdf:
            assert len(pdf.pages) >= 1


@pytest.mark.parametrize(("name", "department", "document"), PRINTED, ids=context_id)
def test_pdf_files_are_pdf_ua(name: str, department: str | None, document: Document) -> None:
    report = pdf_checker.validate_pdf_bytes(rendered(name, department, document, "pdf"), profile="ua1")
    assert report.is_compliant, report.to_json()
