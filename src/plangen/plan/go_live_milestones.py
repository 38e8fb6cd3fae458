"""The milestones that every go-live date has of its own (specifikation.md 3.5)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from plangen.catalog.address import Address
from plangen.plan.card import Card
from plangen.plan.departments import Department, Split, by_go_live
from plangen.plan.frame import Frame, finite
from plangen.plan.milestone import Milestone
from plangen.plan.refs import AnswerRef, Text
from plangen.plan.roles import NOBODY, Role, responsible
from plangen.plan.rollout import Presentation, Session
from plangen.plan.steps import DateStep
from plangen.plan.when import Anchor, When, at
from plangen.plan.windows import Window
from plangen.texts.danish import joined, number

_PRESENTATION = "OPG-21"
_OWN_DATE = "idriftsaettelse"


def milestones_of_go_lives(
    frame: Frame,
    in_plan: dict[str, Card],
    departments: tuple[Department, ...],
    windows: tuple[Window, ...],
    presentation: Presentation,
    controlled: set[str],
    owner: Role,
) -> Iterator[Milestone]:
    """What every go-live date has: its own presentation, training, decision, go-live and last evaluation."""
    last, shown, trained = _last_windows(windows), _shown(presentation), _last_training(presentation)
    for anchor, group in (by_go_live(departments) or {frame.own: ()}).items():
        some = () if len(group) == len(departments) else group
        key = group[0].key if group else ""
        found = [
            *([] if _PRESENTATION in controlled else _presentation(in_plan, shown.get(key), anchor)),
            *_training_done([trained[one] for one in ("", *(d.key for d in group)) if one in trained]),
            *([_decision(frame, anchor, owner)] if frame.answers.asked("igangsaettelse") else []),
            _go_live(in_plan, anchor, group),
            *_last_evaluation(frame, last.get(key)),
        ]
        for stone in found:
            yield replace(stone, departments=some, of_go_live=anchor)


def _shown(presentation: Presentation) -> dict[str, When]:
    """Department (empty for none) → when the solution is presented to it."""
    found: dict[str, When] = {}
    for one in presentation.dates:
        for key in _keys(one):
            found.setdefault(key, one.when)
    return found


def _last_training(presentation: Presentation) -> dict[str, tuple[When, Session]]:
    """Department (empty for none) → its last training."""
    last: dict[str, tuple[When, Session]] = {}
    for session in presentation.sessions:
        for one in session.dates:
            for key in _keys(one) if one.when.day else ():
                last[key] = max(last.get(key, (one.when, session)), (one.when, session), key=_day)
    return last


def _keys(one: Split) -> tuple[str, ...]:
    return tuple(department.key for department in one.departments) or ("",)


def _day(dated: tuple[When, Session]) -> date:
    return dated[0].day or date.min


def _presentation(in_plan: dict[str, Card], when: When | None, anchor: Anchor) -> Iterator[Milestone]:
    """Its date for this go-live; without an answer the slut of its card."""
    card = in_plan.get(_PRESENTATION)
    title = Text("Præsentation for medarbejderne")
    if when is not None and (when.day is not None or when.relative):
        who = card.performer if card else NOBODY
        yield Milestone("praesentation", title, when, who, card, row=AnswerRef("praesentation"))
    elif card is not None:
        end = next((one for one in card.ends if one.anchor.day == anchor.day), card.end)
        yield Milestone("praesentation", title, end, card.performer, card)


def _training_done(dated: list[tuple[When, Session]]) -> Iterator[Milestone]:
    if dated:
        when, session = max(dated, key=_day)
        yield Milestone("oplaering", Text("Oplæring afsluttet"), when, session.responsible, row=session.row)


def _decision(frame: Frame, anchor: Anchor, owner: Role) -> Milestone:
    """The decision to go live is a deadline: moved forward it would eat into the last week."""
    when = at(anchor, finite(frame.given("igangsaettelse", "uge")), frame.deadline)
    who = responsible(frame, "igangsaettelse", frame.answers.group("igangsaettelse"), "beslutter")
    row = AnswerRef("igangsaettelse")
    return Milestone("igangsaettelse", Text("Beslutning om idriftsættelse"), when, who or owner, row=row)


def _go_live(in_plan: dict[str, Card], anchor: Anchor, group: tuple[Department, ...]) -> Milestone:
    """Its date is an answer: of the first department with a date of its own, else the common one."""
    card = in_plan.get("OPG-23")
    own = next((one.key for one in group if one.own_date), None)
    answer = Address("idriftsaettelsesdato") if own is None else Address.cell("afdelinger", own, _OWN_DATE)
    steps = () if anchor.day is None else (DateStep("idriftsaettelse", anchor.day, answer=str(answer)),)
    when = When(anchor.day, 0, anchor.day, anchor, steps=steps)
    return Milestone("idriftsaettelse", Text("Idriftsættelse"), when, card.performer if card else NOBODY)


def _last_windows(windows: tuple[Window, ...]) -> dict[str, Window]:
    """Department (empty for none) → its last planned window."""
    last: dict[str, Window] = {}
    for window in windows:
        if not window.extra:
            key = window.departments[0].key if window.departments else ""
            last[key] = max(last.get(key, window), window, key=_time)
    return last


def _time(window: Window) -> tuple[date, tuple[int, ...]]:
    """Also without days the last is the last."""
    return window.when.day or date.min, window.weeks


def _last_evaluation(frame: Frame, window: Window | None) -> Iterator[Milestone]:
    if window is not None:
        ramme = frame.answers.group("evaluering_ramme")
        who = responsible(frame, "evaluering_ramme", ramme, "ansvarlig")
        title = Text(f"Sidste evaluering efter {weeks_in_words(window.weeks)}")
        yield Milestone("sidste_evaluering", title, window.when, who)


def weeks_in_words(weeks: tuple[int, ...]) -> str:
    """»1 uge«, »2 uger«, »2 og 4 uger«."""
    return f"{joined([number(week) for week in weeks])} {'uge' if weeks == (1,) else 'uger'}"
