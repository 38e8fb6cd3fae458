"""What Word says about looks, in the words of stylesheets.

A style that the house's stylesheet knows becomes a class there. Of any other style its own settings are
written out, and so is what somebody has set on a paragraph, a cell or a run itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from plangen.ooxml.ns import PPR, RPR, VAL, Element, is_on, local_name, val, w
from plangen.ooxml.styles import Style, Styles

# Styles by their names in lower case, with the class that plangen.css has for them; »« needs none there.
CLASSES: Final = {
    "subtitle": "undertitel",
    "frontlinje": "frontlinje",
    "formålsboks": "formaal",
    "kolofon": "kolofon",
    "afkrydsning": "afkrydsning",
    "linje": "linje",
    "opslagstekst": "opslag",
    "opslagsboks": "formaal opslag",
    "tabeltitel": "tabeltitel",
    "toc heading": "indholdstitel",
    "note": "note",
    "logo": "logo",
    "skrivefelt": "skriv",
    "skrivelinje": "skrivelinje",
    "tabeletiket": "etiket",
    "tabeloverskrift": "felt",
    **dict.fromkeys(
        (
            *("", "normal", "title", "body text", "list paragraph", "efter tabel", "header", "footer"),
            *("sidehoved første side", "tabeltekst", "skabelonkode", "sektionsskift"),
            *("strong", "emphasis", "mærke", "hyperlink"),
            *(f"{kind} {level}" for kind in ("heading", "toc") for level in range(1, 10)),
            *(
                f"list {kind}{depth}"
                for kind in ("bullet", "number", "continue")
                for depth in ("", " 2", " 3", " 4", " 5")
            ),
        ),
        "",
    ),
}
ROW_LABELS: Final = frozenset({"tabeletiket"})
WRITING: Final = frozenset({"skrivefelt"})

_HEX: Final = re.compile(r"[0-9A-Fa-f]{6}")
_ALIGN: Final = {
    "center": "center",
    "right": "right",
    "end": "right",
    "both": "justify",
    "distribute": "justify",
}
_LINES: Final = {"double": "double", "dotted": "dotted", "dashed": "dashed", "dashSmallGap": "dashed"}
_NATURAL_LINE: Final = 1.22  # of the typeface, which Word's »single« means
SIDES: Final = {
    "top": "top",
    "left": "left",
    "start": "left",
    "bottom": "bottom",
    "right": "right",
    "end": "right",
}


def style_name(styles: Styles, style_id: str) -> str:
    """A style's name as Word itself uses it, in lower case; empty when there is no such style."""
    style = styles.by_id.get(style_id)
    return style.name.lower() if style else ""


def known(styles: Styles, style_id: str) -> bool:
    """Whether the stylesheet says how the style looks."""
    return style_name(styles, style_id) in CLASSES


def unknown_css(styles: Styles, style_id: str) -> dict[str, str]:
    """The settings of a style that the stylesheet does not know."""
    found: dict[str, str] = {}
    for style in [] if known(styles, style_id) else reversed(styles.chain(style_id)):
        if not known(styles, style.id):
            found |= style_css(style)
    return found


def style_css(style: Style) -> dict[str, str]:
    """What a style itself sets."""
    return {**dict(block_css(style.element.find(PPR))), **dict(run_css(style.element.find(RPR)))}


def block_css(properties: Element | None) -> Iterator[tuple[str, str]]:
    """Paragraph properties as declarations."""
    if properties is None:
        return
    if align := _ALIGN.get(val(properties, "jc"), ""):
        yield "text-align", align
    yield from _indents(properties.find(w("ind")))
    yield from _spacing(properties.find(w("spacing")))
    yield from borders_css(properties.find(w("pBdr")), padded=True)
    if fill := shade(properties.find(w("shd"))):
        yield "background-color", fill
    if is_on(properties, "keepLines"):
        yield "break-inside", "avoid"


def _indents(element: Element | None) -> Iterator[tuple[str, str]]:
    if element is None:
        return
    for names, side in ((("left", "start"), "left"), (("right", "end"), "right")):
        if width := next((points(element, name) for name in names if element.get(w(name))), ""):
            yield f"margin-{side}", width
    if width := points(element, "hanging"):
        yield "text-indent", f"-{width}"
    elif width := points(element, "firstLine"):
        yield "text-indent", width


def _spacing(element: Element | None) -> Iterator[tuple[str, str]]:
    if element is None:
        return
    for name, side in (("before", "top"), ("after", "bottom")):
        automatic = element.get(w(f"{name}Autospacing"), "0") not in ("0", "false", "off")
        if element.get(w(name)) and not automatic:
            yield f"margin-{side}", points(element, name)
    line = element.get(w("line"), "")
    if line.isdigit() and element.get(w("lineRule"), "auto") == "auto":
        yield "line-height", f"{int(line) / 240 * _NATURAL_LINE:.2f}"
    elif line.isdigit() and element.get(w("lineRule")) == "exact":
        yield "line-height", f"{int(line) / 20:g}pt"


def run_css(properties: Element | None) -> Iterator[tuple[str, str]]:
    """Run properties of a style as declarations, bold and italic too."""
    if properties is None:
        return
    for name, css, on, off in (
        ("b", "font-weight", "bold", "normal"),
        ("i", "font-style", "italic", "normal"),
    ):
        if properties.find(w(name)) is not None:
            yield css, on if is_on(properties, name) else off
    yield from letter_css(properties)


def letter_css(properties: Element) -> Iterator[tuple[str, str]]:
    """Colour, size and capitals."""
    color = properties.find(w("color"))
    if color is not None and (named := colour(color.get(VAL, ""))):
        yield "color", named
    size = val(properties, "sz")
    if size.isdigit() and int(size) > 1:
        yield "font-size", f"{int(size) / 2:g}pt"
    if is_on(properties, "caps"):
        yield "text-transform", "uppercase"
    if is_on(properties, "smallCaps"):
        yield "font-variant", "small-caps"
    if fill := shade(properties.find(w("shd"))):
        yield "background-color", fill
    if (marked := val(properties, "highlight")) and marked.isalpha() and marked != "none":
        yield "background-color", marked.lower()


def borders_css(element: Element | None, padded: bool = False) -> Iterator[tuple[str, str]]:
    """The borders of a paragraph or cell."""
    for border in () if element is None else element:
        side = SIDES.get(local_name(border.tag), "")
        kind = border.get(VAL, "none")
        if not side or kind in ("none", "nil"):
            continue
        width = float(border.get(w("sz"), "4")) / 8
        line = colour(border.get(w("color"), "")) or "currentColor"
        yield f"border-{side}", f"{width:g}pt {_LINES.get(kind, 'solid')} {line}"
        if padded and border.get(w("space"), "0") != "0":
            yield f"padding-{side}", f"{border.get(w('space'))}pt"


def shade(element: Element | None) -> str:
    """The background of what has a `w:shd`; empty for none."""
    return "" if element is None else colour(element.get(w("fill"), ""))


def colour(hex_code: str) -> str:
    """A colour by its number; empty for »automatic«. Word writes the number of a theme's colour beside it."""
    return f"#{hex_code.upper()}" if _HEX.fullmatch(hex_code) else ""


def points(element: Element, name: str) -> str:
    """An attribute in twentieths of a point as a length; empty when it is not there or no number."""
    value = element.get(w(name), "")
    return f"{int(value) / 20:g}pt" if value.lstrip("-").isdigit() else ""


def keeps_with_next(styles: Styles, paragraph: Element) -> bool:
    """Whether no page may end after the paragraph. Headings and titles do so by the stylesheet."""
    properties = paragraph.find(PPR)
    if properties is None:
        return False
    if properties.find(w("keepNext")) is not None:
        return is_on(properties, "keepNext")
    chain = [] if known(styles, val(properties, "pStyle")) else styles.chain(val(properties, "pStyle"))
    return any(is_on(style.element.find(PPR), "keepNext") for style in chain)
