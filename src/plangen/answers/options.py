"""What may be chosen: the options of a choice and the rows of a preset table, wherever they are listed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from functools import lru_cache

from plangen.answers.identity import Very
from plangen.catalog import Catalog, Column, Question


def options_of(catalog: Catalog, item: Column | Question) -> Mapping[str, str]:
    """Code → label of a choice or multi-choice.

    `faser_i_valgt_fasemodel` gives the phases of every model: an answer in the words of another model is
    accepted (specifikation.md 2.3), and the plan translates it.
    """
    match item.options_from:
        case "":
            return item.options
        case "opgavekatalog":
            return {key: card.title for key, card in catalog.cards.items()}
        case "dokumenter":
            return catalog.titles
        case "faser_i_valgt_fasemodel":
            models = catalog.phase_models.values()
            return {phase: label for model in models for phase, label in model.items()}
    return catalog.questions[item.options_from].options


def is_open(column: Column) -> bool:
    """Whether a choice takes other values too: a task card may be one of the project's own, and a rule
    judges references to cards (R95)."""
    return column.refers == "opgavekort"


def preset_rows(catalog: Catalog, question: Question) -> Mapping[str, str]:
    """Code → label of a fixed question's rows."""
    if question.rows_from != "faldgrubekatalog":
        return question.rows
    return {id: pitfall.title for id, pitfall in catalog.guidance.pitfalls.items()}


_SHARED = sorted({item.name for item in fields(Question)} & {item.name for item in fields(Column)})


def as_column(question: Question) -> Column:
    """A question with a single value seen as a column, so that one function reads both."""
    return _as_column(Very(question))


@lru_cache(maxsize=1024)
def _as_column(of: Very[Question]) -> Column:
    question = of.value
    return Column(label=question.short, **{name: getattr(question, name) for name in _SHARED})
