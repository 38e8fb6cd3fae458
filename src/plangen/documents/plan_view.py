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
from plangen.documents.windows import SharedFocus, WindowPage, field_size, window_pages
from plangen.plan.card import Card
from plangen.plan.departments import Department
from plangen.plan.milestones import Milestone
from plangen.plan.model import Plan
from plangen.plan.people import DutyGroup, RoleOverview
from plangen.plan.refs import AnswerRef, Text
from plangen.plan.roles import Role
from plangen.plan.rollout import Session, Step, StepDate
from plangen.plan.when import When
from plangen.plan.windows import Focus
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
        pages = window_pages(plan.windows)
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
                "vinduer": [self._window(page, page is pages[-1]) for page in pages],
                "vinduer_delt": any(len(page.windows) > 1 for page in pages),
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
        groups = [Record({"navn": g.label, "punkter": _duties(g)}) for g in overview.groups]
        labels = ", ".join(label.split(" (")[0] for label in overview.labels)
        return Record(
            {"titel": self.role(overview.role), "roller": labels or BLANK, "grupper": groups},
        )

    def _window(self, page: WindowPage, last: bool) -> Record:
        day = page.when.day
        result = self._row(page.result)
        so_far = self._focus_rows(page.goals_so_far)
        goals = [[(str(getattr(row, field)), width) for field, width in _GOAL_CELLS] for row in so_far]
        fields = [[str(getattr(result, f) or "") if result else "" for f in row] for row in _WINDOW_FIELDS]
        return Record(
            {
                "nr": str(page.number),
                "dato": moment(page.when),
                "dato_ugedag": danish.weekday_date(day) if day else moment(page.when),
                "dato_lang": danish.long_date(day) if day else moment(page.when),
                "uger": danish.joined([str(week) for week in page.weeks]) or BLANK,
                "afdelinger": self._whose(page, result),
                "maal": [self._focus(focus) for focus in page.goals],
                "proevehandlinger": [self._focus(focus) for focus in page.trials],
                "maal_hidtil": so_far,
                "resultat": result,
                "ekstra": not page.weeks,
                "plads": field_size(goals, fields, last),
            }
        )

    def _whose(self, page: WindowPage, result: Record | None) -> str:
        """The departments of a page, »Alle afdelinger« for all; what the result says when it names none."""
        everybody = self._plan.departments
        if not page.departments and everybody and result and result.afdeling:
            return str(result.afdeling)
        if len(everybody) > 1 and set(page.departments) == set(everybody):
            return ALL_DEPARTMENTS
        return self._departments(page.departments, nobody=ALL_DEPARTMENTS)

    def _focus(self, shared: SharedFocus) -> Record:
        names = self._departments(shared.departments, nobody="")
        return Record({"tekst": self.text(shared.focus.text), "afdelinger": names})

    def _focus_rows(self, goals: Iterable[Focus]) -> list[Record]:
        return [row for goal in goals if (row := self._row(goal.row)) is not None]

    def _communication(self) -> Rows:
        rows = []
        for contact in self._plan.communication:
            row = self._row(contact.row)
            if row is not None:
                fields = {name: getattr(row, name) for name in _CONTACT_FIELDS}
                when = contact.text or row.tidspunkt
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
                "start_tekst": group.start.phrase or BLANK,
                "slut": moment(group.end),
                "slut_tekst": group.end.phrase or BLANK,
                "timer_md": _number(self._plan.hours.working_group),
            }
        )

    def _presentation(self) -> Record:
        presentation = self._plan.presentation
        day = presentation.when.day
        return Record(
            {
                "dato": moment(presentation.when),
                "dato_lang": danish.long_date(day) if day else moment(presentation.when),
                "proces": self._process(),
            }
        )

    def _process(self) -> list[Record]:
        """What happens next, by date: training, and the parts that are taken into use (D05 4)."""
        presentation = self._plan.presentation
        sessions = [(s.when, self._session(s)) for s in presentation.sessions]
        steps = [(one.when, self._step(step, one)) for step in presentation.steps for one in step.dates]
        ordered = sorted((*sessions, *steps), key=lambda item: item[0].day or date.max)
        return [record for _, record in ordered]

    def _session(self, session: Session) -> Record:
        row = self._row(session.row)
        return self._happening("Oplæring", session.when, row, ("aktivitet", "tidspunkt"))

    def _step(self, step: Step, begins: StepDate) -> Record:
        """The departments of a date are named when the step has several dates."""
        departments = begins.departments if len(step.dates) > 1 else ()
        return self._happening("Tages i brug", begins.when, self._row(step.row), ("del", "uge"), departments)

    def _happening(
        self,
        kind: str,
        when: When,
        row: Record | None,
        columns: tuple[str, str],
        departments: tuple[Department, ...] = (),
    ) -> Record:
        """One row of the process. `columns`: what and when; a missing cell prints its marker."""
        what, day = (getattr(row, column, BLANK) for column in columns)
        return Record(
            {
                "dato": moment(when) if when.day or when.relative else day,
                "type": kind,
                "hvad": what,
                "afdelinger": self._departments(departments, nobody=getattr(row, "afdeling", BLANK)),
            }
        )

    def _departments(self, departments: tuple[Department, ...], nobody: str = BLANK) -> str:
        return danish.names([str(department.name) for department in departments]) or nobody


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

# The cells of »Mål til drøftelse« with the characters that fit in a line, and the two rows of the window.
_GOAL_CELLS = (("maal", 52), ("maalvaerdi", 40), ("seneste_vaerdi", 34))
_WINDOW_FIELDS = (("gik_godt", "hvorfor"), ("bedre", "anderledes"))


def _duties(group: DutyGroup) -> list[str]:
    """Each name once; none for a group of questions, whose only row is called what the group is called."""
    names = (f"{d.card.number} {d.card.title}" if d.card else str(d.what) for d in group.duties)
    return [name for name in dict.fromkeys(names) if name != group.label]


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
