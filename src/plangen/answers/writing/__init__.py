"""Changes written into the text of an answer file: only what is changed changes, byte for byte.

`apply_changes` is the way in; `changes` holds what can be asked for.
"""

from plangen.answers.writing.apply import apply_changes
from plangen.answers.writing.changes import (
    Arrange,
    Change,
    Clear,
    Drop,
    Kept,
    Path,
    Plain,
    Put,
    changed,
    plain_data,
    source_data,
)
from plangen.answers.writing.places import NotWritable

__all__ = [
    "Arrange",
    "Change",
    "Clear",
    "Drop",
    "Kept",
    "NotWritable",
    "Path",
    "Plain",
    "Put",
    "apply_changes",
    "changed",
    "plain_data",
    "source_data",
]
