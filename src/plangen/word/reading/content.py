"""What a Word file of a pack says: its answers, its free text, and what staff did to it.

Plain data, read from a file by `document`. Everything is the accepted view of the text, so that rsids, split
runs, proofing marks, language tags and bookmarks make no difference; a file that was only opened and saved
reads the same as before.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final, NamedTuple


class Spot(NamedTuple):
    """Where a cell stands: the part of the file and its table, each by its number, row and column."""

    part: int
    table: int
    row: int
    column: int


NOWHERE: Final = -1


@dataclass(frozen=True, slots=True)
class Control:
    """One content control of an answer.

    `id`: the answer's id (`formaal_kort`, `mening.borgere.eksempel`, `maal[kortere_ventetid].indikator`).
    `text`: what it says now, with pending tracked changes accepted; the Markdown source for a block control.
    `rejected`: the same with pending tracked changes rejected (equal to `text` when there are none).
    `placeholder`: nothing is filled in; it still shows its inviting text. `block`: holds whole paragraphs.
    `place`: where it stands, in Danish (»Formål«, »Mål og prioritering, tabel, række 2«, »sidehoved«).
    `refused`: why what stands there cannot be the answer, in Danish (»indeholder et billede«): then `text` is
    only what could be read of it. Empty when the text is all there is. `invitation`: the marker of a missing
    answer that stands there, or what looks like one. `to_write`: it is an empty place to write in.
    """

    id: str
    text: str
    rejected: str
    placeholder: bool
    block: bool
    place: str
    refused: str = ""
    invitation: str = ""
    to_write: bool = False


@dataclass(frozen=True, slots=True)
class TableRow:
    """One row of a table whose rows are answers.

    `key`: the row's key in the answers, empty for a row that staff inserted (it holds no control, or its
    controls were copied from rows that are still there). `cells`: column id → text as in `Control.text`.
    `copied_from`: the key of the row that a copied row came from, else empty. `refused`: column id → why what
    stands in the cell cannot be the answer, as in `Control.refused`. `beside`: heading → text of the
    cells that say something else than `cells`: what the document computes, and what nobody can tell apart.
    `number`: which of all rows of the file's document it is, `NOWHERE` in its headers and the like.
    `pieces`: each cell as it stands in `Content.free`, with the ids of its controls. `copies`: id and text of
    the controls that came along from elsewhere. `under`: the heading in the table that it stands under, else
    the heading of the section; `came_under`: the one that it stands under if it came there from elsewhere.
    """

    key: str
    cells: tuple[tuple[str, str], ...]
    place: str
    copied_from: str = ""
    refused: tuple[tuple[str, str], ...] = ()
    beside: tuple[tuple[str, str], ...] = ()
    pieces: tuple[tuple[str, tuple[str, ...]], ...] = field(default=(), compare=False)
    copies: tuple[tuple[str, str], ...] = field(default=(), compare=False)
    under: str = field(default="", compare=False)
    came_under: str = field(default="", compare=False)
    below: str = field(default="", compare=False)
    number: int = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class AnswerTable:
    """A table of the document whose rows are rows of one question, in the order they stand now."""

    question: str
    rows: tuple[TableRow, ...]


@dataclass(frozen=True, slots=True)
class Content:
    """A whole file.

    `free`: the text that is no answer, piece by piece (paragraphs and cells in order, headers and footers
    last), with U+FFFC where a control stands. `looks`: the formatting of each piece in a form that re-saving
    does not change. `comments`: the texts of comments. `tracked`: number of pending tracked changes.
    `edition`: names the version that the file began as; empty when it does not say. `layouts`: the indents,
    widths and the like of each piece; `spots`: where it stands in a table; `exact`: whether no program has
    written them anew, as LibreOffice
    does. `extras`: what the file has besides (settings, properties, inserted files), each in Danish words.
    `headings`, and `contents`: the lines of the contents list, which Word makes of them.
    `sessions`: Word's own names of the times the file was edited (rsids), none from other programs.
    `revision`: how often it has been saved; 0 when it does not say. `typed_fields`: whether there are input
    fields, which other formats have in place of plain controls.
    """

    controls: tuple[Control, ...]
    tables: tuple[AnswerTable, ...]
    free: tuple[str, ...]
    looks: tuple[str, ...]
    comments: tuple[str, ...]
    tracked: int
    edition: str = ""
    layouts: tuple[str, ...] = ()
    exact: bool = True
    extras: tuple[str, ...] = ()
    headings: tuple[str, ...] = ()
    contents: tuple[str, ...] = ()
    sessions: frozenset[str] = frozenset()
    revision: int = 0
    typed_fields: bool = False
    spots: tuple[Spot | None, ...] = ()

    @property
    def shown(self) -> dict[str, tuple[str, ...]]:
        """Id → the different texts that its controls say, of answers that are filled in."""
        texts: dict[str, dict[str, None]] = {}
        for control in self.controls:
            if not control.placeholder:
                texts.setdefault(control.id, {})[control.text] = None
        return {id: tuple(found) for id, found in texts.items()}
