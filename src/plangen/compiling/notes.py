"""Footnotes and endnotes: a page has no foot before it is printed, so they stand in a list at its end."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from plangen.compiling import output
from plangen.ooxml.ns import Element, w

TITLE = "Noter"


@dataclass
class Notes:
    """The notes referred to so far: kind (footnotes, endnotes) and id in Word, by their numbers."""

    met: list[tuple[str, str]] = field(default_factory=list)

    def mark(self, reference: Element) -> str:
        """The number that stands in the text and leads to the note."""
        kind = "footnotes" if reference.tag == w("footnoteReference") else "endnotes"
        note = (kind, reference.get(w("id"), ""))
        if note not in self.met:
            self.met.append(note)
        number = str(self.met.index(note) + 1)
        link = output.element("a", number, more=output.attribute("href", f"#note-{number}"))
        return output.element("sup", link)

    def html(self, content: Callable[[str, str], str]) -> str:
        """The list; `content` gives a note by kind and id, and may meet further notes."""
        items = ""
        for number, note in enumerate(self.met, 1):
            more = output.attribute("id", f"note-{number}")
            items += output.element("li", content(*note) or "–", more=more)
        if not items:
            return ""
        return output.element("p", TITLE, ["tabeltitel"]) + output.element("ol", items, ["noter"])
