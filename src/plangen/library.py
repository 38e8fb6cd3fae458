"""What documents are made with, as one value: questionnaire, cards, rules, passages, templates and a logo.

It is put together at the edge (`cli`) and handed down, so that two projects may be made with different ones.
Nothing below asks for the questionnaire that plangen ships.
"""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass
from typing import Protocol

from plangen.catalog import Catalog
from plangen.texts.values import Picture


class Templates(Hashable, Protocol):
    """Templates by kind (`docx`, `html`) and name. Equal ones give the same bytes while a command runs."""

    def has(self, kind: str, name: str) -> bool:
        """Whether there is such a template; what is wrong with it is said when it is read."""
        ...

    def read(self, kind: str, name: str) -> bytes:
        """The bytes of a template. Raises `PlangenError` when it is not there or cannot be read."""
        ...


@dataclass(frozen=True)
class Library:
    """`catalog`: questions, cards, documents, rules, passages and lists. `logo`: printed for a project that
    names none of its own."""

    catalog: Catalog
    templates: Templates
    logo: Picture | None = None
