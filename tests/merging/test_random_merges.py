"""Random edits of staff and new answers in one file: no word, picture, comment or pending change of theirs is
lost, and no new answer is missing.

`PLANGEN_FUZZ_MERGES=1000 pytest tests/merging/test_random_merges.py` tries so many, of all documents of all
examples, a third of them saved by LibreOffice, and 60 chains of five generations; `PLANGEN_FUZZ_SEED` is the
first seed. What was counted stands in the file that `PLANGEN_FUZZ_COUNT` names.
"""

from __future__ import annotations

import os
import random
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from subprocess import CalledProcessError
from typing import Any

import pytest
from lxml import etree

from plangen.merging.merge import merge
from plangen.merging.outcome import Merged
from tests.fuzz import look_edits, object_edits, text_edits
from tests.fuzz.package import Raw, w
from tests.fuzz.rounds import Edited, edited
from tests.fuzz.traces import Trace
from tests.merging.editions import GENERATIONS, MANY, Editions, editions
from tests.merging.hand import text_of
from tests.support import word_edits as word
from tests.support.structure.check import check_structure
from tests.word.libreoffice import resaved
from tests.word.word_saves import saved_by_word

SEED = int(os.environ.get("PLANGEN_FUZZ_SEED", "1"))
TRIPLES = MANY or 50
CHAINS = 60 if MANY else 3
_FAMILIES = (text_edits.EDITS, object_edits.EDITS, look_edits.EDITS)
_BATCH = 30
OTHER_WORDS = "springer fra niveau"
"""Of a structure check that names a heading by its words, which are others now."""


@dataclass
class Count:
    """What came of all merges."""

    merges: int = 0
    traces: int = 0
    new: int = 0
    conflicts: int = 0
    kept: int = 0
    faults: list[str] = field(default_factory=list)

    def note(self) -> None:
        """Writes the figures where they were asked for."""
        if path := os.environ.get("PLANGEN_FUZZ_COUNT"):
            with Path(path).open("a", encoding="utf-8") as file:
                file.write(f"{self}\n")

    def add(self, edits: Edited, words: Sequence[str], ours: bytes, merged: Merged) -> None:
        """Looks in the raw files for what staff left and what the answers brought."""
        before, after, new = Raw.of(edits.data), Raw.of(merged.data), Raw.of(ours)
        left = [trace for trace in edits.traces if trace.is_in(before)]
        brought = [word for word in words if word in new.text]
        self.merges += 1
        self.traces, self.new = self.traces + len(left), self.new + len(brought)
        self.conflicts, self.kept = self.conflicts + len(merged.conflicts), self.kept + len(merged.kept)
        self.faults += [
            f"{edits}: {trace}"
            for trace in left
            if not (trace.is_in(after) or kept_look(trace, edits.data, merged))
        ]
        self.faults += [f"{edits}: mangler {word}" for word in brought if word not in after.text]
        self.faults += [f"{edits}: {merged.missing}"] if merged.missing else []
        faults = Counter(map(placeless, check_structure(merged.data)))
        known = Counter(map(placeless, check_structure(edits.data))) if faults else faults
        self.faults += [f"{edits}: {one}" for one in faults - known if OTHER_WORDS not in one]


def placeless(problem: str) -> str:
    """A problem of a file wherever it stands: ours may have moved it, and LibreOffice doubles headers."""
    return re.sub(r"(tabel|række|header|footer) ?\d+", r"\1", problem)


def kept_look(trace: Trace, theirs: bytes, merged: Merged) -> bool:
    """Whether a look is on all that it was on, but for text that ours took away."""
    if not trace.mark:
        return False
    before, after = (list(_marked(data, trace.mark)) for data in (theirs, merged.data))
    return len([text for text in before if text not in merged.gone]) <= len(after) < len(before)


def _marked(data: bytes, mark: str) -> Iterator[str]:
    """The texts of the paragraphs, of the cells and of the first cells of the rows that have a mark."""
    for one in word.stories(data)["word/document.xml"].iter(w("p"), w("tc"), w("tr")):
        looks = one if one.tag == w("p") else one.find(w("tcPr") if one.tag == w("tc") else w("trPr"))
        if looks is not None and re.search(mark, etree.tostring(looks).decode("utf-8")):
            said = next(one.iter(w("tc"))) if one.tag == w("tr") else one
            yield " ".join(text_of(said).split())


@pytest.mark.heavy
def test_nothing_of_either_side_is_lost(tmp_path: Path) -> None:
    made, count = editions(), Count()
    for start in range(0, TRIPLES, _BATCH):
        seeds = range(SEED + start, SEED + min(start + _BATCH, TRIPLES))
        saved = saved_by_programs([edited_by_chance(made, seed) for seed in seeds], tmp_path / str(start))
        kept = [one for one in saved if one is not None]
        for one in sorted(kept, key=lambda one: one.path):  # what is read of an edition is kept for the next
            ours = made.read(one.path, 1)
            merged = merge(made.read(one.path, 0), one.data, ours, date="2027-01-01")
            count.add(one, made.words(one.path, 1), ours, merged)
    count.note()
    assert not count.faults, "\n".join(count.faults)


def edited_by_chance(made: Editions, seed: int, document: str = "") -> Edited:
    """A document, by chance or this one, with random edits, and the program that is to save it."""
    chance = random.Random(seed)
    document = document or chance.choice(made.documents())
    one = edited(document, made.read(document, 0), chance, _FAMILIES)
    program = ("", "word", "libreoffice" if MANY else "word")[seed % 3]
    return Edited(one.path, one.data, one.edits, one.traces, (program,))


def saved_by_programs(documents: Sequence[Edited], folder: Path) -> list[Edited | None]:
    """The files as their programs write them; None for what LibreOffice breaks."""
    todo = {f"{n}.docx": one.data for n, one in enumerate(documents) if one.saved == ("libreoffice",)}
    written = saved_by_libreoffice(todo, folder) if todo else {}
    found: list[Edited | None] = []
    for number, one in enumerate(documents):
        data: Any = one.data
        if one.saved == ("word",):
            data = saved_by_word(data, seed=number)
        elif one.saved == ("libreoffice",):
            data = written.get(f"{number}.docx")
        found.append(None if data is None else Edited(one.path, data, one.edits, one.traces, one.saved))
    return found


def saved_by_libreoffice(files: Mapping[str, bytes], folder: Path) -> Mapping[str, bytes]:
    """The files as LibreOffice saves them, without those that it cannot write."""
    try:
        saved = resaved(files, folder)
        return {name: data for name, data in saved.items() if not _is_broken(data)}
    except CalledProcessError:
        if len(files) == 1:
            return {}
        parts = (saved_by_libreoffice({name: data}, folder / name) for name, data in files.items())
        return {name: data for part in parts for name, data in part.items()}


def _is_broken(data: bytes) -> bool:
    """LibreOffice 7.4 writes a broken file when a tracked change stands in a control (docs/word.md)."""
    from plangen.findings import PlangenError
    from plangen.merging.parts import Parts

    try:
        parts = Parts(data)
        parts.root(parts.document)
    except PlangenError:
        return True
    return False


@pytest.mark.long
def test_chains_of_generations() -> None:
    """Staff go on editing the merged file, and the answers go on changing."""
    made, count = editions(), Count()
    for seed in range(SEED, SEED + CHAINS):
        chance = random.Random(10_000 + seed)
        document = chance.choice(made.documents())
        theirs, traces = made.read(document, 0), []
        for generation in range(1, GENERATIONS):
            one = edited(document, theirs, chance, _FAMILIES)
            traces = [*(trace for trace in traces if not trace.gone), *one.traces]
            data = saved_by_word(one.data, seed) if chance.random() < 0.5 else one.data
            one = Edited(document, data, one.edits, tuple(traces), (f"generation {generation}",))
            ours = made.read(document, generation)
            merged = merge(made.read(document, generation - 1), data, ours, date="2027-01-01")
            count.add(one, made.words(document, generation), ours, merged)
            theirs = merged.data
    count.note()
    assert not count.faults, "\n".join(count.faults)
