"""New answers brought into a Word file that staff have edited, or why they cannot be."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from plangen.catalog import Catalog
from plangen.catalog.address import Address
from plangen.differences.comparison import compare
from plangen.differences.lost_looks import lost_looks
from plangen.differences.rows import RowEdit
from plangen.differences.settled import Cells, Settled
from plangen.differences.since_pull import since_pull
from plangen.merging.merge import merge
from plangen.merging.outcome import KeptText, Merged, Pulled, PulledRow, StandingRow
from plangen.ooxml.opening import UnreadableWord
from plangen.store.memory import Base
from plangen.word.reading.content import Content
from plangen.word.reading.document import read_word

_PLACES_GO: Final = (
    "Der er skrevet i tomme felter, som det nye ikke har. "
    "Før det tilbage først: plangen update eller plangen pull."
)
_TWICE: Final = (
    "Flettet ville rækken »{}« stå to gange: Der er skrevet videre i den, siden den blev ført tilbage, eller "
    "den har en kommentar eller en sporet ændring. Før den tilbage først (plangen update eller plangen "
    "pull), og fjern kommentarer og sporede ændringer i den."
)
MOST_LOOKS: Final = 5
"""Looks that a message names."""


@dataclass(frozen=True)
class MergedFile:
    """The new answers were merged into a file that staff have edited. A copy of it as it was lies in
    `erstattet/`."""

    path: Path
    merged: Merged

    @property
    def message(self) -> str:
        """In Danish, for a build."""
        places = len(self.merged.changes)
        told = [f"{self.path} er rettet i Word; det nye er flettet ind ({_places(places)})."]
        if self.merged.conflicts:
            told.append(
                f"{_places(len(self.merged.conflicts)).capitalize()} er rettet begge steder; begge tekster "
                "står i filen, den nye som sporet ændring med en kommentar."
            )
        told += [_kept(one) for one in self.merged.kept]
        return " ".join(told)


def _kept(one: KeptText) -> str:
    theirs = (
        f"»{one.theirs.strip()}« er jeres og står" if one.theirs.strip() else "en tekst er slettet af jer"
    )
    return f"{one.place}: {theirs}; den beregnede er nu »{one.ours.strip()}«."


def _places(number: int) -> str:
    return "1 sted" if number == 1 else f"{number} steder"


def try_merge(
    catalog: Catalog, base: Base, there: bytes, data: bytes, settled: Settled, day: str
) -> tuple[Merged | None, str]:
    """The edited file with what is new, or why it cannot be merged, in Danish. `base`: what is remembered of
    the edition that the file began as; `there`: the edited file; `data`: the document of now; `settled`: what
    has been pulled from the file; `day`: `pakke.dato` as ÅÅÅÅ-MM-DD, empty without one. Raises
    `UnreadableWord`."""
    edited, new = read_word(there, catalog), read_word(data, catalog)
    if _places_that_go(edited, new, settled):
        return None, _PLACES_GO
    before = compare(read_word(base.data, catalog), edited)
    rows = since_pull(before, edited, settled)[0].rows
    merged = _merged(base, there, data, settled, _standing(rows), day)
    if merged.missing:
        return None, f"Flettet ville den mangle {merged.missing}."
    after = compare(new, read_word(merged.data, catalog))
    if twice := _twice(rows, after.rows):
        return None, _TWICE.format(" | ".join(filter(None, twice)))
    stay = {control.id for control in new.controls} - merged.gone_ids
    if looks := lost_looks(before, after, stay, merged.gone):
        return None, f"Flettet ville den mangle udseende, I har valgt: {', '.join(looks[:MOST_LOOKS])}."
    return merged, ""


def unmergeable(error: UnreadableWord) -> str:
    """Why a file that cannot be read as a merge does stays as it is, in Danish."""
    return f"Den kan ikke flettes: {error.message}."


def _places_that_go(there: Content, new: Content, settled: Settled) -> bool:
    """Whether somebody has written in a blank place that the answers have not taken, and that the document of
    now does not have: there nobody would know what row it is."""
    kept = {control.id for control in new.controls}
    return any(
        control.text not in settled.texts.get(control.id, ())
        for control in there.controls
        if control.text
        and not control.placeholder
        and control.id not in kept
        and Address.parse(control.id).is_blank
    )


def _standing(rows: Iterable[RowEdit]) -> tuple[StandingRow, ...]:
    """The new rows that say what they said when they were pulled."""
    same = (row for row in rows if row.is_new and row.pulled is not None and not row.is_edited_on)
    return tuple(StandingRow(row.number, tuple(text for _, text in row.said)) for row in same)


def _twice(before: Iterable[RowEdit], after: Iterable[RowEdit]) -> tuple[str, ...]:
    """What the first new row says that the answers have, and that would be taken for another new row all the
    same. `before`: the rows of the edited file with what has been pulled; `after`: of the merged one."""
    left = Counter(_says(row) for row in before if row.is_new and row.pulled is None)
    pulled = {_says(row) for row in before if row.is_new and row.pulled is not None}
    for row in (row for row in after if row.is_new and _says(row) in pulled):
        left[_says(row)] -= 1
        if left[_says(row)] < 0:
            return tuple(" ".join(text.split()) for _, text in row.cells)
    return ()


def _says(row: RowEdit) -> tuple[str, Cells]:
    return row.question, row.cells


def _merged(
    base: Base, there: bytes, data: bytes, settled: Settled, standing: tuple[StandingRow, ...], day: str
) -> Merged:
    """The edited file with what is new. What has been pulled from it is nobody's edit any more."""
    rows = tuple(
        PulledRow(row.table, tuple((column, " ".join(text.split())) for column, text in row.cells))
        for row in settled.rows
    )
    return merge(base.data, there, data, Pulled(settled.texts, rows, standing), day)
