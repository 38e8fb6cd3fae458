"""Addresses of links in one form, because programs write the same address differently."""

from __future__ import annotations

import re
from string import ascii_letters, digits
from typing import Final

_UNRESERVED: Final = frozenset(f"{ascii_letters}{digits}-._~")
_ESCAPED = re.compile(r"%([0-9A-Fa-f]{2})")
_BARE_HOST = re.compile(r"(https?://[^/?#]+)/(?=#|$)")


def plain_address(address: str) -> str:
    """The address without what programs change: LibreOffice adds a slash to a bare host, and escapes anew."""
    return _BARE_HOST.sub(r"\1", _ESCAPED.sub(_plain_character, address), count=1)


def _plain_character(match: re.Match[str]) -> str:
    character = chr(int(match[1], 16))
    return character if character in _UNRESERVED else match[0].upper()
