"""What one rendering of one document remembers.

Word and web print the same values through one `Printing` each: it decides the shown form of an answer
at this point of the document. Values of kind `role` print »Jobcenterchef (projektejer)« at first mention
and the short role thereafter (specifikation.md 4.1).
"""

from __future__ import annotations

from plangen.texts.values import Answer


class Printing:
    """State of one rendering; make a new one for each document and format."""

    def __init__(self) -> None:
        self._roles_seen: set[str] = set()

    def shown(self, answer: Answer) -> str:
        """The text to print for the answer here."""
        if "first" in answer.variants and answer.raw not in self._roles_seen:
            self._roles_seen.add(str(answer.raw))
            return answer.variants["first"]
        return str(answer)
