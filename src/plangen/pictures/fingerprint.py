"""A short description of a picture by which it is known again when a program has saved it in another way."""

from __future__ import annotations

import io
from functools import lru_cache

_SIDE = 8
_ENOUGH = 64  # dots along the shorter side that are looked at
_DIFFERENT = 10


@lru_cache(maxsize=32)
def fingerprint(data: bytes) -> str:
    """64 letters: l where the picture is lighter than on average, d where it is darker; empty for a file that
    is no picture of dots."""
    from PIL import Image, UnidentifiedImageError

    try:
        with Image.open(io.BytesIO(data)) as picture:
            grey = picture.reduce(max(1, min(picture.size) // _ENOUGH)).convert("RGBA")
            paper = Image.new("RGBA", grey.size, "white")
            paper.alpha_composite(grey)
            dots = list(paper.convert("L").resize((_SIDE, _SIDE), Image.Resampling.BOX).tobytes())
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError):
        return ""
    average = sum(dots) / len(dots)
    return "".join("l" if dot > average else "d" for dot in dots)


def same_picture(one: str, other: str) -> bool:
    """Whether two fingerprints are of the same picture; a missing one fits all."""
    if not one or not other:
        return True
    return sum(a != b for a, b in zip(one, other, strict=True)) <= _DIFFERENT
