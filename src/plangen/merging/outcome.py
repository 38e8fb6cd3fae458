"""What a merge comes to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

BETWEEN_CELLS = " | "
"""Stands between the cells of a row, and the paragraphs of a cell, that is told."""


@dataclass(frozen=True, slots=True)
class MergedChange:
    """What plangen changed in the edited file. `place`: where, in Danish; `was` or `now` is empty for what
    came or went."""

    place: str
    was: str
    now: str


class Gone(NamedTuple):
    """What ours took away: its text, and the ids of the answers in it, which may stand elsewhere."""

    text: str
    ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Conflict:
    """A text that staff and the answers have changed differently. Theirs stays; `ours` stands below it as a
    tracked insertion with a comment. `why`: what happened, in Danish; `id`: of the answer, empty for other
    text."""

    place: str
    was: str
    theirs: str
    ours: str
    why: str
    id: str = ""


@dataclass(frozen=True, slots=True)
class KeptText:
    """A derived text, such as a date, that staff have corrected by hand and that therefore stays theirs.
    `ours`: what it would be now."""

    place: str
    theirs: str
    ours: str


class PulledRow(NamedTuple):
    """A new row that the answer files have taken: column and text of each cell."""

    table: str
    cells: tuple[tuple[str, str], ...]

    @property
    def texts(self) -> tuple[str, ...]:
        """What its cells say, without those that say nothing."""
        return tuple(text for _, text in self.cells if text)


class StandingRow(NamedTuple):
    """A pulled row that the edited file still has, just as it was pulled: which of all rows of its document
    it is, and what its cells say."""

    number: int
    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Pulled:
    """What the answer files have taken from the edited file already: `texts` of answers by id, and new
    `rows`. It is nobody's edit any more, so the answers of now may take its place. `standing`: which of the
    rows are there as they were."""

    texts: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    rows: tuple[PulledRow, ...] = ()
    standing: tuple[StandingRow, ...] = ()


@dataclass(frozen=True, slots=True)
class Merged:
    """The edited file with the new answers. `missing`: in Danish, what of staff's text or of the new answers
    it would lack; then it must not be written."""

    data: bytes
    changes: tuple[MergedChange, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    kept: tuple[KeptText, ...] = ()
    missing: str = ""
    went: tuple[Gone, ...] = ()

    @property
    def gone(self) -> frozenset[str]:
        """The texts of paragraphs and cells that ours took away."""
        return frozenset(
            " ".join(cell.split()) for one in self.went for cell in one.text.split(BETWEEN_CELLS)
        )

    @property
    def gone_ids(self) -> frozenset[str]:
        """The answers that ours took away with the place that they stood in; they may stand elsewhere."""
        return frozenset(id for one in self.went for id in one.ids)
