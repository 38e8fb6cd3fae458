"""Standard sentences: what stands in their places, what is left out, and links that lead somewhere."""

from __future__ import annotations

import io
import zipfile

import pikepdf

from plangen.catalog import builtin_catalog
from plangen.documents.passages import fill
from plangen.texts.values import Link
from tests.support.packs import DOCUMENTS, rendered, subject

OVERVIEW = DOCUMENTS[0]
ADDRESSES = {
    "https://www.kl.dk/videncenter/teknologier/kommunernes-teknologiradar",
    "https://www.godtarbejdsmiljo.dk",
    "https://www.e-pages.dk/hk/2377/",
    "https://www.lederweb.dk",
    "https://www.vpt.dk",
}


def test_a_sentence_without_its_value_is_left_out() -> None:
    text = builtin_catalog().passages["ST-24"]
    with_card = (
        "Der er ikke hentet erfaringer fra andre endnu. Opgavekort A09 beskriver, hvordan det kan gøres."
    )
    assert str(fill("ST-24", text, {"kort_OPG08": "A09"}.__getitem__)) == with_card
    without = "Der er ikke hentet erfaringer fra andre endnu."
    assert str(fill("ST-24", text, {"kort_OPG08": None}.__getitem__)) == without


def test_a_missing_answer_keeps_its_sentence_and_marker() -> None:
    passage = str(subject("tom", None).context["st"].ST_02)
    assert passage.endswith("godkendes af projektejeren ([Udfyldes: Roller, Projektejer: Stilling/rolle]).")


def test_a_title_with_an_address_is_a_link() -> None:
    passage = fill("x", "Læs [bogen](https://a.dk/b) og {navn}.", {"navn": "resten"}.__getitem__)
    assert list(passage) == ["Læs ", "bogen", " og ", "resten", "."]
    assert [part.address for part in passage if isinstance(part, Link)] == ["https://a.dk/b"]


def test_further_reading_is_links_in_word_and_in_the_pdf() -> None:
    with zipfile.ZipFile(io.BytesIO(rendered("jobcenter", None, OVERVIEW, "docx"))) as package:
        relationships = package.read("word/_rels/document.xml.rels").decode()
        assert package.read("word/document.xml").count(b"<w:hyperlink ") == len(ADDRESSES)
    assert all(f'Target="{address}"' in relationships for address in ADDRESSES)
    with pikepdf.open(io.BytesIO(rendered("jobcenter", None, OVERVIEW, "pdf"))) as pdf:
        links = [note.A for page in pdf.pages for note in page.get("/Annots", []) if "/A" in note]
        assert {str(link.URI) for link in links} == ADDRESSES
