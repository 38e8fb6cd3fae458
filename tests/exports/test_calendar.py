"""`kalender.ics`, read back by `icalendar` and compared with the plan."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from icalendar import Calendar

from plangen.catalog import builtin_catalog
from plangen.exports.agenda import CalendarEvent, agenda
from plangen.exports.history import CANCELLED_FOR, continued
from plangen.exports.places import SECTIONS
from plangen.plan import Plan
from plangen.plan.timeline import WEEKS_OF_FOLLOW_UP
from plangen.rendering.subject import subject_of
from tests.exports.calendars import calendar, changed, events_in, uid_of
from tests.support.packs import example_path, subject

JOBCENTER = example_path("jobcenter")
GO_LIVE = "\n      idriftsaettelse: {}\n      lokale_forhold: Deler"
LATER = GO_LIVE.format("2027-10-04"), GO_LIVE.format("2027-10-11")
"""The date of »Ungeindsatsen« and a later one."""
PACKS = [("jobcenter", None), ("jobcenter", "ungeindsats"), ("koerebog", None), ("fjendtlig", None)]


def in_plan(plan: Plan) -> set[tuple[date | None, str]]:
    """What has a day in a plan, by day and the beginning of its title; not what is followed up on."""
    own = [card for card in plan.cards if not plan.department or card.follows not in ("faelles", "sidste")]
    found = {(end.day, f"Frist: {card.title}") for card in own for end in card.ends}
    found |= {(day, f"Kommunikation: {one.occasion}") for one in plan.communication for day in one.days}
    found |= {(one.when.day, f"Evalueringsvindue, {one.when.relative}") for one in plan.windows if one.weeks}
    found |= {(one.when.day, f"{one.kind}: {one.what}") for one in plan.dated}
    found |= {(one.when.day, f"Ibrugtagning: {step.part}") for step in plan.steps for one in step.dates}
    days = {(card.id, end.day) for card in plan.cards for end in card.ends}
    return found | {
        (stone.when.day, str(stone.title))
        for stone in plan.milestones
        if (not stone.card or (stone.card.id, stone.when.day) not in days)
        and stone.kind not in ("oplaering", "sidste_evaluering")
        and (not plan.department or stone.of_go_live or stone.kind == "egen")
    }


def cut(day: date | None, title: str) -> tuple[date | None, str]:
    """A title without the departments at its end, and no longer than calendars have it."""
    return day, " ".join(title.split()).removesuffix(" …").split(" (")[0][:80]


@pytest.mark.parametrize(("name", "department"), PACKS)
def test_a_calendar_holds_what_has_a_day_in_the_plan_and_no_more(name: str, department: str | None) -> None:
    pack = subject(name, department)
    events = events_in(calendar(pack)[0])
    told = {cut(one.day, one.title) for one in events.values() if one.category != "Opfølgning"}
    assert told == {cut(day, title) for day, title in in_plan(pack.plan) if day}
    assert {(one.sequence, one.status) for one in events.values()} <= {(0, "CONFIRMED")}


def test_what_is_followed_up_on_is_told_for_a_year() -> None:
    plan = subject("jobcenter", None).plan
    days = [
        one.day
        for one in events_in(calendar(subject("jobcenter", None))[0]).values()
        if one.category == "Opfølgning"
    ]
    assert plan.go_live is not None and plan.latest_go_live is not None
    assert min(days) == min(one.first.day for one in plan.follow_ups if one.first.day)
    assert plan.go_live <= min(days)
    assert timedelta(weeks=50) < max(days) - plan.go_live
    assert max(days) <= plan.latest_go_live + timedelta(weeks=WEEKS_OF_FOLLOW_UP)


def test_an_event_says_who_when_and_which_document() -> None:
    pack = subject("jobcenter", None)
    card = pack.plan.card("OPG-05")
    assert card is not None and card.end.day is not None
    event = events_in(calendar(pack)[0])[uid_of(pack, "Opgave slutter", "", "", "OPG-05", "")]
    assert (event.title, event.category) == ("Frist: Nedsæt arbejdsgruppen", "Opgave")
    assert event.description.split("\n") == [
        f"Opgave {card.number}: Nedsæt arbejdsgruppen",
        "Milepæl: Kommissorium godkendt",
        f"Hvem: {card.performer}",
        f"Dato: {card.end.phrase}",
        f"Status: {card.status_label}",
        "Står i: Implementeringsplan, afsnittet »Opgaver«",
    ]
    assert "@" not in event.description


def test_a_calendar_is_made_of_whole_days_in_danish_time_and_of_the_pack_s_date() -> None:
    pack = subject("jobcenter", None)
    read = Calendar.from_ical(calendar(pack)[0])
    (zone,) = read.walk("VTIMEZONE")
    assert (read["method"], zone["tzid"]) == ("PUBLISH", "Europe/Copenhagen")
    noons = [datetime(2027, month, 15, 12, tzinfo=UTC) for month in (1, 7)]
    assert [noon.astimezone(zone.to_tz()).hour for noon in noons] == [13, 14]
    assert pack.plan.today is not None
    for event in read.walk("VEVENT"):
        assert event["dtstart"].params["VALUE"] == "DATE"
        assert event.decoded("dtend") - event.decoded("dtstart") == timedelta(days=1)
        assert event.decoded("dtstamp").date() == pack.plan.today
        assert event["transp"] == "TRANSPARENT"


def test_without_a_date_of_the_pack_the_stamp_is_a_fixed_day() -> None:
    read = Calendar.from_ical(calendar(subject("tom", None))[0])
    undated = subject("tom", None).plan.today is None
    assert undated
    assert {event.decoded("dtstamp").date() for event in read.walk("VEVENT")} <= {date(2000, 1, 1)}


def test_the_places_that_are_named_are_sections_of_the_documents() -> None:
    documents = builtin_catalog().documents
    for id, heading in (place for places in SECTIONS.values() for place in places):
        assert heading in dict(documents[id].sections)


def test_one_department_s_new_date_moves_what_hangs_on_it_and_nothing_else(tmp_path: Path) -> None:
    later = changed(tmp_path, JOBCENTER, *LATER)
    for department in ("jobindsats", "integration"):
        untouched = calendar(subject_of(later, department))[0]
        assert untouched == calendar(subject("jobcenter", department))[0], department
    before, told = calendar(subject("jobcenter", "ungeindsats"))
    was, now = events_in(before), events_in(calendar(subject_of(later, "ungeindsats"), told)[0])
    moved = {uid for uid in was if now[uid].day != was[uid].day}
    assert {uid for uid in was if now[uid].sequence} == moved
    assert {now[uid].sequence for uid in moved} == {1}
    assert len(moved) > 20


def test_who_goes_its_own_way_gets_events_of_its_own_and_the_others_keep_theirs(tmp_path: Path) -> None:
    pack, later = subject("jobcenter", None), subject_of(changed(tmp_path, JOBCENTER, *LATER), None)
    before, told = calendar(pack)
    apart, remembered = calendar(later, told)
    was, now = events_in(before), events_in(apart)
    moved = {uid for uid in was if now[uid].day != was[uid].day}
    assert {uid for uid in was if now[uid].sequence} == moved
    for uid in moved:
        assert now[uid].sequence == 1
        alone = "(Ungeindsatsen)" in was[uid].title
        assert alone or "den sidste idriftsættelse" in now[uid].description, now[uid]
    new = [now[uid] for uid in now.keys() - was.keys()]
    own = [one for one in new if one.category != "Opfølgning"]
    assert len(own) > 20
    assert all("(Ungeindsatsen)" in one.title for one in own)
    assert {one.status for one in now.values()} == {"CONFIRMED"}
    together = events_in(calendar(pack, remembered)[0])
    gone = {uid for uid, one in together.items() if one.status == "CANCELLED"}
    assert gone == now.keys() - was.keys()
    assert {uid: one.day for uid, one in together.items() if uid in was} == {
        uid: one.day for uid, one in was.items()
    }


def test_a_row_that_goes_is_cancelled_for_a_year_and_comes_back_as_a_change(tmp_path: Path) -> None:
    day = date(2027, 4, 12)
    row = (
        "    - titel: Tilbudsfrist\n      tidspunkt: 2027-04-12\n      ansvarlig: Digitaliseringskonsulent\n"
    )
    pack, without = subject("jobcenter", None), subject_of(changed(tmp_path, JOBCENTER, row, ""), None)
    uid = uid_of(pack, "Milepæl", "milepaele", "tilbudsfrist", "", "egen")
    _, told = calendar(pack)
    data, gone = calendar(without, told)
    event = events_in(data)[uid]
    assert (event.day, event.sequence, event.status, event.title) == (
        day,
        1,
        "CANCELLED",
        "Udgår: Tilbudsfrist",
    )
    assert {one.status for key, one in events_in(data).items() if key != uid} == {"CONFIRMED"}
    assert calendar(without, gone) == (data, gone), "a second build says the same"
    today = without.plan.today
    assert today is not None
    events = agenda(without.answers, without.plan, without.documents)
    almost, after = today + CANCELLED_FOR - timedelta(days=1), today + CANCELLED_FOR
    assert gone.keys() - continued(gone, events, almost).keys() == set()
    assert gone.keys() - continued(gone, events, None).keys() == set()
    assert gone.keys() - continued(gone, events, after).keys() == told.keys() - {
        one.identity for one in events
    }
    back = events_in(calendar(pack, gone)[0])[uid]
    assert (back.sequence, back.status, back.title) == (2, "CONFIRMED", "Tilbudsfrist")


def test_a_new_title_or_status_is_no_new_day() -> None:
    one = CalendarEvent("a", date(2027, 1, 4), "Måling: Før", "Måling")
    first = continued({}, [one], None)
    renamed = continued(first, [CalendarEvent("a", one.day, "Måling: Efter", "Måling")], None)
    assert (renamed["a"].sequence, renamed["a"].title) == (0, "Måling: Efter")
    gone = continued(first, [], None)
    assert gone["a"].since is None
    assert continued(gone, [], date(2027, 2, 1))["a"].since == date(2027, 2, 1), (
        "known from the first date on"
    )


def test_texts_of_people_cannot_become_lines_of_a_calendar() -> None:
    data = calendar(subject("fjendtlig", None))[0]
    assert b"\n" not in data.replace(b"\r\n", b"")
    lines = data.split(b"\r\n")
    assert all(len(line) <= 75 for line in lines)
    assert lines.count(b"BEGIN:VEVENT") == len(events_in(data))
