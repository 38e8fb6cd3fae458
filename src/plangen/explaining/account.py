"""One explanation: as lines to read and as data."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from plangen.answers.wording import masked
from plangen.findings import visible

WIDTH = 80


@dataclass(frozen=True)
class Account:
    """What there is to tell of one thing. `title`: what it is; `lines`: text with how deep it stands; `data`:
    the same with stable names."""

    title: str
    lines: tuple[tuple[int, str], ...]
    data: Mapping[str, Any]


def account_lines(accounts: Iterable[Account]) -> Iterator[str]:
    """Explanations one after the other, in lines of at most 80 characters."""
    for number, account in enumerate(accounts):
        if number:
            yield ""
        yield from _wrapped(account.title, 0)
        for depth, text in account.lines:
            yield from _wrapped(text, 2 * depth)


def _wrapped(text: str, indent: int) -> Iterator[str]:
    yield from textwrap.wrap(
        visible(" ".join(masked(text).split())),
        WIDTH,
        initial_indent=" " * indent,
        subsequent_indent=" " * (indent + 2),
        break_long_words=False,
        break_on_hyphens=False,
    )
