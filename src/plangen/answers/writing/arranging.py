"""The rows of a list in block style get another order, go, or come. Comments between rows stay."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from plangen.answers.writing.changes import Kept, Plain
from plangen.answers.writing.emit import row
from plangen.answers.writing.source import Splice, YamlSource
from plangen.answers.writing.spans import ValueSpan


def arranging(
    source: YamlSource, table: ValueSpan, rows: Sequence[Kept | Plain], dashes: Sequence[int]
) -> Iterator[Splice]:
    """The splices that give the list its new rows: rows that are there, and new ones.

    `dashes`: the index of each row's dash. Rows that stay fill the places of rows that stay, in their new
    order; a new row comes right after the one before it.
    """
    ends = [source.line_end(max(item.end, dash)) for item, dash in zip(table.items, dashes, strict=True)]
    kept = [item.number for item in rows if isinstance(item, Kept)]
    slots = sorted(kept)
    for slot, number in zip(slots, kept, strict=True):
        if slot != number:
            yield Splice(dashes[slot], ends[slot], source.raw(dashes[number], ends[number]))
    for number in sorted(set(range(len(table.items))) - set(kept)):
        start = source.line_start(dashes[number])
        yield Splice(start, min(ends[number] + 1, len(source.text)), "")
    reached = 0
    for item in rows:
        if isinstance(item, Kept):
            reached += 1
            continue
        lines = source.lines(row(item, table.column))
        if reached:
            end = ends[slots[reached - 1]]
            yield Splice(end, end, source.newline + lines)
        else:
            start = source.line_start(dashes[0])
            yield Splice(start, start, lines + source.newline)
