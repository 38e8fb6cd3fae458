"""What stands in an answer that the answer cannot say, in Danish: then nobody can write the answer back.

An answer of one line says text. A Markdown answer also says paragraphs, lists, links, bold, italic and simple
tables. What is known to be one of these, or to show nothing, is listed here; everything else is refused, also
what nobody has heard of. How text looks (bold in an answer of one line, colours, sizes) is no part of an
answer and is compared as formatting (`looks`); what changes the meaning of a text is refused.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from plangen.ooxml.ns import (
    BOOKMARK,
    BOOKMARK_END,
    BREAK,
    CELL,
    MC,
    PPR,
    ROW,
    RPR,
    RUN,
    SDT,
    SDT_CONTENT,
    SDT_PR,
    TAB,
    TABLE,
    TEXT,
    Element,
    M,
    P,
    local_name,
    val,
    w,
)
from plangen.ooxml.styles import Styles
from plangen.word.reading.atoms import Atoms, picture_name
from plangen.word.reading.blocks import children
from plangen.word.reading.fields import simple_field
from plangen.word.reading.list_levels import ListLevels
from plangen.word.reading.markdown_inline import markdown_address
from plangen.word.reading.recovery import answer_id

_HOLDERS: Final = frozenset({RUN, P, SDT_CONTENT, CELL, ROW, w("smartTag")})
_WITHOUT_TEXT: Final = frozenset(
    {
        *(BOOKMARK, BOOKMARK_END, PPR, SDT_PR, TAB, TEXT, BREAK),
        *map(w, ("proofErr", "permStart", "permEnd", "sdtEndPr", "tcPr", "trPr", "tblPr", "tblPrEx")),
        *map(w, ("tblGrid", "commentRangeStart", "commentRangeEnd", "commentReference", "annotationRef")),
        *map(w, ("cr", "ptab", "noBreakHyphen", "softHyphen", "instrText", "delText", "delInstrText")),
        *(w(f"move{side}Range{end}") for side in ("From", "To") for end in ("Start", "End")),
        *(w(f"customXml{kind}Range{end}") for kind in ("Ins", "Del") for end in ("Start", "End")),
        w("lastRenderedPageBreak"),
    }
)
_NAMES: Final = {
    w("footnoteReference"): "en fodnote",
    w("endnoteReference"): "en slutnote",
    w("object"): "et indlejret objekt",
    w("sym"): "et tegn fra en symbolskrift",
    w("ruby"): "tekst med udtale over",
    w("altChunk"): "en indsat fil",
    f"{{{M}}}oMath": "en formel",
    f"{{{M}}}oMathPara": "en formel",
}
_DRAWINGS: Final = (w("drawing"), w("pict"), f"{{{MC}}}AlternateContent")
_SWITCHES: Final = {
    "strike": "overstreget tekst",
    "dstrike": "overstreget tekst",
    "vanish": "skjult tekst",
    "specVanish": "skjult tekst",
}
_RAISED: Final = {"superscript": "hævet tekst", "subscript": "sænket tekst"}
_CONTROL_PROPERTIES: Final = frozenset(
    ("rPr", "alias", "tag", "id", "lock", "temporary", "placeholder", "showingPlcHdr", "text", "richText")
) | frozenset(("label", "tabIndex", "appearance", "color"))


@dataclass(frozen=True)
class Refusals:
    """Looks for what answers cannot say in one part."""

    atoms: Atoms
    styles: Styles
    levels: ListLevels

    def of(self, holder: Element, markdown: bool) -> str:
        """Why what stands in a control's content or in a cell cannot be the answer (»indeholder et billede«);
        empty when it can."""
        owner = holder.getparent()
        own = answer_id(owner) if owner is not None and owner.tag == SDT else ""
        found = next(self._things(holder, markdown, own), "")
        return f"indeholder {found}" if found else ""

    def _things(self, parent: Element, markdown: bool, own: str) -> Iterator[str]:
        for child in parent:
            tag = child.tag
            if tag in _WITHOUT_TEXT or not isinstance(tag, str):
                continue
            if tag == RPR:
                yield from self._looks(child)
            elif tag == w("fldChar"):
                yield from self._field_mark(child, markdown)
            elif tag == SDT:
                yield from _inner_control(child, own)
                yield from self._things(child, markdown, own)
            elif tag == w("hyperlink"):
                yield from self._link(child, self.atoms.target(child), markdown)
                yield from self._things(child, markdown, own)
            elif tag == w("fldSimple"):
                yield from self._simple_field(child, markdown)
                yield from self._things(child, markdown, own)
            elif tag == TABLE:
                yield from self._table(child) if markdown else ("en tabel",)
                yield from self._things(child, markdown, own)
            elif tag in _HOLDERS:
                yield from self._things(child, markdown, own)
            else:
                yield _name(child)

    # --- text ----------------------------------------------------------------------------------------------
    def _looks(self, look: Element) -> Iterator[str]:
        """Looks that change what a text says, where there is text."""
        if not len(look) or not any((text.text or "").strip() for text in look.itersiblings(TEXT)):
            return
        for name, said in _SWITCHES.items():
            if self.styles.is_on(look, name):
                yield said
        raised = self._value(look, "vertAlign")
        if raised in _RAISED:
            yield _RAISED[raised]
        position = self._value(look, "position")
        if position.lstrip("-+").strip("0"):
            yield "sænket tekst" if position.startswith("-") else "hævet tekst"

    def _value(self, look: Element, name: str) -> str:
        return val(look, name) or self.styles.inherited(val(look, "rStyle"), f"rPr/{name}")

    def _link(self, element: Element, address: str, markdown: bool) -> Iterator[str]:
        """A link whose address the answer cannot say. One whose address is its text loses nothing."""
        if markdown:
            known = not address or bool(markdown_address(address))
        else:
            known = _bare(address) == _bare("".join(text.text or "" for text in element.iter(TEXT)).strip())
        if not known and address.startswith("#"):
            yield "et link til et andet sted i dokumentet"
        elif not known:
            yield f"et link ({address})"

    # --- fields --------------------------------------------------------------------------------------------
    def _field_mark(self, mark: Element, markdown: bool) -> Iterator[str]:
        found = self.atoms.fields.of(mark)
        if found is None:
            yield "et felt, hvor begyndelse eller slutning mangler"
        elif found.is_typed or mark.get(w("fldCharType")) != "begin":
            return
        elif not found.ends:
            yield f"et felt uden slutning ({found.name})" if found.name else "et felt uden slutning"
        elif not found.address:
            yield f"et felt ({found.name})" if found.name else "et felt"
        elif not (markdown and markdown_address(found.link)):
            yield f"et link ({found.address})"

    def _simple_field(self, element: Element, markdown: bool) -> Iterator[str]:
        found = simple_field(element)
        if found.address:
            yield from self._link(element, found.address, markdown)
        elif not found.is_typed:
            yield f"et felt ({found.name})" if found.name else "et felt"

    # --- tables --------------------------------------------------------------------------------------------
    def _table(self, table: Element) -> Iterator[str]:
        """What a table of a Markdown answer cannot hold: it has one line in each cell."""
        for cell in (cell for row in children(table, ROW) for cell in children(row, CELL)):
            if any(
                cell.find(f"{w('tcPr')}/{w(name)}") is not None for name in ("gridSpan", "vMerge", "hMerge")
            ):
                yield "en tabel med flettede celler"
            filled = [p for p in cell.iter(P) if any(text.text for text in p.iter(TEXT))]
            if next(cell.iter(TABLE), None) is not None:
                yield "en tabel i en celle"
            elif len(filled) > 1 or any(next(p.iter(BREAK), None) is not None for p in filled):
                yield "en tabel med flere linjer i en celle"
            elif any(self.levels.of(p) is not None for p in filled):
                yield "en tabel med punkter i en celle"


def _inner_control(control: Element, own: str) -> Iterator[str]:
    """A control inside the answer's, unless it says no more than its text."""
    other = answer_id(control)
    properties = control.find(SDT_PR)
    if other and other != own:
        yield f"feltet for et andet svar ({other})"
        return
    names = () if properties is None else (local_name(str(child.tag)) for child in properties)
    if any(name not in _CONTROL_PROPERTIES for name in names):
        yield "et andet indholdskontrolelement"


def _name(element: Element) -> str:
    if element.tag in _DRAWINGS:
        kind = picture_name(element).partition(":")[0]
        return "en tekstboks" if kind == "tekstboks" else "et billede eller en figur"
    local = local_name(element.tag)
    return _NAMES.get(element.tag, f"noget, som plangen ikke kender ({local})")


def _bare(address: str) -> str:
    for start in ("mailto:", "https://", "http://"):
        address = address.removeprefix(start)
    return address.rstrip("/").casefold()
