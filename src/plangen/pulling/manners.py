"""What a step of a pull does for a department, in words: a change for one must not go unannounced."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from plangen.answers.model import OwnRows
from plangen.answers.project import Project
from plangen.catalog import Catalog
from plangen.pulling.file_writer import goes_by_rows
from plangen.pulling.grants import whole_of
from plangen.pulling.wishes import Step, Wish

_ROWS = {"slettet": "række udeladt", "tilføjet": "række tilføjet", "flyttet": "rækkefølge ændret"}


def with_manners(catalog: Catalog, project: Project, steps: Iterable[Step]) -> tuple[Step, ...]:
    """The steps, each with what it means in the department's own file; empty for the project's file."""
    return tuple(replace(step, manner=_manner(catalog, project, step)) for step in steps)


def _manner(catalog: Catalog, project: Project, step: Step) -> str:
    if step.target is None:
        return ""
    row = project.base.row("afdelinger", step.target)
    name = (row.text("navn") if row else "") or step.target
    whole = whole_of(step.wish)
    question = catalog.questions[whole]
    if not goes_by_rows(catalog, project, step.target, step.wish):
        there = whole in project.answers_of(step.target).replaced
        if there or not question.columns:
            return f"{name} har sit eget svar" if there else f"eget svar for {name}"
        return f"hele svaret gælder nu kun {name}"
    added = project.answers_of(step.target).own_rows.get(whole, OwnRows()).added
    if isinstance(step.wish, Wish):
        own = step.wish.address.row in added
        what = "felt ændret" if question.type == "group" else "egen række ændret" if own else "række ændret"
    elif step.wish.kind == "slettet" and step.wish.key in added:
        what = "egen række slettet"
    else:
        what = _ROWS[step.wish.kind]
    return f"{what} for {name}"
