"""The list of tasks as D06 prints it: the cards by phase, with the places where staff report on them
(specifikation.md 3.4 and 4.2, D06 11)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from plangen.catalog import Catalog
from plangen.documents.blanks import BlankRows
from plangen.documents.display import BLANK
from plangen.documents.plan_view.printed import Printed
from plangen.plan.adjustments import ADJUSTMENTS
from plangen.plan.card import Card
from plangen.plan.frame import COMMON_DATE, LATEST_DATE
from plangen.plan.model import Plan
from plangen.plan.phases import FOLLOW_UP_PHASE, PROCESS, Phase
from plangen.texts.danish import lower_first, short_date
from plangen.texts.records import Record
from plangen.texts.values import Answer

_OBLIGATORY: Final = "obligatorisk"
_SUPERSCRIPT: Final = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def fields(plan: Plan, listed: TaskList, catalog: Catalog) -> dict[str, Any]:
    """`opgaver`: the phases with their cards; `opgavenoter`: what the numbers at the deadlines stand for."""
    done = finished_when(plan.phase_model, catalog)
    return {"opgaver": listed.phases(done), "opgavenoter": listed.notes()}


def finished_when(model: str, catalog: Catalog) -> dict[str, str]:
    """Phase of the model → when it is finished (`fase_faerdig`, which speaks of the phases of proces_4).
    Where several phases of a model are one there, the last of them says it."""
    if model == PROCESS:
        return dict(catalog.lists.phase_done)
    own = catalog.phase_crosswalk[model][PROCESS]
    last = {own[phase]: phase for phase in catalog.phase_models[model] if phase in own}
    found = {phase: catalog.lists.phase_done[of] for of, phase in last.items()}
    missing = {of: done for of, done in catalog.lists.phase_done.items() if of not in last}
    return {**missing, **found}


def is_of_department(card: Card) -> bool:
    """Whether a department's plan lists a card: it follows the department's date, or was added locally."""
    return card.row is not None or card.follows not in (COMMON_DATE, LATEST_DATE)


class TaskList:
    """The cards that the pack's plan lists: all in the project's, its own in a department's."""

    def __init__(self, plan: Plan, printed: Printed, blanks: BlankRows, cards: Mapping[str, Record]) -> None:
        self._plan, self._printed, self._blanks, self._records = plan, printed, blanks, cards
        self._numbers: dict[str, str] = {}
        self._lines: dict[str, Record] = {}

    def cards(self) -> list[Card]:
        """The cards that are listed."""
        return [card for card in self._plan.cards if self._is_listed(card)]

    def phases(self, done: Mapping[str, str]) -> list[Record]:
        found = []
        for phase in self._plan.phases:
            found += self._part(phase.label or "Uden fase", done.get(phase.id, ""), phase.cards)
            found += self._follow_up(phase, done)
        return found

    def notes(self) -> list[str]:
        """»¹ Flyttet fra uge 28 pga. ferie.«"""
        return [f"{number} {said[:1].upper()}{said[1:]}." for said, number in self._numbers.items()]

    def _follow_up(self, phase: Phase, done: Mapping[str, str]) -> list[Record]:
        """Its own end is that of the last phase of proces_4, which this model does not have."""
        ends = done.get(FOLLOW_UP_PHASE, "")
        return self._part(phase.follow_up_label, ends, phase.follow_up)

    def _part(self, name: str, done: str, cards: tuple[Card, ...]) -> list[Record]:
        mine = [card for card in cards if self._is_listed(card)]
        if not mine:
            return []
        days = [day for card in mine for day in (card.start.day, card.end.day) if day]
        period = f"{short_date(min(days))}–{short_date(max(days))}" if days else ""
        lines = [self.line(card) for card in mine]
        return [Record({"navn": name, "periode": period, "faerdig": done, "kort": lines})]

    def _is_listed(self, card: Card) -> bool:
        return self._plan.department is None or is_of_department(card)

    # --- one card ------------------------------------------------------------------------------------------
    def line(self, card: Card) -> Record:
        """A card in a line of the list."""
        if card.number not in self._lines:
            self._lines[card.number] = self._line(card)
        return self._lines[card.number]

    def _line(self, card: Card) -> Record:
        known = self._records[card.number]
        place = self._place(card)
        when = self._printed.when(card.end)
        note = self._note(when.flyttet) if when.flyttet else ""
        return Record(
            {
                "nr": card.number,
                "titel": known.titel,
                "prioritet": "" if card.priority == _OBLIGATORY else lower_first(card.priority_label),
                "afdelinger": known.afdelinger,
                "udfoerer": _there(place.udfoerer, card.performer.text, card.performer.text, "role"),
                "slut": _there(place.slut, when.kort if when else "", card.end.day, "date"),
                "relativ": "" if when else when.relativ,
                "note": note,
                "status": _there(place.status, card.status_label, card.status, "choice"),
                "bemaerkning": _there(place.bemaerkning, card.note.text, card.note.text, "text"),
            },
            key=card.id,
        )

    def _note(self, said: str) -> str:
        """The same move has the same number."""
        number = str(len(self._numbers) + 1).translate(_SUPERSCRIPT)
        return self._numbers.setdefault(said, number)

    def _place(self, card: Card) -> Record:
        """The row where staff of the pack report on a card: theirs, or one that is not there yet."""
        department = self._plan.department
        for row in self._printed.rows(ADJUSTMENTS):
            whose = [key.strip() for key in str(row.afdeling.raw or "alle").split(";")]
            if row.kort.raw == card.id and (department or "alle") in whose:
                return row
        return self._blanks.one(ADJUSTMENTS, {"kort": card.id})


def _there(place: Answer, shown: str, raw: Any, kind: Any) -> Answer:
    """What a place says: what staff wrote, else what the plan says until they do."""
    if str(place) == shown or not shown or shown == BLANK:
        return place.skriv
    return Answer(
        shown,
        id=place.id,
        raw=raw,
        label=place.label,
        kind=kind,
        status="default",
        options=place.options,
    )
