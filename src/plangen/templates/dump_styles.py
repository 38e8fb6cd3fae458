"""The styles and the theme of a template as text, by the names that Danish Word shows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from plangen.ooxml.ns import PPR, RPR, VAL, A, Element, parse, val, w
from plangen.ooxml.styles import Style, Styles

_DANISH = {
    "title": "Titel",
    "body text": "Brødtekst",
    "subtitle": "Undertitel",
    "header": "Sidehoved",
    "footer": "Sidefod",
    "strong": "Stærk",
    "emphasis": "Fremhæv",
    "table grid": "Tabel - Gitter",
    "toc heading": "Overskrift til indholdsfortegnelse",
    "caption": "Billedtekst",
    "list bullet": "Opstilling - punkttegn",
    "list number": "Opstilling - talopstilling",
    "list continue": "Opstilling - forts.",
    "list paragraph": "Listeafsnit",
    "heading": "Overskrift",
    "toc": "Indholdsfortegnelse",
}
_TYPES = {"paragraph": "afsnit", "character": "tegn", "table": "tabel", "numbering": "liste"}
_USES = {w("pStyle"): "paragraph", w("rStyle"): "character", w("tblStyle"): "table"}
_FLAGS = {"b": "fed", "i": "kursiv", "caps": "versaler", "smallCaps": "kapitæler", "u": "understreget"}
_THEME_COLOURS = ("dk1", "lt1", "dk2", "lt2", *(f"accent{n}" for n in range(1, 7)), "hlink", "folHlink")


class StyleNames:
    """What Danish Word calls a template's styles."""

    def __init__(self, styles: Styles) -> None:
        self._styles = styles

    def paragraph(self, style_id: str) -> str:
        return self.of(style_id) if style_id else "Normal"

    def character(self, style_id: str) -> str:
        return self.of(style_id)

    def table(self, style_id: str) -> str:
        return self.of(style_id) if style_id else "uden typografi"

    def of(self, style_id: str) -> str:
        style = self._styles.by_id.get(style_id)
        if style is None:
            return f"{style_id} (ikke defineret)"
        name, _, number = style.name.lower().rpartition(" ")
        if number.isdigit() and name in _DANISH:
            return f"{_DANISH[name]} {number}"
        return _DANISH.get(style.name.lower(), style.name)


def style_lines(styles: Styles, roots: Iterable[Element], names: StyleNames) -> Iterator[str]:
    """One line per style that is used, with what the style itself says, and the document's defaults."""
    defaults = None if styles.root is None else styles.root.find(w("docDefaults"))
    if defaults is not None:
        facts = [
            *_run_facts(defaults.find(f"{w('rPrDefault')}/{RPR}")),
            *_paragraph_facts(defaults.find(f"{w('pPrDefault')}/{PPR}")),
        ]
        yield f"standard: {', '.join(facts)}"
    used = {e.get(VAL, "") for root in roots for e in root.iter(*_USES)}
    wanted = {link.id: link for style_id in used for link in styles.chain(style_id)}
    for style in sorted(wanted.values(), key=lambda style: (style.type, names.of(style.id))):
        yield _style_line(style, names)


def _style_line(style: Style, names: StyleNames) -> str:
    based = [f"bygger på {names.of(style.based_on)}"] if style.based_on else []
    facts = [*based, *_run_facts(style.element.find(RPR)), *_paragraph_facts(style.element.find(PPR))]
    return f"[{names.of(style.id)}] {_TYPES.get(style.type, style.type)}: {', '.join(facts) or '–'}"


def _run_facts(properties: Element | None) -> Iterator[str]:
    if properties is None:
        return
    fonts = properties.find(w("rFonts"))
    if fonts is not None:
        yield f"skrift {fonts.get(w('asciiTheme')) or fonts.get(w('ascii'))}"
    size = val(properties, "sz")
    if size:
        yield f"{int(size) / 2:g} pt"
    for name, text in _FLAGS.items():
        element = properties.find(w(name))
        if element is not None:
            yield text if element.get(VAL, "1") not in ("0", "false", "none") else f"ikke {text}"
    colour = properties.find(w("color"))
    if colour is not None:
        yield f"farve {_coloured(colour, VAL)}"
    shade = properties.find(w("shd"))
    if shade is not None:
        yield f"baggrund {_coloured(shade, w('fill'))}"
    language = val(properties, "lang")
    if language:
        yield f"sprog {language}"


def _coloured(element: Element, key: str) -> str:
    theme = element.get(w("themeColor")) or element.get(w("themeFill"))
    return f"{element.get(key, '')}{f' ({theme})' if theme else ''}"


def _paragraph_facts(properties: Element | None) -> Iterator[str]:
    if properties is None:
        return
    spacing = properties.find(w("spacing"))
    if spacing is not None:
        texts = (("before", "før"), ("after", "efter"), ("line", "linje"))
        found = [f"{text} {spacing.get(w(key))}" for key, text in texts if spacing.get(w(key)) is not None]
        yield f"afstand {' '.join(found)}"
    indent = properties.find(w("ind"))
    if indent is not None:
        yield "indrykning " + " ".join(f"{key.rpartition('}')[2]} {value}" for key, value in indent.items())
    number = val(properties, "numPr/numId")
    if number:
        yield f"liste {number} niveau {val(properties, 'numPr/ilvl', '0')}"
    level = val(properties, "outlineLvl")
    if level:
        yield f"dispositionsniveau {int(level) + 1}"
    if properties.find(w("keepNext")) is not None:
        yield "sammen med næste"


def list_lines(data: bytes | None) -> Iterator[str]:
    """The levels of the lists: kind of number, text, indent."""
    root = None if data is None else parse(data)
    if root is None:
        return
    for num in root.iterchildren(w("num")):
        wanted = val(num, "abstractNumId")
        levels = (
            level
            for abstract in root.iterchildren(w("abstractNum"))
            if abstract.get(w("abstractNumId")) == wanted
            for level in abstract.iterchildren(w("lvl"))
        )
        texts = (f"{val(level, 'numFmt')} »{val(level, 'lvlText')}«" for level in levels)
        yield f"liste {num.get(w('numId'))}: {', '.join(texts)}"


def theme_lines(data: bytes) -> Iterator[str]:
    """Fonts and colours of the theme."""
    root = parse(data)
    for kind, text in (("majorFont", "overskrifter"), ("minorFont", "brødtekst")):
        font = root.find(f".//{{{A}}}{kind}/{{{A}}}latin")
        if font is not None:
            yield f"skrift til {text}: {font.get('typeface')}"
    for name in _THEME_COLOURS:
        colour = root.find(f".//{{{A}}}clrScheme/{{{A}}}{name}")
        if colour is not None and len(colour):
            yield f"farve {name}: {colour[0].get('lastClr') or colour[0].get('val')}"
