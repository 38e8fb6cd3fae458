"""Carlito, the typeface of pictures and PDF files: Calibri's metric twin, so Word and PDF break lines alike.

The four files come with plangen (SIL Open Font License 1.1, `carlito/OFL.txt`), so that the same answers give
the same bytes on every machine, whatever fonts it has.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files

FACES = ("Carlito-Regular.ttf", "Carlito-Bold.ttf", "Carlito-Italic.ttf", "Carlito-BoldItalic.ttf")
_FOLDER = files("plangen.pictures") / "carlito"


def carlito_files() -> tuple[str, ...]:
    """The four files as paths."""
    return tuple(str(_FOLDER / name) for name in FACES)


@cache
def carlito(name: str) -> bytes:
    """One of the four files, by its name in `FACES`."""
    return (_FOLDER / name).read_bytes()
