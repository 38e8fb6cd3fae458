"""The page about an update: everything that was told stands in it, and nothing from outside runs in it."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from lxml import html

from plangen.exports.update import (
    AS_BEFORE,
    MERGED,
    RENEWED,
    STAYS,
    AnswerBack,
    Dispute,
    ToldChange,
    UpdatedDocument,
    UpdateReport,
)
from plangen.exports.update_page import update_page
from plangen.projects.shipped import shipped_library
from tests.support.browser import axe_violations
from tests.support.samples import some

HOSTILE = "<script>alert(1)</script> & »æøå«"
PURPOSE = UpdatedDocument(
    "Formålsbeskrivelse",
    "faelles/01_formaalsbeskrivelse_faelles.docx",
    "Alle afdelinger",
    MERGED,
    "Lene Holm",
    "2026-11-20",
    staff=(ToldChange("Fri tekst", "Baggrund", HOSTILE),),
    plan=(ToldChange("Mål, tabel, række 2", "", "Nyt mål"),),
    disputes=(Dispute("Problem", "Vores ord", "Nye ord", "Begge har ændret svaret."),),
    own=(ToldChange("Tidsplan", "3. maj 2027", "17. maj 2027"),),
)
RENEWED_ONE = UpdatedDocument("Kommissorium", "faelles/02.docx", "Alle afdelinger", RENEWED)
LOCKED = UpdatedDocument(
    "Kravspecifikation", "faelles/03.docx", "Alle afdelinger", STAYS, reason="Filen er åben i Word."
)
QUIET = UpdatedDocument("Business case", "faelles/12.docx", "Alle afdelinger", AS_BEFORE)
REPORT = UpdateReport(
    "Digital vejviser",
    "Egelund Kommune",
    "2026-11-27",
    (PURPOSE, RENEWED_ONE, LOCKED, QUIET),
    (AnswerBack("MED, Udvalg", "Lokal-MED", "Hoved-MED", "inputs/jobcenter.yaml"),),
    ("Mål: svaret er rettet to steder.",),
    "out/jobcenter/.plangen, i mapperne »erstattet«",
)


def page() -> html.HtmlElement:
    return html.document_fromstring(update_page(REPORT, shipped_library().templates))


def test_the_summary_counts_the_documents_and_the_places_to_decide() -> None:
    assert REPORT.summary == (
        "1 dokument er rettet i Word og har fået det nye ind, 1 dokument er fornyet, "
        "1 dokument kunne ikke opdateres, 1 dokument er som før. I skal tage stilling til 1 sted."
    )
    assert REPORT.summary in page().text_content()


def test_what_was_told_stands_in_the_page_and_nothing_else_runs() -> None:
    read = page()
    text = " ".join(read.text_content().split())
    for part in (
        HOSTILE,
        "Nyt mål",
        "Vores ord",
        "Nye ord",
        "17. maj 2027",
        "Hoved-MED",
        "svaret er rettet to",
    ):
        assert part in text
    assert "Filen er åben i Word." in text
    assert "Sidst gemt af Lene Holm den 20.11.2026" in text
    assert not read.findall(".//script")
    assert "Business case" not in text  # as before, so only counted


def test_places_to_decide_come_first() -> None:
    headings = [one.text_content() for one in page().iter("h2")]
    assert headings[:2] == ["Tag stilling", "Svar fra Word-filerne"]


def test_the_mail_names_documents_and_places() -> None:
    (link,) = [one.get("href") for one in page().iter("a") if (one.get("href") or "").startswith("mailto:")]
    said = parse_qs(urlsplit(link).query)
    assert said["subject"] == ["Digital vejviser: dokumenterne er opdateret"]
    assert "- Formålsbeskrivelse (Alle afdelinger): flettet, tag stilling til 1 sted" in said["body"][0]


def test_every_table_has_a_heading_that_names_it() -> None:
    read = page()
    ids = {one.get("id") for one in read.iter() if one.get("id")}
    regions = [one for one in read.iter("div") if one.get("role") == "region"]
    assert regions
    assert all(one.get("aria-labelledby") in ids for one in regions)


@pytest.mark.heavy
def test_axe_finds_nothing(tmp_path: Path) -> None:
    text = update_page(REPORT, shipped_library().templates)
    for width in some((500, 1280), every=2):
        assert axe_violations(text, tmp_path, width) == []
