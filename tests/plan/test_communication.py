"""The communication calendar and those who are affected."""

from __future__ import annotations

from datetime import date
from typing import Any

from plangen.plan import compute_plan
from plangen.plan.communication import Contact
from tests.plan.building import answers_of
from tests.support.cases import each

GO_LIVE = date(2027, 9, 6)


def lines(*rows: dict[str, Any], go_live: date | None = GO_LIVE) -> tuple[Contact, ...]:
    svar: dict[str, Any] = {"kommunikation": list(rows)}
    if go_live:
        svar["idriftsaettelsesdato"] = go_live
    return compute_plan(answers_of(svar)).communication


def test_one_contact_on_one_day() -> None:
    (line,) = lines({"anledning": "Start", "tidspunkt": date(2027, 3, 28)})
    assert line.days == (date(2027, 3, 28),)  # Easter Sunday, but written as a date
    assert line.text == "28.03.2027 (uge 12)"
    assert line.occasion.text == "Start"


def test_weeks_move_forward() -> None:
    (line,) = lines({"budskab": "Hej", "tidspunkt": -16})
    assert line.days == (date(2027, 5, 18),)
    assert line.occasion.text == "Hej"


def test_few_repeats_are_lines_of_their_own_until_go_live() -> None:
    found = lines({"tidspunkt": date(2027, 8, 13), "gentages": "Hver 2. uge"})
    assert [line.days for line in found] == [(date(2027, 8, 13),), (date(2027, 8, 27),)]
    assert all(line.every is None for line in found)


def test_many_repeats_are_one_line() -> None:
    (line,) = lines({"tidspunkt": date(2027, 3, 22), "gentages": "hver 4. uge"})
    assert line.days[4:] == (date(2027, 8, 9), date(2027, 9, 6))  # that of week 28 waits for week 32
    assert line.text == "Fra 22.03.2027 til 06.09.2027, hver 4. uge"


def test_each_repeat_moves_on_its_own() -> None:
    (line,) = lines({"tidspunkt": -24, "gentages": "hver 1. uge"})
    assert line.days[0] == date(2027, 3, 22)
    assert line.days[1] == date(2027, 3, 30)  # 2. påskedag
    assert line.days[2] == date(2027, 4, 5)
    assert line.text == "Fra 22.03.2027 til 06.09.2027, hver uge"


@each(
    ("start", "count", "last"),
    [
        (date(2027, 9, 3), 1, date(2027, 9, 3)),
        (date(2027, 9, 6), 1, date(2027, 11, 29)),  # from go-live on: twelve weeks, in one line
        (date(2027, 11, 1), 2, date(2027, 11, 29)),
        (date(2028, 3, 6), 1, date(2028, 3, 6)),
    ],
)
def test_repeats_stop(start: date, count: int, last: date) -> None:
    found = lines({"tidspunkt": start, "gentages": "hver 4. uge"})
    assert (len(found), found[-1].days[-1]) == (count, last)


def test_lines_come_by_date_and_those_without_one_last() -> None:
    found = lines(
        {"anledning": "A"}, {"anledning": "B", "tidspunkt": -2}, {"anledning": "C", "tidspunkt": -4}
    )
    assert [line.occasion.text for line in found] == ["C", "B", "A"]
    assert found[-1].text == ""


def test_without_go_live_the_weeks_are_said_in_words() -> None:
    (line,) = lines({"tidspunkt": -4, "gentages": "hver 2. uge"}, go_live=None)
    assert line.text == "4 uger før idriftsættelsen"
    (dated,) = lines({"tidspunkt": date(2027, 1, 4), "gentages": "hver 2. uge"}, go_live=None)
    assert dated.days == (date(2027, 1, 4),)


def test_the_stakeholders_name_comes_from_its_own_row() -> None:
    svar = {
        "interessenter": [{"interessent_id": "med", "navn": "Lokal-MED"}],
        "kommunikation": [{"interessent": "med"}, {"interessent": "ukendt"}],
    }
    known, unknown = compute_plan(answers_of(svar)).communication
    assert known.stakeholder.text == "Lokal-MED"
    assert known.stakeholder.source is not None
    assert known.stakeholder.source.question == "interessenter"
    assert unknown.stakeholder.text == "ukendt"


def test_those_affected_come_by_how_they_take_part_and_med_is_at_least_heard() -> None:
    rows = [
        {"navn": "Naboer", "inddragelse": "informeres", "indflydelse": "hoej", "gruppe": "borgere"},
        {"navn": "MED", "inddragelse": "informeres", "indflydelse": "hoej", "gruppe": "med"},
        {"navn": "Team B", "inddragelse": "medudvikler", "indflydelse": "lav", "gruppe": "medarbejdere"},
        {"navn": "Team A", "inddragelse": "medudvikler", "indflydelse": "hoej", "gruppe": "medarbejdere"},
        {"navn": "Uden", "gruppe": "andet"},
    ]
    found = compute_plan(answers_of({"interessenter": rows})).stakeholders
    assert [(one.name.text, one.involvement_label) for one in found] == [
        ("Team A", "Er med til at udvikle"),
        ("Team B", "Er med til at udvikle"),
        ("MED", "Høres"),
        ("Naboer", "Informeres"),
        ("Uden", ""),
    ]


WAVES: dict[str, Any] = {
    "idriftsaettelsesdato": GO_LIVE,
    "afdelinger": [
        {"afdeling_id": "a", "navn": "A"},
        {"afdeling_id": "b", "navn": "B", "idriftsaettelse": date(2027, 10, 4)},
    ],
    "interessenter": [
        {"interessent_id": "team", "navn": "Team", "gruppe": "medarbejdere"},
        {"interessent_id": "raad", "navn": "Råd", "gruppe": "politikere"},
    ],
}


@each(
    ("stakeholder", "follows", "own"),
    [("team", None, True), ("raad", None, False), ("team", "faelles", False), ("raad", "afdeling", True)],
)
def test_staff_hear_of_it_as_their_department_goes_live(
    stakeholder: str, follows: str | None, own: bool
) -> None:
    row = {"interessent": stakeholder, "tidspunkt": 2} | ({"foelger": follows} if follows else {})
    svar = {**WAVES, "kommunikation": [row]}
    found = compute_plan(answers_of(svar)).communication
    expected = [(date(2027, 9, 20), ["a"]), (date(2027, 10, 18), ["b"])] if own else []
    assert [(line.days[0], [d.key for d in line.departments]) for line in found] == (
        expected or [(date(2027, 9, 20), ["a", "b"])]
    )
    (mine,) = compute_plan(answers_of(svar, department="b")).communication
    assert mine.days == ((date(2027, 10, 18) if own else date(2027, 9, 20)),)


@each(
    ("today", "reported", "label"),
    [
        (date(2027, 9, 19), None, "Planlagt"),
        (date(2027, 9, 21), None, "Dato passeret – status ikke meldt"),
        (date(2027, 9, 21), "gennemfoert", "Gennemført"),
        (None, None, ""),
    ],
)
def test_status_of_a_contact_is_reported(today: date | None, reported: str | None, label: str) -> None:
    row = {"tidspunkt": 2} | ({"status": reported} if reported else {})
    svar = {"idriftsaettelsesdato": GO_LIVE, "kommunikation": [row]}
    (line,) = compute_plan(answers_of(svar, {"dato": today} if today else {})).communication
    assert line.status_label == label
