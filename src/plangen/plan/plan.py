"""From answers to the plan of one pack."""

from __future__ import annotations

from datetime import date

from plangen.answers.model import Answers
from plangen.plan.calendar import add_days
from plangen.plan.cards import build_cards
from plangen.plan.communication import Contact, communication_calendar, stakeholder_matrix
from plangen.plan.dated import DatedRow, dated_rows
from plangen.plan.departments import departments
from plangen.plan.frame import frame_of
from plangen.plan.group import working_group
from plangen.plan.milestones import Milestone, for_suppliers, milestone_plan
from plangen.plan.model import Plan
from plangen.plan.people import role_overview
from plangen.plan.phases import phase_model, phase_plan
from plangen.plan.refs import AnswerRef
from plangen.plan.rollout import presentation, sessions, steps
from plangen.plan.sums import benefits, economy, hours
from plangen.plan.tasks import opt_outs
from plangen.plan.upcoming import PERIOD_DAYS, upcoming
from plangen.plan.windows import evaluation_windows


def compute_plan(answers: Answers) -> Plan:
    """The plan of one pack.

    `answers` are merged with the department's overlay and hold all rows; `answers.department` says whose
    pack it is (None = all departments), and the rows of other departments are left out here. Never raises:
    what cannot be computed from the answers is None or empty.
    """
    frame = frame_of(answers)
    owners = departments(frame)
    cards = build_cards(frame)
    windows = evaluation_windows(frame, owners)
    training = sessions(frame)
    rollout = steps(frame, owners)
    calendar = communication_calendar(frame)
    milestones = milestone_plan(frame, cards, owners, windows, training)
    rows = tuple(dated_rows(frame))
    model = phase_model(frame.answers)
    return Plan(
        department=frame.department,
        today=frame.today,
        project_start=frame.project_start,
        go_live=frame.own.day,
        common_go_live=frame.common.day,
        lead=frame.lead(frame.own),
        departments=owners,
        phase_model=model,
        phases=phase_plan(frame.catalog, model, cards),
        cards=cards,
        opt_outs=opt_outs(frame),
        milestones=milestones,
        milestones_for_suppliers=for_suppliers(milestones),
        windows=windows,
        communication=calendar,
        stakeholders=stakeholder_matrix(frame),
        roles=role_overview(frame, cards, _days(rows, calendar, milestones)),
        benefits=benefits(frame),
        group=working_group(frame, cards),
        steps=rollout,
        sessions=training,
        presentation=presentation(frame, rollout, training),
        hours=hours(frame, owners),
        economy=economy(frame),
        upcoming=upcoming(frame, cards, milestones, calendar, rows, rollout),
        upcoming_until=add_days(frame.today, PERIOD_DAYS),
    )


def _days(
    rows: tuple[DatedRow, ...], calendar: tuple[Contact, ...], milestones: tuple[Milestone, ...]
) -> dict[AnswerRef, date | None]:
    """Row → its day: of several the last, but the first time for something that is repeated."""
    days = {stone.row: stone.when.day for stone in milestones if stone.row}
    days |= {row.row: row.when.day for row in rows}
    return days | {contact.row: contact.when.day for contact in calendar}
