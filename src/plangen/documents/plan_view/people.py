"""Who does what: roles, the working group, communication and stakeholders."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from plangen.documents.display import BLANK
from plangen.documents.plan_view.printed import Printed
from plangen.documents.plan_view.schedule import card_record
from plangen.documents.plan_view.shown import hours, moment
from plangen.plan.communication import COMMUNICATION, Contact, Quadrant
from plangen.plan.group import WorkingGroup
from plangen.plan.model import Plan
from plangen.plan.people import DutyGroup, RoleOverview
from plangen.texts.values import Record, Rows

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


def fields(plan: Plan, printed: Printed, titles: Mapping[str, str]) -> dict[str, Any]:
    return {
        "roller": [_role(overview, printed) for overview in plan.roles],
        "kommunikation": _communication(plan.communication, printed),
        "interessentmatrix": _matrix(plan.stakeholders, printed),
        "arbejdsgruppe": _group(plan.group, plan.hours.working_group, printed, titles),
    }


def _role(overview: RoleOverview, printed: Printed) -> Record:
    groups = [Record({"navn": g.label, "punkter": _duties(g)}) for g in overview.groups]
    labels = ", ".join(label.split(" (")[0] for label in overview.labels)
    return Record({"titel": printed.role(overview.role), "roller": labels or BLANK, "grupper": groups})


def _duties(group: DutyGroup) -> list[str]:
    """Each name once; none for a group of questions, whose only row is called what the group is called."""
    names = (f"{d.card.number} {d.card.title}" if d.card else str(d.what) for d in group.duties)
    return [name for name in dict.fromkeys(names) if name != group.label]


def _communication(calendar: tuple[Contact, ...], printed: Printed) -> Rows:
    rows = []
    for contact in calendar:
        row = printed.row(contact.row)
        if row is not None:
            cells = {name: getattr(row, name) for name in _CONTACT_FIELDS}
            when = contact.text.replace("(uge ", "(uge\u00a0") or row.tidspunkt
            rows.append(Record({**cells, "tidspunkt": when}, key=contact.row.row_key))
    return Rows(rows, printed.instead_of(COMMUNICATION))


def _matrix(quadrants: tuple[Quadrant, ...], printed: Printed) -> Record:
    return Record(
        {
            quadrant.id: Record(
                {
                    "navn": quadrant.label,
                    "interessenter": [printed.text(name) for name in quadrant.stakeholders],
                }
            )
            for quadrant in quadrants
        }
    )


def _group(
    group: WorkingGroup, hours_a_month: float | None, printed: Printed, titles: Mapping[str, str]
) -> Record:
    """A task that belongs to no document of the pack, or has no deadline, leaves its cell empty (D02 2)."""
    tasks = [
        Record(
            {
                "opgave": task.text.text,
                "dokument": titles.get(task.document, ""),
                "frist": moment(task.card.end) if task.card else "",
            }
        )
        for task in group.tasks
    ]
    return Record(
        {
            "opgaver": tasks,
            "tidsplan": [card_record(card, printed) for card in group.timetable],
            "start": moment(group.start),
            "start_tekst": group.start.phrase or BLANK,
            "slut": moment(group.end),
            "slut_tekst": group.end.phrase or BLANK,
            "timer_md": hours(hours_a_month),
        }
    )
