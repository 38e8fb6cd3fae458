"""What a content control says."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from plangen.catalog.address import Address
from plangen.ooxml.memory import BLOCK, INLINE
from plangen.ooxml.ns import CELL, SDT_CONTENT, SDT_PR, TABLE, Element, P, val, w
from plangen.texts.blocks import Paragraph
from plangen.word.reading.blocks import BlockReader
from plangen.word.reading.markdown_inline import inline_source
from plangen.word.reading.markdown_source import loses_emphasis, markdown_source
from plangen.word.reading.question_kinds import AnswerKinds
from plangen.word.reading.recovery import KIND, LOOK, answer_id
from plangen.word.reading.refusals import Refusals

# What plangen shows for a missing answer, for a blank one, and what Word puts into an emptied control. The
# mark that says so is lost when LibreOffice saves the file.
_MARKER = re.compile(r"\[Udfyldes: [^\]]*\]")
_BLANK = re.compile(
    r"–"
    r"|Klik (eller tryk )?(her )?for at (angive|skrive|indtaste) (tekst|en dato)\.|Vælg et element\."
    r"|Click (or tap )?(here )?to enter (text|a date)\.|Choose an item\."
)
_PLACEHOLDER = w("showingPlcHdr")
_EMPHASIS = "har fed eller kursiv skrift, som svarfilen ikke kan sige (fx fra et tegn midt i et ord)"
_SEVERAL_LINES = "står på flere linjer, og der er plads til én"
VALUE = "v"


class _Read(NamedTuple):
    """What was read of a control."""

    text: str
    placeholder: bool
    refused: str
    invitation: str
    to_write: bool


@dataclass(frozen=True)
class ControlReader:
    """Reads the controls of one part. `trusts_marks`: whether a control's mark »shows its inviting text« is
    right. LibreOffice, which also drops the tag, leaves the mark when an answer is typed over that text."""

    blocks: BlockReader
    kinds: AnswerKinds
    trusts_marks: bool = True
    _read: dict[Element, _Read] = field(default_factory=dict)

    def text(self, control: Element) -> str:
        """The text, as Markdown source when the answer is Markdown; empty while nothing is filled in."""
        return self._reading(control).text

    def is_placeholder(self, control: Element) -> bool:
        """Whether nothing is filled in: by Word's mark, or because it still shows plangen's own words."""
        return self._reading(control).placeholder

    def invitation(self, control: Element) -> str:
        """The marker that stands there, or what looks like one: only what plangen printed there tells it from
        what somebody wrote between its brackets."""
        return self._reading(control).invitation

    def is_place_to_write(self, control: Element) -> bool:
        """Whether it is an empty place to write in."""
        return self._reading(control).to_write

    def refused(self, control: Element) -> str:
        """Why what stands in it cannot be the answer, in Danish; empty when it can."""
        return self._reading(control).refused

    def _reading(self, control: Element) -> _Read:
        if control not in self._read:
            content = control.find(SDT_CONTENT)
            plain = "" if content is None else self._plain(content)
            placeholder = self._shows_placeholder(control, plain)
            refused = "" if content is None else self._refused(control, content, plain)
            text = "" if placeholder or content is None else self._text(control, content, plain)
            marker = plain if _MARKER.fullmatch(plain) else ""
            empty = placeholder and not (plain or refused)
            self._read[control] = _Read(text, placeholder and not refused, refused, marker, empty)
        return self._read[control]

    def _refused(self, control: Element, content: Element, plain: str) -> str:
        markdown = control.get(KIND) != VALUE
        address = Address.parse(answer_id(control))
        several = not markdown and "\n" in plain and self.kinds.has_one_line(address)
        known = self._refusals.of(content, markdown) or (_SEVERAL_LINES if several else "")
        return known or (_EMPHASIS if markdown and self._loses_emphasis(control, content) else "")

    def _loses_emphasis(self, control: Element, content: Element) -> bool:
        """Whether something is bold or italic that no Markdown makes so."""
        look = control.get(LOOK, "")
        if holds_blocks(control):
            return loses_emphasis(self.blocks.blocks(content, look))
        return loses_emphasis((Paragraph(self.blocks.inline(self.blocks.atoms.of(content), look)),))

    @property
    def _refusals(self) -> Refusals:
        return Refusals(self.blocks.atoms, self.blocks.styles, self.blocks.levels)

    def _text(self, control: Element, content: Element, plain: str) -> str:
        if control.get(KIND) == VALUE:
            return plain
        look = control.get(LOOK, "")
        if holds_blocks(control):
            return markdown_source(self.blocks.blocks(content, look))
        return inline_source(self.blocks.inline(self.blocks.atoms.of(content), look))

    def _shows_placeholder(self, control: Element, plain: str) -> bool:
        if _MARKER.fullmatch(plain) or _BLANK.fullmatch(plain):
            return True
        if not self.trusts_marks or not val(control.find(SDT_PR), "tag"):
            return False
        if control.find(f"{SDT_PR}/{_PLACEHOLDER}") is not None:
            return True
        marked = [mark.getparent().getparent() for mark in control.iter(_PLACEHOLDER)]
        contents = [inner.find(SDT_CONTENT) for inner in marked if inner is not None]
        return any(content is not None and self._plain(content) == plain for content in contents)

    def cell(self, cell: Element, markdown: bool) -> str:
        """The text of a cell that holds no control."""
        plain = self._plain(cell)
        if _BLANK.fullmatch(plain):
            return ""
        return markdown_source(self.blocks.blocks(cell)) if markdown else plain

    def cell_refused(self, cell: Element, column: Address, markdown: bool) -> str:
        """Why what stands in a cell without a control cannot be the answer of a column (`maal.indikator`)."""
        several = (
            column.column and not markdown and self.kinds.has_one_line(column) and "\n" in self._plain(cell)
        )
        unsaid = markdown and loses_emphasis(self.blocks.blocks(cell))
        lost = _SEVERAL_LINES if several else _EMPHASIS if unsaid else ""
        return self._refusals.of(cell, markdown) or lost

    def _plain(self, content: Element) -> str:
        """The text without markup, a line for each paragraph."""
        paragraphs = list(content.iter(P)) if next(content.iter(P), None) is not None else [content]
        lines = ["".join(atom.text for atom in self.blocks.atoms.of(p)).strip() for p in paragraphs]
        return "\n".join(line for line in lines if line)


def holds_blocks(control: Element) -> bool:
    """Whether a control stands around whole paragraphs."""
    content = control.find(SDT_CONTENT)
    return content is not None and any(content.find(f".//{tag}") is not None for tag in (P, TABLE, CELL))


def settle_kinds(controls: Iterable[Element], kinds: AnswerKinds) -> None:
    """Says of every control whether it holds Markdown.

    A control for formatted text without its bookmark, as in a copied row, is what the questionnaire says, or
    what the others with its id are, or the others in its column; else it is Markdown.
    """
    controls = list(controls)
    known: dict[Address, str] = {}
    for control in controls:
        kind = control.get(KIND, "")
        if kind:
            address = Address.parse(answer_id(control))
            known.setdefault(address, kind)
            known.setdefault(_column(address), kind)
    for control in controls:
        if not control.get(KIND):
            address = Address.parse(answer_id(control))
            asked = kinds.kind_of(address, holds_blocks(control))
            others = known.get(address) or known.get(_column(address)) or ""
            # Markdown that stands in paragraphs of its own is so in a copied row too.
            control.set(KIND, others if asked == INLINE and others == BLOCK else asked or others or INLINE)


def _column(address: Address) -> Address:
    """What the cells of a column have in common."""
    return address.in_row("") if address.key else address
