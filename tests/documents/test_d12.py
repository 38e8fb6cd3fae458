"""D12 Internt bilag til kravspecifikationen (specifikation.md 4.2)."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from functools import cache

import pytest

from tests.support.projection import Item
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


@cache
def plain(name: str, document: str) -> list[Item]:
    return items_of(name, document, also=("D03",))


def test_every_heading_of_the_outline() -> None:
    for name in ("jobcenter", "sagsoverblik"):
        assert headings(plain(name, "D12")) == [*OUTLINE, "Om dokumentet"]


def test_it_says_that_it_is_internal_before_anything_else() -> None:
    data = file_of(subject_from(answers_of("jobcenter")), "D12", "docx")
    items = plain("jobcenter", "D12")
    assert items[3] == ("afsnit", "Dokumentet er et internt bilag og sendes ikke til leverandører.")
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        assert ">Intern<" in package.read("word/header.xml").decode("utf-8")
    page = file_of(subject_from(answers_of("jobcenter")), "D12", "html").decode("utf-8")
    assert "<strong>Intern</strong>" in page.split("</header>")[0]


def test_status_is_in_words_and_by_deadline() -> None:
    cells = section(plain("jobcenter", "D12"), STATUS)
    assert cells[:6] == [
        "Løsningen behandler: Følsomme oplysninger",
        "Vurdering eller aftale", "Status", "Ansvarlig", "Frist", "Bemærkning",
    ]  # fmt: skip
    assert cells[6:11] == [
        "Risikovurdering", "I gang", "Informationssikkerhedskoordinator", "16.04.2027", "–",
    ]  # fmt: skip
    deadlines = cells[9::5]
    assert len(deadlines) == 8
    assert deadlines[:3] == ["16.04.2027", "07.05.2027", "21.05.2027"]
    assert deadlines[-1] == "–", "without a deadline last"


def test_unanswered_assessments_are_one_row_and_one_open_point() -> None:
    items = plain("tom", "D12")
    assert section(items, STATUS)[6:] == ["[Udfyldes: Vurderinger og aftaler]"]
    assert section(items, "Åbne punkter").count("Vurderinger og aftaler") == 1


def test_a_missing_status_is_marked() -> None:
    cells = section(plain("fortroligt", "D12"), STATUS)
    assert "[Udfyldes: Vurderinger og aftaler, Risikovurdering: Status]" in cells


def test_costs_have_their_sums() -> None:
    cells = section(plain("jobcenter", "D12"), COSTS)
    assert cells[:8] == [
        "Post", "Engang", "Årligt", "Finansiering",
        "Licens", "0 kr.", "310.000 kr.", "Driftsbudget",
    ]  # fmt: skip
    at = cells.index("I alt")
    assert cells[at : at + 5] == [
        "I alt", "485.000 kr.", "345.000 kr.", "",
        "Samlet over fire år: 485.000 + 4 × 345.000 = 1.865.000 kr.",
    ]  # fmt: skip


def test_without_costs_there_is_a_sentence_and_no_sum() -> None:
    for answer in ("ingen", None):
        cells = section(
            items_of("jobcenter", "D12", lambda svar, a=answer: svar.update(omkostninger=a)), COSTS
        )
        assert cells[0].startswith("Der er ikke angivet omkostninger.")
        assert not any(text.startswith(("I alt", "Samlet")) for text in cells)


def test_an_amount_that_is_not_given_is_no_amount() -> None:
    cells = section(plain("fortroligt", "D12"), COSTS)
    at = cells.index("Buffer")
    assert cells[at : at + 4] == ["Buffer", "–", "4.321 kr.", "–"]


def test_goals_of_all_types_with_where_they_begin() -> None:
    cells = section(plain("fortroligt", "D12"), COSTS)
    at = cells.index("Mål")
    assert cells[at : at + 12] == [
        "Mål", "Indikator", "Udgangspunkt", "Målværdi",
        "Kortere ventetid", "Dage til svar", "21 dage", "7 dage",
        "Færre stillinger", "Sparede årsværk", "Elleve årsværk", "Ni årsværk",
    ]  # fmt: skip
    none = section(items_of("fortroligt", "D12", lambda svar: svar.pop("maal")), COSTS)
    assert none[-1] == "[Udfyldes: Mål og gevinster]"


def test_how_it_is_tried_out_is_left_out_when_nothing_is_chosen() -> None:
    beginning = "Sådan prøves løsningen af 8 medarbejdere og 6 borgere: To løsninger prøves"
    assert section(plain("jobcenter", "D12"), TRIALS)[0].startswith(beginning)
    assert not section(plain("sagsoverblik", "D12"), TRIALS)[0].startswith("Sådan prøves")


@pytest.mark.parametrize(
    ("numbers", "lead_in"),
    [
        ({}, "Sådan prøves løsningen: Demo"),
        ({"medarbejdere": 1}, "Sådan prøves løsningen af 1 medarbejder: Demo"),
        ({"borgere": 2}, "Sådan prøves løsningen af 2 slutbrugere: Demo"),
    ],
)
def test_how_many_try_it(numbers: dict[str, int], lead_in: str) -> None:
    trial = {"beskrivelse": "Demo", **numbers}
    items = items_of("fortroligt", "D12", lambda svar: svar.update(afproevning_foer_valg=trial), ("D03",))
    assert section(items, TRIALS)[0] == lead_in


def test_the_supplier_is_named_when_it_is_chosen() -> None:
    assert "Leverandør: Fælleskommunal leverandør" in section(plain("sagsoverblik", "D12"), TRIALS)
    hidden = section(
        items_of("fortroligt", "D12", lambda svar: svar.update(leverandoer="X ApS"), ("D03",)), TRIALS
    )
    assert not any("Leverandør" in text for text in hidden)


def test_experience_from_others_with_what_it_took() -> None:
    cells = section(plain("jobcenter", "D12"), TRIALS)
    at = cells.index("Hvor")
    assert cells[at : at + 5] == [
        "Hvor", "Erfaring", "Sådan nåede de dertil", "Opgaver og faglighed", "Forskelle, betyder for os",
    ]  # fmt: skip
    assert cells[at + 7] == "Lederen i teamet fulgte tallene hver uge i et halvt år."
    assert cells[at + 8] == "Samtalerne begyndte senere i forløbet, men var bedre forberedt."
    assert cells[at + 9] == (
        "Ledelse og organisering og arbejdspladskultur. Betyder for os: Teamlederne får en beskrevet rolle"
    )


def test_without_experience_from_others_the_card_is_named() -> None:
    cells = section(
        items_of("jobcenter", "D12", lambda svar: svar.update(erfaringer_udefra="ingen"), ("D03",)), TRIALS
    )
    assert cells[-1].startswith("Der er ikke hentet erfaringer fra andre endnu. Opgavekort A")


def test_requirements_are_shortened_and_have_the_numbers_of_the_specification() -> None:
    cells = section(plain("fortroligt", "D12"), PRIORITY)
    assert cells == [
        "Nr.", "Krav", "Prioritet", "Ønsket af",
        "K-01", "Løsningen skal kunne fordele ansøgninger efter …", "Skal", "Fuldmægtig i sekretariatet",
        "K-02", "Løsningen skal virke i en browser.", "Ikke nu", "Serverrummets folk",
    ]  # fmt: skip
    theirs = section(plain("jobcenter", "D03"), "Krav")
    ours = section(plain("jobcenter", "D12"), PRIORITY)
    numbers = [n for n, cell in enumerate(ours) if cell.startswith("K-")]
    assert len(numbers) == 14
    for n in numbers:
        beginning = ours[n + 1].removesuffix(" …")
        assert beginning in theirs[theirs.index(ours[n]) + 1]


def test_one_who_asked_is_enough_and_without_any_there_is_no_section() -> None:
    def only(column: str) -> Callable[[Tree], None]:
        def change(svar: Tree) -> None:
            for row in svar["krav"]:
                kept = {name: cell for name, cell in row.items() if name not in ("moscow", "kilde")}
                kept |= {column: row[column]} if column in row else {}
                row.clear()
                row.update(kept)

        return change

    assert len(section(items_of("jobcenter", "D12", only("kilde")), PRIORITY)) == 3 + 14 * 3
    assert headings(items_of("jobcenter", "D12", only(""))) == [*OUTLINE[:3], "Om dokumentet"]
