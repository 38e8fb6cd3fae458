"""The milestone plan: the project's own milestones and the fixed ones (specifikation.md 3.7; 003,
Planlægning)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

from plangen.answers.model import Row
from plangen.catalog.address import Address
from plangen.plan.calendar import back
from plangen.plan.card import Card
from plangen.plan.departments import Department, by_go_live
from plangen.plan.frame import Frame, finite
from plangen.plan.refs import AnswerRef, Text, cell, row_ref
from plangen.plan.roles import NOBODY, Role, responsible
from plangen.plan.rollout import Session
from plangen.plan.schedule import MILESTONES, answer_date, milestone_date
from plangen.plan.when import When, at, on
from plangen.plan.windows import Window
from plangen.texts.danish import joined, number

MilestoneKind = Literal[
    "egen",
    "projektstart",
    "kommissorium",
    "med",
    "krav",
    "kontrakt",
    "retningslinjer",
    "praesentation",
    "effektvurdering",
    "overdragelse",
    "oplaering",
    "igangsaettelse",
    "idriftsaettelse",
    "evaluering",
    "sidste_evaluering",
]
OWN_MILESTONE: Final = "egen"
LAST_WINDOW: Final = "sidste_evaluering"
# Milestones that are the slut of a standard card, in the order of the work.
_FROM_CARDS: dict[str, tuple[MilestoneKind, str]] = {
    "OPG-05": ("kommissorium", "Kommissorium godkendt"),
    "OPG-06": ("med", "Drøftelse i MED"),
    "OPG-10": ("krav", "Krav udsendt"),
    "OPG-13": ("kontrakt", "Kontrakt underskrevet"),
    "OPG-16": ("retningslinjer", "Retningslinjer godkendt"),
    "OPG-21": ("praesentation", "Præsentation for medarbejderne"),
    "OPG-29": ("effektvurdering", "Foreløbig effektvurdering"),
    "OPG-30": ("overdragelse", "Overdragelse til drift"),
}
_JOINED_CONTRACT = "Tilslutning besluttet"
# Own milestones that a supplier may see (D03 10): they control a card of the procurement, or say so.
_PROCUREMENT_CARDS = ("OPG-10", "OPG-12", "OPG-13")
_PROCUREMENT_WORDS = ("tilbud", "udbud", "prækvalifikation", "kontraktunderskrift")


@dataclass(frozen=True, slots=True)
class Milestone:
    """One milestone. `kind`: `egen` for a row of `milepaele`, else which fixed one. `row`: the row or group
    that it comes from, if any.

    `card`: the card whose slut it is, or that it controls. `departments`: those that it concerns; none when
    it concerns all of the pack.
    """

    kind: MilestoneKind
    title: Text
    when: When
    responsible: Role = NOBODY
    card: Card | None = None
    departments: tuple[Department, ...] = ()
    row: AnswerRef | None = None


def milestone_plan(
    frame: Frame,
    cards: tuple[Card, ...],
    departments: tuple[Department, ...],
    windows: tuple[Window, ...],
    sessions: tuple[Session, ...],
) -> tuple[Milestone, ...]:
    """All milestones by date; those without a date last."""
    own = [_own(frame, row, cards) for row in frame.answers.rows(MILESTONES)]
    controlled = {milestone.card.id for milestone in own if milestone.card and milestone.when.day}
    fixed = [
        Milestone("projektstart", Text("Projektstart"), on(frame.project_start, frame.own)),
        *_from_cards(frame, cards, controlled),
        *_training_done(sessions),
        _decision(frame),
        *_go_lives(frame, cards, departments),
        *_evaluations(frame, departments, windows),
    ]
    return tuple(sorted([*own, *fixed], key=_order))


def _order(milestone: Milestone) -> tuple[date, float]:
    return milestone.when.day or date.max, milestone.when.weeks or 0


def _own(frame: Frame, row: Row, cards: tuple[Card, ...]) -> Milestone:
    """A row of `milepaele`. It counts its weeks from the date that its card follows, else the common one:
    milestones are the project's."""
    card = next((card for card in cards if card.id == row.text("opgave")), None)
    anchor = card.end.anchor if card else frame.common
    return Milestone(
        kind=OWN_MILESTONE,
        title=cell(MILESTONES, row, "titel"),
        when=milestone_date(row, anchor),
        responsible=responsible(frame, MILESTONES, row, "ansvarlig"),
        card=card,
        row=row_ref(MILESTONES, row),
    )


def _from_cards(frame: Frame, cards: tuple[Card, ...], controlled: set[str]) -> Iterator[Milestone]:
    """The slut of a card; when the card is not in the plan, the answer that would have set it."""
    in_plan = {card.id: card for card in cards}
    for card_id, (kind, title) in _FROM_CARDS.items():
        card = in_plan.get(card_id)
        when = card.end if card else answer_date(frame, frame.catalog.cards[card_id])
        if when is None or card_id in controlled or _is_irrelevant(frame, kind):
            continue
        joined_contract = card_id == "OPG-13" and frame.answers.text("anskaffelsesform") == "faelleskommunal"
        name = Text(_JOINED_CONTRACT if joined_contract else title)
        answered = card is None or card.end_decided_by == "answer"
        row = AnswerRef(Address.parse(frame.catalog.cards[card_id].end_from).question) if answered else None
        yield Milestone(kind, name, when, card.performer if card else NOBODY, card, row=row)


def _is_irrelevant(frame: Frame, kind: MilestoneKind) -> bool:
    return kind == "med" and frame.answers.group("med").text("status") == "ikke_relevant"


def _training_done(sessions: tuple[Session, ...]) -> Iterator[Milestone]:
    dated = [session for session in sessions if session.when.day]
    if dated:
        last = max(dated, key=lambda session: session.when.day or date.min)
        yield Milestone("oplaering", Text("Oplæring færdig"), last.when, last.responsible)


def _decision(frame: Frame) -> Milestone:
    """The decision to go live is a deadline: moved forward it would eat into the last week."""
    when = at(frame.own, finite(frame.given("igangsaettelse", "uge")), back)
    group = frame.answers.group("igangsaettelse")
    return Milestone(
        "igangsaettelse",
        Text("Igangsættelse besluttes"),
        when,
        responsible(frame, "igangsaettelse", group, "beslutter"),
        row=AnswerRef("igangsaettelse"),
    )


def _go_lives(
    frame: Frame, cards: tuple[Card, ...], departments: tuple[Department, ...]
) -> Iterator[Milestone]:
    """One per date; a department's own date is an answer and is never moved."""
    who = next((card.performer for card in cards if card.id == "OPG-23"), NOBODY)
    title = Text("Idriftsættelse")
    for anchor, group in (by_go_live(departments) or {frame.own: ()}).items():
        when = When(anchor.day, 0, anchor.day, anchor)
        yield Milestone("idriftsaettelse", title, when, who, departments=_some(group, departments))


def _evaluations(
    frame: Frame, departments: tuple[Department, ...], windows: tuple[Window, ...]
) -> Iterator[Milestone]:
    """One per day and week; the very last is named as such."""
    groups: dict[tuple[date | None, tuple[int, ...]], list[Window]] = {}
    for window in windows:
        if not window.extra:
            groups.setdefault((window.when.day, window.weeks), []).append(window)
    ramme = frame.answers.group("evaluering_ramme")
    who = responsible(frame, "evaluering_ramme", ramme, "ansvarlig")
    last = max(groups, key=lambda key: (key[0] or date.min, key[1]), default=None)
    for key, group in groups.items():
        owners = tuple(owner for window in group for owner in window.departments)
        weeks = f"efter {weeks_in_words(key[1])}"
        kind: MilestoneKind = LAST_WINDOW if key == last else "evaluering"
        title = "Sidste evaluering" if key == last else "Evaluering"
        yield Milestone(
            kind, Text(f"{title} {weeks}"), group[0].when, who, departments=_some(owners, departments)
        )


def weeks_in_words(weeks: tuple[int, ...]) -> str:
    """»1 uge«, »2 uger«, »2 og 4 uger«."""
    return f"{joined([number(week) for week in weeks])} {'uge' if weeks == (1,) else 'uger'}"


def _some(group: tuple[Department, ...], everyone: tuple[Department, ...]) -> tuple[Department, ...]:
    return () if len(group) == len(everyone) else group


def for_suppliers(milestones: tuple[Milestone, ...]) -> tuple[Milestone, ...]:
    """The own milestones of the procurement (D03 10): those that control one of its cards, or that name no
    card and speak of tenders or the contract. No others, because D03 leaves the house."""
    return tuple(stone for stone in milestones if stone.kind == OWN_MILESTONE and _is_procurement(stone))


def _is_procurement(milestone: Milestone) -> bool:
    if milestone.card:
        return milestone.card.id in _PROCUREMENT_CARDS
    title = milestone.title.text.casefold()
    return any(word in title for word in _PROCUREMENT_WORDS)
