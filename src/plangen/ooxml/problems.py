"""What is wrong with a Word template, as data, and as the error that stops the rendering."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from plangen.findings import TemplateError

HINT = "Ret skabelonen i Word, og prøv igen. Slet hele tagget, og skriv det på ny, hvis det ser rigtigt ud."


@dataclass(frozen=True, slots=True)
class Problem:
    """`place` and `tag` as the author sees them in Word; `message` says what is wrong."""

    message: str
    place: str = ""
    tag: str = ""

    def __str__(self) -> str:
        return ": ".join(filter(None, (self.place, self.tag, self.message)))


class WordTemplateError(TemplateError):
    """A Word template is broken. `problems` holds all that was found."""

    def __init__(self, template: str, problems: Sequence[Problem]) -> None:
        self.template = template
        self.problems = tuple(dict.fromkeys(problems))
        if len(self.problems) == 1:
            message = (
                f"{template}, {self.problems[0]}"
                if self.problems[0].place
                else f"{template}: {self.problems[0]}"
            )
        else:
            lines = "".join(f"\n  {problem}" for problem in self.problems)
            message = f"{template} har {len(self.problems)} fejl:{lines}"
        super().__init__(message, HINT)
