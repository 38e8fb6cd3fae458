"""Names that documents show in place of keys: departments, stakeholders, roles."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from plangen.answers.model import Answers
from plangen.catalog.address import Address
from plangen.documents.display import ALL_DEPARTMENTS
from plangen.texts import danish

ALL = "alle"
NAMED_IN = {"interessent": "interessenter", "afdeling": "afdelinger"}
"""What a column refers to → the table whose rows it names."""
NAME = "navn"
"""The column of those tables that has the name."""


@dataclass(frozen=True, slots=True)
class Names:
    """Key → name. `roles`: the titles of the roles that are filled in; `role_labels`: what the roles are.
    `coming`: the names that edits give departments and stakeholders, by what columns refer to them as."""

    departments: Mapping[str, str]
    stakeholders: Mapping[str, str]
    roles: Mapping[str, str]
    role_labels: Mapping[str, str]
    coming: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


def is_name(id: str) -> bool:
    """Whether an answer is the name of a department or a stakeholder, which many documents print."""
    address = Address.parse(id)
    return address.whole in NAMED_IN.values() and address.column == NAME


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
