"""From answers to the plan of one pack."""

from __future__ import annotations

from dataclasses import replace

from plangen.answers.model import Answers
from plangen.plan.calendar import add_days
from plangen.plan.cards import Numbers, build_cards, numbers_of
from plangen.plan.communication import communication_calendar
from plangen.plan.dated import dated_rows
from plangen.plan.departments import departments, other_departments
from plangen.plan.follow_up import follow_up_plan
from plangen.plan.frame import Frame, frame_of
from plangen.plan.group import working_group
from plangen.plan.milestones import milestone_plan
from plangen.plan.model import Plan
from plangen.plan.phases import phase_model, phase_plan
from plangen.plan.raci import raci
from plangen.plan.risks import risks
from plangen.plan.rollout import presentation, sessions, steps
from plangen.plan.stakeholders import stakeholders
from plangen.plan.state import DECISIONS, points, series, trials
from plangen.plan.sums import benefits, economy, hours
from plangen.plan.tasks import opt_outs
from plangen.plan.training import training
from plangen.plan.upcoming import PERIOD_DAYS, upcoming
from plangen.plan.windows import Agenda, evaluation_windows
from plangen.plan.year import year


def compute_plan(answers: Answers, project: Plan | None = None) -> Plan:
    """The plan of one pack.

    `answers` are merged with the department's overlay and hold all rows; `answers.department` says whose
    pack it is (None = all departments), and the rows of other departments are left out here. `project`: the
    plan of all departments, whose numbers the cards have in every pack; without it that is computed from the
    same answers. Never raises: what cannot be computed from the answers is None or empty.
    """
    frame = frame_of(answers)
    owners = departments(frame)
    cards = build_cards(frame, _numbers(frame, project))
    decisions = points(frame, DECISIONS)
    own = {row.key for row in frame.answers.rows(DECISIONS)}  # what the pages of windows have answers of
    agenda = Agenda(tuple(one for one in decisions if one.row.row_key in own), trials(frame), series(frame))
    windows = evaluation_windows(frame, owners, agenda)
    rollout = steps(frame, owners)
    shown = presentation(frame, owners, rollout, sessions(frame, owners))
    calendar = communication_calendar(frame, owners)
    milestones = milestone_plan(frame, cards, owners, windows, shown)
    rows = tuple(dated_rows(frame, owners))
    model = phase_model(frame.answers)
    return Plan(
        department=frame.department,
        today=frame.today,
        project_start=frame.project_start,
        go_live=frame.own.day,
        common_go_live=frame.common.day,
        latest_go_live=frame.latest.day,
        lead=frame.lead(frame.own),
        departments=owners,
        other_departments=other_departments(frame),
        phase_model=model,
        phases=phase_plan(frame.catalog, model, cards, frame.project_start),
        cards=cards,
        opt_outs=opt_outs(frame),
        milestones=milestones,
        windows=windows,
        communication=calendar,
        stakeholders=stakeholders(frame),
        benefits=benefits(frame),
        goals=agenda.goals,
        trials=agenda.trials,
        decisions=decisions,
        potentials=points(frame, "potentialer"),
        barriers=points(frame, "barrierer"),
        group=working_group(frame, cards),
        steps=rollout,
        sessions=shown.sessions,
        presentation=shown,
        training=training(frame, owners, cards),
        dated=rows,
        raci=raci(frame, cards),
        risks=risks(frame),
        follow_ups=follow_up_plan(frame),
        year=year(frame, cards, windows, agenda.goals),
        hours=hours(frame, owners),
        economy=economy(frame),
        upcoming=upcoming(frame, cards, milestones, calendar, rows, windows),
        upcoming_until=add_days(frame.today, PERIOD_DAYS),
    )


def _numbers(frame: Frame, project: Plan | None) -> Numbers | None:
    """The numbers of the project's cards; None where this is the project's plan itself."""
    if frame.department is None:
        return None
    if project is not None:
        return numbers_of(project.cards)
    return numbers_of(build_cards(frame_of(replace(frame.project, department=None))))
