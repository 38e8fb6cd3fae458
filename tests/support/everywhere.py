"""A library in which departments have D01 and D02, too: the documents with most kinds of answers and rows.

What is tried with it – editing, pulling, keeping, renewing – goes the same way for every document that a
department has; which those are is tried with the library that plangen ships (tests/building/test_packs.py).
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import cache
from unittest.mock import patch

from plangen.library import Library
from plangen.projects import shipped

EVERYWHERE = ("D01", "D02")


@cache
def library_everywhere(only: tuple[str, ...] = EVERYWHERE) -> Library:
    """The library that plangen ships, but for where those documents stand, and without other documents
    than these: a command for a whole pack makes the rest for nothing."""
    library = shipped.shipped_library()
    catalog = library.catalog
    moved = {id: replace(catalog.documents[id], level="begge") for id in EVERYWHERE}
    documents = {id: one for id, one in {**catalog.documents, **moved}.items() if id in only}
    return replace(library, catalog=replace(catalog, documents=documents))


@contextmanager
def documents_everywhere(only: tuple[str, ...] = EVERYWHERE) -> Iterator[None]:
    """The commands of this process use that library meanwhile."""
    library = library_everywhere(only)
    with patch.object(shipped, "shipped_library", lambda: library):
        yield
