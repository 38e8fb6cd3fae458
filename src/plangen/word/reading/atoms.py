"""The text of a paragraph piece by piece, as it reads, with what each piece looks like.

Word splits text over runs as it pleases and writes much between them; none of that shows here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from plangen.ooxml.ns import (
    BREAK,
    MC,
    PPR,
    RPR,
    RUN,
    SDT,
    SDT_CONTENT,
    SDT_PR,
    SPACE,
    TEXT,
    TEXT_BOX,
    WP,
    Element,
    M,
    P,
    local_name,
    r,
    w,
)
from plangen.ooxml.places import CHARACTERS
from plangen.word.reading.addresses import plain_address
from plangen.word.reading.fields import Around, EditedField, Fields, simple_field
from plangen.word.reading.recovery import answer_id

OBJECT: Final = "\ufffc"
"""Stands for a control in the text around it."""
UNKNOWN: Final = "\ufffd"
"""Stands for a character that no text may hold."""

_CHARACTERS: Final = {**CHARACTERS, w("ptab"): "\t"}
_MARKS: Final = {
    w("footnoteReference"): "fodnote",
    w("endnoteReference"): "slutnote",
    w("object"): "objekt",
    w("sym"): "symbol",
    w("ruby"): "tekst med udtale",
}
# What stands in a run and shows nothing.
_SILENT: Final = frozenset(
    {
        RPR,
        w("annotationRef"),
        w("commentReference"),
        w("continuationSeparator"),
        w("delInstrText"),
        w("delText"),
        w("endnoteRef"),
        w("footnoteRef"),
        w("instrText"),
        w("lastRenderedPageBreak"),
        w("separator"),
        w("softHyphen"),
    }
)
_SKIPPED: Final = frozenset({PPR, RPR, SDT_PR, TEXT_BOX, P, w("sdtEndPr"), w("delText")})
_MATH: Final = (f"{{{M}}}oMath", f"{{{M}}}oMathPara")
_CHOICE, _FALLBACK = f"{{{MC}}}Choice", f"{{{MC}}}Fallback"
_FIELD_MARK: Final = w("fldChar")
_SPACES = re.compile("[\u00a0\u2007\u202f\u2000-\u200a]")
_INVISIBLE = re.compile("[\u00ad\u200b\ufeff]")


@dataclass(frozen=True, slots=True)
class Atom:
    """Text of one look. `look`: its run's properties; `link`: address or `#bookmark`; `control`: the answer's
    control that it stands in; `thing`: what stands there when it is no text (»billede«): no answer's text."""

    text: str
    look: Element | None = None
    link: str = ""
    control: Element | None = None
    thing: str = ""

    @property
    def shown(self) -> str:
        """The text, or a mark in place of what is none."""
        return f"‹{self.thing}›" if self.thing else self.text


def cleaned(text: str) -> str:
    """The text without what only steers line breaks: soft hyphens go, no-break spaces become spaces. The
    character that stands for a control is never taken from a text."""
    return _INVISIBLE.sub("", _SPACES.sub(" ", text)).replace(OBJECT, UNKNOWN)


@dataclass
class Atoms:
    """Reads the atoms of a part's paragraphs. `links`: relationship id → address; `fields`: of the part."""

    links: Mapping[str, str]
    fields: Fields
    _read_before: dict[Element, list[Atom]] = field(default_factory=dict)

    def of(self, element: Element, control: Element | None = None) -> list[Atom]:
        """The atoms of a paragraph, or of what stands in a control inside one; an empty control has one
        without text. `control`: the one that the whole paragraph stands in."""
        if element not in self._read_before:
            atoms = self._read(element, "", control)
            self._read_before[element] = [
                atom for atom in atoms if atom.text or atom.thing or atom.control is not None
            ]
        return self._read_before[element]

    def _read(self, parent: Element, link: str, control: Element | None) -> Iterator[Atom]:
        for child in parent:
            tag = child.tag
            if tag == RUN:
                yield from self._run(child, link, control)
            elif tag == SDT:
                yield from self._control(child, link, control)
            elif tag == w("hyperlink"):
                yield from self._read(child, self.target(child), control)
            elif tag == w("fldSimple"):
                yield from self._simple(child, control)
            elif tag in _MATH:
                yield Atom("", None, link, control, _named("formel", "".join(child.itertext())))
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
            if child.tag in _SILENT:
                continue
            target = link
            if around := self._around(child):
                if any(one.in_code or not one.field.is_transparent for one in around):
                    continue
                target = link or around[0].field.link
            if child.tag == _FIELD_MARK:
                yield Atom("", look, target, control, self._field(child))
            elif child.tag == TEXT:
                yield Atom(_text(child), look, target, control)
            else:
                yield Atom(_character(child), look, target, control, _thing(child))

    def target(self, hyperlink: Element) -> str:
        """Where a link leads: an address, or `#bookmark`."""
        anchor = hyperlink.get(w("anchor"), "")
        target = self.links.get(hyperlink.get(r("id"), ""), "")
        return plain_address(target + (f"#{anchor}" if anchor else ""))

    # --- fields: what Word computes counts as what it is, not as what it was last --------------------------
    def _around(self, piece: Element) -> Sequence[Around]:
        """The fields that a piece stands in. What an answer says does not hang on one around its control."""
        around = self.fields.around(piece)
        if not around:
            return around
        control = next((c for c in piece.iterancestors(SDT) if answer_id(c)), None)
        if control is None:
            return around
        return [one for one in around if one.field.is_transparent or control in _controls(one.field)]

    def _simple(self, element: Element, control: Element | None) -> Iterator[Atom]:
        found = simple_field(element)
        if found.is_transparent:
            yield from self._read(element, found.address, control)
        else:
            yield Atom("", None, "", control, found.name)

    def _field(self, mark: Element) -> str:
        """The name of a field where it begins, when it stands for what Word computes or has no end."""
        if mark.get(w("fldCharType")) != "begin":
            return ""
        found = self.fields.of(mark)
        if found is None or (found.ends and found.is_transparent) or found.is_typed:
            return ""
        return found.name or "felt"


def _controls(found: EditedField) -> Iterator[Element]:
    return found.begin.iterancestors(SDT)  # type: ignore[no-any-return]


def _text(child: Element) -> str:
    text = child.text or ""
    return cleaned(text if child.get(SPACE) == "preserve" else text.strip(" \t\r\n"))


def _character(child: Element) -> str:
    """The character that an element of a run stands for; empty when it is none."""
    if child.tag == BREAK:
        return "\n" if child.get(w("type"), "textWrapping") == "textWrapping" else ""
    return _CHARACTERS.get(child.tag, "")


def _thing(child: Element) -> str:
    """What an element of a run is called when it is no text."""
    if child.tag == BREAK:
        return "spalteskift" if child.get(w("type")) == "column" else ""
    if child.tag in (w("drawing"), w("pict"), f"{{{MC}}}AlternateContent"):
        return picture_name(child)
    if child.tag in _CHARACTERS:
        return ""
    if child.tag in _MARKS:
        return _named(_MARKS[child.tag], _symbol(child) or "".join(child.itertext()))
    return local_name(child.tag) if isinstance(child.tag, str) else ""


def _named(kind: str, text: str) -> str:
    text = " ".join(cleaned(text).split())
    return f"{kind}: {text}" if text else kind


def _symbol(element: Element) -> str:
    """The typeface and number of a symbol, which no other typeface shows."""
    return f"{element.get(w('font'), '')} {element.get(w('char'), '')}".strip()


def picture_name(element: Element) -> str:
    """A drawing by its alternative text; a text box has none, its paragraphs are read on their own."""
    if element.find(f".//{TEXT_BOX}") is not None:
        return "tekstboks"
    properties = next(element.iter(f"{{{WP}}}docPr"), None)
    return _named("billede", "" if properties is None else properties.get("descr", ""))


def text_boxes(paragraph: Element) -> Iterator[Element]:
    """The contents of a paragraph's text boxes, each once: Word writes them in two ways."""
    for box in paragraph.iter(TEXT_BOX):
        outer = next(box.iterancestors(P, TEXT_BOX), None)
        if outer is paragraph and next(box.iterancestors(_FALLBACK), None) is None:
            yield box
