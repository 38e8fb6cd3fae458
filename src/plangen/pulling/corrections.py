"""What was understood in another form, written into the text of an answer file as files hold it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from plangen.answers.spelling.tree import Understood
from plangen.catalog import Catalog
from plangen.forms.yaml.write import NotWritable, Plain, Put
from plangen.forms.yaml.write.changes import Token
from plangen.pulling.earlier_forms import with_changes

_DATE, _COUNT, _BEFORE = (re.compile(form) for form in (r"\d{4}-\d{2}-\d{2}", r"\d+", r"-\d+"))


def corrected(
    catalog: Catalog, data: bytes, understood: Sequence[Understood]
) -> tuple[bytes, tuple[Understood, ...]]:
    """The file with each of these values in canonical form, every other byte as it is; and those that stand
    where a file cannot be changed piece by piece (anchors), which stay. Raises nothing."""
    try:
        return _with(catalog, data, understood), ()
    except NotWritable:
        if len(understood) == 1:
            return data, tuple(understood)
    left: list[Understood] = []
    for one in understood:
        data, stays = corrected(catalog, data, [one])
        left += stays
    return data, tuple(left)


def _with(catalog: Catalog, data: bytes, understood: Sequence[Understood]) -> bytes:
    if not understood:
        return data
    return with_changes(catalog, data, [Put(one.path, _plain(one.value)) for one in understood])


def _plain(value: str | tuple[str, ...]) -> Plain:
    """The value as other answers of its kind are written: dates and whole numbers without quotes."""
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if _DATE.fullmatch(value):
        return date.fromisoformat(value)
    if _COUNT.fullmatch(value):
        return int(value)
    return Token(value) if _BEFORE.fullmatch(value) else value
