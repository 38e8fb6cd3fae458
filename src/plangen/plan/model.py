"""The computed plan of one pack."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from plangen.plan.card import Card
from plangen.plan.communication import Contact
from plangen.plan.dated import DatedRow
from plangen.plan.departments import Department
from plangen.plan.entry import PlanEntry
from plangen.plan.follow_up import FollowUp
from plangen.plan.group import WorkingGroup
from plangen.plan.milestone import Milestone
from plangen.plan.phases import Phase
from plangen.plan.raci import Raci
from plangen.plan.risks import Risk
from plangen.plan.rollout import Presentation, RolloutStep, Session
from plangen.plan.stakeholders import Stakeholder
from plangen.plan.state import Point, Series, Trial
from plangen.plan.sums import Benefit, Economy, Hours
from plangen.plan.tasks import OptOut
from plangen.plan.training import Training
from plangen.plan.windows import Window
from plangen.plan.year import Year


@dataclass(frozen=True, slots=True)
class Plan:
    """Everything computed for one pack: that of all departments, or a department's.

    Days are None where a date that they need is missing. `lead`: whole weeks from project start to
    `go_live`, the pack's own date; `common_go_live` is the project's, `latest_go_live` that of its last
    department. `departments`: those that the pack shows, `other_departments` the project's others.
    `upcoming` is None without `pakke.dato`, else the days from `today` to `upcoming_until`, both included.
    """

    department: str | None
    today: date | None
    project_start: date | None
    go_live: date | None
    common_go_live: date | None
    latest_go_live: date | None
    lead: int | None
    departments: tuple[Department, ...]
    other_departments: tuple[Department, ...]
    phase_model: str
    phases: tuple[Phase, ...]
    cards: tuple[Card, ...]
    opt_outs: tuple[OptOut, ...]
    milestones: tuple[Milestone, ...]
    windows: tuple[Window, ...]
    communication: tuple[Contact, ...]
    stakeholders: tuple[Stakeholder, ...]
    benefits: tuple[Benefit, ...]
    goals: tuple[Series, ...]
    trials: tuple[Trial, ...]
    decisions: tuple[Point, ...]
    potentials: tuple[Point, ...]
    barriers: tuple[Point, ...]
    group: WorkingGroup
    steps: tuple[RolloutStep, ...]
    sessions: tuple[Session, ...]
    presentation: Presentation
    training: Training
    dated: tuple[DatedRow, ...]
    raci: Raci
    risks: tuple[Risk, ...]
    follow_ups: tuple[FollowUp, ...]
    year: Year
    hours: Hours
    economy: Economy
    upcoming: tuple[PlanEntry, ...] | None
    upcoming_until: date | None

    def card(self, card_id: str) -> Card | None:
        """The card with that id, None when it is not in the plan."""
        return next((card for card in self.cards if card.id == card_id), None)
