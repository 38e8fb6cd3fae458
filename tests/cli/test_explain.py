"""`plangen explain`: how dates come about, where answers stand, what places are made of."""

from __future__ import annotations

import json
from typing import Any

from plangen.plan.timeline import timeline
from tests.support.cases import each
from tests.support.cli import run
from tests.support.packs import example_path, subject


def told(example: str, what: str, *more: str) -> list[str]:
    result = run("explain", example_path(example), what, *more)
    assert result.code == 0, result.err
    assert max(map(len, result.out.splitlines())) <= 80
    return result.out.splitlines()


def data_of(example: str, what: str, *more: str) -> list[dict[str, Any]]:
    result = run("explain", example_path(example), what, "--format", "json", *more)
    assert result.code == 0, result.err
    return list(json.loads(result.out)["forklaringer"])


def test_a_card_in_a_department_step_by_step() -> None:
    assert told("jobcenter", "A13", "--department", "ungeindsats") == [
        "A13 Udpeg superbrugere, og klæd dem på (OPG-15)",
        "  Start: mandag den 14. juni 2027",
        "    Kataloget siger 14 uger før; med 43 uger fra projektstart til idriftsættelse",
        "      bliver det 16 uger før. 16 uger før idriftsættelsen mandag 04.10.2027 er",
        "      mandag den 14. juni 2027.",
        "  Slut: mandag den 9. august 2027",
        "    10 uger før idriftsættelsen mandag 04.10.2027 er mandag den 26. juli 2027.",
        "    Flyttet fra uge 30 pga. ferie til mandag den 9. august 2027.",
    ]


def test_a_card_that_a_milestone_controls_keeps_its_length() -> None:
    lines = " ".join(line.strip() for line in told("jobcenter", "opg-12"))
    assert "Kortet varer 56 dage, så det begynder fredag den 19. marts 2027." in lines
    assert "En milepæl, der styrer kortet (milepaele), bestemmer i stedet: fredag den 14. maj 2027." in lines


@each(
    ("card", "start", "slut", "last"),
    [
        ("A01", "2026-12-07", "2027-01-04", "katalog"),
        ("A05", "2027-01-04", "2027-01-19", "dato"),
        ("A08", "2027-02-01", "2027-03-15", "dato"),
        ("A15", "2027-06-28", "2027-07-05", "uger"),
        ("A19", "2027-06-14", "2027-08-09", "ferie"),
        ("A37", "2028-01-03", "2028-01-10", "uger"),
    ],
)
def test_dates_of_cards_as_data(card: str, start: str, slut: str, last: str) -> None:
    (found,) = data_of("jobcenter", card)
    dates = found["datoer"]
    assert (dates["start"]["dato"], dates["slut"]["dato"]) == (start, slut)
    assert dates["slut"]["trin"][-1]["slags"] == last
    assert dates["slut"]["trin"][-1]["dato"] == slut
    assert len(dates["slut"]["forklaring"]) >= 1


def test_the_working_group_must_exist_first() -> None:
    (found,) = data_of("jobcenter", "A08")
    assert [step["slags"] for step in found["datoer"]["start"]["trin"]] == [
        *("katalog", "varighed", "ferie", "gruppe"),
    ]


def test_a_window_that_the_holidays_moved() -> None:
    assert told("jobcenter", "vindue 1", "--department", "ungeindsats") == [
        "Evalueringsvindue 1 (Ungeindsatsen)",
        "  Dato: mandag den 25. oktober 2027",
        "    2 uger efter idriftsættelsen mandag 04.10.2027 er mandag den 18. oktober",
        "      2027.",
        "    Flyttet fra uge 42 pga. ferie til mandag den 25. oktober 2027.",
    ]


def test_what_lies_on_a_day_and_what_is_called_so() -> None:
    on_the_day = {one["hvad"] for one in data_of("jobcenter", "06.09.2027", "--department", "jobindsats")}
    assert "A25 Idriftsæt løsningen (OPG-23)" not in on_the_day
    assert "Opgave slutter: A25 Idriftsæt løsningen" in on_the_day
    assert data_of("jobcenter", "2027-09-06", "--department", "jobindsats")[0]["datoer"]
    (milestone,) = [
        one
        for one in data_of("koerebog", "Idriftsættelse")
        if one["emne"] == "dato" and one["hvad"].startswith("Milepæl: Idriftsættelse")
    ]
    assert milestone["datoer"]["dato"]["dato"] == "2027-04-12"


def test_in_which_documents_and_sections_an_answer_stands() -> None:
    (found,) = data_of("koerebog", "formaal_kort")
    stands = {one["id"]: one["afsnit"] for one in found["dokumenter"]}
    assert stands["D01"] == ["Formål"]
    assert set(stands) <= {"D00", "D01", "D05", "D06", "D06c", "D09"}
    assert {"R02", "R03"} <= set(found["regler"])
    (cell,) = data_of("koerebog", "med.dato")
    assert cell["kort"] == [one for one in cell["kort"] if one.startswith("A")] != []


def test_what_a_section_is_made_of() -> None:
    lines = told("koerebog", "D01:Formål")
    assert lines[0] == "D01 Formålsbeskrivelse, Formål"
    assert "    Formål (formaal_kort)" in lines
    assert any(line.startswith("    ST-03: Løsningen er et middel") for line in lines)
    (purpose, *_) = data_of("koerebog", "D01:Formål")
    assert purpose["svar"] == ["formaal_kort"]
    assert purpose["tekster"] == ["ST-03"]


def test_a_quoted_text_and_a_whole_document() -> None:
    places = data_of("koerebog", "»Holdene skal kunne se og melde«")
    assert ("D01", "Formål", ["formaal_kort"]) in [
        (one["dokument"], one["overskrift"], one["svar"]) for one in places
    ]
    (document,) = data_of("koerebog", "D01")
    purpose = next(one for one in document["afsnit"] if one["overskrift"] == "Formål")
    assert purpose["svar"] == ["formaal_kort"]


@each(
    ("what", "more", "said"),
    [
        ("A99", (), "»A99« findes ikke i pakken"),
        ("2031-01-01", (), "»2031-01-01« findes ikke i pakken"),
        ("2027-13-45", (), "findes ikke i pakken"),
        ("D99:Formål", (), "findes ikke i pakken"),
        ("", (), "findes ikke i pakken"),
        ("formaal_kor", (), "Mente du »formaal_kort« (Formål)?"),
        ("A01", ("--department", "mars"), "Vælg mellem: faelles"),
    ],
)
def test_what_there_is_not_is_wrong_use(what: str, more: tuple[str, ...], said: str) -> None:
    result = run("explain", example_path("koerebog"), what, *more)
    assert result.code == 2
    assert said in result.err


def test_the_go_live_is_the_answer_of_the_project_or_of_the_department() -> None:
    assert told("koerebog", "Idriftsættelse")[:4] == [
        "Milepæl: Idriftsættelse",
        "  Dato: mandag den 12. april 2027",
        "    Datoen er svaret »Idriftsættelsesdato« (idriftsaettelsesdato): mandag den",
        "      12. april 2027.",
    ]
    (_, own), *_ = (
        (one["hvad"], one["datoer"]["dato"]["trin"])
        for one in data_of("jobcenter", "2027-10-04", "--department", "ungeindsats")
        if one["hvad"] == "Milepæl: Idriftsættelse"
    )
    assert own == [
        {
            "slags": "idriftsaettelse",
            "dato": "2027-10-04",
            "svar": "afdelinger[ungeindsats].idriftsaettelse",
        }
    ]


def test_what_is_repeated_counts_from_its_first_time() -> None:
    subject_now = subject("jobcenter", None)
    line = next(one for one in subject_now.plan.communication if one.every and len(one.times) > 2)
    second = line.times[1]
    assert second.day is not None
    found = data_of("jobcenter", second.day.isoformat())
    (mine,) = (one for one in found if one["hvad"].startswith(f"Kommunikation: {line.occasion}"))
    kinds = [step["slags"] for step in mine["datoer"]["dato"]["trin"]]
    assert kinds[-1] in ("gentages", "ferie", "arbejdsdag")
    assert f"Gentages hver {line.every}. uge derfra" in " ".join(mine["datoer"]["dato"]["forklaring"])


def test_a_deadline_of_the_working_group_counts_from_its_beginning() -> None:
    name = "Arbejdsgruppens opgave: Kvalificere formålet"
    (task,) = (one for one in data_of("jobcenter", "2027-02-15") if one["hvad"] == name)
    assert task["datoer"]["dato"]["forklaring"][-1] == (
        "Arbejdsgruppen begynder den dag. 2 uger senere er mandag den 15. februar 2027."
    )


@each(
    ("name", "department"),
    [("jobcenter", None), ("jobcenter", "ungeindsats"), ("sagsoverblik", None), ("koerebog", None)],
)
def test_every_date_of_the_plan_has_its_steps(name: str, department: str | None) -> None:
    pack = subject(name, department)
    plan = pack.plan
    dated = [(one.kind, one.what.text, one.when) for one in timeline(pack.answers, plan)]
    dated += [("Milepæl", one.title.text, one.when) for one in plan.milestones]
    dated += [(card.id, "", when) for card in plan.cards for when in (card.start, card.end, *card.ends)]
    dated += [("Vindue", "", window.when) for window in plan.windows]
    lines = plan.communication
    dated += [("Kommunikation", line.message.text, when) for line in lines for when in line.times]
    group = plan.group
    dated += [("Arbejdsgruppe", "", when) for when in (group.start, group.end)]
    dated += [("Arbejdsgruppe", one.text.text, one.due) for one in group.tasks if one.due]
    assert len(dated) > 50
    for kind, what, when in dated:
        if when.day:
            assert when.steps and when.steps[-1].day == when.day, (kind, what)
