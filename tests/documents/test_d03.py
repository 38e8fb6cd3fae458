"""D03 Ønsker og kravspecifikation (specifikation.md 4.2)."""

from __future__ import annotations

import io
import zipfile

import pytest

from plangen.texts.values import Passage
from tests.support.projection import Item, word_projection
from tests.support.variants import (
    Tree,
    answers_of,
    file_of,
    headings,
    items_of,
    section,
    subject_from,
)

OUTLINE = [
    "Indledning og læsevejledning",
    "Formål og baggrund",
    "Målgrupper",
    "Anvendelse",
    "Minimumsindhold",
    "Integration og login",
    "Krav",
    "Databeskyttelse, sikkerhed og tilgængelighed",
    "Onboarding, undervisning og support",
    "Tilbud og vurdering",
]
KRAV, SIKKERHED, TILBUD = OUTLINE[6], OUTLINE[7], OUTLINE[9]


def passage(subject: object, name: str) -> str:
    text = subject.context["st"][name]  # type: ignore[attr-defined]
    assert isinstance(text, Passage)
    return str(text)


def texts(items: list[Item]) -> list[str]:
    return [text for _, text in items]


def test_every_heading_of_the_outline() -> None:
    assert headings(items_of("jobcenter", "D03")) == [*OUTLINE, "Om dokumentet"]


def test_a_joint_agreement_has_no_tenders() -> None:
    assert headings(items_of("sagsoverblik", "D03")) == [*OUTLINE[:-1], "Om dokumentet"]


def test_a_solution_that_is_bought_has_no_requirements_and_needs_a_supplier() -> None:
    tree = answers_of("jobcenter")
    tree["svar"]["anskaffelsesform"] = "anskaffet"
    subject = subject_from(tree)
    data = file_of(subject, "D03", "docx")
    items = word_projection(data)
    assert headings(items) == [*OUTLINE[:6], *OUTLINE[7:9], "Åbne punkter", "Om dokumentet"]
    introduction = section(items, OUTLINE[0])
    assert introduction[0] == passage(subject, "ST-32")
    assert introduction[-1] == "[Udfyldes: Leverandør]"
    for name in ("ST-07", "ST-08", "ST-09"):
        assert passage(subject, name) not in texts(items)
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        assert package.read("word/document.xml").count(b"<w:sectPr") == 1, (
            "no landscape pages without a table"
        )


def test_requirements_stand_by_category_and_keep_their_numbers() -> None:
    cells = section(items_of("jobcenter", "D03"), KRAV)
    head = ["Krav-ID", "Krav", "Type", "Begrundelse", "Dokumentation", "Leverandørens besvarelse"]
    assert cells[:6] == head
    numbers = [cell for cell in cells if cell.startswith("K-")]
    assert numbers == [f"K-{n:02}" for n in (1, 2, 3, 4, 5, 6, 14, 7, 8, 9, 10, 11, 12, 13)]
    first = cells.index("K-01")
    assert cells[first - 1] == "Faglige krav"
    assert cells[first + 2 : first + 6] == ["Mindstekrav", "–", "Demonstration", ""], (
        "the last is to write in"
    )


def test_an_obligatory_category_without_requirements_is_an_open_point() -> None:
    def no_technical(svar: Tree) -> None:
        svar["krav"] = [row for row in svar["krav"] if row["kategori"] != "teknisk"]

    items = items_of("jobcenter", "D03", no_technical)
    cells = section(items, KRAV)
    assert cells[cells.index("Tekniske krav") + 1] == "[Udfyldes: Tekniske krav]"
    assert section(items, "Åbne punkter")[5:7] == ["Krav", "Tekniske krav"]


def test_a_joint_agreement_without_requirements_has_one_marker() -> None:
    cells = section(items_of("sagsoverblik", "D03", lambda svar: svar.pop("krav")), KRAV)
    assert cells[6:] == ["[Udfyldes: Ønsker og krav]"]


def test_assessments_are_named_unless_irrelevant() -> None:
    cells = section(items_of("jobcenter", "D03"), SIKKERHED)
    assert cells[:2] == ["Personoplysninger i løsningen", "Følsomme oplysninger"]
    assert "Databehandleraftale" in cells[-1]
    assert "AI-forordningen" not in cells[-1], "said to be irrelevant"


def test_an_assessment_without_a_status_is_named() -> None:
    cells = section(items_of("fortroligt", "D03"), SIKKERHED)
    assert "Risikovurdering" in cells[-1]
    assert "AI-forordningen" not in cells[-1]


def test_unanswered_assessments_are_one_open_point() -> None:
    items = items_of("jobcenter", "D03", lambda svar: svar.pop("compliance"))
    assert section(items, SIKKERHED)[2:] == ["Vurderinger og aftaler", "[Udfyldes: Vurderinger og aftaler]"]
    assert section(items, "Åbne punkter").count("Vurderinger og aftaler") == 1


def test_no_assessments_when_all_are_irrelevant() -> None:
    def irrelevant(svar: Tree) -> None:
        svar["compliance"] = {name: {"status": "ikke_relevant"} for name in svar["compliance"]}

    cells = section(items_of("jobcenter", "D03", irrelevant), SIKKERHED)
    assert cells == ["Personoplysninger i løsningen", "Følsomme oplysninger"]


def test_suppliers_see_the_dates_of_the_tender_and_no_others() -> None:
    cells = section(items_of("fortroligt", "D03"), TILBUD)
    assert cells[-5:] == ["Tidsplan for tilbud", "Dato", "Milepæl", "01.03.2027", "Tilbudsfrist"]


@pytest.mark.parametrize(
    ("missing", "marker"),
    [
        ("tildelingskriterier", "[Udfyldes: Tildelingskriterier]"),
        ("milepaele", "[Udfyldes: Frister for tilbud]"),
    ],
)
def test_what_the_tender_still_lacks_is_marked(missing: str, marker: str) -> None:
    assert marker in section(items_of("jobcenter", "D03", lambda svar: svar.pop(missing)), TILBUD)


def test_criteria_that_are_not_chosen_yet_are_said_to_be_so() -> None:
    cells = section(
        items_of("jobcenter", "D03", lambda svar: svar.update(tildelingskriterier="ingen")), TILBUD
    )
    assert any(text.endswith("fastlægges sammen med indkøb, inden tilbud indhentes.") for text in cells)


def test_no_integrations_is_an_answer() -> None:
    assert "Der er ingen integrationer i første trin." in texts(items_of("fortroligt", "D03"))


def test_the_revision_history_has_no_notes() -> None:
    """They are about the whole pack (»konsekvensanalyse afsluttet«) and stand in the other documents."""
    items = texts(items_of("sagsoverblik", "D03"))
    at = items.index("Revisionshistorik")
    assert items[at + 1 : at + 4] == ["Version", "Dato", "Udarbejdet/revideret af"]
    assert items[at + 4 : at + 10] == [
        "1.3",
        "21.04.2027",
        "Projektleder",
        "1.2",
        "16.03.2027",
        "Projektleder",
    ]
    assert "Ændringer" in texts(items_of("sagsoverblik", "D12"))
