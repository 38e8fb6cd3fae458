"""Two edited copies of one edition made one file, or why they cannot be."""

from __future__ import annotations

from plangen.catalog import Catalog
from plangen.differences.comparison import Difference, compare
from plangen.differences.lost_looks import lost_looks, not_kept
from plangen.differences.pieces import CONTROL
from plangen.merging.merge import join
from plangen.merging.outcome import BETWEEN_CELLS, Merged
from plangen.merging.sides import Looked
from plangen.word.reading.document import read_word
from plangen.wordfiles.merged import MOST_LOOKS


def try_join(
    catalog: Catalog, base: bytes, there: bytes, copy: bytes, by: str, day: str
) -> tuple[Merged | None, str]:
    """An edited file with what was written in a copy, or why they cannot be joined, in Danish. `base`: the
    edition that both began as; `there`: the file; `by`: who wrote in the copy, empty when nobody knows;
    `day`: `pakke.dato` as ÅÅÅÅ-MM-DD, empty without one. Raises `UnreadableWord`."""
    made = read_word(base, catalog)
    files = [read_word(data, catalog) for data in (there, copy)]
    mine, theirs = (_looked(compare(made, content)) for content in files)
    merged = join(base, there, copy, (mine, theirs), by, day)
    if merged.missing:
        return None, f"Samlet ville de mangle {merged.missing}."
    joined = read_word(merged.data, catalog)
    after = compare(made, joined)
    stay = {control.id for control in made.controls} - merged.gone_ids
    gone = merged.gone | _waiting(merged)
    lost: list[str] = []
    for one, other in (files, files[::-1]):
        doubtful = lost_looks(compare(made, one), after, stay, gone)
        lost += not_kept(doubtful, made, one, other, joined)
    if lost:
        return None, f"Samlet ville de mangle udseende, I har valgt: {', '.join(lost[:MOST_LOOKS])}."
    return merged, ""


def _waiting(merged: Merged) -> frozenset[str]:
    """The texts that wait until somebody has decided, paragraph by paragraph and cell by cell."""
    lines = (line for one in merged.conflicts for line in one.ours.split("\n"))
    return frozenset(" ".join(cell.split()) for line in lines for cell in line.split(BETWEEN_CELLS))


def _looked(done: Difference) -> Looked:
    """What somebody has given another look."""
    texts = (" ".join(look.text.split()) for look in done.looks if CONTROL not in look.text)
    return Looked(
        frozenset(filter(None, texts)),
        frozenset(id for look in done.looks for id in look.ids),
    )
