"""One change, as it is told."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from typing import Literal

ChangeKind = Literal["svar", "række ny", "række væk", "dato", "bemærkning ny", "bemærkning væk"]


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that is different. `id`: of the answer (`maal[tid].indikator`), the row, the dated thing or
    the rule; `label`: what people call it; `was`, `now`: of an answer or a date, as documents print them;
    `documents`: the ids of those that print it; `level`: of a finding; `part`: which date of a task card it
    is, start or slut."""

    kind: ChangeKind
    id: str
    label: str
    was: str = ""
    now: str = ""
    documents: tuple[str, ...] = ()
    level: str = ""
    part: str = ""

    @property
    def identity(self) -> tuple[str, ...]:
        """What tells it from other changes, in whatever pack it is told."""
        return self.kind, self.id, self.part, self.was, self.now

    @property
    def name(self) -> str:
        """What it is called: »A12 Udpeg superbrugere, slut«."""
        return f"{self.label}, {self.part}" if self.part else self.label

    def in_documents(self, known: Collection[str]) -> Change:
        """The change with only those of its documents that a pack has."""
        return replace(self, documents=tuple(id for id in self.documents if id in known))
