"""Values in a run of text, written while the part is text: those that need nothing of what is around them.
They are nearly all, and text is written faster than elements.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape

from plangen.ooxml.styles import Styles
from plangen.templates.placing import RUN_END, TagPlace, run_start
from plangen.templates.printed import Value
from plangen.texts.values import Answer, ContentsList, Link, Picture
from plangen.word.filling.answers import alone_xml, beside_xml, needs_more, value_xml
from plangen.word.filling.blocks import link_xml
from plangen.word.filling.hosts import Host
from plangen.word.filling.looks import TagLook, TagLooks
from plangen.word.filling.pictures import picture_xml
from plangen.word.filling.rendering import PartRendering
from plangen.word.filling.runs import run_xml, shows


@dataclass(frozen=True, slots=True)
class KnownPlace:
    """A place of values, with what their writer knows of it. `start`: how the run goes on after a value;
    `host`: the paragraph in which there is nothing else."""

    place: TagPlace
    look: TagLook
    start: str
    host: Host | None

    @classmethod
    def of(cls, place: TagPlace, looks: TagLooks, styles: Styles) -> KnownPlace:
        """The place in a template with those looks and styles."""
        host = Host.beginning(place.paragraph, place.in_cell, styles) if place.paragraph else None
        return cls(place, looks.of(place.look), run_start(place.look), host)


class PlacedValues:
    """Writes the values of one part (`templates.printed.ValueWriter`). `places`: where they stand, by
    number."""

    def __init__(self, part: PartRendering, places: Sequence[KnownPlace]) -> None:
        self._part = part
        self._rendering = part.shared
        self._places = places

    def answer(self, answer: Answer, place: int) -> str | None:
        """None for Markdown that may be alone in its paragraph, and when nothing can be seen of the answer,
        so that the paragraph may have to go."""
        known = self._places[place]
        if not needs_more(answer):
            xml = self._written(answer, known)
            return xml if shows(xml) else None
        beside = beside_xml(answer, self._part, known.look) if known.place.has_company else ""
        return f"{RUN_END}{beside}{known.start}" if beside else None

    def alone(self, answer: Answer, place: int) -> str | None:
        """None when nothing can be seen of the answer."""
        known = self._places[place]
        assert known.host is not None  # such a place is one of a whole paragraph
        return alone_xml(answer, self._part, known.host, known.look, known.place) or None

    def several(self, values: Sequence[Value], place: int) -> str | None:
        """The parts of a passage, or a text of several lines."""
        if any(map(_needs_more, values)):
            return None
        known = self._places[place]
        xml = "".join([self._written(value, known) for value in values])
        return xml if shows(f"<w:t>{xml}") or any(isinstance(one, Picture) for one in values) else None

    def told(self, answer: Answer) -> Answer:
        """The answer with the words that it has here."""
        if not answer or "first" not in answer.variants:
            return answer
        return answer.shown_as(self._rendering.printing.shown(answer))

    def _written(self, value: Value, place: KnownPlace) -> str:
        """The run ends before what is more than text and goes on after it."""
        match value:
            case Answer():
                xml = value_xml(value, self._rendering, place.look)
            case Link():
                xml = link_xml(value, self._part, place.look)
            case Picture():
                xml = picture_xml(value, self._part)
            case _ if "\n" in (text := str(value)) or "\t" in text:
                xml = run_xml(text, place.look.xml)
            case _:
                return escape(text)
        return f"{RUN_END}{xml}{place.start}"


def _needs_more(value: Value) -> bool:
    return needs_more(value) if isinstance(value, Answer) else isinstance(value, ContentsList)
