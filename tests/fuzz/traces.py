"""What an edit leaves behind that must never be lost, and how to look for it in raw files."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from tests.fuzz.package import Raw


@dataclass(frozen=True)
class Trace:
    """One thing that staff put into a file. `word`: text; `hash`: of a picture or object; `mark`: a pattern
    that stands in the XML `times` times at least; `gone`: a text that stands there that often at most.
    `place`: the answer that has the look of `mark`, and in how many places it stands. A look goes with its
    place (tests/merging/test_gone_looks.py)."""

    word: str = ""
    hash: str = ""
    mark: str = ""
    gone: str = ""
    times: int = 1
    place: tuple[str, int] = ("", 0)

    def is_in(self, file: Raw) -> bool:
        if self.word:
            return file.has_word(self.word)
        if self.hash:
            return self.hash in file.hashes
        if self.mark:
            return len(re.findall(self.mark, file.xml)) >= self.times or self._is_gone(file)
        return file.text.count(self.gone) <= self.times

    def seen(self, file: Raw) -> Trace:
        """The same, with the places that its answer has in a file."""
        return replace(self, place=(self.place[0], self._places(file)))

    def _places(self, file: Raw) -> int:
        return file.xml.count(f'"{self.place[0]}"') if self.place[0] else 0

    def _is_gone(self, file: Raw) -> bool:
        return self._places(file) < self.place[1]

    def is_in_answers(self, answers: str) -> bool:
        """Whether an answer file says it: only words can come to stand there."""
        return bool(self.word) and self.word in answers
