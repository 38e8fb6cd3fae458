"""Whether everything that staff did to a document is in a new version of it, so that it may be replaced.

Twice: by what was read in the documents, and by their words and objects alone (`word.conservation`), which
finds what the reading does not know of.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace

from plangen.catalog import Catalog
from plangen.catalog.address import Address
from plangen.differences.comparison import Difference
from plangen.differences.rows import RowEdit
from plangen.differences.settled import Settled
from plangen.ooxml.wording import pieces, split
from plangen.pulling.addresses import address_of, column_of
from plangen.pulling.plan import everything_done
from plangen.pulling.wishes import Pull
from plangen.texts.values import TICKED, UNTICKED
from plangen.word.conservation import Held, Unconserved, brought_back, held, unconserved

_AS_TYPED = frozenset({"text", "markdown"})
"""Types of answers that are printed with the words that were typed."""


def contained(edits: Difference, renewal: Difference, pull: Pull) -> bool:
    """Whether the new version says everything that was read in the edited file.

    `edits`: what staff did; `renewal`: what the new version changes, both against the file as it was made.
    `pull`: what the document's edits of answers come to with the answers of now.
    """
    if edits.tracked or edits.comments or not everything_done(pull):
        return False
    if any(not lost.retyped for lost in edits.lost):
        return False
    pairs = ((edits.free, renewal.free), (edits.looks, renewal.looks), (edits.extras, renewal.extras))
    return not any(Counter(mine) - Counter(theirs) for mine, theirs in pairs)


# --- words and objects --------------------------------------------------------------------------------------
def with_unread(edits: Difference, made: bytes, theirs: bytes) -> Difference:
    """The difference with what is in the file beyond it. Raises `UnreadableWord`.

    Where nothing was read, words that are gone count too. Where rows came or went, other words of their
    cells came and went with them; there only words that the document never had are told.
    """
    before, after = held(made), held(theirs)
    known = frozenset(one for text in _said(edits) for word in split(text) for one in _of(word))
    if edits.rows:
        known |= frozenset(piece for words in before.paragraphs for word in words for piece in _of(word))
    came = unconserved(before, after, Held(), known)
    went = Unconserved() if edits.edited else brought_back(before, after, before)
    unread = [f"nyt: {came}"] if came else []
    unread += [f"fjernet: {went}"] if went else []
    return replace(edits, unread=tuple(unread))


def _of(word: str) -> Iterable[str]:
    """The pieces of a word; one without any (an empty box, an emoji, an arrow) is its own."""
    return pieces(word) or (word,)


def superseded(settled: Settled, renewal: Difference) -> tuple[str, ...]:
    """What was pulled from a document and has been changed in the answers since, as the new version shows."""
    now: dict[str, set[str]] = {}
    for edit in renewal.answers:
        now.setdefault(edit.id, set()).add(edit.now)
    found = ((id, text) for id, texts in settled.texts.items() for text in texts)
    return tuple(text for id, text in found if text not in now.get(id, ()))


def loss(
    catalog: Catalog,
    edits: Difference,
    made: bytes,
    theirs: bytes,
    new: bytes,
    replaced: Iterable[str] = (),
    renewed: Iterable[str] = (),
) -> str:
    """What would be lost, or come back, if the new version took the place of the edited file; empty when
    nothing would. Raises `UnreadableWord`.

    Dates, numbers and choices may be typed in one form and printed in another, so their words do not count,
    nor do those of `replaced` texts: they were pulled, and somebody has put others in their place. `renewed`:
    the texts of answers that the new version has others of.
    """
    before, after, now = held(made), held(theirs), held(new)
    texts = (*_in_other_forms(catalog, edits), *replaced)
    known = frozenset(piece for text in texts for piece in pieces(text)) | _boxes(catalog, edits)
    emptied = [edit.was for edit in edits.answers if not edit.now.strip()]
    lost = unconserved(before, after, now, known, emptied, renewed)
    written = frozenset(piece for text in _written_in_places(edits) for piece in pieces(text))
    back = brought_back(before, after, now, known, written)
    return "; ".join([*([str(lost)] if lost else []), *([f"slettet: {back}"] if back else [])])


def _boxes(catalog: Catalog, edits: Difference) -> frozenset[str]:
    """The signs of boxes, when some were ticked: the answers have the choice. A row that was not there may be
    printed in another form now, and a new one has boxes of its own, also as many as are blank no more."""
    found = (address_of(catalog, edit.id) for edit in edits.answers)
    columns = (column_of(catalog, address) for address in found if address)
    ticked = any(column.type in ("choice", "multi") for column in columns)
    return frozenset({TICKED, UNTICKED}) if ticked else frozenset()


def _written_in_places(edits: Difference) -> Iterator[str]:
    """What was written in the places of rows that were not there."""
    yield from (edit.now for edit in edits.answers if Address.parse(edit.id).is_blank)
    yield from (lost.retyped for lost in edits.lost if lost.to_write)


def _said(edits: Difference) -> Iterator[str]:
    """All the texts that were read in a difference."""
    for answer in edits.answers:
        yield from (answer.now, answer.rejected)
    yield from (text for row in edits.rows for _, text in (*row.cells, *row.beside))
    yield from (text for row in edits.rows for text, _ in row.pieces)
    yield from (lost.retyped for lost in edits.lost)
    yield from (one.now for one in edits.free)
    yield from edits.comments
    yield from edits.extras


def _stands_for(row: RowEdit) -> str:
    """The key that a new row is judged by: of a blank row that it stands among, else one that no row has."""
    near = (row.copied_from, row.after, *row.order, *row.before)
    return next((key for key in near if Address(row.question).item(key).is_blank), "ny")


def _in_other_forms(catalog: Catalog, edits: Difference) -> Iterator[str]:
    """The texts of answers that are printed from their value, and of those that came of a row that was
    not there: the answers have it, but another document may print it (the blank sheet of D09)."""
    texts = [(answer.id, text) for answer in edits.answers for text in (answer.was, answer.now)]
    texts += [
        (str(Address.cell(row.question, _stands_for(row), column)), text)
        for row in edits.rows
        for column, text in row.cells
    ]
    for id, text in texts:
        address = address_of(catalog, id)
        column = column_of(catalog, address) if address else None
        if Address.parse(id).is_blank or (
            column is not None and (column.type not in _AS_TYPED or column.refers)
        ):
            yield text
    # What the document computes is read as such, and what a copy kept of it is not kept; a choice that is
    # named above the answers of a cell may be printed over the row.
    for row in edits.rows:
        yield from (text for _, text in row.beside)
        yield from (text for key, _, text in row.printed if key == row.copied_from)
        yield from (row.under for text, _ in row.pieces if text.startswith(f"{row.under}\n"))
        yield from _labels(row)


def _labels(row: RowEdit) -> Iterator[str]:
    """The words before colons in a new row that were read as what tells answers apart; the document writes
    them its own way."""
    said = [text for _, text in row.said]
    heads = (line.rpartition(":")[0] for text, _ in row.pieces for line in text.split("\n"))
    words = (word for head in heads for word in head.split())
    return (word for word in words if not any(word in text for text in said))
