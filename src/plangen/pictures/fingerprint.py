"""A short description of a picture by which it is known again when a program has saved it in another way.

Only the few formats that plangen writes and Word makes of them are opened: Pillow would start other programs
for some of the rest.
"""

from __future__ import annotations

import io
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.Image import Image

_FORMATS = ("PNG", "JPEG", "GIF")
_MOST_DOTS = 30_000_000
_SIDE = 8
_ENOUGH = 64  # dots along the shorter side that are looked at
_DIFFERENT = 10
_FINE = 64  # parts of each side in which a picture that was saved again must be as it was
_SHADES = 24
_ROUNDING = 0.02


@lru_cache(maxsize=32)
def fingerprint(data: bytes) -> str:
    """64 letters: l where the picture is lighter than on average, d where it is darker; empty for a file that
    is no picture of dots in one of the known formats, or a huge one."""
    dots = _dots(data, _SIDE)
    average = sum(dots) / max(1, len(dots))
    return "".join("l" if dot > average else "d" for dot in dots)


def same_picture(one: str, other: str) -> bool:
    """Whether two fingerprints are of the same picture; a missing one fits all."""
    if not one or not other:
        return True
    return sum(a != b for a, b in zip(one, other, strict=True)) <= _DIFFERENT


def is_resaved(original: bytes, other: bytes) -> bool:
    """Whether a picture is another one that a program has saved again, with as many dots or fewer."""
    size, now = _size(original), _size(other)
    if not size or not now or now[0] > size[0] or now[1] > size[1]:
        return False
    if abs(size[0] / size[1] - now[0] / now[1]) > _ROUNDING * size[0] / size[1]:
        return False
    pairs = zip(_dots(original, _FINE), _dots(other, _FINE), strict=False)
    return all(abs(one - two) <= _SHADES for one, two in pairs)


def _dots(data: bytes, side: int) -> bytes:
    """The shades of grey of a picture that is made so small; none when it cannot be opened."""
    from PIL import Image

    picture = _opened(data)
    if picture is None:
        return b""
    try:
        grey = picture.reduce(max(1, min(picture.size) // _ENOUGH)).convert("RGBA")
        paper = Image.new("RGBA", grey.size, "white")
        paper.alpha_composite(grey)
        return paper.convert("L").resize((side, side), Image.Resampling.BOX).tobytes()
    except (OSError, ValueError, SyntaxError):
        return b""


def _size(data: bytes) -> tuple[int, int] | None:
    picture = _opened(data)
    return None if picture is None else picture.size


def _opened(data: bytes) -> Image | None:
    """A picture whose dots are not read yet; None for one of another kind, or with more dots than anything
    that stands on a page."""
    from PIL import Image

    try:
        picture = Image.open(io.BytesIO(data), formats=_FORMATS)
    except (Image.DecompressionBombError, OSError, ValueError, SyntaxError):
        return None
    return picture if 0 < picture.width * picture.height <= _MOST_DOTS else None
