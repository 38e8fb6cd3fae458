"""The cards that are in the plan, before they have dates: standard cards, opt-outs and own tasks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from plangen.answers.conditions import condition
from plangen.answers.model import Row
from plangen.catalog import Catalog, TaskCard
from plangen.catalog.document import SCOPES
from plangen.plan.card import Card
from plangen.plan.departments import EVERYBODY
from plangen.plan.frame import COMMON_DATE, Frame, number
from plangen.plan.phases import is_follow_up, phase_in, phase_model
from plangen.plan.refs import AnswerRef, Text, cell, row_ref
from plangen.plan.roles import performer
from plangen.plan.when import Anchor

OWN_TASKS = "opgaver"
OPTED_OUT = "standardopgaver_fravalg"
MILESTONES = "milepaele"
_MANAGER = "projektleder"


@dataclass(frozen=True, slots=True)
class Timing:
    """How a card gets its dates: weeks from the anchor's date; `follows` says whose that is, empty for the
    one department that an own task names; `scaled` whether the lead stretches them; `end_from` is the answer
    (`med.dato`) that sets the slut, `milestones` the rows that control the card."""

    anchor: Anchor
    follows: str
    start: float | None
    end: float | None
    scaled: bool = False
    end_from: str = ""
    milestones: tuple[Row, ...] = ()


@dataclass(frozen=True, slots=True)
class OptOut:
    """A standard card that was chosen away: its id and title, and the reason given."""

    card_id: str
    title: str
    reason: Text
    row: AnswerRef


def tasks(frame: Frame) -> Iterator[tuple[Card, Timing]]:
    """Every card of the plan with its timing, in no particular order (specifikation.md 3.3)."""
    controlled: dict[str, tuple[Row, ...]] = {}
    for row in frame.answers.rows(MILESTONES):
        controlled[row.text("opgave")] = (*controlled.get(row.text("opgave"), ()), row)
    for card, timing in _all_tasks(frame):
        yield card, replace(timing, milestones=controlled.get(card.id, ()))


def _all_tasks(frame: Frame) -> Iterator[tuple[Card, Timing]]:
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
    in_profile = SCOPES.index(card.scope) <= SCOPES.index(frame.answers.profile)
    return in_profile and (not card.shown_if or condition(frame.answers, card.shown_if))


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
        accountable=performer(frame, Text(card.accountable)),
        informed=Text(card.informed),
        after=card.after,
        follows=card.follows,
    )
    anchor = frame.following(card.follows)
    return made, Timing(anchor, card.follows, card.start, card.end, True, card.end_from)


def _own(frame: Frame, row: Row, place: int) -> tuple[Card, Timing]:
    """A row of `opgaver`. Its weeks are never scaled, and no answer but a milestone changes its slut."""
    model = phase_model(frame.answers)
    lists = frame.catalog.lists
    phase, follow_up = _own_phase(frame.catalog, model, row)
    replaced = frame.catalog.cards.get(row.text("opgave_id"))
    anchor, follows = _anchor(frame, row)
    label = frame.catalog.phase_models[model].get(phase, "")
    made = Card(
        id=row.text("opgave_id") or row.key,
        place=place,
        title=cell(OWN_TASKS, row, "titel"),
        phase=phase,
        phase_label=row.text("fase_navn") or label,
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
        accountable=performer(frame, Text(replaced.accountable if replaced else _MANAGER)),
        follows=follows,
    )
    return made, Timing(anchor, follows, number(row, "startdato_uger"), number(row, "slutdato_uger"))


def _own_phase(catalog: Catalog, model: str, row: Row) -> tuple[str, bool]:
    """The phase in `model`, and whether it is follow-up; without a valid phase that of the replaced card."""
    phase = phase_in(catalog, model, row.text("fase"))
    if phase:
        return phase, is_follow_up(catalog, model, row.text("fase"))
    replaced = catalog.cards.get(row.text("opgave_id"))
    if replaced is None:
        return "", False
    return replaced.phases[model], is_follow_up(catalog, model, replaced.phases["proces_4"])


def _anchor(frame: Frame, row: Row) -> tuple[Anchor, str]:
    """The date that an own task follows, and whose that is: that of the one department it names, else as the
    card it replaces, else the common one."""
    keys = row.departments()
    if len(keys) == 1 and keys != EVERYBODY:
        return frame.of_row(row), ""
    replaced = frame.catalog.cards.get(row.text("opgave_id"))
    follows = replaced.follows if replaced else COMMON_DATE
    return frame.following(follows), follows
