"""How long the PDF files of a pack take by the clock, made side by side by processes that are warm, as a
build makes them. A process of its own: what it starts lives as long as it does.

    python bench/side_by_side.py TIMES PAGE...
"""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from plangen.building.printers import printing


def main(times: int, paths: Sequence[str]) -> None:
    pages = sorted((Path(path).read_text("utf-8") for path in paths), key=len, reverse=True)
    taken: list[float] = []
    with printing(len(pages)) as start:
        for _ in range(times + 1):  # the first warms up
            began = time.perf_counter()
            for waiting in [start(page) for page in pages]:
                waiting()
            taken.append(time.perf_counter() - began)
    sys.stdout.write(f"{statistics.median(taken[1:])}\n")


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2:])
