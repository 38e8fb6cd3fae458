"""Values that a template prints, and what each is.

- `Answer`: text from the questionnaire that knows which question it answers.
- `Passage`: a standard sentence of the catalog; the answers inside it keep their ids.
- `Picture`: a drawing or the project's logo, with alt text.
- anything else (str, int): derived text.

Templates see the *shown* form as an ordinary string; comparisons in templates use `.raw`, the code or date.
An answer that was not given is falsy, so `{% if x %}` asks whether there is something to print.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final, Literal, Self

from plangen.catalog.address import tick_id
from plangen.catalog.model import ColumnType
from plangen.texts.blocks import Block, List, Paragraph, Span
from plangen.texts.markdown import first_paragraph, parse_markdown
from plangen.texts.sentences import first_sentences

Status = Literal["given", "default", "missing", "blank", "to_write", "hidden"]
AnswerKind = (
    ColumnType
    | Literal["markdown_extract", "number_list", "list", "role", "departments", "stakeholder", "card", "tick"]
)
_MARKDOWN = ("markdown", "markdown_extract")
IN_BLOCKS = frozenset({*_MARKDOWN, "list"})
"""The kinds that are printed as paragraphs and lists when they are given."""
TICKED, UNTICKED = "☒", "☐"
_NONE: Final[Mapping[str, str]] = {}


class Answer(str):
    """The shown form of one answer, with where it came from.

    `id`: question id, with row and column for repeated rows (`krav[k_01].tekst`).
    `raw`: the typed value (str, number, date, code, tuple of codes), None when missing or blank.
    `kind`: the type of its column, or what it refers to; what it is printed as.
    `label`: what it is called in markers and open points.
    `status`: given; default (the catalog's default); missing (printed as a marker, an open point);
    blank (an optional cell without content, printed as »–«); to_write (a place where staff write the answer,
    printed as an empty one); hidden (the question is not shown; prints nothing).
    `options`: for a choice, code → label. `variants`: other shown forms of the same answer, by name.
    """

    id: str
    raw: Any
    kind: AnswerKind
    label: str
    status: Status
    options: Mapping[str, str]
    variants: Mapping[str, str]

    def __new__(
        cls,
        shown: str,
        *,
        id: str,
        raw: Any = None,
        kind: AnswerKind = "text",
        label: str = "",
        status: Status = "given",
        options: Mapping[str, str] | None = None,
        variants: Mapping[str, str] | None = None,
    ) -> Self:
        self = super().__new__(cls, shown)
        self.id = id
        self.raw = raw
        self.kind = kind
        self.label = label
        self.status = status
        self.options = options or _NONE
        self.variants = variants or _NONE
        return self

    def __bool__(self) -> bool:
        return self.status in ("given", "default")

    def __hash__(self) -> int:
        return str.__hash__(self)

    def __eq__(self, other: object) -> bool:
        return str.__eq__(self, other) if isinstance(other, str) else NotImplemented

    @property
    def vises(self) -> bool:
        """Whether the question is shown at all (skip logic)."""
        return self.status != "hidden"

    @property
    def is_block(self) -> bool:
        """Whether it is printed as paragraphs and lists instead of running text."""
        return self.kind in IN_BLOCKS and bool(self)

    @cached_property
    def blocks(self) -> tuple[Block, ...]:
        """The content as blocks: Markdown parsed, a multi-choice as a bullet list, else one paragraph."""
        if self.kind in _MARKDOWN and self:
            return parse_markdown(str(self))
        if self.kind == "list" and self:
            items = tuple((Paragraph((Span(item),)),) for item in self.variants["items"].split("\n"))
            return (List(ordered=False, items=items),)
        return (Paragraph((Span(str(self)),)),)

    def _as(self, shown: str, kind: AnswerKind | None = None) -> Answer:
        return Answer(
            shown,
            id=self.id,
            raw=self.raw,
            kind=kind or self.kind,
            label=self.label,
            status=self.status,
            options=self.options,
            variants=self.variants,
        )

    @property
    def lang(self) -> Answer:
        """A date in its long form, »mandag den 6. september 2027«; other answers unchanged."""
        return self._as(self.variants["long"]) if "long" in self.variants else self

    def shown_as(self, words: str) -> Answer:
        """The same answer in other words, where its own say too much or too little for the page."""
        return self._as(words)

    @property
    def stort(self) -> Answer:
        """With a capital letter, as at the beginning of a cell; a marker unchanged."""
        return self._as(f"{self[:1].upper()}{self[1:]}") if self else self

    @property
    def punkter(self) -> Answer:
        """A multi-choice as a bullet list instead of running text; other answers unchanged."""
        return self._as(str(self), kind="list") if "items" in self.variants and self else self

    @property
    def skriv(self) -> Answer:
        """The answer, or an empty place to write it in where there is none: no marker, no »–«."""
        if self or self.status == "hidden":
            return self
        empty = self._as("")
        empty.status = "to_write"
        return empty

    @property
    def kryds(self) -> tuple[Answer, ...]:
        """A choice as boxes to tick, one for each option; `label` is the option's name."""
        chosen = getattr(self.raw, "chosen", (self.raw,))
        return tuple(
            Answer(
                TICKED if code in chosen else UNTICKED,
                id=tick_id(self.id, code),
                raw=code in chosen,
                kind="tick",
                label=label.strip(),
            )
            for code, label in self.options.items()
            if self.status != "hidden"
        )

    @property
    def foerste_afsnit(self) -> Answer:
        """The first paragraph of a Markdown answer. It is a part of the answer, so it is not editable."""
        if self.kind != "markdown" or not self:
            return self
        return self._as(first_paragraph(str(self)), kind="markdown_extract")

    def saetninger(self, antal: int) -> Answer:
        """At most so many sentences of a Markdown answer's first paragraph: the answer itself when it has no
        more, else a part of it, which is not editable."""
        if self.kind != "markdown" or not self:
            return self
        first = first_sentences(str(self), antal)
        return self if first == str(self).strip() else self._as(first, kind="markdown_extract")


class Link(str):
    """Text that leads to `address` (http, https or mailto)."""

    address: str

    def __new__(cls, shown: str, address: str) -> Self:
        self = super().__new__(cls, shown)
        self.address = address
        return self


@dataclass(frozen=True, slots=True)
class Passage:
    """A standard sentence: plain text, links and answers in order. `id` is the passage id (ST-01)."""

    id: str
    parts: tuple[str, ...]

    def __str__(self) -> str:
        return "".join(self.parts)

    def __iter__(self) -> Iterator[str]:
        return iter(self.parts)

    @property
    def vises(self) -> bool:
        """A passage that stands in for an answer is always shown."""
        return True


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture: SVG and/or PNG bytes, size in millimetres, alt text in Danish.

    `name` is an ASCII stem, unique in the document. A picture with only a PNG has empty `svg`; one with only
    an SVG is plangen's own drawing, whose PNG is made where one is needed.
    """

    name: str
    alt: str
    width_mm: float
    height_mm: float
    png: bytes = b""
    svg: bytes = b""


class ContentsList:
    """Stands where the contents list goes; each writer fills it from the headings it has printed,
    when there are more than twelve. `levels`: how many levels of headings it lists."""

    MIN_HEADINGS = 14  # with that of the colophon

    def __init__(self, levels: int = 2) -> None:
        self.levels = levels

    @property
    def hovedafsnit(self) -> ContentsList:
        """A list of Overskrift 1 only, for a document with many parts that another table lists."""
        return ContentsList(levels=1)
