"""Rows that are not there yet, but for which a document has a place to write (specifikation.md 2.3)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class BlankRow:
    """What a page knows of a row before somebody writes in it.

    `known`: column → raw value, as JSON holds it. `taken`: column → id of the answer that says it instead,
    where one is written: the day of a measurement is the day on which the evaluation was held.
    """

    known: Mapping[str, Any] = field(default_factory=dict)
    taken: Mapping[str, str] = field(default_factory=dict)
