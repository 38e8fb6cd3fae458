"""Word files read with the questionnaire that plangen ships."""

from __future__ import annotations

from plangen.catalog import builtin_catalog
from plangen.word.reading import document
from plangen.word.reading.content import Content


def read_word(data: bytes) -> Content:
    """What a Word file says."""
    return document.read_word(data, builtin_catalog())
