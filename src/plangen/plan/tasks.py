"""The cards that are in the plan, before they have dates: standard cards, opt-outs and own tasks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from plangen.answers.conditions import condition
from plangen.answers.model import Row
from plangen.catalog import Catalog, TaskCard
from plangen.plan.card import Card
from plangen.plan.frame import COMMON_DATE, DEPARTMENT_DATE, Frame, number
from plangen.plan.phases import is_follow_up, phase_in, phase_model
from plangen.plan.refs import AnswerRef, Text, cell, row_ref
from plangen.plan.roles import performer
from plangen.plan.when import Anchor

OWN_TASKS = "opgaver"
OPTED_OUT = "standardopgaver_fravalg"


@dataclass(frozen=True, slots=True)
class Timing:
    """How a card gets its dates: weeks from the anchor's date; `scaled` says whether the lead stretches
    them; `end_from` is the answer (`med.dato`) that sets the slut."""

    anchor: Anchor
    start: float | None
    end: float | None
    scaled: bool = False
    end_from: str = ""


@dataclass(frozen=True, slots=True)
class OptOut:
    """A standard card that was chosen away: its id and title, and the reason given."""

    card_id: str
    title: str
    reason: Text
    row: AnswerRef


def tasks(frame: Frame) -> Iterator[tuple[Card, Timing]]:
    """Every card of the plan with its timing, in no particular order (specifikation.md 3.4)."""
    rows = frame.answers.rows(OWN_TASKS)
    away = {row.text("opgave") for row in frame.answers.rows(OPTED_OUT)}
    for place, card in enumerate(frame.catalog.cards.values()):
        replacing = [row for row in rows if row.text("opgave_id") == card.id]
        yield from (_own(frame, row, place) for row in replacing)
        if not replacing and card.id not in away and _is_shown(frame, card):
            yield _standard(frame, card, place)
    new = (row for row in rows if row.text("opgave_id") not in frame.catalog.cards)
    for place, row in enumerate(new, start=len(frame.catalog.cards)):
        yield _own(frame, row, place)


def opt_outs(frame: Frame) -> tuple[OptOut, ...]:
    """The standard cards that were chosen away, without those that an own task replaces."""
    cards = frame.catalog.cards
    own = {row.text("opgave_id") for row in frame.answers.rows(OWN_TASKS)}
    return tuple(
        OptOut(card.id, card.title, cell(OPTED_OUT, row, "begrundelse"), row_ref(OPTED_OUT, row))
        for row in frame.answers.rows(OPTED_OUT)
        if (card := cards.get(row.text("opgave"))) and card.id not in own
    )


def _is_shown(frame: Frame, card: TaskCard) -> bool:
    return not card.shown_if or condition(frame.answers, card.shown_if)


def _standard(frame: Frame, card: TaskCard, place: int) -> tuple[Card, Timing]:
    model = phase_model(frame.answers)
    lists = frame.catalog.lists
    priority = card.priority
    if card.priority_if and condition(frame.answers, card.priority_if[1]):
        priority = card.priority_if[0]
    made = Card(
        id=card.id,
        place=place,
        title=Text(card.title),
        phase=card.phases[model],
        phase_label=frame.catalog.phase_models[model][card.phases[model]],
        follow_up=is_follow_up(frame.catalog, model, card.phases["proces_4"]),
        theme=card.theme,
        theme_label=lists.themes[card.theme],
        priority=priority,
        priority_label=lists.priorities[priority],
        goal=Text(card.goal),
        description=Text(card.description),
        method=Text(card.method),
        result=Text(card.result),
        performer=performer(frame, Text(card.performer)),
        quality=Text(card.quality),
        involved=Text(card.involved),
        documents=card.documents,
    )
    return made, Timing(frame.following(card.follows), card.start, card.end, True, card.end_from)


def _own(frame: Frame, row: Row, place: int) -> tuple[Card, Timing]:
    """A row of `opgaver`. Its weeks are never scaled, and no answer but a milestone changes its slut."""
    model = phase_model(frame.answers)
    lists = frame.catalog.lists
    phase, follow_up = _own_phase(frame.catalog, model, row)
    replaced = frame.catalog.cards.get(row.text("opgave_id"))
    made = Card(
        id=row.text("opgave_id") or row.key,
        place=place,
        title=cell(OWN_TASKS, row, "titel"),
        phase=phase,
        phase_label=frame.catalog.phase_models[model].get(phase, ""),
        follow_up=follow_up,
        theme=row.text("tema"),
        theme_label=lists.themes.get(row.text("tema"), ""),
        priority=row.text("prioritet"),
        priority_label=lists.priorities.get(row.text("prioritet"), ""),
        goal=cell(OWN_TASKS, row, "maal"),
        description=cell(OWN_TASKS, row, "beskrivelse"),
        method=cell(OWN_TASKS, row, "metode"),
        result=cell(OWN_TASKS, row, "resultat"),
        performer=performer(frame, cell(OWN_TASKS, row, "udfoerer")),
        quality=cell(OWN_TASKS, row, "kvalitetskriterier"),
        involved=cell(OWN_TASKS, row, "involverede"),
        documents=replaced.documents if replaced else (),
        row=row_ref(OWN_TASKS, row),
        departments=row.departments(),
    )
    return made, Timing(_anchor(frame, row), number(row, "startdato_uger"), number(row, "slutdato_uger"))


def _own_phase(catalog: Catalog, model: str, row: Row) -> tuple[str, bool]:
    """The phase in `model`, and whether it is follow-up; without a valid phase that of the replaced card."""
    phase = phase_in(catalog, model, row.text("fase"))
    if phase:
        return phase, is_follow_up(catalog, model, row.text("fase"))
    replaced = catalog.cards.get(row.text("opgave_id"))
    if replaced is None:
        return "", False
    return replaced.phases[model], is_follow_up(catalog, model, replaced.phases["proces_4"])


def _anchor(frame: Frame, row: Row) -> Anchor:
    """The date that an own task follows.

    One department named: that department's own. Otherwise a replaced card keeps its mark, and a new card
    follows the common date when its theme is one whose standard cards all do (purpose, requirements,
    procurement): such work is the project's. Any other new card is carried out in each department.
    """
    keys = row.departments()
    if len(keys) == 1 and keys[0] != "alle":
        return frame.of_row(row)
    replaced = frame.catalog.cards.get(row.text("opgave_id"))
    if replaced:
        return frame.following(replaced.follows)
    marks = {card.follows for card in frame.catalog.cards.values() if card.theme == row.text("tema")}
    return frame.following(COMMON_DATE if marks == {COMMON_DATE} else DEPARTMENT_DATE)
