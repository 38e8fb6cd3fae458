"""The typeface of PDFs as WeasyPrint takes it: files on the disk, and a configuration that knows them."""

from __future__ import annotations

import atexit
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from weasyprint import CSS
from weasyprint.text.fonts import FontConfiguration

from plangen.web.fetching import FONT_ADDRESS, FONT_FILES, ClosedFetcher

# A family name of our own: the system may have another Carlito, and the file must not depend on it.
FONT_FAMILY = "Plangen Carlito"


class Typeface:
    """What a page is laid out with. Making one takes 14 ms, as much as a short page."""

    def __init__(self) -> None:
        self.fonts = FontConfiguration()
        # WeasyPrint takes the files away with the configuration, but not when the process ends.
        self._folder = Path(tempfile.mkdtemp(prefix="plangen-skrift-"))
        atexit.register(shutil.rmtree, self._folder, ignore_errors=True)
        self.fonts._folder = self._folder
        self._looks = CSS(string=_font_rules(), url_fetcher=ClosedFetcher(), font_config=self.fonts)

    def options(self, sheets: list[CSS]) -> dict[str, Any]:
        """The arguments of a layout with some stylesheets."""
        return {"font_config": self.fonts, "stylesheets": [self._looks, *sheets]}

    def is_whole(self) -> bool:
        """Whether the files are still there; in a process that lives for weeks, the system may tidy up."""
        return self._folder.is_dir() and len(list(self._folder.iterdir())) == len(FONT_FILES)


_resting: list[Typeface] = []
"""Those that nobody is using. Pango wants each for itself: a thread takes one, and puts it back."""


@contextmanager
def typeface(has_own_fonts: bool) -> Iterator[Typeface]:
    """A typeface to lay one page out with. One of its own for a page whose stylesheets may bring fonts."""
    one = None if has_own_fonts else _rested()
    one = Typeface() if one is None else one
    yield one
    if not has_own_fonts:
        _resting.append(one)


def _rested() -> Typeface | None:
    try:
        one = _resting.pop()
    except IndexError:
        return None
    return one if one.is_whole() else None


def _font_rules() -> str:
    return "\n".join(
        f'@font-face {{ font-family: "{FONT_FAMILY}"; src: url("{FONT_ADDRESS}{name}"); '
        f"font-weight: {weight}; font-style: {style}; }}"
        for name, (weight, style) in FONT_FILES.items()
    )
