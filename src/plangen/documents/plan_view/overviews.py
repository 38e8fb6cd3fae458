"""Overviews over the whole plan: who does what in each card, coverage of training, and risks."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from plangen.documents.display import BLANK
from plangen.documents.plan_view.printed import Printed
from plangen.documents.plan_view.shown import hours
from plangen.plan.model import Plan
from plangen.plan.raci import ANSWERS, ASKED, DOES, TOLD, Raci, RaciRow
from plangen.plan.roles import same
from plangen.plan.sums import Hours
from plangen.texts.danish import lower_first, number, upper_first
from plangen.texts.records import Record

_NONE = "mangler"
_LETTERS = {"udfoerer": DOES, "ansvarlig": ANSWERS, "kontaktes": ASKED, "orienteres": TOLD}


def fields(plan: Plan, printed: Printed) -> dict[str, Any]:
    return {
        "raci": _raci(plan.raci, printed),
        "daekning": _coverage(plan, printed),
        "timer": _hours(plan.hours),
        "risici": [
            Record(
                {
                    "svar": printed.row(risk.row),
                    "ejer": printed.role(risk.owner),
                    "tal": BLANK if risk.number is None else str(risk.number),
                    "niveau": risk.level or BLANK,
                },
                key=risk.row.row_key,
            )
            for risk in plan.risks
        ],
    }


def _raci(raci: Raci, printed: Printed) -> Record:
    titles = [role.label.split(" (")[0] or role.text for role in raci.roles]
    return Record(
        {
            "roller": [printed.role(role) for role in raci.roles],
            "raekker": [_raci_row(row, titles, printed) for row in raci.rows],
        }
    )


def _raci_row(row: RaciRow, titles: Sequence[str], printed: Printed) -> Record:
    return Record(
        {
            "nr": row.card.number,
            "titel": printed.text(row.card.title),
            "obligatorisk": row.card.priority == "obligatorisk",
            "celler": list(row.cells),
            "oevrige": "; ".join(f"{letter}: {words}" for letter, words in row.others),
            **{name: _with_letter(row, titles, letter) for name, letter in _LETTERS.items()},
        },
        key=row.card.id,
    )


def _with_letter(row: RaciRow, titles: Sequence[str], letter: str) -> str:
    """Everybody who has a letter, in words, as one list: »Leverandør, økonomi«; »–« for nobody."""
    named = [(letters, title) for letters, title in zip(row.cells, titles, strict=True) if letters]
    said = (title for letters, title in (*named, *row.others) if letter in letters.split("/"))
    first, *rest = dict.fromkeys(said) or (BLANK,)
    return ", ".join([upper_first(first), *dict.fromkeys(lower_first(title) for title in rest)])


def _coverage(plan: Plan, printed: Printed) -> Record:
    """Employee group by department: the hours of the training that covers it, »mangler« when none does, »–«
    when the department has no such group. `linjer`: the same in a line for each
    department."""
    covered = {(same(one.group), one.department.key): one.hours for one in plan.hours.training}
    groups = {same(one.group): one.group for one in reversed(plan.hours.training)}
    order = dict.fromkeys(same(one.group) for one in plan.hours.training)
    return Record(
        {
            "afdelinger": [printed.text(department.name) for department in plan.departments],
            "raekker": [
                Record(
                    {
                        "gruppe": groups[group],
                        "celler": [_covered(covered.get((group, d.key))) for d in plan.departments],
                    }
                )
                for group in order
            ],
            "linjer": [
                Record(
                    {
                        "afdeling": printed.whose.departments((department,)) or BLANK,
                        "grupper": " · ".join(
                            f"{one.group}: {_covered(one.hours)}"
                            for one in plan.hours.training
                            if one.department == department
                        ),
                    }
                )
                for department in dict.fromkeys(one.department for one in plan.hours.training)
            ],
        }
    )


def _covered(found: float | None) -> str:
    return BLANK if found is None else f"{number(found)} t." if found else _NONE


def _hours(found: Hours) -> Record:
    """»arbejdsgruppe« a month, »superbrugere« a week, and what one person of a group is trained."""
    most = [one.hours for one in found.training if one.hours]
    return Record(
        {
            "arbejdsgruppe": hours(found.working_group),
            "superbrugere": hours(found.superusers),
            "oplaering_mindst": hours(min(most, default=None)),
            "oplaering_mest": hours(max(most, default=None)),
        }
    )
