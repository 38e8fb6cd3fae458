"""What a finished plan is mirrored in: pitfalls, recommendations with their insights, and the checklist
(documents D11 and D06; 000, 002, 003, 004).

Annotations are evaluated here, as in `model`: `attributes` reads them.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Annotated

from plangen.catalog.attributes import Key

Places = Mapping[str, tuple[str, ...]]
"""Document id → the headings of its sections; none for the document as a whole."""


def _places(given: Mapping[str, list[str]]) -> Places:
    return {document: tuple(headings) for document, headings in given.items()}


_QUESTIONS = Key("spoergsmaal", known_in="spoergsmaal", wrong="ukendt spørgsmål »{value}«", read=tuple)
_RULES = Key("regler", known_in="regler", wrong="ukendt regel »{value}«", read=tuple)
_THEME = Key("tema", known_in="anbefalinger", wrong="ukendt tema »{value}«")
_PLACES = Key("steder", read=_places)


@dataclass(frozen=True, slots=True)
class Recommendation:
    """A theme (T) or recommendation (A) that the plan builds on, and where in the pack it is followed."""

    id: Annotated[str, Key("id")]
    title: Annotated[str, Key("titel")]
    questions: Annotated[tuple[str, ...], _QUESTIONS]
    places: Annotated[Places, _PLACES]
    source: Annotated[str, Key("kilde", known_in="kilder", wrong="ukendt kilde »{value}«")]
    rules: Annotated[tuple[str, ...], _RULES] = ()

    @property
    def is_theme(self) -> bool:
        """Whether it is one of the themes that pitfalls and insights belong to."""
        return self.id.startswith("T")


@dataclass(frozen=True, slots=True)
class Insight:
    """An insight under a theme."""

    id: Annotated[str, Key("id")]
    theme: Annotated[str, _THEME]
    text: Annotated[str, Key("tekst")]
    questions: Annotated[tuple[str, ...], _QUESTIONS]
    places: Annotated[Places, _PLACES]


@dataclass(frozen=True, slots=True)
class Pitfall:
    """One of the 16 pitfalls. `ask`: what to ask oneself; `remedy`: what helps. `questions`: the answers that
    describe it; `rules`: those whose breach is worth a talk; `applies`: when it is relevant, always when
    empty."""

    id: Annotated[str, Key("id")]
    theme: Annotated[str, _THEME]
    title: Annotated[str, Key("titel")]
    description: Annotated[str, Key("beskrivelse")]
    ask: Annotated[str, Key("spoerg")]
    remedy: Annotated[str, Key("modtraek")]
    questions: Annotated[tuple[str, ...], _QUESTIONS]
    places: Annotated[Places, _PLACES]
    rules: Annotated[tuple[str, ...], _RULES] = ()
    applies: Annotated[str, Key("gaelder", expression=True)] = ""


@dataclass(frozen=True, slots=True)
class ChecklistPoint:
    """A point of the checklist, in a phase of the model that it comes from. `demand`: what must hold besides,
    for the point to be met."""

    id: Annotated[str, Key("id")]
    model: Annotated[str, Key("model", known_in="fasemodeller", wrong="ukendt fasemodel »{value}«")]
    phase: Annotated[str, Key("fase")]
    text: Annotated[str, Key("tekst")]
    questions: Annotated[tuple[str, ...], _QUESTIONS]
    places: Annotated[Places, _PLACES]
    demand: Annotated[str, Key("krav", expression=True)] = ""


@dataclass(frozen=True, slots=True)
class Guidance:
    """All of it, by id, in the order of the files."""

    recommendations: Mapping[str, Recommendation] = field(default_factory=dict)
    insights: Mapping[str, Insight] = field(default_factory=dict)
    pitfalls: Mapping[str, Pitfall] = field(default_factory=dict)
    checklist: Mapping[str, ChecklistPoint] = field(default_factory=dict)

    def insights_of(self, theme: str) -> Iterator[Insight]:
        """The insights under a theme."""
        return (insight for insight in self.insights.values() if insight.theme == theme)


FILES: Mapping[str, type] = {
    "anbefalinger": Recommendation,
    "indsigter": Insight,
    "faldgruber": Pitfall,
    "tjekliste": ChecklistPoint,
}
"""Data file → what each of its entries is."""
