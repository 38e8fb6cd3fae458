"""Changes written into the text of an answer file: only what is changed changes, byte for byte.

`apply_changes` is the way in; `changes` holds what can be asked for.
"""

from plangen.forms.yaml.write.apply import apply_changes
from plangen.forms.yaml.write.changes import (
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
from plangen.forms.yaml.write.places import NotWritable

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
