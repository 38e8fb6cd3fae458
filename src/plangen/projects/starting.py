"""Starts a project: the starter file and, beside it, the schema that editors read."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from plangen.findings import UsageError
from plangen.forms.ways import takes
from plangen.projects.file_names import alike, entries
from plangen.projects.writing import write_atomically

_PORTS = [f"{port}{number}" for port in ("com", "lpt") for number in range(1, 10)]
_TAKEN_BY_WINDOWS = {"con", "prn", "aux", "nul", *_PORTS}
NAME = re.compile(r"[a-z0-9][a-z0-9_-]{0,59}")


def start_project(folder: Path, name: str, starter: str, schema: Mapping[str, Any], schema_name: str) -> Path:
    """Writes `<folder>/<name>.yaml` and renews the schema beside it; returns the path of the answer file.

    Raises what `refuse_name` raises, and `SystemRefusal` when the folder may not be written.
    """
    refuse_name(folder, name)
    target = folder / f"{name}.yaml"
    text = json.dumps(schema, ensure_ascii=False, indent=2) + "\n"
    write_atomically(folder / schema_name, text.encode("utf-8"))
    write_atomically(target, starter.encode("utf-8"))
    return target


def refuse_name(folder: Path, name: str) -> None:
    """Raises `UsageError` for a name that cannot be a file and folder name everywhere, or when the answer
    file is there already: answers are never overwritten. Raises `SystemRefusal` when the folder may not be
    read."""
    if not NAME.fullmatch(name):
        raise UsageError(
            f"»{name}« kan ikke bruges som navn.",
            "Brug små bogstaver a-z, tal, _ og -, fx »jobcenter« (æ skrives ae, ø oe og å aa).",
        )
    if name in _TAKEN_BY_WINDOWS:
        hint = "Windows har selv brug for navnet. Vælg et andet."
        raise UsageError(f"»{name}« kan ikke bruges som navn.", hint)
    there = [entry for entry in entries(folder) if alike(entry.stem, name) and takes(entry.name)]
    if there:
        raise UsageError(f"{there[0]} findes allerede og er ikke ændret.", "Vælg et andet navn.")
