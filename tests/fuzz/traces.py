"""What an edit leaves behind that must never be lost, and how to look for it in raw files."""

from __future__ import annotations

import re
from dataclasses import dataclass

from tests.fuzz.package import Raw


@dataclass(frozen=True)
class Trace:
    """One thing that staff put into a file. `word`: text; `hash`: of a picture or object; `mark`: a pattern
    that stands in the XML `times` times at least; `gone`: a text that stands there that often at most."""

    word: str = ""
    hash: str = ""
    mark: str = ""
    gone: str = ""
    times: int = 1

    def is_in(self, file: Raw) -> bool:
        if self.word:
            return file.has_word(self.word)
        if self.hash:
            return self.hash in file.hashes
        if self.mark:
            return len(re.findall(self.mark, file.xml)) >= self.times
        return file.text.count(self.gone) <= self.times

    def is_in_answers(self, answers: str) -> bool:
        """Whether an answer file says it: only words can come to stand there."""
        return bool(self.word) and self.word in answers
