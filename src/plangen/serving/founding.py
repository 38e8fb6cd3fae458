"""A new project: its starter file, with its title and with what an earlier project has answered."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path

from plangen.answers.asking import Reach
from plangen.catalog import Catalog
from plangen.forms.model import form_of
from plangen.forms.page.answer import NotShown, is_nothing
from plangen.forms.page.changes import whole
from plangen.forms.page.reuse import TITLE, is_reusable, reused
from plangen.forms.yaml.blank import starter_text
from plangen.forms.yaml.schema import json_schema
from plangen.forms.yaml.write import Change, Put
from plangen.projects.starting import start_project
from plangen.pulling.earlier_forms import with_changes
from plangen.questionnaires.sides import main_side

SCHEMA_NAME = "plangen.schema.json"


def found_project(
    catalog: Catalog, folder: Path, name: str, scope: str, title: str = "", earlier: Path | None = None
) -> Path:
    """Writes `<folder>/<name>.yaml` and returns its path. `earlier`: the answer file of a project whose
    answers are taken over, all but its title, its dates and its course. Raises what `start_project` and
    reading `earlier` raise."""
    text = starter_text(catalog, name, SCHEMA_NAME, scope)
    changes: list[Change] = [Put(("svar", TITLE), title)] if title else []
    if earlier is not None:
        changes += _taken_over(catalog, earlier, scope)
    if changes:
        text = with_changes(catalog, text.encode("utf-8"), changes).decode("utf-8")
    return start_project(folder, name, text, json_schema(catalog), SCHEMA_NAME)


def _taken_over(catalog: Catalog, earlier: Path, scope: str) -> Iterator[Change]:
    side = main_side(earlier, catalog)
    for question in form_of(catalog, Reach(scope)).questions():
        if not is_reusable(question) or not (question.asked and side.has(question)):
            continue
        with contextlib.suppress(NotShown):
            answer = reused(question, side.answer(question))
            if not is_nothing(answer):
                yield Put((question.part, question.id), whole(question, answer))
