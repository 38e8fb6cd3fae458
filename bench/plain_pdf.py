"""Makes PDF/UA of pages as WeasyPrint's guide says, in a process that knows nothing of plangen, whose engine
would lend it its speed. Reads paths of pages on standard input, and answers each with seconds of CPU."""

from __future__ import annotations

import statistics
import sys
import time
from pathlib import Path

from weasyprint import HTML


def main(times: int) -> None:
    for line in sys.stdin:
        html = Path(line.strip()).read_text("utf-8")
        taken = []
        for _ in range(times + 1):  # the first warms up
            began = time.process_time()
            HTML(string=html).write_pdf(pdf_variant="pdf/ua-1")
            taken.append(time.process_time() - began)
        sys.stdout.write(f"{statistics.median(taken[1:])}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main(int(sys.argv[1]))
