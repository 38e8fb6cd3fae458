"""Dates that fall badly: in the holidays, or all in one week (specifikation.md 3.1)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta

from plangen.answers.model import Row
from plangen.answers.vocabulary import is_answered
from plangen.checks.registry import Breach, Case, judges
from plangen.plan.calendar import add_weeks, is_working_day, iso_week
from plangen.plan.moving import closing_of
from plangen.texts import danish

_PILOT = "OPG-19"
_ENOUGH_DAYS = 10
_MANY_CHANGES = 4
_MANY_DEADLINES = 5
_LONGEST_PILOT = timedelta(days=730)
_SHORT_CHANGE = timedelta(days=28)
_FAR_WEEKS = 10**5


@judges("R66")
def go_live_in_holidays(case: Case) -> Iterator[Breach]:
    """A go-live on a free day or in a holiday week; each date once."""
    weeks = case.answers.catalog.lists.holiday_weeks
    rows = {case.answers.go_live(row.key): row for row in reversed(case.departments)}
    for day in sorted({day for day in (case.answers.go_live(), *rows) if day is not None}):
        if not is_working_day(day) or iso_week(day) in weeks:
            row = rows.get(day) if day != case.answers.go_live() else None
            question = "afdelinger" if row else "idriftsaettelsesdato"
            yield Breach({"dato": danish.short_date(day)}, 0, question, row)


@judges("R104")
def meetings_in_holidays(case: Case) -> Iterator[Breach]:
    """A date that is written as a date, for something employees take part in, is closed; and the pilot has
    too few days that are not."""
    closing = closing_of(case.answers.catalog.lists)
    for question, row in _written_dates(case):
        day = row.get("tidspunkt")
        if isinstance(day, date) and closing.has(day):
            words = {"hvad": _what(case, question, row), "dato": danish.short_date(day)}
            yield Breach(words, 0, question, row)
    pilot = case.plan.card(_PILOT)
    start, end = (pilot.start.day, pilot.end.day) if pilot else (None, None)
    if start and end and start <= end <= start + _LONGEST_PILOT:
        days = (start + timedelta(days=n) for n in range((end - start).days + 1))
        open_days = sum(1 for day in days if closing.is_open(day))
        if open_days < _ENOUGH_DAYS:
            yield Breach({"dage": danish.counted(open_days, "arbejdsdag", "arbejdsdage")}, 1, "pilot")


def _written_dates(case: Case) -> Iterator[tuple[str, Row]]:
    for question in ("oplaering", "kommunikation"):
        yield from ((question, row) for row in case.answers.rows(question))
    yield "praesentation", case.answers.group("praesentation")


def _what(case: Case, question: str, row: Row) -> str:
    short = case.answers.catalog.questions[question].short
    name = row.text("aktivitet") or row.text("anledning")
    return f"{short}: {name}" if name else short


@judges("R130")
def other_changes(case: Case) -> Iterator[Breach]:
    """Another change that nobody has thought of meets the go-live or the training of a department that it
    concerns. Without an end it lasts four weeks."""
    for row in case.answers.rows("andre_forandringer"):
        begins, ends = row.get("fra"), row.get("til")
        if not isinstance(begins, date) or is_answered(row.get("haandtering"), case.answers.catalog.lists):
            continue
        last = ends if isinstance(ends, date) else begins + _SHORT_CHANGE
        for department in case.departments:
            met = [what for what, day in _steps(case, department) if begins <= day <= last]
            if met and row.covers(department.key):
                words = {
                    "forandring": row.text("hvad"),
                    "hvad": danish.joined(list(dict.fromkeys(met))),
                    "afdeling": department.text("navn") or department.key,
                }
                yield Breach(words, 0, "andre_forandringer", row)


def _steps(case: Case, department: Row) -> Iterator[tuple[str, date]]:
    """The days when a department takes the solution into use and learns it, each with what it is."""
    go_live = case.answers.go_live(department.key)
    if go_live is not None:
        yield "idriftsættelse", go_live
    for row in case.answers.rows("oplaering"):
        when = row.get("tidspunkt")
        day = when if isinstance(when, date) else _weeks_from(go_live, when)
        if day is not None and row.covers(department.key):
            yield "oplæring", day


def _weeks_from(go_live: date | None, weeks: object) -> date | None:
    if go_live is None or not isinstance(weeks, int | float) or abs(weeks) >= _FAR_WEEKS:
        return None
    return add_weeks(go_live, weeks)


@judges("R129")
def cards_end_in_order(case: Case) -> Iterator[Breach]:
    """A card ends before one that it builds on, in the department that goes live first."""
    cards = {card.id: card for card in case.plan.cards}
    for card in case.plan.cards:
        for before in (cards[other] for other in card.after if other in cards):
            end, earlier = card.ends[0].day, before.ends[0].day
            if end is not None and earlier is not None and end < earlier:
                words = {
                    "kort": f"{card.number} {card.title}",
                    "forgaenger": f"{before.number} {before.title}",
                }
                yield Breach(words)


@judges("R126")
def many_changes_at_once(case: Case) -> Iterator[Breach]:
    """A department gets more than four changes in one week: parts of the solution, changed work, and the
    integrations that must be there at go-live, which count as one."""
    for department in case.departments:
        for monday, number in sorted(_changes(case, department).items()):
            if number > _MANY_CHANGES:
                words = {
                    "navn": department.text("navn") or department.key,
                    "n": str(number),
                    "uge": danish.week_name(monday),
                }
                yield Breach(words, 0, "ibrugtagning_trin")


def _changes(case: Case, department: Row) -> Counter[date]:
    """Monday → how much the department has to get used to in that week."""
    answers, go_live = case.answers, case.answers.go_live(department.key)
    work = [row for row in answers.rows("arbejdsgange") if row.text("beslutning") != "bibeholdes"]
    weeks = [row.get("uge") for row in answers.rows("ibrugtagning_trin") if row.covers(department.key)]
    weeks += [row.get("fra_uge") for row in work if row.covers(department.key)]
    if any(row.text("noedvendig") == "ja" for row in answers.rows("integrationer")):
        weeks.append(0)
    days = (_weeks_from(go_live, week) for week in weeks)
    return Counter(day - timedelta(days=day.weekday()) for day in days if day is not None)


@judges("R124")
def deadlines_after_holidays(case: Case) -> Iterator[Breach]:
    """More than five obligatory cards whose deadline the closed days have moved into the same week."""
    moved = (card.end for card in case.plan.cards if card.priority == "obligatorisk" and card.end.moved_from)
    weeks = Counter(end.day.isocalendar()[:2] for end in moved if end.day is not None)
    for (_, week), number in sorted(weeks.items()):
        if number > _MANY_DEADLINES:
            yield Breach({"n": str(number), "uge": str(week)})
