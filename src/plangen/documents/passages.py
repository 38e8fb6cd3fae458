"""Standard passages with the answers filled in."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping

from plangen.texts.values import Link, Passage

_PLACEHOLDER = re.compile(r"\{(\w+)\}")
_LINK = re.compile(r"\[([^\[\]]+)\]\((https?://[^\s()]+)\)")
_BETWEEN_SENTENCES = re.compile(r"(?<=[.!?]) (?=[A-ZÆØÅ{])")
_NOTHING = "\ue003"  # in place of a value that is not there; no text has it


def fill(passage_id: str, text: str, value: Callable[[str], str | None]) -> Passage:
    """The passage as text, links and values in order; `value` gives the value of a placeholder, and None
    for one whose sentence is to be left out. »[title](https://…)« is a link.

    Raises KeyError when `value` does not know the placeholder.
    """
    told = _PLACEHOLDER.sub(lambda found: _NOTHING if value(found[1]) is None else found[0], text)
    sentences = [one for one in _BETWEEN_SENTENCES.split(told) if _NOTHING not in one]
    return Passage(passage_id, tuple(_parts(" ".join(sentences), value)))


def _parts(text: str, value: Callable[[str], str | None]) -> Iterator[str]:
    at = 0
    for match in re.finditer(f"{_PLACEHOLDER.pattern}|{_LINK.pattern}", text):
        if match.start() > at:
            yield text[at : match.start()]
        name, title, address = match.groups()
        filled = value(name) if name else Link(title, address)
        if filled is not None:  # an answer that is missing is falsy, and is printed
            yield filled
        at = match.end()
    if at < len(text):
        yield text[at:]


class PassageBook(Mapping[str, Passage]):
    """All passages by id (ST-01), filled when they are first read. The project's own wording wins."""

    def __init__(
        self, texts: Mapping[str, str], own: Mapping[str, str], value: Callable[[str], str | None]
    ) -> None:
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
