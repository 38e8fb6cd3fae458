"""Standard passages with the answers filled in."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping

from plangen.texts.values import Passage

_PLACEHOLDER = re.compile(r"\{(\w+)\}")


def fill(passage_id: str, text: str, value: Callable[[str], str]) -> Passage:
    """The passage as text and values in order; `value` gives the value of a placeholder.

    Raises KeyError when `value` does not know the placeholder.
    """
    parts: list[str] = []
    at = 0
    for match in _PLACEHOLDER.finditer(text):
        if match.start() > at:
            parts.append(text[at : match.start()])
        parts.append(value(match.group(1)))
        at = match.end()
    if at < len(text):
        parts.append(text[at:])
    return Passage(passage_id, tuple(parts))


class PassageBook(Mapping[str, Passage]):
    """All passages by id (ST-01), filled when they are first read. The project's own wording wins."""

    def __init__(self, texts: Mapping[str, str], own: Mapping[str, str], value: Callable[[str], str]) -> None:
        self._texts = {**texts, **own}
        self._value = value
        self._filled: dict[str, Passage] = {}

    def __getitem__(self, passage_id: str) -> Passage:
        if passage_id not in self._filled:
            self._filled[passage_id] = fill(passage_id, self._texts[passage_id], self._value)
        return self._filled[passage_id]

    def filled(self, passage_id: str, values: Mapping[str, str]) -> Passage:
        """A passage with values that are not answers."""
        return fill(passage_id, self._texts[passage_id], values.__getitem__)

    def __iter__(self) -> Iterator[str]:
        return iter(self._texts)

    def __len__(self) -> int:
        return len(self._texts)

    def __getattr__(self, name: str) -> Passage:
        """`st.ST_01` in a template."""
        try:
            return self[name.replace("_", "-")]
        except KeyError:
            raise AttributeError(name) from None
