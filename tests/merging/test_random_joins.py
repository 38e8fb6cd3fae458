"""Random edits of two people in copies of one edition, made one file: no word, picture, comment or pending
change of either is lost, or the two stay as they are and it is said why.

`PLANGEN_FUZZ_MERGES=1000 pytest tests/merging/test_random_joins.py` tries so many, a third of each side saved
by LibreOffice; `PLANGEN_FUZZ_SEED` is the first seed.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import pytest

from plangen.merging.outcome import Merged
from plangen.projects.shipped import shipped_library
from plangen.wordfiles.joining import try_join
from tests.fuzz.package import Raw
from tests.fuzz.rounds import Edited
from tests.fuzz.traces import Trace
from tests.merging.editions import MANY, Editions, editions
from tests.merging.test_random_merges import (
    OTHER_WORDS,
    SEED,
    edited_by_chance,
    kept_look,
    placeless,
    saved_by_programs,
)
from tests.support.structure.check import check_structure

PAIRS = MANY or 8
_BATCH = 30
_NOTE = "footnoteReference w:id="
_LIKELY = 0.4
"""How many of many such pairs become one file, at least: each side has up to eight edits of all kinds."""


@dataclass
class Joins(Counter[str]):
    """What came of all pairs, and what went wrong."""

    def __post_init__(self) -> None:
        self.faults: list[str] = []
        self.refused: list[str] = []


@pytest.mark.heavy
def test_nothing_of_two_people_is_lost(tmp_path: Path) -> None:
    made, count = editions(), Joins()
    for start in range(0, PAIRS, _BATCH):
        seeds = range(SEED + start, SEED + min(start + _BATCH, PAIRS))
        mine = [edited_by_chance(made, seed) for seed in seeds]
        other = [
            edited_by_chance(made, 50_000 + seed, one.path) for seed, one in zip(seeds, mine, strict=True)
        ]
        files = saved_by_programs([*mine, *other], tmp_path / str(start))
        pairs = zip(files[: len(mine)], files[len(mine) :], strict=True)
        for one, two in sorted(((a, b) for a, b in pairs if a and b), key=lambda pair: pair[0].path):
            _join(made, one, two, count)
    assert not count.faults, "\n".join(count.faults)
    assert count["joined"] >= (_LIKELY * count["pairs"] if MANY else 1), "\n".join(count.refused)


def _join(made: Editions, one: Edited, two: Edited, count: Joins) -> None:
    base = made.read(one.path, 0)
    merged, why = try_join(shipped_library().catalog, base, one.data, two.data, "Bente Hansen", "2027-01-01")
    count["pairs"] += 1
    if merged is None:
        count.refused.append(f"{one} + {two}: {why}")
        return
    count["joined"] += 1
    count["conflicts"] += len(merged.conflicts)
    after = Raw.of(merged.data)
    for side, theirs in ((one, "first"), (two, "second")):
        left = [trace for trace in side.traces if trace.is_in(Raw.of(side.data))]
        count["traces"] += len(left)
        lost = [trace for trace in left if not _is_kept(trace, after, side.data, merged)]
        count.faults += [f"{one} + {two}: {theirs} {trace}" for trace in lost]
    count.faults += [f"{one} + {two}: {problem}" for problem in _new_problems(one, two, merged)]


def _is_kept(trace: Trace, after: Raw, side: bytes, merged: Merged) -> bool:
    """Notes have another number in a file that has notes already; their words are traces of their own."""
    if trace.mark.startswith(_NOTE):
        return after.xml.count(_NOTE) >= Raw.of(side).xml.count(_NOTE)
    return trace.is_in(after) or kept_look(trace, side, merged)


def _new_problems(one: Edited, two: Edited, merged: Merged) -> list[str]:
    """What is wrong with the structure of the file that neither of the two had."""
    faults, *known = (
        Counter(map(placeless, check_structure(data))) for data in (merged.data, one.data, two.data)
    )
    new = faults - (known[0] | known[1]) - (known[0] + known[1])
    return [problem for problem in new if OTHER_WORDS not in problem]
