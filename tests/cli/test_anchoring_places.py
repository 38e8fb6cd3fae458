"""What staff write in the plan for what holds on comes back: measurements, signs, ideas, the missing
follow-up, and what is handed over (specifikation.md 2.3)."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.support import word_edits as word
from tests.support.edited_packs import Edit, EditedPack, written_pack
from tests.support.places import assert_settled, pulled
from tests.support.projection import word_projection
from tests.support.variants import section
from tests.word.word_saves import saved_by_word

OF = "D10"
ANSWERS = """
pakke: {omfang: fuld, dato: 2027-10-01}
svar:
  kommune_navn: Egelund Kommune
  projekt_titel: Jobplatform
  projektstart: 2027-01-04
  idriftsaettelsesdato: 2027-09-06
  afdelinger:
    - {afdeling_id: jobindsats, navn: Jobindsats, medarbejdere: 24}
    - {afdeling_id: ungeindsats, navn: Ungeindsatsen, medarbejdere: 12}
  maal:
    - maal: Kortere ventetid
      indikator: Dage
      baseline: 20 dage
      maalvaerdi: 10 dage
      maales_uge: 8
      gevinstejer: projektejer
    - maal: Trivsel
      indikator: Måling
      maalvaerdi: 4,2
      maales_uge: 26
      gevinstejer: projektejer
  opfoelgning:
    - {omraade: loesning, hvad: Drift, hvordan: Rapport, hvem: projektleder, frekvens_uger: 4, foerste_uge: 4}
  overdragelse:
    driftsejer: projektejer
    uge: 14
"""


@pytest.fixture
def pack(tmp_path: Path) -> EditedPack:
    return written_pack(tmp_path / "projekt", ANSWERS, build)


def build(pack: EditedPack) -> str:
    return pack.build("--format", "docx", "--document", OF, "--department", "faelles").err


def said(pack: EditedPack, heading: str) -> list[str]:
    return section(word_projection(pack.document("faelles", OF).read_bytes()), heading)


def typed(question: str, number: int, **cells: str) -> Edit:
    """Texts typed in the `number`th blank row of a table."""

    def edit(data: bytes) -> bytes:
        for column, text in cells.items():
            found = [id for id in word.ids(data) if re.fullmatch(rf"{question}\[\+[^\]]+\]\.{column}", id)]
            data = word.set_text(data, found[number], text)
        return data

    return edit


def cell(id: str, text: str) -> Edit:
    return lambda data: word.set_text(data, id, text)


def test_what_is_reported_at_a_meeting_goes_to_its_tables(pack: EditedPack) -> None:
    """The value and the status of goals, the area that nobody follows up on, signs, ideas, and what is handed
    over. The place for a value is blank again."""
    texts = said(pack, "Hvem følger op på hvad")
    assert [texts[n].split(" [")[0] for n in (5, 10, 15)] == ["Løsningen", "Kompetencer", "Gevinster"]
    assert texts[10:15] == ["Kompetencer [Udfyldes: Opfølgning på kompetencer]", "", "", "", "Hver . uge"]
    area = {"hvad": "Behov for støtte", "hvordan": "MUS", "hvem": "HR-konsulent", "frekvens_uger": "12"}

    def edit(data: bytes) -> bytes:
        (goal,) = [id for id in word.ids(data) if "trivsel" in id and id.endswith(".status")]
        data = word.set_texts(data, {goal: "På vej", "overdragelse.laering": "Projektleder i uge 14"})
        data = typed("maalinger", 0, vaerdi="15 dage", dato="1. november 2027")(data)
        data = typed("opfoelgning", 0, **area)(data)
        data = typed("tilbagefald", 0, tegn="Papir igen", hvem="Teamleder", goer="Ringer til teamet")(data)
        data = typed("forbedringer", 1, ide="Færre felter", beslutning="Prøves i maj")(data)
        for code in ("ejerskab", "aabne_punkter"):
            data = word.tick(data, f"overdragelse.udfoert={code}")
        return saved_by_word(data)

    pack.edit("faelles", OF, edit)
    lines = pulled(pack)
    for added in (
        ["+status: paa_vej"],
        ["+maalinger:", "+- maal: Kortere ventetid", "+dato: 2027-11-01", "+vaerdi: 15 dage"],
        ["+- omraade: kompetencer", *(f"+{column}: {text}" for column, text in area.items())],
        ["+tilbagefald:", "+- tegn: Papir igen", "+hvem: Teamleder", "+goer: Ringer til teamet"],
        ["+forbedringer:", "+- ide: Færre felter", "+beslutning: Prøves i maj"],
        ["+laering: Projektleder i uge 14", "+udfoert:", "+- ejerskab", "+- aabne_punkter"],
    ):
        at = lines.index(added[0])
        assert lines[at : at + len(added)] == added
        del lines[at : at + len(added)]
    assert lines == []
    assert_settled(pack, build)
    texts = said(pack, "Hvem følger op på hvad")
    at = texts.index("Kompetencer")
    assert texts[at + 1 : at + 5] == [
        "Behov for støtte",
        "MUS",
        "HR-konsulent",
        "Hver 12. uge fra 29.11.2027",
    ]
    assert said(pack, "Tegn på tilbagefald")[3:] == [
        "Papir igen",
        "Teamleder",
        "Ringer til teamet",
        *[""] * 6,
    ]
    ideas = said(pack, "Forbedringer og udvidelser")
    assert ideas[ideas.index("Beslutning") + 1 :] == ["Færre felter", "", "Prøves i maj", *[""] * 9]
    texts = said(pack, "Overdragelse til drift")
    assert [one[0] for one in texts if one.endswith(" Ja")] == ["☒", "☐", "☐", "☒", "☐"]
    assert "Projektleder i uge 14" in texts
    texts = said(pack, "Mål og gevinster")
    at = texts.index("Målt 01.11.2027")
    assert texts[at + 1 : at + 6] == ["15 dage", "Målt nu", "", "Dato", ""]
    assert texts[texts.index("Status") + 1] == "Målt"
    pack.edit("faelles", OF, typed("maalinger", 0, vaerdi="12 dage", dato="06.03.2028"))
    pulled(pack)
    assert_settled(pack, build)
    texts = said(pack, "Mål og gevinster")
    at = texts.index("Målt 01.11.2027")
    assert texts[at : at + 4] == ["Målt 01.11.2027", "15 dage", "Målt 06.03.2028", "12 dage"]
