"""Word files as the members of their packages."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

_LARGE = 1_000_000


def unzipped(data: bytes) -> dict[str, bytes]:
    """The members by name."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def zipped(members: Mapping[str, bytes]) -> bytes:
    """A package with these members, as they are: what tests edit is read at once and thrown away. Only what
    is large is made small."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as package:
        for name, content in members.items():
            how = zipfile.ZIP_DEFLATED if len(content) > _LARGE else zipfile.ZIP_STORED
            package.writestr(name, content, how, compresslevel=1)
    return buffer.getvalue()
