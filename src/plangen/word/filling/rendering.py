"""What the parts of one rendering share (styles, lists, pictures, printing), and the links of each part."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import count
from urllib.parse import urlsplit

from plangen.documents.printing import Printing
from plangen.ooxml.numbering import RenderedLists
from plangen.ooxml.numbers import Ids
from plangen.ooxml.package import OFFICE, Relationships
from plangen.ooxml.styles import Styles
from plangen.texts.values import Picture
from plangen.word.filling.controls import Controls
from plangen.word.filling.looks import TagLooks
from plangen.word.filling.shells import Shells
from plangen.word.filling.value_controls import ValueControls

_HYPERLINK = f"{OFFICE}/hyperlink"
_IMAGE = f"{OFFICE}/image"
_HOST = re.compile(r"[\w.-]+(:[0-9]{1,5})?", re.ASCII)
_ADDRESS = re.compile(r"(?:[A-Za-z0-9._~:/?#@!$&'()*+,;=-]|%[0-9A-Fa-f]{2})+")


class Media:
    """The picture files of one rendering; the same picture is stored once."""

    def __init__(self, taken: set[str]) -> None:
        self._taken = taken
        self.files: dict[str, bytes] = {}

    def add(self, stem: str, extension: str, data: bytes) -> str:
        """The member name of a picture file."""
        stem = re.sub(r"[^A-Za-z0-9_-]+", "_", stem) or "billede"
        candidate, number = f"word/media/{stem}.{extension}", 1
        while candidate in self._taken or self.files.get(candidate, data) != data:
            number += 1
            candidate = f"word/media/{stem}_{number}.{extension}"
        self.files[candidate] = data
        return candidate


@dataclass
class Rendering:
    """Shared by all parts of one rendering. `text_width`: of the page, in twentieths of a point; `pages`
    gives the page of each heading; `left_out`: parts of the template that the document has no place for."""

    styles: Styles
    looks: TagLooks
    ids: Ids
    lists: RenderedLists
    media: Media
    printing: Printing
    text_width: int
    pages: Callable[[], Sequence[int]] = tuple
    left_out: set[str] = field(default_factory=set)
    shells: Shells = field(default_factory=Shells)
    controls: Controls = field(init=False)
    value_controls: ValueControls = field(init=False)

    def __post_init__(self) -> None:
        numbers = count(1)
        self.controls = Controls(self.shells, self.styles, self.ids, numbers)
        self.value_controls = ValueControls(self.shells, self.ids, numbers)


@dataclass
class PartRendering:
    """One part of a rendering, with the relationships it ends up with."""

    shared: Rendering
    relationships: Relationships

    def link(self, address: str) -> str:
        """The relationship id of an address; empty when Word could not read the address."""
        return self.relationships.add(_HYPERLINK, address, external=True) if _is_address(address) else ""

    def picture(self, picture: Picture, extension: str, data: bytes) -> str:
        """The relationship id of a picture file."""
        return self.relationships.add(_IMAGE, self.shared.media.add(picture.name, extension, data))


def _is_address(address: str) -> bool:
    # One address that is none makes Word refuse the whole file.
    if not _ADDRESS.fullmatch(address) or address.count("#") > 1:
        return False
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    if parts.scheme == "mailto":
        return parts.path.count("@") == 1
    return parts.scheme in ("http", "https") and _HOST.fullmatch(parts.netloc) is not None
