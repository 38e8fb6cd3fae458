"""SVG to PNG with the fonts that plangen ships, and nothing from the machine.

resvg drops text in silence when it finds no font, so the system's fonts are skipped and Carlito is given
as TTF files; the same picture then comes out on every machine.
"""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
from functools import lru_cache

from plangen.pictures.typeface import carlito_files

PIXELS_PER_MM = 8.0  # about 200 dpi, sharp in print and small in the file


@lru_cache(maxsize=32)
def png_from_svg(svg: str, width_mm: float) -> bytes:
    """The drawing as PNG at about 200 dpi for a printed width in millimetres.

    Drawing is slow (150 ms for a large one) and gives the same each time, so the same drawing is drawn once.
    """
    import resvg_py

    png = resvg_py.svg_to_bytes(
        svg_string=svg,
        width=round(width_mm * PIXELS_PER_MM),
        dpi=96.0,  # without it, sizes in millimetres count as nothing
        skip_system_fonts=True,
        font_files=list(carlito_files()),
        font_family="Carlito",
    )
    return bytes(png)


SECONDS = 8
_MEMORY = 2 << 30


def png_of_stranger(svg: str, width_mm: float) -> bytes:
    """The same for a drawing from outside, drawn by a process of its own that may take only so long.

    Raises `TimeoutError` when it takes longer, `ValueError` when the drawing cannot be drawn.
    """
    command = [sys.executable, "-m", __name__, str(width_mm)]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    try:
        done = subprocess.run(
            command, input=svg.encode(), capture_output=True, timeout=SECONDS, check=False, env=environment
        )
    except subprocess.TimeoutExpired as error:
        raise TimeoutError from error
    if done.returncode != 0 or not done.stdout.startswith(b"\x89PNG"):
        raise ValueError("the drawing cannot be drawn")
    return done.stdout


def _main() -> None:
    """Draws what comes in on standard input."""
    with contextlib.suppress(ImportError, ValueError, OSError):  # not everywhere
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
        resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    sys.stdout.buffer.write(png_from_svg(sys.stdin.buffer.read().decode("utf-8"), float(sys.argv[1])))


if __name__ == "__main__":
    _main()
