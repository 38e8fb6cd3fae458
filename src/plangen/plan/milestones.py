"""The milestone plan: the project's own milestones and the fixed ones (specifikation.md 3.5; 003,
Planlægning)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Final, Literal

from plangen.answers.model import Row
from plangen.catalog import TaskCard
from plangen.catalog.address import Address
from plangen.plan.card import Card
from plangen.plan.card_status import unreported
from plangen.plan.departments import Department, Split, by_go_live
from plangen.plan.frame import Frame, finite
from plangen.plan.refs import AnswerRef, Text, cell, row_ref
from plangen.plan.roles import NOBODY, Role, responsible, role_of_key
from plangen.plan.rollout import Presentation, Session
from plangen.plan.schedule import answer_date, milestone_date
from plangen.plan.tasks import MILESTONES
from plangen.plan.when import Anchor, When, at, on
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
    "sidste_evaluering",
]
OWN_MILESTONE: Final = "egen"
# Milestones that are the slut of a standard card, in the order of the work; that of the presentation stands
# once for each go-live date.
_FROM_CARDS: dict[str, tuple[MilestoneKind, str]] = {
    "OPG-05": ("kommissorium", "Kommissorium godkendt"),
    "OPG-06": ("med", "Drøftelse i MED"),
    "OPG-10": ("krav", "Ønsker og krav beskrevet"),
    "OPG-13": ("kontrakt", "Kontrakt underskrevet"),
    "OPG-16": ("retningslinjer", "Retningslinjer godkendt"),
    "OPG-29": ("effektvurdering", "Foreløbig effektvurdering"),
    "OPG-30": ("overdragelse", "Overdragelse til drift"),
}
_PRESENTATION = "OPG-21"
# The project's owner answers for these.
_OWNERS = ("kommissorium", "kontrakt")
_SENT_OUT, _JOINED_CONTRACT = "Krav udsendt", "Tilslutning besluttet"
_TENDERS = ("udbud", "forhandling", "rammeaftale", "under_taerskel")
# Own milestones that a supplier may see (D03): they control a card of the procurement, or say so.
_PROCUREMENT_CARDS = ("OPG-10", "OPG-12", "OPG-13")
_PROCUREMENT_WORDS = ("tilbud", "udbud", "prækvalifikation", "kontraktunderskrift")
# What staff report about an own milestone, and the status of a card that says the same.
_OWN_STATUS = {"naaet": "Nået", "udskudt": "Udskudt"}


@dataclass(frozen=True, slots=True)
class Milestone:
    """One milestone. `kind`: `egen` for a row of `milepaele`, else which fixed one. `row`: the row or group
    that it comes from, if any.

    `card`: the card whose slut it is, or that it controls. `departments`: those that it concerns; none when
    it concerns all of the pack. `of_go_live`: the go-live date that it is one of; None for the project's own.
    `status` is printed.
    """

    kind: MilestoneKind
    title: Text
    when: When
    responsible: Role = NOBODY
    card: Card | None = None
    departments: tuple[Department, ...] = ()
    row: AnswerRef | None = None
    of_go_live: Anchor | None = None
    status: str = ""


def milestone_plan(
    frame: Frame,
    cards: tuple[Card, ...],
    departments: tuple[Department, ...],
    windows: tuple[Window, ...],
    presentation: Presentation,
) -> tuple[Milestone, ...]:
    """All milestones by date; those without a date last."""
    in_plan = {card.id: card for card in cards}
    own = [_own(frame, row, in_plan) for row in frame.answers.rows(MILESTONES)]
    controlled = {milestone.card.id for milestone in own if milestone.card and milestone.when.day}
    owner = role_of_key(frame.project, "projektejer")
    start = on(frame.project_start, frame.own)
    fixed = [
        Milestone("projektstart", Text("Projektstart"), start, owner),
        *_from_cards(frame, in_plan, controlled, owner),
        *_of_go_lives(frame, in_plan, departments, windows, presentation, controlled, owner),
    ]
    stones = (_with_status(frame, stone) for stone in (*own, *fixed))
    return tuple(sorted(stones, key=_order))


def _order(milestone: Milestone) -> tuple[date, float]:
    return milestone.when.day or date.max, milestone.when.weeks or 0


def _with_status(frame: Frame, stone: Milestone) -> Milestone:
    """Reported, else that of its card, else as a card. The start of the project is no deadline."""
    if stone.status or stone.kind == "projektstart":
        return stone
    if stone.card:
        return replace(stone, status=stone.card.status_label)
    code = unreported(frame.today, stone.when.day)
    return replace(stone, status=frame.catalog.lists.card_status.get(code, ""))


def _own(frame: Frame, row: Row, in_plan: dict[str, Card]) -> Milestone:
    """A row of `milepaele`. It counts its weeks from the date that its card follows, else the common one:
    milestones are the project's."""
    card = in_plan.get(row.text("opgave"))
    anchor = card.end.anchor if card else frame.common
    return Milestone(
        kind=OWN_MILESTONE,
        title=cell(MILESTONES, row, "titel"),
        when=milestone_date(frame, row, anchor),
        responsible=responsible(frame, MILESTONES, row, "ansvarlig"),
        card=card,
        row=row_ref(MILESTONES, row),
        status=_OWN_STATUS.get(row.text("status"), ""),
    )


def _from_cards(
    frame: Frame, in_plan: dict[str, Card], controlled: set[str], owner: Role
) -> Iterator[Milestone]:
    """The slut of a card; when the card is not in the plan, the answer that would have set it."""
    for card_id, (kind, title) in _FROM_CARDS.items():
        card = in_plan.get(card_id)
        when = card.end if card else _answered(frame, frame.catalog.cards[card_id])
        if when is None or card_id in controlled or _is_irrelevant(frame, kind):
            continue
        answered = card is None or card.end_decided_by == "answer"
        row = AnswerRef(Address.parse(frame.catalog.cards[card_id].end_from).question) if answered else None
        who = _responsible(frame, kind, card, owner)
        stone = Milestone(kind, Text(title), when, who, card, row=row)
        yield _of_procurement(frame, stone)


def _answered(frame: Frame, card: TaskCard) -> When | None:
    """The date that an answer gives the slut of a card, where the project is asked for it: a default alone
    is no milestone."""
    question = Address.parse(card.end_from).question
    return answer_date(frame, card) if question and frame.answers.asked(question) else None


def _responsible(frame: Frame, kind: MilestoneKind, card: Card | None, owner: Role) -> Role:
    if kind in _OWNERS:
        return owner
    if kind == "retningslinjer":
        group = frame.answers.group("retningslinjer")
        return responsible(frame, "retningslinjer", group, "godkender") or owner
    return card.performer if card else NOBODY


def _is_irrelevant(frame: Frame, kind: MilestoneKind) -> bool:
    return kind == "med" and frame.answers.group("med").text("status") == "ikke_relevant"


def _of_procurement(frame: Frame, stone: Milestone) -> Milestone:
    """What the milestones of the procurement are called depends on how the solution is acquired."""
    form = frame.answers.text("anskaffelsesform")
    if stone.kind == "kontrakt" and form == "faelleskommunal":
        return replace(stone, title=Text(_JOINED_CONTRACT))
    if stone.kind == "krav" and form in _TENDERS:
        sent = frame.answers.group("tilbud").get("udsendes")
        if isinstance(sent, date):
            return replace(
                stone, title=Text(_SENT_OUT), when=on(sent, frame.common), row=AnswerRef("tilbud"), card=None
            )
        return replace(stone, title=Text(_SENT_OUT))
    return stone


def _of_go_lives(
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
            _go_live(in_plan, anchor),
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


def _go_live(in_plan: dict[str, Card], anchor: Anchor) -> Milestone:
    card = in_plan.get("OPG-23")
    when = When(anchor.day, 0, anchor.day, anchor)
    return Milestone("idriftsaettelse", Text("Idriftsættelse"), when, card.performer if card else NOBODY)


def _last_windows(windows: tuple[Window, ...]) -> dict[str, Window]:
    """Department (empty for none) → its last planned window."""
    last: dict[str, Window] = {}
    for window in windows:
        if not window.extra:
            key = window.departments[0].key if window.departments else ""
            last[key] = max(last.get(key, window), window, key=lambda one: one.when.day or date.min)
    return last


def _last_evaluation(frame: Frame, window: Window | None) -> Iterator[Milestone]:
    if window is not None:
        ramme = frame.answers.group("evaluering_ramme")
        who = responsible(frame, "evaluering_ramme", ramme, "ansvarlig")
        title = Text(f"Sidste evaluering efter {weeks_in_words(window.weeks)}")
        yield Milestone("sidste_evaluering", title, window.when, who)


def weeks_in_words(weeks: tuple[int, ...]) -> str:
    """»1 uge«, »2 uger«, »2 og 4 uger«."""
    return f"{joined([number(week) for week in weeks])} {'uge' if weeks == (1,) else 'uger'}"


def for_suppliers(milestones: tuple[Milestone, ...]) -> tuple[Milestone, ...]:
    """The own milestones of the procurement (D03): those that control one of its cards, or that name no
    card and speak of tenders or the contract. No others, because D03 leaves the house."""
    return tuple(stone for stone in milestones if stone.kind == OWN_MILESTONE and _is_procurement(stone))


def _is_procurement(milestone: Milestone) -> bool:
    if milestone.card:
        return milestone.card.id in _PROCUREMENT_CARDS
    title = milestone.title.text.casefold()
    return any(word in title for word in _PROCUREMENT_WORDS)
