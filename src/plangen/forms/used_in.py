"""Says in Danish which documents print an answer: »Bruges i: Formålsbeskrivelse, Kommunikationsplan«."""

from __future__ import annotations

from plangen.catalog import Catalog, Question


def used_in(catalog: Catalog, question: Question) -> str:
    """The documents that print an answer, the main one first; empty when none does."""
    mine = [key for key in question.documents if key in catalog.documents]
    if not mine:
        return ""
    if len(mine) == len(catalog.documents):
        return "Bruges i: alle dokumenter"
    return f"Bruges i: {', '.join(catalog.documents[key].title for key in mine)}"
