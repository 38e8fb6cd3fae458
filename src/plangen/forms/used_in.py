"""Says in Danish which documents print an answer: »Bruges i: Formålsbeskrivelse, Kommunikationsplan«."""

from __future__ import annotations

from plangen.answers.asking import Reach
from plangen.catalog import Catalog, Question


def used_in(catalog: Catalog, question: Question, reach: Reach) -> str:
    """The documents of a project's packs that print an answer, the main one first; empty when none does."""
    made = {key: one.title for key, one in catalog.documents.items() if reach.makes(one)}
    mine = [made[key] for key in question.documents if key in made]
    if not mine:
        return ""
    return f"Bruges i: {'alle dokumenter' if len(mine) == len(made) else ', '.join(mine)}"
