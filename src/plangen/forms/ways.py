"""The ways to give answers in files: which reader takes which file.

A new way is a folder beside this module and its row here. Which files are answer files, and what every
command makes of them, goes by the rows.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import PurePath

from plangen.answers.nodes import Tree
from plangen.forms.yaml.read.tree import read_tree

Reader = Callable[[bytes, str, frozenset[str]], Tree]
"""The bytes of a file, its path as the user wrote it, and the names of the questions → the tree, with what is
wrong with the file. Never raises."""

READERS: dict[str, Reader] = {".yaml": read_tree, ".yml": read_tree}
"""Ending of a file's name → its reader."""


def reader_of(label: str) -> Reader:
    """The reader of a file; of one with an unknown ending that of YAML, which says what it is instead."""
    return READERS.get(PurePath(label).suffix.lower(), read_tree)


def takes(name: str) -> bool:
    """Whether a file of that name may hold answers."""
    return PurePath(name).suffix.lower() in READERS
