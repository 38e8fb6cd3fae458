"""Who does what: roles, the working group, communication and stakeholders."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from plangen.documents.display import BLANK
from plangen.documents.plan_view.activities import plan_of_activities
from plangen.documents.plan_view.printed import Printed, reported
from plangen.documents.plan_view.schedule import card_record
from plangen.documents.plan_view.shown import hours
from plangen.plan.communication import COMMUNICATION, Contact
from plangen.plan.group import GroupTask, WorkingGroup
from plangen.plan.model import Plan
from plangen.plan.stakeholders import STAKEHOLDERS, Stakeholder
from plangen.plan.when import When
from plangen.texts.records import Record, Rows

_CONTACT_FIELDS = (
    "interessent",
    "anledning",
    "budskab",
    "kanal",
    "form",
    "afsender",
    "ansvarlig",
    "effekt",
)
_NOT_IN_PACK, _ALL_ALONG = "Ikke en del af pakken", "Løbende"


def fields(plan: Plan, printed: Printed, titles: Mapping[str, str]) -> dict[str, Any]:
    calendar = [
        (contact, line) for contact in plan.communication if (line := _contact(contact, printed)) is not None
    ]
    return {
        "kommunikation": Rows([line for _, line in calendar], printed.instead_of(COMMUNICATION)),
        "kommunikationsplan": plan_of_activities(plan, calendar, printed),
        "interessenter": _stakeholders(plan.stakeholders, printed),
        "arbejdsgruppe": _group(plan, plan.group, printed, titles),
    }


def _contact(contact: Contact, printed: Printed) -> Record | None:
    row = printed.row(contact.row)
    if row is None:
        return None
    moved = printed.moved(contact.when.moved_from)
    when = contact.text.replace("(uge ", "(uge\u00a0") or row.tidspunkt
    return Record(
        {
            **{name: getattr(row, name) for name in _CONTACT_FIELDS},
            "tidspunkt": f"{when} ({moved})" if moved else when,
            "dato": printed.when(contact.when),
            "gentages": contact.every is not None,
            "afdelinger": printed.whose.departments(() if contact.everybody else contact.departments),
            "status": reported(row.status, contact.status_label),
        },
        key=contact.row.row_key,
    )


def _stakeholders(stakeholders: tuple[Stakeholder, ...], printed: Printed) -> Rows:
    rows = []
    for one in stakeholders:
        row = printed.row(one.row)
        if row is not None:
            asked = str(row.inddragelse)
            shown = row.inddragelse if asked == one.involvement_label or not one.involvement else None
            cells = {name: getattr(row, name) for name in ("navn", "betydning", "paavirkning", "indflydelse")}
            cells["inddragelse"] = one.involvement_label if shown is None else shown
            rows.append(Record(cells, key=one.row.row_key))
    return Rows(rows, printed.instead_of(STAKEHOLDERS))


def _group(plan: Plan, group: WorkingGroup, printed: Printed, titles: Mapping[str, str]) -> Record:
    numbers = {card.id: card.number for card in plan.cards}
    return Record(
        {
            "opgaver": [_group_task(task, printed, titles) for task in group.tasks],
            "tidsplan": [card_record(card, printed, numbers) for card in group.timetable],
            "efter_gruppen": any(_is_later(card.end, group.end) for card in group.timetable),
            "start": printed.when(group.start),
            "start_tekst": group.start.phrase or BLANK,
            "slut": printed.when(group.end),
            "slut_tekst": group.end.phrase or BLANK,
            "timer_md": hours(plan.hours.working_group),
        }
    )


def _is_later(when: When, other: When) -> bool:
    return when.day is not None and other.day is not None and when.day > other.day


def _group_task(task: GroupTask, printed: Printed, titles: Mapping[str, str]) -> Record:
    """A task of the group's own has neither document nor deadline; what has no deadline leaves its cell
    empty (D02 2)."""
    named = titles.get(task.document, _NOT_IN_PACK) if task.document else ""
    due = printed.when(task.due) if task.due else _ALL_ALONG if task.all_along else ""
    return Record({"opgave": task.text.text, "dokument": named, "frist": due})
