"""The names of the files that builds write, and which of them are there."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from plangen.catalog import builtin_catalog

OVERVIEW = "oversigt.csv"


def bundle_names(key: str) -> tuple[str, str]:
    """The names of the combined PDF and of the ZIP."""
    return f"samlet_{key}.pdf", f"samlet_{key}_word.zip"


def own_files(folder: Path, key: str, formats: Iterable[str] = ("docx", "pdf", "html")) -> list[Path]:
    """The files that are there under the names that builds give."""
    names = [f"{one.file}_{key}.{end}" for one in builtin_catalog().documents.values() for end in formats]
    return [path for name in (*names, *bundle_names(key)) if (path := folder / name).exists()]
