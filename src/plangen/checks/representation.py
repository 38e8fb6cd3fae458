"""Whether the working group represents those who will use the solution (R19; 004, Fase 2)."""

from __future__ import annotations

from plangen.answers.model import Answers

_OUTSIDERS = ("borger", "leverandoer")


def departments_without_user(answers: Answers) -> tuple[str, ...]:
    """The keys of the departments that no coming user in the working group covers.

    A coming user: `skal_anvende` is ja, and neither a citizen nor a supplier. »alle« covers every
    department.
    """
    users = [
        row
        for row in answers.rows("arbejdsgruppe_medlemmer")
        if row.text("skal_anvende") == "ja" and row.text("kategori") not in _OUTSIDERS
    ]
    return tuple(key for key in answers.department_keys() if not any(row.covers(key) for row in users))


def is_represented(answers: Answers) -> bool:
    """R19's first condition; False when there is no working group to speak of."""
    return bool(answers.rows("arbejdsgruppe_medlemmer")) and not departments_without_user(answers)
