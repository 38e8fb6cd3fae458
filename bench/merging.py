"""How long it takes to merge new answers into edited Word files: milliseconds for each document, and for a
hundred of them.

    python bench/merging.py [folder]

`folder`: two editions of the packs are built there, `0` and `1`, unless they are there already.
"""

from __future__ import annotations

import random
import statistics
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from tests.fuzz import text_edits
from tests.fuzz.rounds import edited
from tests.merging.new_answers import changed
from tests.support.cli import run

from plangen.merging import proof
from plangen.merging.merge import merge

NAME = "jobcenter"
INPUT = Path(__file__).parent.parent / "inputs" / f"{NAME}.yaml"
TIMES = 3
HUNDRED = 100


def main(folder: Path) -> None:
    for edition in range(2):
        if not (folder / str(edition)).exists():
            _build(folder / str(edition), edition)
    taken: dict[str, float] = {}
    for path in sorted((folder / "1" / NAME).glob("*/*.docx")):
        document = path.relative_to(folder / "1").as_posix()
        taken[document] = _milliseconds(folder, document)
        sys.stdout.write(f"{taken[document]:6.0f} ms  {document}\n")
    mean = statistics.mean(taken.values())
    sys.stdout.write(
        f"{mean:6.0f} ms  a document; {statistics.median(taken.values()):.0f} the median;"
        f" {mean * HUNDRED / 1000:.1f} s a hundred\n"
    )


def _build(folder: Path, edition: int) -> None:
    folder.mkdir(parents=True)
    text = INPUT.read_text("utf-8")
    answers = folder / f"{NAME}.yaml"
    answers.write_text(changed(text)[0] if edition else text, "utf-8")
    run("build", answers, "--out", folder, "--format", "docx")


def _milliseconds(folder: Path, document: str) -> float:
    """The shortest of some merges."""
    base, ours = ((folder / str(edition) / document).read_bytes() for edition in range(2))
    theirs = edited(document, base, random.Random(document), (text_edits.EDITS,)).data
    times = []
    for _ in range(TIMES):
        proof._counted.cache_clear()  # what one merge costs by itself
        start = time.process_time()
        merge(base, theirs, ours)
        times.append(1000 * (time.process_time() - start))
    return min(times)


if __name__ == "__main__":
    if len(sys.argv) > 1:
        main(Path(sys.argv[1]))
    else:
        with tempfile.TemporaryDirectory() as made:
            main(Path(made))
