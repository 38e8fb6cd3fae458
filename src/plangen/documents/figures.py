"""The figures of the documents, put together from plan and answers (specifikation.md 4.4).

A figure is drawn when the answers it shows are given: an empty answer never becomes a statement.
"""

from __future__ import annotations

from plangen.answers.model import Answers
from plangen.documents.project_course import project_figure
from plangen.pictures.figures.decision import Step, decision_picture
from plangen.pictures.figures.rhythm import Evaluation, rhythm_picture
from plangen.pictures.figures.safety import safety_picture
from plangen.plan.model import Plan
from plangen.plan.windows import rhythm
from plangen.texts.values import Picture, Record


def figures(answers: Answers, project: Answers, plan: Plan) -> Record:
    """`figur` of the template context: each figure by its id, None when it cannot be drawn.

    `answers`: the rows to print (a department's view); `project`: with the rows of all departments. `plan`:
    of the same pack.
    """
    drawn: dict[str, Picture | None] = {
        "F1": project_figure(project, plan),
        "F8": _rhythm(answers, plan),
        "F9": _safety(answers),
        "F10": _decision(answers),
    }
    return Record(drawn)


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


def _safety(answers: Answers) -> Picture | None:
    sentence = answers.catalog.passages.get("ST-93")
    return safety_picture(sentence) if sentence else None


def _decision(answers: Answers) -> Picture | None:
    if not answers.text("beslutningskompetence"):
        return None
    owner = answers.row("roller", "projektejer")
    title = owner.text("rolle") if owner else ""
    steps = [
        Step("Arbejdsgruppen", "indstiller"),
        Step(f"Projektejeren ({title})" if title else "Projektejeren", "beslutter"),
    ]
    if answers.rows("styregruppe"):
        steps.append(Step("Styregruppen", "beslutter det, der rækker ud over projektets rammer"))
    return decision_picture(steps)
