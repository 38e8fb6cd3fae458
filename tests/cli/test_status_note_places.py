"""What staff write in the note on the project's status comes back (specifikation.md 2.3)."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support import word_edits as word
from tests.support.edited_packs import Edit, EditedPack, written_pack
from tests.support.places import assert_settled, pulled
from tests.support.projection import word_projection
from tests.support.variants import section

OF = "D13"
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
  beslutninger:
    - hvad: Færre felter
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


def cells(**texts: str) -> Edit:
    """Texts typed in the controls whose ids end so (`__` stands for the dot)."""

    def edit(data: bytes) -> bytes:
        for ending, text in texts.items():
            (id,) = [id for id in word.ids(data) if id.endswith(ending.replace("__", "."))]
            data = word.set_text(data, id, text)
        return data

    return edit


def test_what_was_learned_and_is_recommended_comes_back(pack: EditedPack) -> None:
    """And the status of a goal and of a decision, which is reported where it is printed."""
    assert said(pack, "Anbefaling") == [""]
    data = pack.document("faelles", OF).read_bytes()
    goal, decision = (id for id in word.ids(data) if id.endswith(".status") and "[" in id)
    assert (goal.partition("[")[0], decision.partition("[")[0]) == ("maal", "beslutninger")
    written = {
        "statusnotat__laering": "Begynd med øvelse.",
        "statusnotat__anbefaling": "Fortsæt i Ungeindsatsen.",
    }
    pack.edit("faelles", OF, cells(**written))
    pack.edit("faelles", OF, lambda data: word.set_texts(data, {goal: "På vej", decision: "Løst"}))
    lines = pulled(pack)
    assert [line for line in lines if line.startswith("+status:")] == ["+status: paa_vej", "+status: loest"]
    assert [line for line in lines if not line.startswith("+status:")] == [
        "+statusnotat:",
        "+laering: Begynd med øvelse.",
        "+anbefaling: Fortsæt i Ungeindsatsen.",
    ]
    assert_settled(pack, build)
    assert said(pack, "Læring")[-1] == "Begynd med øvelse."
    assert said(pack, "Anbefaling") == ["Fortsæt i Ungeindsatsen."]
    assert said(pack, "Evalueringer og beslutninger")[-1] == "Løst"


def test_the_effect_that_is_written_in_the_closing_note_comes_back(pack: EditedPack) -> None:
    text = pack.answers.read_text("utf-8") + "  opgave_tilpasning:\n    - {kort: OPG-30, status: afsluttet}\n"
    pack.answers.write_text(text, "utf-8")
    build(pack)
    pack.edit("faelles", OF, cells(overdragelse__effektvurdering="Ventetiden er halveret."))
    assert pulled(pack) == ["+effektvurdering: Ventetiden er halveret."]
    assert_settled(pack, build)
    assert "Foreløbig effektvurdering: Ventetiden er halveret." in said(pack, "Anbefaling")
