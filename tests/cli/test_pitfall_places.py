"""What a meeting writes about the pitfalls in D11 comes back as `faldgrube_vurdering` (specifikation.md
2.3)."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support import word_edits as word
from tests.support.edited_packs import EditedPack, changed_lines, written_pack
from tests.support.projection import word_projection
from tests.support.variants import section

OF = "D11"
ANSWERS = """
pakke: {omfang: fuld, dato: 2027-03-01}
svar:
  kommune_navn: Egelund Kommune
  projekt_titel: Jobplatform
  projektstart: 2027-01-04
  idriftsaettelsesdato: 2027-09-06
  afdelinger:
    - {afdeling_id: jobindsats, navn: Jobindsats, medarbejdere: 24}
    - {afdeling_id: ungeindsats, navn: Ungeindsatsen, medarbejdere: 12}
  afgraensning: {minimal: Booke møder, fravalg: Sager om børn}
"""
TITLE = "Brugen breder sig uden plan"


@pytest.fixture
def pack(tmp_path: Path) -> EditedPack:
    return written_pack(tmp_path / "projekt", ANSWERS, build)


def build(pack: EditedPack) -> str:
    return pack.build("--format", "docx", "--document", OF, "--department", "faelles").err


def written(pack: EditedPack, **texts: str) -> list[str]:
    """Types in the places of the pitfall; the lines that a pull then adds to the answer file."""

    def edit(data: bytes) -> bytes:
        for column, text in texts.items():
            data = word.set_text(data, f"faldgrube_vurdering.F4.3.{column}", text)
        return data

    pack.edit("faelles", OF, edit)
    before = pack.texts()
    code, told = pack.pull("--apply")
    troubles = [told[name] for name in ("konflikter", "ikke_foert_tilbage", "afventer", "forslag", "noter")]
    assert (code, troubles) == (0, [[]] * 5)
    (lines,) = changed_lines(before, pack.texts()).values()
    return [line[1:].strip() for line in lines if line.startswith("+")]


def settled(pack: EditedPack) -> list[str]:
    """The section of the pitfalls in the next build, which has nothing left to pull."""
    said = build(pack)
    assert not list(pack.out.glob("*/*_ny*")), said
    assert pack.pull("--apply")[1]["rettelser"] == []
    return section(word_projection(pack.document("faelles", OF).read_bytes()), "De 16 faldgruber")


def test_an_assessment_and_a_note_come_back_and_are_printed_where_they_were_written(pack: EditedPack) -> None:
    lines = written(pack, status="Vurderet håndteret", note="Vi har skrevet, hvad der venter.")
    assert lines == [
        "faldgrube_vurdering:",
        "F4.3:",
        "status: haandteret",
        "note: Vi har skrevet, hvad der venter.",
    ]
    texts = settled(pack)
    row = texts[texts.index(next(text for text in texts if text.startswith(TITLE))) :][:3]
    assert "Vurderet håndteret" in row[2] and "Vi har skrevet, hvad der venter." in row[2]
    assert "Beskrevet" not in row[2]


def test_a_note_alone_leaves_the_status_as_it_is(pack: EditedPack) -> None:
    assert written(pack, note="Tages op igen i maj.")[1:] == ["F4.3:", "note: Tages op igen i maj."]
    texts = settled(pack)
    assert any(text.startswith("Beskrevet – drøft") and "Tages op igen i maj." in text for text in texts)


def test_what_is_not_relevant_keeps_its_note_and_can_be_taken_back(pack: EditedPack) -> None:
    written(pack, status="Ikke relevant", note="Vi bruger alt fra dag ét.")
    assert any(text.count("Ikke relevant") == 1 and "dag ét." in text for text in settled(pack))
    assert written(pack, status="Skal drøftes") == ["status: opmaerksomhed"]
    texts = settled(pack)
    assert any(text.startswith(TITLE) and "Omfanget vokser" in text for text in texts)
    assert any("Skal drøftes" in text and "Vi bruger alt fra dag ét." in text for text in texts)
