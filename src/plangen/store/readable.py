"""What is remembered, as JSON that a person can look through: an entry on each line."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

_line = json.JSONEncoder(ensure_ascii=False).encode
"""`json.dumps` makes an encoder for every call, and this is one for every entry."""


def readable(data: Mapping[str, Any], levels: int = 2) -> bytes:
    """The entries of `data`, and those of mappings in it down to that level, on lines of their own. Python's
    own indenting takes ten times as long, and every document is remembered each time it is made."""
    return f"{_laid_out(data, levels, '')}\n".encode()


def _laid_out(value: Any, levels: int, margin: str) -> str:
    if not levels or not isinstance(value, Mapping) or not value:
        return _line(value)
    inner = f"{margin} "
    told = [f"{inner}{_line(key)}: {_laid_out(one, levels - 1, inner)}" for key, one in value.items()]
    lines = ",\n".join(told)
    return f"{{\n{lines}\n{margin}}}"
