"""D12 Internt bilag til kravspecifikationen (specifikation.md 4.2)."""

from __future__ import annotations

import io
import zipfile

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
    "Status på vurderinger og aftaler",
    "Omkostninger og effekter",
    "Afprøvning og erfaringer",
    "Intern prioritering af krav",
]
STATUS, COSTS, TRIALS, PRIORITY = OUTLINE


def test_every_heading_of_the_outline() -> None:
    for name in ("jobcenter", "sagsoverblik"):
        assert headings(items_of(name, "D12")) == [*OUTLINE, "Om dokumentet"]


def test_it_says_that_it_is_internal_before_anything_else() -> None:
    data = file_of(subject_from(answers_of("jobcenter")), "D12", "docx")
    items = items_of("jobcenter", "D12")
    assert items[1] == ("afsnit", "Dokumentet er et internt bilag og sendes ikke til leverandører.")
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        assert ">Intern<" in package.read("word/header.xml").decode("utf-8")
    page = file_of(subject_from(answers_of("jobcenter")), "D12", "html").decode("utf-8")
    assert "<strong>Intern</strong>" in page.split("</header>")[0]


def test_status_is_in_words() -> None:
    cells = section(items_of("jobcenter", "D12"), STATUS)
    assert cells[:5] == ["Vurdering eller aftale", "Status", "Ansvarlig", "Frist", "Bemærkning"]
    assert cells[5:10] == [
        "Databehandleraftale", "Mangler", "Informationssikkerhedskoordinator", "21.05.2027", "–",
    ]  # fmt: skip
    assert len(cells) == 5 * 9


def test_unanswered_assessments_are_one_row_and_one_open_point() -> None:
    items = items_of("tom", "D12")
    assert section(items, STATUS)[5:] == ["[Udfyldes: Vurderinger og aftaler]"]
    assert section(items, "Åbne punkter").count("Vurderinger og aftaler") == 1


def test_a_missing_status_is_marked() -> None:
    cells = section(items_of("fortroligt", "D12"), STATUS)
    assert "[Udfyldes: Vurderinger og aftaler, Risikovurdering: Status]" in cells


def test_costs_have_their_sums() -> None:
    cells = section(items_of("jobcenter", "D12"), COSTS)
    assert cells[:8] == [
        "Post", "Finansiering", "Engangsbeløb", "Årligt",
        "Licens", "Driftsbudget", "0 kr.", "310.000 kr.",
    ]  # fmt: skip
    at = cells.index("I alt")
    assert cells[at : at + 5] == [
        "I alt", "485.000 kr.", "345.000 kr.", "Samlet over fire år", "1.865.000 kr.",
    ]  # fmt: skip


def test_without_costs_there_is_a_sentence_and_no_sum() -> None:
    cells = section(items_of("jobcenter", "D12", lambda svar: svar.update(omkostninger="ingen")), COSTS)
    assert cells[4].startswith("Der er ikke angivet omkostninger.")
    assert "I alt" not in cells
    assert section(items_of("jobcenter", "D12", lambda svar: svar.pop("omkostninger")), COSTS)[4] == (
        "[Udfyldes: Omkostninger]"
    )


def test_an_amount_that_is_not_given_is_no_amount() -> None:
    cells = section(items_of("fortroligt", "D12"), COSTS)
    at = cells.index("Buffer")
    assert cells[at : at + 4] == ["Buffer", "–", "–", "4.321 kr."]


def test_goals_with_their_values() -> None:
    cells = section(items_of("jobcenter", "D12"), COSTS)
    at = cells.index("Mål og målværdier")
    assert cells[at + 1 : at + 5] == ["Mål", "Målværdi", "Færre aflyste og flyttede samtaler", "højst 9 pct."]


def test_how_it_is_tried_out_is_left_out_when_nothing_is_chosen() -> None:
    assert "Afprøvning før valg:" in section(items_of("jobcenter", "D12"), TRIALS)
    assert "Afprøvning før valg:" not in section(items_of("sagsoverblik", "D12"), TRIALS)


def test_without_experience_from_others_the_card_is_named() -> None:
    cells = section(items_of("jobcenter", "D12", lambda svar: svar.update(erfaringer_udefra="ingen")), TRIALS)
    assert cells[-1].startswith("Der er ikke hentet erfaringer fra andre endnu. Opgavekort A")


def test_requirements_are_shortened_and_keep_their_numbers() -> None:
    cells = section(items_of("fortroligt", "D12"), PRIORITY)
    assert cells[4:] == [
        "K-01",
        "Løsningen skal kunne fordele ansøgninger efter postnummer og efter den enkelte medarbejders egne "
        "arbejdsdage …",
        "Skal",
        "Fuldmægtig i sekretariatet",
        "K-02", "Løsningen skal virke i en browser.", "Ikke nu", "Serverrummets folk",
        "K-03", "Få klik.", "–", "–",
    ]  # fmt: skip


def test_no_priorities_no_section() -> None:
    def no_priorities(svar: Tree) -> None:
        for row in svar["krav"]:
            del row["moscow"]

    assert headings(items_of("jobcenter", "D12", no_priorities)) == [*OUTLINE[:3], "Om dokumentet"]
    bought = items_of("jobcenter", "D12", lambda svar: svar.update(anskaffelsesform="anskaffet"))
    assert PRIORITY not in headings(bought)
