"""The catalog's conditions about answers: `vis_hvis`, `kraeves_hvis`, `prioritet_hvis`, and those of rules.

Names are question ids; `pakke` has the settings. The language is that of `expressions`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from plangen.answers.expressions import Scope, compiled
from plangen.answers.vocabulary import is_answered, is_filled_in, plain

if TYPE_CHECKING:
    from plangen.answers.model import Answers

Names = Callable[[str], object] | Mapping[str, object]


def holds(expression: str, names: Names | Scope) -> bool:
    """Whether an expression holds; the empty expression always does.

    `names` gives the value of a name: a function, a mapping (where a missing name is None), or a scope, which
    has functions too. Raises `CatalogError` for an expression that uses anything but the allowed forms.
    """
    if not expression.strip():
        return True
    scope = names if isinstance(names, Scope) else Scope(names.get if isinstance(names, Mapping) else names)
    return bool(plain(compiled(expression)(scope)))


def condition(answers: Answers, expression: str) -> bool:
    """Whether an expression holds for a set of answers."""
    return holds(expression, answers_scope(answers)) if expression.strip() else True


def shown(answers: Answers, question_id: str) -> bool:
    """Whether a question is shown: it has no `vis_hvis`, or that holds. KeyError for an unknown id."""
    return condition(answers, answers.catalog.questions[question_id].shown_if)


def answers_scope(answers: Answers) -> Scope:
    """The answers as names, with the functions that tell whether something is answered."""
    lists = answers.catalog.lists
    return Scope(
        lambda name: _named(answers, name),
        {
            "besvaret": lambda value: is_answered(value, lists),
            "udfyldt": lambda value: is_filled_in(value, lists, markdown=True),
        },
    )


def _named(answers: Answers, name: str) -> object:
    """What a name in an expression stands for."""
    if name == "pakke":
        return {**{key: answers.setting(key) for key in answers.package}, "omfang": answers.profile}
    value = answers.values.get(name)
    question = answers.catalog.questions.get(name)
    if value is None and question is not None and question.type in ("table", "fixed"):
        return ()
    return value
