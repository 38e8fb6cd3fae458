"""The dates of a plan, each known by what it is and not by when it is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from plangen.catalog import Catalog
from plangen.history.state import DateThen
from plangen.plan import Plan, When
from plangen.plan.departments import Department
from plangen.plan.milestone import OWN_MILESTONE

GO_LIVE = "idriftsaettelse"
"""The dates that every department has."""
_OF_CARDS = ("D06", "D06b", "D06c")
_OF_PLAN = ("D00", "D06", "D06c")
_OF_WINDOWS = ("D06", "D09")
_OF_COMMUNICATION = ("D05",)
# Each is told already: as the go-live, as training, as a window.
_TOLD = ("idriftsaettelse", "oplaering", "sidste_evaluering")


def dates_of(plan: Plan, catalog: Catalog) -> dict[str, DateThen]:
    """Every date of a plan by what tells it from the others: the same when it moves."""
    found: dict[str, DateThen] = {}
    several = len(plan.departments) > 1
    for id, what, when, departments, documents in _all(plan, catalog):
        for department in departments or (None,):
            if when.day is not None:
                whose = department.name.text if department and several else ""
                key = f"{id}@{department.key}" if department else id
                part = id.rpartition("/")[2] if id.startswith("kort/") else ""
                found.setdefault(key, DateThen(what, when.day.isoformat(), whose, documents, part))
    return found


_Found = tuple[str, str, When, Sequence[Department], tuple[str, ...]]


def _all(plan: Plan, catalog: Catalog) -> Iterator[_Found]:
    yield from _go_lives(plan)
    yield from _cards(plan)
    yield from _stones(plan)
    for window in plan.windows:
        if not window.extra:
            week = window.weeks[0]
            yield (
                f"vindue/{week}",
                f"Evalueringsvindue, uge {week}",
                window.when,
                window.departments,
                _OF_WINDOWS,
            )
    yield from _rows(plan, catalog)


def _go_lives(plan: Plan) -> Iterator[_Found]:
    for department in plan.departments:
        when = When(department.go_live, 0, department.go_live, department.anchor)
        yield GO_LIVE, "Idriftsættelse", when, (department,), _OF_PLAN
    if not plan.departments:
        yield GO_LIVE, "Idriftsættelse", When(plan.go_live), (), _OF_PLAN
    yield "arbejdsgruppe", "Arbejdsgruppen slutter", plan.group.end, (), ("D02",)


def _cards(plan: Plan) -> Iterator[_Found]:
    for card in plan.cards:
        id = f"kort/{card.id}/{card.row.row_key if card.row else ''}"
        name = f"{card.number} {card.title}"
        yield f"{id}/start", name, card.start, (), _OF_CARDS
        yield f"{id}/slut", name, card.end, (), _OF_CARDS


def _stones(plan: Plan) -> Iterator[_Found]:
    """The milestones that are not the slut of a card."""
    for stone in plan.milestones:
        if stone.kind in _TOLD or (stone.card and stone.kind != OWN_MILESTONE):
            continue
        row = stone.row.row_key if stone.row else ""
        yield (
            f"milepael/{stone.kind}/{row}",
            f"Milepæl: {stone.title}",
            stone.when,
            stone.departments,
            _OF_PLAN,
        )


def _rows(plan: Plan, catalog: Catalog) -> Iterator[_Found]:
    for one in plan.dated:
        question = catalog.questions[one.row.question]
        id = f"{one.row.question}/{one.row.row_key}/{one.kind}"
        yield id, f"{one.kind}: {one.what}", one.when, one.departments, question.documents
    for step in plan.steps:
        for date in step.dates:
            documents = catalog.questions[step.row.question].documents
            id = f"{step.row.question}/{step.row.row_key}"
            yield id, f"Ibrugtagning: {step.part}", date.when, date.departments, documents
    for contact in plan.communication:
        id = f"{contact.row.question}/{contact.row.row_key}"
        what = f"Kommunikation: {contact.occasion}"
        yield id, what, contact.when, contact.departments, _OF_COMMUNICATION
