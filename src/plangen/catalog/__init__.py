"""The built-in content: questionnaire, task cards, documents, passages and small lists."""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files

from plangen.catalog.build import build_catalog
from plangen.catalog.document import AS_USUAL, PAPERS, SCOPES, Document, Variant
from plangen.catalog.model import Catalog, Column, Lists, Question, Section, TaskCard
from plangen.catalog.rules import Demand, Rule
from plangen.catalog.sheets import Band, PointCard, Sheet, SheetField

__all__ = [
    "AS_USUAL",
    "PAPERS",
    "SCOPES",
    "Band",
    "Catalog",
    "Column",
    "Demand",
    "Document",
    "Lists",
    "PointCard",
    "Question",
    "Rule",
    "Section",
    "Sheet",
    "SheetField",
    "TaskCard",
    "Variant",
    "builtin_catalog",
]


@cache
def builtin_catalog() -> Catalog:
    """The catalog that plangen ships, read once per process."""
    text = files("plangen.catalog").joinpath("builtin.json").read_text("utf-8")
    return build_catalog(json.loads(text))
