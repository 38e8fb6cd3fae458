"""What is told of a merge while it goes on, and the marks that are written when it is done."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Final

from plangen.merging.atoms import for_people
from plangen.merging.marks import ConflictMarks
from plangen.merging.outcome import BETWEEN_CELLS, Conflict, Gone, KeptText, MergedChange
from plangen.ooxml.ns import Element
from plangen.ooxml.places import excerpt

BOTH: Final = "Teksten er ændret i svarene og rettet i Word."
DELETED: Final = "Teksten er slettet i Word, men er ændret i svarene."
GOES: Final = "Teksten udgår efter de nye svar, men er rettet i Word."
NO_PLACE: Final = "Teksten er ny, men der er ikke længere et sted til den i filen."
NO_COLUMN: Final = "Kolonnen er taget ud i Word, men der er nyt i den i svarene."
_DECIDE: Final = (
    "Jeres tekst står, som I skrev den. Acceptér den nye tekst, hvis den skal gælde, og ret jeres; "
    "afvis den, hvis jeres skal gælde."
)


@dataclass
class MergeNotes:
    """`in_document`: marks may be written; a header or footer takes no comments."""

    changes: list[MergedChange] = field(default_factory=list)
    conflicts: list[Conflict] = field(default_factory=list)
    kept: list[KeptText] = field(default_factory=list)
    went: list[Gone] = field(default_factory=list)
    first: Element | None = None
    in_document: bool = True
    _waiting: list[tuple[Element, str, str]] = field(default_factory=list)

    def change(self, place: str, was: str, now: str) -> None:
        self.changes.append(MergedChange(place, readable(was), readable(now)))

    def gone(self, place: str, text: str, ids: tuple[str, ...]) -> None:
        """What ours has no more; nothing is told of what says nothing."""
        said = readable(text)
        self.went.append(Gone(said, ids))
        if said.strip(BETWEEN_CELLS):
            self.changes.append(MergedChange(place, said, ""))

    def keep(self, place: str, theirs: str, ours: str) -> None:
        self.kept.append(KeptText(place, readable(theirs), readable(ours)))

    def conflict(self, after: Element | None, told: Conflict) -> None:
        """A text that stands in the file below an element; below the first block when there is none."""
        told = replace(told, was=readable(told.was), theirs=readable(told.theirs), ours=readable(told.ours))
        self.conflicts.append(told)
        at = after if after is not None and self.in_document else self.first
        if at is not None:
            was = f" Før: »{excerpt(told.was)}«." if told.was else ""
            self._waiting.append((at, told.ours, f"{told.place or 'Dokumentet'}: {told.why}{was} {_DECIDE}"))

    def write(self, marks: ConflictMarks) -> None:
        """Writes the marks, the last one at a place first, so that they stand in order."""
        for after, text, said in reversed(self._waiting):
            marks.write(after, text, said)


def readable(text: str) -> str:
    """A text of a node for people: what is no text is named."""
    return for_people(text).replace(" ¦ ", BETWEEN_CELLS).strip()
