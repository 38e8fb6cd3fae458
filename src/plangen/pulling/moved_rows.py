"""Rows that were moved in a document which gathers them under headings (the categories of requirements)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence


def within_headings(
    over: Mapping[str, str], answers: Sequence[str], before: Sequence[str], wanted: Sequence[str]
) -> list[str] | None:
    """The order of the answers that the document shows as `wanted`: the rows under each heading change
    places among themselves. None when the document sorts its rows by more than their headings, or a row has
    come under another one.

    `over`: key of a row → its heading; `answers`: the keys as the answers have them; `before`: as they were
    printed.
    """
    groups = dict.fromkeys(over[key] for key in wanted)
    if len(groups) < 2 or [over[key] for key in before] != [over[key] for key in wanted]:
        return None
    if any(_under(over, one, before) != _under(over, one, answers) for one in groups):
        return None
    new = {one: iter(_under(over, one, wanted)) for one in groups}
    return [next(new[over[key]]) for key in answers]


def _under(over: Mapping[str, str], heading: str, keys: Sequence[str]) -> list[str]:
    return [key for key in keys if over[key] == heading]
