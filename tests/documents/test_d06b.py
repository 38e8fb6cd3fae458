"""D06b Opgavekort (specifikation.md 4.2; 001, A08)."""

from __future__ import annotations

from functools import cache

import pytest

from plangen.catalog import Variant, builtin_catalog
from tests.support.packs import rendered, subject
from tests.support.projection import Item, html_projection, word_projection
from tests.support.rendering import render
from tests.support.variants import Tree, headings, items_of, section

D06B = builtin_catalog().documents["D06b"]
OF_A08 = [
    "Nummer og titel",
    "Fase",
    "Tema",
    "Prioritet",
    "Slutdato",
    "Mål",
    "Beskrivelse",
    "Metode og fremgangsmåde",
    "Resultat",
    "Anbefalet udfører",
    "Kvalitetskriterier",
    "Involverede parter",
]
OURS = ["Start", "Ansvarlig", "Bygger på", "Afdeling", "Status", "Bemærkning"]


@cache
def items(name: str, department: str | None = None) -> list[Item]:
    return word_projection(rendered(name, department, D06B, "docx"))


def card(said: list[Item], start: str) -> dict[str, str]:
    """The fields of the card whose heading begins like this."""
    texts = section(said, next(text for text in headings(said) if text.startswith(start)))
    return dict(zip(texts[::2], texts[1::2], strict=True))


def cards(said: list[Item]) -> list[str]:
    return [text for text in headings(said) if text.startswith("A") and text[1:3].isdigit()]


def test_every_card_of_the_plan_is_there_by_number_in_both_formats() -> None:
    said = cards(items("jobcenter"))
    assert [text[:3] for text in said] == [f"A{number:02d}" for number in range(1, 38)]
    page = html_projection(rendered("jobcenter", None, D06B, "html").decode("utf-8"))
    assert cards(page) == said


def test_a_card_has_the_fields_of_a08_in_order_and_then_ours() -> None:
    fields = card(items("jobcenter"), "A22 ")
    assert list(fields) == [*OF_A08, *OURS]
    assert fields["Nummer og titel"] == "A22 Planlæg og gennemfør oplæring"
    assert fields["Fase"] == "Implementering"
    assert fields["Slutdato"].startswith("18.10.2027 (")
    assert fields["Bygger på"] == "A15, A21"
    assert (fields["Status"], fields["Bemærkning"]) == ("Planlagt", "")


def test_a_moved_end_says_so_and_one_from_an_answer_has_the_nearest_weeks() -> None:
    said = items("jobcenter")
    assert "flyttet fra uge 28 pga. ferie" in card(said, "A19 ")["Slutdato"]
    assert card(said, "A05 ")["Slutdato"].startswith("19.01.2027 (33 uger før idriftsættelsen")


def test_an_own_card_leaves_out_what_it_does_not_say() -> None:
    def one(svar: Tree) -> None:
        svar["opgaver"] = [
            {"titel": "Åbn kaffebaren", "fase": "implementering", "startdato_uger": 0, "slutdato_uger": 4}
        ]

    said = items_of("jobcenter", "D06b", one)
    title = next(text for text in cards(said) if text.endswith("Åbn kaffebaren"))
    fields = card(said, title)
    assert not {"Mål", "Metode og fremgangsmåde", "Kvalitetskriterier", "Involverede parter"} & set(fields)
    assert fields["Fase"] == "Implementering"


def test_the_card_of_the_work_flows_lists_what_was_decided() -> None:
    told = card(items("jobcenter"), "A23 ")["Beskrivelse"]
    assert "Booking af samtaler: Flyttes ind i løsningen" in told


def test_a_departments_pack_has_its_own_cards_with_the_projects_numbers() -> None:
    said = cards(items("jobcenter", "ungeindsats"))
    assert said[0] == "A10 Beskriv arbejdsgange i dag og fremover"
    assert not [text for text in said if text.startswith(("A01", "A36", "A37"))]
    assert card(items("jobcenter", "ungeindsats"), "A25 ")["Slutdato"].startswith("04.10.2027")


@pytest.mark.parametrize("format", ["docx", "html"])
def test_the_file_of_one_performer_has_that_ones_cards(format: str) -> None:
    one = subject("jobcenter", None)
    document = D06B.as_variant(Variant("hr_konsulent", performer="HR-konsulent"))
    file = render(document, one, (), None, format)
    said = word_projection(file) if format == "docx" else html_projection(file.decode("utf-8"))
    assert [text for kind, text in said if kind == "titel"] == ["Opgavekort – HR-konsulent"]
    assert cards(said) and {card(said, text)["Anbefalet udfører"] for text in cards(said)} == {"HR-konsulent"}
