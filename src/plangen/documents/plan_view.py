"""The computed plan in the words of the templates.

Where the plan carries text that an answer gave, the printed value is that `Answer`, so that it still knows
its question. Dates are shown here; a date that cannot be computed shows its relative words, else »–«.
The names are Danish because staff read them in the templates; docs/arkitektur.md lists them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from plangen.documents.display import ALL_DEPARTMENTS, BLANK
from plangen.plan.card import Card
from plangen.plan.departments import Department
from plangen.plan.milestones import Milestone
from plangen.plan.model import Plan
from plangen.plan.people import RoleOverview
from plangen.plan.refs import AnswerRef, Text
from plangen.plan.roles import Role
from plangen.plan.when import When
from plangen.plan.windows import Focus, Window
from plangen.texts import danish
from plangen.texts.values import Answer, Passage, Picture, Record, Rows


class PlanView:
    """Turns a `Plan` into the record `plan` of the template context.

    `context`: the answers' part of the template context, where answers are looked up. `titles`: document
    id to title.
    """

    def __init__(
        self, plan: Plan, context: Mapping[str, Any], titles: Mapping[str, str], timeline: Picture | None
    ) -> None:
        self._plan = plan
        self._context = context
        self._titles = titles
        self._timeline = timeline

    def record(self) -> Record:
        """All of it."""
        plan = self._plan
        numbered = {card.id.replace("-", "_"): card.number for card in plan.cards}
        return Record(
            {
                "idriftsaettelse": short(plan.go_live),
                "idriftsaettelse_lang": danish.long_date(plan.go_live) if plan.go_live else BLANK,
                "faser": [self._phase(phase) for phase in plan.phases if phase.count],
                "kort": [self._card(card) for card in plan.cards],
                "kort_nummer": Record(numbered),
                "milepaele": [self._milestone(n, m) for n, m in enumerate(plan.milestones, start=1)],
                "milepaele_leverandoer": [
                    self._milestone(n, m) for n, m in enumerate(plan.milestones_for_suppliers, start=1)
                ],
                "tidslinje": self._timeline,
                "naeste_fire_uger": self._upcoming(),
                "naeste_fire_uger_til": short(plan.upcoming_until),
                "roller": [self._role(overview) for overview in plan.roles],
                "vinduer": [self._window(window) for window in plan.windows],
                "kommunikation": self._communication(),
                "interessentmatrix": self._matrix(),
                "arbejdsgruppe": self._group(),
                "gevinster": [
                    Record({"svar": self._row(b.row), "maales": moment(b.when)}) for b in plan.benefits
                ],
                "oekonomi": Record(
                    {
                        "engang": _kroner(plan.economy.once),
                        "aarlig": _kroner(plan.economy.yearly),
                        "fireaar": _kroner(plan.economy.four_years),
                    }
                ),
                "superbruger_timer": _number(plan.hours.superusers),
                "fravalg": [
                    Record({"kort": o.title, "begrundelse": self.text(o.reason)}) for o in plan.opt_outs
                ],
                "praesentation": self._presentation(),
            }
        )

    # --- answers --------------------------------------------------------------------------------------------
    def text(self, text: Text) -> str:
        """The answer that the text was copied from, else the text itself; »–« when there is none."""
        answer = self._answer(text.source) if text.source else None
        return answer if answer is not None else text.text or BLANK

    def role(self, role: Role) -> str:
        """Who, as the answer that says it where there is one; »–« for nobody."""
        answer = self._answer(role.source) if role.source else None
        return answer if answer is not None and str(answer) == role.text else role.text or BLANK

    def _row(self, ref: AnswerRef | None) -> Record | None:
        """The printed row that a reference points at."""
        value = self._context.get(ref.question) if ref else None
        if ref is None or value is None:
            return None
        if isinstance(value, Rows):
            return next((row for row in value if row.key == ref.row_key), None)
        if isinstance(value, Record):
            return getattr(value, ref.row_key, None) if ref.row_key else value
        return None

    def _answer(self, ref: AnswerRef) -> Answer | None:
        value = self._context.get(ref.question)
        if not ref.row_key and isinstance(value, Answer):
            return None if ref.column else value
        answer = getattr(self._row(ref), ref.column, None) if ref.column else None
        return answer if isinstance(answer, Answer) else None

    # --- parts ----------------------------------------------------------------------------------------------
    def _phase(self, phase: Any) -> Record:
        dated = phase.start and phase.end
        return Record(
            {
                "navn": phase.label or "Uden fase",
                "start": short(phase.start),
                "slut": short(phase.end),
                "periode": f"{short(phase.start)}–{short(phase.end)}" if dated else BLANK,
                "antal": str(phase.count),
                "ejer": self.role(phase.owner),
            }
        )

    def _card(self, card: Card) -> Record:
        return Record(
            {
                "nr": card.number,
                "titel": self.text(card.title),
                "fase": card.phase_label or BLANK,
                "tema": card.theme_label,
                "prioritet": card.priority_label,
                "start": moment(card.start),
                "slut": moment(card.end),
                "slut_tekst": card.end_text or BLANK,
                "udfoerer": self.role(card.performer),
                "status": card.status_label or BLANK,
            },
            key=card.id,
        )

    def _milestone(self, number: int, milestone: Milestone) -> Record:
        return Record(
            {
                "nr": str(number),
                "dato": moment(milestone.when),
                "relativ": milestone.when.relative or BLANK,
                "titel": self.text(milestone.title),
                "ansvarlig": self.role(milestone.responsible),
                "afdelinger": self._departments(milestone.departments),
            }
        )

    def _upcoming(self) -> Rows:
        plan = self._plan
        rows = [
            Record(
                {
                    "dato": short(item.day),
                    "type": item.kind,
                    "hvad": f"{item.card.number} {item.card.title}" if item.card else self.text(item.what),
                    "hvem": self.role(item.who),
                    "afdelinger": self._departments(item.departments),
                }
            )
            for item in plan.upcoming or ()
        ]
        no_date: Answer = self._context["pakke"].dato
        nothing: Passage = self._context["st"]["ST-55"]
        return Rows(rows, no_date if plan.upcoming is None else nothing)

    def _role(self, overview: RoleOverview) -> Record:
        groups = [
            Record(
                {
                    "navn": group.label,
                    "punkter": [
                        f"{duty.card.number} {duty.card.title}" if duty.card else str(duty.what)
                        for duty in group.duties
                    ],
                }
            )
            for group in overview.groups
        ]
        labels = ", ".join(label.split(" (")[0] for label in overview.labels)
        return Record(
            {"titel": self.role(overview.role), "roller": labels or BLANK, "grupper": groups},
        )

    def _window(self, window: Window) -> Record:
        weeks = danish.joined([str(week) for week in window.weeks])
        day = window.when.day
        return Record(
            {
                "nr": str(window.number),
                "dato": moment(window.when),
                "dato_lang": danish.long_date(day) if day else moment(window.when),
                "uger": weeks or BLANK,
                "afdelinger": self._departments(window.departments, nobody=ALL_DEPARTMENTS),
                "maal": [self.text(focus.text) for focus in window.goals],
                "proevehandlinger": [self.text(focus.text) for focus in window.trials],
                "maal_hidtil": self._focus_rows(window.goals_so_far),
                "resultat": self._row(window.result),
                "ekstra": window.extra,
            }
        )

    def _focus_rows(self, goals: Iterable[Focus]) -> list[Record]:
        return [row for goal in goals if (row := self._row(goal.row)) is not None]

    def _communication(self) -> Rows:
        rows = []
        for contact in self._plan.communication:
            row = self._row(contact.row)
            if row is not None:
                fields = {name: getattr(row, name) for name in _CONTACT_FIELDS}
                when = contact.text or BLANK
                rows.append(Record({**fields, "tidspunkt": when}, key=contact.row.row_key))
        return Rows(rows, self._context["kommunikation"].ellers)

    def _matrix(self) -> Record:
        return Record(
            {
                quadrant.id: Record(
                    {
                        "navn": quadrant.label,
                        "interessenter": [self.text(name) for name in quadrant.stakeholders],
                    }
                )
                for quadrant in self._plan.stakeholders
            }
        )

    def _group(self) -> Record:
        group = self._plan.group
        return Record(
            {
                "opgaver": [
                    Record(
                        {
                            "opgave": task.text.text,
                            "dokument": self._titles.get(task.document, BLANK),
                            "frist": moment(task.card.end) if task.card else BLANK,
                        }
                    )
                    for task in group.tasks
                ],
                "tidsplan": [self._card(card) for card in group.timetable],
                "start": moment(group.start),
                "slut": moment(group.end),
                "timer_md": _number(self._plan.hours.working_group),
            }
        )

    def _presentation(self) -> Record:
        presentation = self._plan.presentation
        steps = [
            Record(
                {
                    "del": self.text(step.part),
                    "dato": danish.joined(
                        [self._dated(d.when, d.departments, len(step.dates)) for d in step.dates]
                    ),
                }
            )
            for step in presentation.steps
        ]
        sessions = [
            Record({"aktivitet": self.text(session.activity), "dato": moment(session.when)})
            for session in presentation.sessions
        ]
        day = presentation.when.day
        return Record(
            {
                "dato": moment(presentation.when),
                "dato_lang": danish.long_date(day) if day else moment(presentation.when),
                "trin": steps,
                "oplaering": sessions,
            }
        )

    def _dated(self, when: When, departments: tuple[Department, ...], of: int) -> str:
        """A step's date; with the departments when they differ."""
        names = self._departments(departments) if of > 1 and departments else ""
        return f"{moment(when)} ({names})" if names else moment(when)

    def _departments(self, departments: tuple[Department, ...], nobody: str = BLANK) -> str:
        return danish.joined([str(department.name) for department in departments]) or nobody


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


def short(day: date | None) -> str:
    """»06.09.2027«, or »–«."""
    return danish.short_date(day) if day else BLANK


def moment(when: When) -> str:
    """The day, else the relative words, else »–«."""
    return danish.short_date(when.day) if when.day else when.relative or BLANK


def _kroner(amount: float | None) -> str:
    return BLANK if amount is None else danish.kroner(amount)


def _number(value: float | None) -> str:
    return BLANK if value is None else danish.number(value)
