"""PDF/UA of the pages of a pack, in processes that have made those of another pack: they are warm, and what
they know of lines and looks is what any pack would have taught them, not these pages themselves.

    python bench/own_pdf.py OTHERS PAGES

Two folders of pages. Tells as JSON the seconds of CPU of each page, one after the other in this process, and
the seconds of the clock of all of them side by side, as a build makes them. A process of its own: what it
starts lives as long as it does.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from plangen.building.printers import Start, collect_seldom, printing
from plangen.web.pdf import write_pdf


def main(others: Path, own: Path) -> None:
    known, pages = (_pages_in(folder) for folder in (others, own))
    with printing(len(pages)) as start:
        _side_by_side(start, known)
        clock = _side_by_side(start, pages)
    collect_seldom()
    _each(known)
    sys.stdout.write(json.dumps([_each(pages), clock]))


def _pages_in(folder: Path) -> list[str]:
    return [path.read_text("utf-8") for path in sorted(folder.iterdir())]


def _side_by_side(start: Start, pages: Sequence[str]) -> float:
    """Seconds of the clock; the largest begin, as in a build."""
    began = time.perf_counter()
    for waiting in [start(page) for page in sorted(pages, key=len, reverse=True)]:
        waiting()
    return time.perf_counter() - began


def _each(pages: Sequence[str]) -> list[float]:
    """Seconds of CPU of each."""
    taken = []
    for page in pages:
        began = time.process_time()
        write_pdf(page)
        taken.append(time.process_time() - began)
    return taken


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
