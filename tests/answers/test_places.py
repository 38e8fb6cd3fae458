"""Places of findings: each way in has its own form, its own words and its own order."""

from __future__ import annotations

import random

from plangen.findings import FilePlace, Finding, PagePlace, Place, Severity, SheetPlace, WordPlace, sort_key


def _at(place: Place) -> Finding:
    return Finding("V05", Severity.ERROR, "Antal er ikke et tal.", place)


def test_every_form_of_place_is_printed_before_the_message() -> None:
    places: list[Place] = [
        FilePlace("inputs/job.yaml", 17, 3),
        SheetPlace("inputs/job.xlsx", "Mål", 7, 28),
        PagePlace("Side 2", "Hvor mange medarbejdere?", 4),
        WordPlace("01_formaalsbeskrivelse.docx", "Mål, tabel, række 2"),
        WordPlace("01_formaalsbeskrivelse.docx"),
    ]
    assert [str(_at(place)).split(": fejl: ", maxsplit=1)[0] for place in places] == [
        "inputs/job.yaml:17:3",
        "inputs/job.xlsx, arket »Mål«, celle AB7",
        "Side 2, spørgsmål 4 (»Hvor mange medarbejdere?«)",
        "01_formaalsbeskrivelse.docx, Mål, tabel, række 2",
        "01_formaalsbeskrivelse.docx",
    ]


def test_columns_are_named_as_a_spreadsheet_names_them() -> None:
    names = {1: "A", 26: "Z", 27: "AA", 52: "AZ", 53: "BA", 702: "ZZ", 703: "AAA"}
    cells = {number: SheetPlace("f.xlsx", "Ark", 1, number).inside for number in names}
    assert cells == {number: f"arket »Ark«, celle {name}1" for number, name in names.items()}


def test_findings_of_all_ways_in_are_sorted_together() -> None:
    """Rows by number and not by their digits, sheets apart, a finding without a place first."""
    ordered = [
        Finding("V01", Severity.ERROR, "Mangler."),
        _at(FilePlace("a.yaml", 9, 2)),
        _at(FilePlace("a.yaml", 10, 1)),
        _at(SheetPlace("b.xlsx", "Mål", 2, 3)),
        _at(SheetPlace("b.xlsx", "Mål", 10, 1)),
        _at(SheetPlace("b.xlsx", "Roller", 1, 1)),
        _at(WordPlace("c.docx", "Formål")),
        _at(PagePlace("d", "Hvad?", 2)),
        _at(PagePlace("d", "Hvad?", 11)),
    ]
    shuffled = random.Random(1).sample(ordered, len(ordered))
    assert sorted(shuffled, key=sort_key) == ordered
