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


@pytest.fixture
def pack(tmp_path: Path) -> EditedPack:
    return written_pack(tmp_path / "projekt", ANSWERS, build)


def build(pack: EditedPack) -> str:
    return pack.build("--format", "docx", "--document", OF, "--department", "faelles").err


def written(pack: EditedPack, texts: dict[str, dict[str, str]]) -> list[str]:
    """Types in the places of pitfalls; the lines that a pull then adds to the answer file."""

    def edit(data: bytes) -> bytes:
        for pitfall, cells in texts.items():
            for column, text in cells.items():
                data = word.set_text(data, f"faldgrube_vurdering.{pitfall}.{column}", text)
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


def of(texts: list[str], title: str) -> list[str]:
    """What the section prints of a pitfall, and beside it."""
    return texts[next(at for at, text in enumerate(texts) if text.startswith(title)) :][:3]


def test_what_is_written_of_pitfalls_comes_back_and_is_printed_where_it_was_written(
    pack: EditedPack,
) -> None:
    """A note alone leaves the status as it is; what is not relevant keeps its note and can be taken back."""
    lines = written(
        pack,
        {
            "F4.2": {"note": "Tages op igen i maj."},
            "F4.3": {"status": "Vurderet håndteret", "note": "Vi har skrevet, hvad der venter."},
            "F4.4": {"status": "Ikke relevant", "note": "Vi bruger alt fra dag ét."},
        },
    )
    assert lines == [
        "faldgrube_vurdering:",
        *("F4.2:", "note: Tages op igen i maj."),
        *("F4.3:", "status: haandteret", "note: Vi har skrevet, hvad der venter."),
        *("F4.4:", "status: ikke_relevant", "note: Vi bruger alt fra dag ét."),
    ]
    texts = settled(pack)
    _, _, row = of(texts, "Det hele indføres på én gang")
    assert row.startswith("Ikke beskrevet") and "Tages op igen i maj." in row
    _, _, row = of(texts, "Brugen breder sig uden plan")
    assert "Vurderet håndteret" in row and "Vi har skrevet, hvad der venter." in row
    assert "Beskrevet" not in row
    _, _, row = of(texts, "Piloten ligner ikke hverdagen: ")
    assert row.count("Ikke relevant") == 1 and "dag ét." in row

    assert written(pack, {"F4.4": {"status": "Skal drøftes"}}) == ["status: opmaerksomhed"]
    title, _, row = of(settled(pack), "Piloten ligner ikke hverdagen: ")
    assert "For lille variation" in title
    assert "Skal drøftes" in row and "Vi bruger alt fra dag ét." in row
