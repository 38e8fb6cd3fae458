"""What a pack says with the answers of now, for comparison with what it said before."""

from __future__ import annotations

from collections.abc import Mapping

from plangen.answers.department_view import shown_to
from plangen.answers.project import Project
from plangen.history.dates import dates_of
from plangen.history.state import FindingThen, PackState
from plangen.pulling.raw_values import raw_values, row_keys, to_json
from plangen.rendering.subject import Subject


def pack_state(subject: Subject, marks: Mapping[str, str]) -> PackState:
    """The state of one pack. `marks`: what tells one content of each document from another."""
    view = subject.answers
    if view.department:
        view = shown_to(view, view.department)
    return PackState(
        subject.key,
        subject.name,
        {id: to_json(raw) for id, raw in raw_values(view).items()},
        row_keys(view),
        dates_of(subject.plan, subject.library.catalog),
        _findings(subject),
        marks,
    )


def edition_of(project: Project) -> tuple[str, str]:
    """Date and version of the packs as they are now, empty when they are not given."""
    day = project.base.today
    return day.isoformat() if day else "", str(project.base.setting("version") or "")


def _findings(subject: Subject) -> tuple[FindingThen, ...]:
    return tuple(
        FindingThen(one.code, str(one.severity), one.message, one.question, one.documents)
        for one in subject.findings
    )
