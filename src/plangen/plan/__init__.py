"""Everything that is computed from the answers: days, deadlines, task cards, windows, overviews.

Pure functions with frozen results. The only »today« is `pakke.dato`; nothing reads the clock or a file.
"""

from plangen.plan.due import DueDate, due_date, not_yet_due
from plangen.plan.model import Plan
from plangen.plan.of_project import plan_of
from plangen.plan.plan import compute_plan
from plangen.plan.refs import AnswerRef, Text
from plangen.plan.roles import Role, who_can_answer
from plangen.plan.when import When

__all__ = [
    "AnswerRef",
    "DueDate",
    "Plan",
    "Role",
    "Text",
    "When",
    "compute_plan",
    "due_date",
    "not_yet_due",
    "plan_of",
    "who_can_answer",
]
