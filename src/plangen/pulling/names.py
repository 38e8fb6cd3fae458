"""Names that documents show in place of keys: departments, stakeholders, roles."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from plangen.answers.model import Answers
from plangen.documents.display import ALL_DEPARTMENTS
from plangen.texts import danish

ALL = "alle"


@dataclass(frozen=True, slots=True)
class Names:
    """Key → name. `roles`: the titles of the roles that are filled in; `role_labels`: what the roles are."""

    departments: Mapping[str, str]
    stakeholders: Mapping[str, str]
    roles: Mapping[str, str]
    role_labels: Mapping[str, str]


def names_of(answers: Answers) -> Names:
    """The names in one context's answers."""
    departments = {row.key: row.text("navn") or row.key for row in answers.rows("afdelinger") if row.key}
    stakeholders = {row.key: row.text("navn") or row.key for row in answers.rows("interessenter")}
    roles = {row.key: row.text("rolle") for row in answers.rows("roller") if row.text("rolle")}
    labels = {key: danish.lower_first(name.split(" (")[0]) for key, name in _role_rows(answers).items()}
    return Names({ALL: ALL_DEPARTMENTS, **departments}, stakeholders, roles, labels)


def _role_rows(answers: Answers) -> Mapping[str, str]:
    question = answers.catalog.questions.get("roller")
    return question.rows if question else {}
