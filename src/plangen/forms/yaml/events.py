"""The events of a YAML text, parsed once: parsing is most of the work of reading an answer file, and a pull
reads the same text several times (to understand it, to change it, to check what it has become)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.events import AliasEvent

_MAX_KEPT = 500_000
"""Characters; a full answer file has 60,000. The events of a text take much more room than the text."""
_READ_OTHERWISE = re.compile("[\t\x85\u2028\u2029\ufeff]")
"""Characters that libyaml and ruamel's own parser do not take alike."""


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


def _by_libyaml(text: str) -> list[Any] | None:
    """The same events thirty times as fast; None for a text that libyaml refuses, or may read otherwise: with
    such characters, tags or anchors. So every message about what is wrong comes from one parser."""
    if _READ_OTHERWISE.search(text):
        return None
    try:
        events = list(YAML(typ="safe").parse(text))
    except Exception:  # whatever it is, the other parser says it
        return None
    for event in events:
        if isinstance(event, AliasEvent) or getattr(event, "anchor", None) or getattr(event, "tag", None):
            return None
        if not getattr(event, "style", True):
            event.style = None
    return events


@lru_cache(maxsize=8)
def _events(text: str) -> list[Any] | _Events:
    found = _by_libyaml(text)
    return _Events(text) if found is None else found


def is_plain(text: str) -> bool:
    """Whether libyaml reads a text just as ruamel's own parser does."""
    return len(text) <= _MAX_KEPT and isinstance(_events(text), list)


def parsed(text: str) -> Iterator[Any]:
    """The parser's events, which nobody may change. Raises what the parser raises, where it does."""
    return iter(_events(text)) if len(text) <= _MAX_KEPT else _parser(text)
