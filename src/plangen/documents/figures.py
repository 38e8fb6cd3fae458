"""The figures of the documents, put together from plan and answers (specifikation.md 4.3).

A figure is drawn when the answers it shows are given: an empty answer never becomes a statement.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, get_args

from plangen.answers.conditions import shown
from plangen.answers.model import Answers
from plangen.documents.project_course import project_figure
from plangen.documents.task_course import task_figures
from plangen.pictures.figures.circle import Seat, circle_picture
from plangen.pictures.figures.decision import DecisionStep, decision_picture
from plangen.pictures.figures.goals import Goal, Reading, goal_picture, goals_picture
from plangen.pictures.figures.house import TALLEST
from plangen.pictures.figures.learning import learning_picture
from plangen.pictures.figures.rhythm import Evaluation, rhythm_picture
from plangen.pictures.figures.safety import safety_picture
from plangen.pictures.figures.stakeholders import STEPS, StakeholderPoint, stakeholders_picture
from plangen.pictures.figures.wheel import Month, MonthMark, wheel_picture
from plangen.plan.model import Plan
from plangen.plan.rhythm import rhythm
from plangen.plan.state import Series
from plangen.plan.year import Happening, HappeningKind
from plangen.texts.records import Record
from plangen.texts.values import Picture


class Figures(Record):
    """Figures by id. Each is drawn when it is asked for: a document prints few of them."""

    __slots__ = ("_drawers",)

    def __init__(self, drawers: Mapping[str, Callable[[], Any]]) -> None:
        super().__init__({})
        self._drawers = drawers

    def __getattr__(self, name: str) -> Any:
        if name not in self._drawers:
            return super().__getattr__(name)
        drawn = self._fields[name] = self._drawers[name]()
        return drawn

    def _everything(self) -> Iterator[tuple[str, Any, bool]]:
        return ((name, getattr(self, name), False) for name in self._drawers)


def figures(answers: Answers, project: Answers, plan: Plan) -> Figures:
    """`figur` of the template context: each figure by its id, None when it cannot be drawn.

    `answers`: the rows to print (a department's view); `project`: with the rows of all departments. `plan`:
    of the same pack. What a page has no room for is not drawn: the table says it all. F5 is one picture or
    two.
    """
    return Figures(
        {
            "F1": lambda: _fitting(project_figure(project, plan)),
            "F2": lambda: _fitting(_stakeholders(plan)),
            "F3": lambda: _fitting(_circle(project, plan)),
            "F4": lambda: _fitting(_goals(answers, plan)),
            "F5": lambda: task_figures(plan),
            "F6": lambda: _fitting(learning_picture()),
            "F7": lambda: _fitting(_year(plan)),
            "F8": lambda: _fitting(_rhythm(answers, plan)),
            "F9": lambda: _fitting(_safety(answers)),
            "F10": lambda: _fitting(_decision(answers)),
        }
    )


def _fitting(drawn: Picture | None) -> Picture | None:
    return drawn if drawn and drawn.height_mm <= TALLEST else None


def _stakeholders(plan: Plan) -> Picture | None:
    """Those whose place in the square is answered."""
    placed = [
        StakeholderPoint(one.name.text, one.affected, one.influence, one.involvement_label)
        for one in plan.stakeholders
        if one.name.text and one.affected in STEPS and one.influence in STEPS
    ]
    return stakeholders_picture(placed) if placed else None


def _circle(answers: Answers, plan: Plan) -> Picture | None:
    # The group is the project's: in no department's pack is somebody missing who is of another department.
    members = [row for row in answers.rows("arbejdsgruppe_medlemmer") if row.text("rolle")]
    if not members:
        return None
    roles = answers.catalog.lists.template_roles
    hidden = set() if shown(answers, "borgerinddragelse") else {"borger"}
    seats = [
        Seat(
            label,
            tuple(row.text("rolle") for row in members if row.text("kategori") == key),
            after_choice=key == "leverandoer" and not _chosen(answers, plan),
        )
        for key, label in roles.items()
        if key not in hidden
    ]
    others = [row.text("rolle") for row in members if row.text("kategori") not in roles.keys() - hidden]
    return circle_picture(seats, others)


def _chosen(answers: Answers, plan: Plan) -> bool:
    """Whether the solution is chosen, so that there is a supplier (specifikation.md 4.1)."""
    card = plan.card("OPG-13")
    joined = answers.raw("anskaffelsesform") in ("anskaffet", "faelleskommunal")
    return joined or (card is not None and card.status == "afsluttet")


def _goals(answers: Answers, plan: Plan) -> Picture | None:
    none = answers.catalog.lists.empty_answers
    shown_goals = [_goal(one, none) for one in plan.goals if one.goal.text and one.target.text.text]
    return goals_picture(shown_goals) if shown_goals else None


def goal_figures(answers: Answers, plan: Plan) -> dict[str, Picture | None]:
    """F4 of one goal, by the key of its row; None for a goal without a name or a target."""
    none = answers.catalog.lists.empty_answers
    return {
        one.row.row_key: goal_picture(_goal(one, none), number)
        if one.goal.text and one.target.text.text
        else None
        for number, one in enumerate(plan.goals, start=1)
    }


def _goal(one: Series, none: Sequence[str]) -> Goal:
    start, latest = one.start, one.latest
    known = start.text.text.strip().rstrip(".").casefold() not in ("", *none)
    return Goal(
        one.goal.text,
        Reading(start.text.text, start.number) if known else None,
        Reading(one.target.text.text, one.target.number),
        Reading(latest.text.text, latest.number) if latest else None,
        latest.day if latest else None,
    )


def _rhythm(answers: Answers, plan: Plan) -> Picture | None:
    """With dates when all of the pack go live on one day, else the weeks alone."""
    windows = [window for window in plan.windows if not window.extra]
    owners = {window.departments for window in windows}
    days = {department.go_live for department in plan.departments} or {plan.go_live}
    if len(days) > 1 or None in days:
        weeks = rhythm(answers)
        return rhythm_picture([Evaluation((week,)) for week in weeks]) if weeks else None
    mine = [window for window in windows if window.departments == next(iter(owners))]
    shown = [Evaluation(window.weeks, window.when.day, window.moved) for window in mine]
    return rhythm_picture(shown, next(iter(days))) if shown else None


def _year(plan: Plan) -> Picture | None:
    """What happens in each month by its kind; the table under the figure says what it is about."""
    months = [Month(first, tuple(_marks(happenings))) for first, happenings in plan.year.months]
    along = [f"{rhythm}: {what.text}" for rhythm, what, _ in plan.year.all_along if what.text]
    return wheel_picture(months, along) if any(month.marks for month in months) else None


def _marks(happenings: Sequence[Happening]) -> Iterator[MonthMark]:
    days: dict[HappeningKind, list[date]] = {}
    for one in happenings:
        days.setdefault(one.kind, []).append(one.day)
    for shape, kind in enumerate(get_args(HappeningKind)):
        if kind in days:
            yield MonthMark(kind, tuple(days[kind]), shape)


def _safety(answers: Answers) -> Picture | None:
    sentence = answers.passages.get("ST-93") or answers.catalog.passages.get("ST-93")
    return safety_picture(sentence) if sentence else None


def _decision(answers: Answers) -> Picture | None:
    if not answers.text("beslutningskompetence"):
        return None
    owner = answers.row("roller", "projektejer")
    title = owner.text("rolle") if owner else ""
    steps = [
        DecisionStep("Arbejdsgruppen", "indstiller"),
        DecisionStep(f"Projektejeren ({title})" if title else "Projektejeren", "beslutter"),
    ]
    if answers.rows("styregruppe"):
        steps.append(DecisionStep("Styregruppen", "beslutter det, der rækker ud over projektets rammer"))
    return decision_picture(steps)
