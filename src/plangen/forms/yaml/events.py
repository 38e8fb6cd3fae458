"""The events of a YAML text, parsed once: parsing is most of the work of reading an answer file, and a pull
reads the same text several times (to understand it, to change it, to check what it has become)."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from ruamel.yaml import YAML

_MAX_KEPT = 500_000
"""Characters; a full answer file has 60,000. The events of a text take much more room than the text."""


class _Events:
    """Events, parsed as far as somebody has asked for them; so one who stops early costs no more."""

    def __init__(self, text: str) -> None:
        self._parser = _parser(text)
        self._known: list[Any] = []
        self._error: Exception | None = None

    def __iter__(self) -> Iterator[Any]:
        number = 0
        while number < len(self._known) or self._next():
            yield self._known[number]
            number += 1

    def _next(self) -> bool:
        """Parses one event more; False at the end. Raises what stopped the parser, each time."""
        if self._error is not None:
            raise self._error.with_traceback(None)
        try:
            self._known.append(next(self._parser))
        except StopIteration:
            return False
        except Exception as error:
            self._error = error
            raise
        return True


def _parser(text: str) -> Iterator[Any]:
    return YAML(typ="safe", pure=True).parse(text)  # type: ignore[no-any-return]


@lru_cache(maxsize=8)
def _events(text: str) -> _Events:
    return _Events(text)


def parsed(text: str) -> Iterator[Any]:
    """The parser's events, which nobody may change. Raises what the parser raises, where it does."""
    return iter(_events(text)) if len(text) <= _MAX_KEPT else _parser(text)
