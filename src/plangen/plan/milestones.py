"""The milestone plan: the project's own milestones and the fixed ones (specifikation.md 3.5; 003,
Planlægning)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from plangen.answers.acquisition import JOINT, TENDER, requirements_variant
from plangen.answers.model import Row
from plangen.catalog import TaskCard
from plangen.catalog.address import Address
from plangen.plan.card import Card
from plangen.plan.card_status import unreported
from plangen.plan.departments import Department
from plangen.plan.frame import Frame
from plangen.plan.go_live_milestones import milestones_of_go_lives
from plangen.plan.milestone import OWN_MILESTONE, Milestone, MilestoneKind
from plangen.plan.refs import AnswerRef, Text, cell, row_ref
from plangen.plan.roles import NOBODY, Role, responsible, role_of_key
from plangen.plan.rollout import Presentation
from plangen.plan.schedule import answer_date, milestone_date
from plangen.plan.tasks import MILESTONES
from plangen.plan.when import When, on
from plangen.plan.windows import Window

# Milestones that are the slut of a standard card, in the order of the work.
_FROM_CARDS: dict[str, tuple[MilestoneKind, str]] = {
    "OPG-05": ("kommissorium", "Kommissorium godkendt"),
    "OPG-06": ("med", "Drøftelse i MED"),
    "OPG-10": ("krav", "Ønsker og krav beskrevet"),
    "OPG-13": ("kontrakt", "Kontrakt underskrevet"),
    "OPG-16": ("retningslinjer", "Retningslinjer godkendt"),
    "OPG-29": ("effektvurdering", "Foreløbig effektvurdering"),
    "OPG-30": ("overdragelse", "Overdragelse til drift"),
}
# The project's owner answers for these.
_OWNERS = ("kommissorium", "kontrakt")
_SENT_OUT, _JOINED_CONTRACT = "Krav udsendt", "Tilslutning besluttet"
# What staff report about an own milestone, and the status of a card that says the same.
_OWN_STATUS = {"naaet": "Nået", "udskudt": "Udskudt"}


def milestone_plan(
    frame: Frame,
    cards: tuple[Card, ...],
    departments: tuple[Department, ...],
    windows: tuple[Window, ...],
    presentation: Presentation,
) -> tuple[Milestone, ...]:
    """All milestones by date; those without a date last, by what is known of them."""
    in_plan = {card.id: card for card in cards}
    own = [_own(frame, row, in_plan) for row in frame.answers.rows(MILESTONES)]
    controlled = {milestone.card.id for milestone in own if milestone.card and milestone.when.day}
    owner = role_of_key(frame.project, "projektejer")
    start = on(frame.project_start, frame.own)
    fixed = [
        Milestone("projektstart", Text("Projektstart"), start, owner),
        *_from_cards(frame, in_plan, controlled, owner),
        *milestones_of_go_lives(frame, in_plan, departments, windows, presentation, controlled, owner),
    ]
    stones = (_with_status(frame, stone) for stone in (*own, *fixed))
    return tuple(sorted(stones, key=_order))


def _order(milestone: Milestone) -> tuple[date, float]:
    weeks = milestone.when.weeks
    return milestone.when.day or date.max, float("-inf") if weeks is None else weeks


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
    variant = requirements_variant(frame.answers)
    if stone.kind == "kontrakt" and variant == JOINT:
        return replace(stone, title=Text(_JOINED_CONTRACT))
    if stone.kind == "krav" and variant == TENDER:
        sent = frame.answers.group("tilbud").get("udsendes")
        if isinstance(sent, date):
            return replace(
                stone, title=Text(_SENT_OUT), when=on(sent, frame.common), row=AnswerRef("tilbud"), card=None
            )
        return replace(stone, title=Text(_SENT_OUT))
    return stone
