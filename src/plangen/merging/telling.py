"""What is told of a merge while it goes on, and the marks that are written when it is done."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from plangen.merging.atoms import for_people
from plangen.merging.marks import ConflictMarks, Waiting
from plangen.merging.outcome import BETWEEN_CELLS, Conflict, Gone, KeptText, MergedChange
from plangen.merging.voices import PLAN, Voice
from plangen.ooxml.ns import Element
from plangen.ooxml.places import excerpt


@dataclass
class MergeNotes:
    """`in_document`: marks may be written; a header or footer takes no comments. `voice`: of what is
    brought; `cannot`: in Danish, what of ours nobody can bring."""

    voice: Voice = PLAN
    changes: list[MergedChange] = field(default_factory=list)
    conflicts: list[Conflict] = field(default_factory=list)
    kept: list[KeptText] = field(default_factory=list)
    went: list[Gone] = field(default_factory=list)
    cannot: list[str] = field(default_factory=list)
    first: Element | None = None
    in_document: bool = True
    _waiting: list[Waiting] = field(default_factory=list)

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

    def conflict(
        self,
        after: Element | None,
        told: Conflict,
        whole: Sequence[Element] = (),
        ids: Sequence[str] = (),
    ) -> None:
        """A text that stands in the file below an element; below the first block when there is none.
        `whole`: the paragraphs that it is, with all that stands in them; `ids`: of answers that are not
        decided on, besides the one of `told`."""
        told = replace(
            told,
            was=readable(told.was),
            theirs=readable(told.theirs),
            ours=readable(told.ours),
            why=self.voice.why(told.why),
        )
        at = after if after is not None and self.in_document else self.first
        if any(one.after is at and one.text == told.ours and told.ours for one in self._waiting):
            return
        self.conflicts.append(told)
        if at is not None:
            was = f" Før: »{excerpt(told.was)}«." if told.was else ""
            said = f"{told.place or 'Dokumentet'}: {told.why}{was} {self.voice.decide}"
            answers = tuple(dict.fromkeys(filter(None, (told.id, *ids))))
            self._waiting.append(
                Waiting(at, told.ours, said, tuple(whole) if self.in_document else (), answers)
            )

    def write(self, marks: ConflictMarks) -> None:
        """Writes the marks, the last one at a place first, so that they stand in order."""
        for one in reversed(self._waiting):
            marks.write(one)


def readable(text: str) -> str:
    """A text of a node for people: what is no text is named."""
    return for_people(text).replace(" ¦ ", BETWEEN_CELLS).strip()
