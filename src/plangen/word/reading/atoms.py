"""The text of a paragraph piece by piece, as it reads, with what each piece looks like.

Word splits text over runs as it pleases and writes much between them; none of that shows here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from plangen.word.ooxml.ns import (
    BREAK,
    MC,
    PPR,
    RPR,
    RUN,
    SDT,
    SDT_CONTENT,
    SDT_PR,
    SPACE,
    TAB,
    TEXT,
    TEXT_BOX,
    WP,
    Element,
    P,
    r,
    w,
)
from plangen.word.reading.addresses import plain_address
from plangen.word.reading.recovery import answer_id

OBJECT: Final = "\ufffc"
"""Stands for a control in the text around it."""

_CHARACTERS: Final = {
    TAB: "\t",
    w("ptab"): "\t",
    w("cr"): "\n",
    w("noBreakHyphen"): "\u2011",
    w("footnoteReference"): "‹fodnote›",
    w("endnoteReference"): "‹slutnote›",
    w("object"): "‹objekt›",
}
_SKIPPED: Final = frozenset(
    {PPR, RPR, SDT_PR, TEXT_BOX, P, w("sdtEndPr"), w("commentReference"), w("softHyphen"), w("delText")}
)
_CHOICE, _FALLBACK = f"{{{MC}}}Choice", f"{{{MC}}}Fallback"
_MATH_TEXT: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
_SPACES = re.compile("[\u00a0\u2007\u202f\u2000-\u200a]")
_INVISIBLE = re.compile("[\u00ad\u200b\ufeff]")


@dataclass(frozen=True, slots=True)
class Atom:
    """Text of one look. `look`: its run's properties; `link`: address or `#bookmark`; `control`: the answer's
    control that it stands in."""

    text: str
    look: Element | None = None
    link: str = ""
    control: Element | None = None


def cleaned(text: str) -> str:
    """The text without what only steers line breaks: soft hyphens go, no-break spaces become spaces."""
    return _INVISIBLE.sub("", _SPACES.sub(" ", text))


@dataclass
class Atoms:
    """Reads the atoms of a part's paragraphs in order; a field may reach over several of them.

    `links`: relationship id → address.
    """

    links: Mapping[str, str]
    _fields: list[str] = field(default_factory=list)
    _read_before: dict[Element, list[Atom]] = field(default_factory=dict)

    def of(self, element: Element, control: Element | None = None) -> list[Atom]:
        """The atoms of a paragraph, or of what stands in a control inside one; an empty control has one
        without text. `control`: the one that the whole paragraph stands in."""
        if element not in self._read_before:
            atoms = self._read(element, "", control)
            self._read_before[element] = [atom for atom in atoms if atom.text or atom.control is not None]
        return self._read_before[element]

    def _read(self, parent: Element, link: str, control: Element | None) -> Iterator[Atom]:
        for child in parent:
            tag = child.tag
            if tag == RUN:
                yield from self._run(child, link, control)
            elif tag == SDT:
                yield from self._control(child, link, control)
            elif tag == w("hyperlink"):
                yield from self._read(child, self._target(child), control)
            elif tag == w("fldSimple"):
                yield from self._simple(child, control)
            elif tag == _MATH_TEXT:
                yield Atom(child.text or "", None, link, control)
            elif tag not in _SKIPPED and tag != _FALLBACK:
                yield from self._read(child, link, control)

    def _control(self, child: Element, link: str, outer: Element | None) -> Iterator[Atom]:
        content = child.find(SDT_CONTENT)
        is_own = outer is None and bool(answer_id(child))
        control = child if is_own else outer
        if is_own:
            yield Atom("", None, link, control)
        yield from () if content is None else self._read(content, link, control)

    def _run(self, run: Element, link: str, control: Element | None) -> Iterator[Atom]:
        look = run.find(RPR)
        for child in run:
            if child.tag == w("fldChar"):
                yield Atom(self._field_mark(child), look, link, control)
            elif child.tag == w("instrText"):
                if self._fields and self._fields[-1].startswith("?"):
                    self._fields[-1] += child.text or ""
            elif not self._hidden():
                yield Atom(self._character(child), look, link or self._link(), control)

    def _character(self, child: Element) -> str:
        if child.tag == TEXT:
            text = child.text or ""
            return cleaned(text if child.get(SPACE) == "preserve" else text.strip(" \t\r\n"))
        if child.tag == BREAK:
            kind = child.get(w("type"), "textWrapping")
            return {"page": "", "column": "‹spalteskift›"}.get(kind, "\n")
        if child.tag == w("sym"):
            return _symbol(child)
        if child.tag in (w("drawing"), w("pict"), f"{{{MC}}}AlternateContent"):
            return _picture(child)
        return _CHARACTERS.get(child.tag, "")

    def _target(self, hyperlink: Element) -> str:
        anchor = hyperlink.get(w("anchor"), "")
        target = self.links.get(hyperlink.get(r("id"), ""), "")
        return plain_address(target + (f"#{anchor}" if anchor else ""))

    # --- fields: what Word computes counts as what it is, not as what it was last --------------------------
    def _simple(self, element: Element, control: Element | None) -> Iterator[Atom]:
        code = element.get(w("instr"), "")
        if _address(code):
            yield from self._read(element, _address(code), control)
        elif not self._hidden():
            yield Atom(_name(code), None, "", control)

    def _field_mark(self, mark: Element) -> str:
        """Follows a field's begin (»?« and its code), its result (»=«, »>« for a link) and its end."""
        kind = mark.get(w("fldCharType"), "")
        if kind == "begin":
            self._fields.append("?")
            return ""
        if not self._fields:
            return ""
        state = self._fields.pop()
        address = _address(state[1:]) if state.startswith("?") else ""
        shown = "" if address or not state.startswith("?") or self._hidden() else _name(state[1:])
        if kind == "separate":
            self._fields.append(f">{address}" if address else "=")
        return shown

    def _hidden(self) -> bool:
        return any(not state.startswith(">") for state in self._fields)

    def _link(self) -> str:
        return self._fields[-1][1:] if self._fields else ""


def _name(code: str) -> str:
    """A field by the first word of its code: ‹PAGE›."""
    words = code.split()
    return f"‹{words[0].upper()}›" if words else ""


def _address(code: str) -> str:
    """The address of a link's field code; empty for other fields."""
    match = re.match(r'\s*HYPERLINK\s+(?:"([^"]*)")?\s*(?:\\l\s+"([^"]*)")?', code)
    if match is None or not (match[1] or match[2]):
        return ""
    return plain_address((match[1] or "") + (f"#{match[2]}" if match[2] else ""))


def _symbol(element: Element) -> str:
    code = element.get(w("char"), "")
    try:
        return chr(int(code, 16))
    except (ValueError, OverflowError):
        return ""


def _picture(element: Element) -> str:
    """A drawing by its alternative text; a text box has none, its paragraphs are read on their own."""
    if element.find(f".//{TEXT_BOX}") is not None:
        return "‹tekstboks›"
    properties = next(element.iter(f"{{{WP}}}docPr"), None)
    description = "" if properties is None else properties.get("descr", "")
    return f"‹billede: {cleaned(description)}›" if description else "‹billede›"


def text_boxes(paragraph: Element) -> Iterator[Element]:
    """The contents of a paragraph's text boxes, each once: Word writes them in two ways."""
    for box in paragraph.iter(TEXT_BOX):
        outer = next(box.iterancestors(P, TEXT_BOX), None)
        if outer is paragraph and next(box.iterancestors(_FALLBACK), None) is None:
            yield box
