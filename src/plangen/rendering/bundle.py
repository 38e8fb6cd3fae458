"""One file to send: all PDFs of a pack as one, and its Word files in one ZIP."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from pathlib import Path

from plangen.rendering.document import pack_properties
from plangen.rendering.subject import Subject
from plangen.store.base import read_bytes
from plangen.web.combined import combined_page
from plangen.web.outline import Page

# Zip's first day: the files carry no time of their making, so the same files give the same bytes.
_NO_TIME = (1980, 1, 1, 0, 0, 0)


def pages_together(subject: Subject, pages: Sequence[tuple[str, Page]]) -> str:
    """One page of all documents, each with its name, for one PDF/UA with a bookmark for each and running page
    numbers."""
    return combined_page(pages, pack_properties(subject))


def word_zip(files: Sequence[Path]) -> bytes:
    """The Word files as they are on the disk now, with what staff have written in them. Raises
    `SystemRefusal`."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        for path in files:
            package.writestr(zipfile.ZipInfo(path.name, _NO_TIME), read_bytes(path))
    return buffer.getvalue()
