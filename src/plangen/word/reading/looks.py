"""How text looks, in words that do not change when a file is only saved again.

Programs write the same look in different ways: in a style or at the text, with theme names or without. So
every look is resolved through the styles first, and said as how the text differs from its paragraph's style.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import groupby
from operator import itemgetter

from plangen.ooxml.ns import ROW, RPR, TABLE, Element, is_on, local_name, val, w
from plangen.ooxml.styles import Styles
from plangen.word.reading.atoms import OBJECT, Atom
from plangen.word.reading.look_facts import PLACE
from plangen.word.reading.recovery import KIND, answer_id
from plangen.word.reading.settings import TEXT, said, settings
from plangen.word.reading.ticks import look_of_boxes

Values = dict[str, str]
_SWITCHES = {
    "b": "fed",
    "i": "kursiv",
    "strike": "gennemstreget",
    "dstrike": "dobbelt gennemstreget",
    "caps": "versaler",
    "smallCaps": "kapitæler",
    "vanish": "skjult",
}
_MARKDOWN = frozenset({"b", "i"})
_OF_LINKS = frozenset({"u", "color"})
# Looks of what is to be filled in, and of links: no matter whether they are there.
_NEUTRAL_STYLES = frozenset(
    {
        "mangler",
        "placeholder text",
        "hyperlink",
        "followedhyperlink",
        "internet link",
        "visited internet link",
    }
)
_HIGHLIGHTS = {
    "yellow": "FFFF00",
    "green": "00FF00",
    "cyan": "00FFFF",
    "magenta": "FF00FF",
    "blue": "0000FF",
    "red": "FF0000",
    "darkBlue": "000080",
    "darkCyan": "008080",
    "darkGreen": "008000",
    "darkMagenta": "800080",
    "darkRed": "800000",
    "darkYellow": "808000",
    "darkGray": "808080",
    "lightGray": "C0C0C0",
    "black": "000000",
    "white": "FFFFFF",
}
_ALIGNMENT = {"start": "left", "end": "right", "": "left"}


@dataclass
class Looks:
    """The looks of one file. `fonts`: what the theme calls minorHAnsi and the like."""

    styles: Styles
    fonts: Mapping[str, str]
    _of_styles: dict[tuple[str, str, bool], Values] = field(default_factory=dict)
    _of_paragraphs: dict[tuple[str, str], Sequence[str]] = field(default_factory=dict)
    _of_rows: dict[Element, tuple[str, bool]] = field(default_factory=dict)

    def paragraph(self, paragraph: Element, atoms: Sequence[Atom]) -> str:
        """A paragraph's style, what it has that its style has not, and the looks of its text."""
        style = self._style_of(paragraph)
        return "; ".join([*self._facts(paragraph, style), *self._texts(paragraph, atoms, style)])

    def block(self, paragraphs: Iterable[tuple[Element, Sequence[Atom]]]) -> str:
        """The looks in a control around whole paragraphs, each once: how many paragraphs it holds and which
        of them are items of lists belongs to the answer."""
        found: dict[str, None] = {}
        for paragraph, atoms in paragraphs:
            style = self._style_of(paragraph)
            if not self._is_of_answers(style):
                found.update(dict.fromkeys(self._facts(paragraph, style)))
            found.update(dict.fromkeys(self._texts(paragraph, atoms, style)))
        return "; ".join(sorted(found))

    # --- paragraphs ----------------------------------------------------------------------------------------
    def _style_of(self, paragraph: Element) -> str:
        return val(paragraph, "pPr/pStyle") or self._default

    @cached_property
    def _default(self) -> str:
        return self.styles.id_of("Normal")

    def _is_of_answers(self, style_id: str) -> bool:
        """Whether the engine itself uses the style for parts of answers."""
        name = self._name(style_id)
        return name.startswith(("list ", "tabel", "efter tabel", "table"))

    def _name(self, style_id: str) -> str:
        style = self.styles.by_id.get(style_id)
        return (style.name if style else style_id).lower()

    def _facts(self, paragraph: Element, style: str) -> Sequence[str]:
        key = (style, val(paragraph, "pPr/jc", "-"))
        if key not in self._of_paragraphs:
            self._of_paragraphs[key] = tuple(self._facts_of(*key))
        return self._of_paragraphs[key]

    def _facts_of(self, style: str, own: str) -> Iterator[str]:
        """What a paragraph is like in a style, aligned as it says itself (»-« when it says nothing)."""
        base = self._of_style(style)
        facts = [_said(name, value) for name, value in sorted(base.items()) if value]
        yield f"{self._name(style)} ({', '.join(facts)})"
        if own != "-":
            inherited = self.styles.inherited(style, "pPr/jc")
            if _ALIGNMENT.get(own, own) != _ALIGNMENT.get(inherited, inherited):
                yield f"justering {_ALIGNMENT.get(own, own)}"

    # --- text ----------------------------------------------------------------------------------------------
    def _texts(self, paragraph: Element, atoms: Sequence[Atom], style: str) -> Iterator[str]:
        base, inherited = self._of_style(style), self._of_style(style, *self._table_of(paragraph))
        looks: list[tuple[str, Atom]] = []
        for atom in (atom for atom in atoms if atom.shown and not _is_empty_place(atom)):
            follows = bool(looks) and not atom.shown.strip()  # white space has no look of its own
            look = looks[-1][0] if follows else self._deviation(atom, base, inherited)
            looks.append((look, atom))
        for look, group in groupby(looks, key=itemgetter(0)):
            shown = _quoted([atom for _, atom in group]).strip()
            # What is quoted never looks like a fact of its own.
            yield from [f"{look}: {shown.replace('; ', ', ').replace(' | ', ' ')}"] if look and shown else []
        for atom in (atom for atom in atoms if atom.shown and _is_empty_place(atom)):
            look = self._deviation(atom, base, inherited)
            yield from [f"{PLACE}{look}: {_quoted([atom])}"] if look else []
        for atom in (Atom("", look_of_boxes(one), "", one) for one in _controls(atoms)):
            look = self._deviation(atom, base, inherited) if atom.look is not None else ""
            yield from [f"{look}: {_quoted([atom])}"] if look else []

    def _deviation(self, atom: Atom, base: Values, inherited: Values) -> str:
        """What sets the text apart from its paragraph's style, be it that the table has a style too."""
        ignored = _OF_LINKS if atom.link else frozenset[str]()
        if atom.control is not None and atom.control.get(KIND) != "v":
            ignored |= _MARKDOWN
        own = self._of_run(atom.look, inherited)
        facts = [_said(n, v) for n, v in sorted(own.items()) if v != base.get(n, "") and n not in ignored]
        facts += [f"link {atom.link}"] if atom.link and atom.control is None else []
        return ", ".join(facts)

    def _table_of(self, paragraph: Element) -> tuple[str, bool]:
        """The style of the table whose cell a paragraph stands in, and whether that is in a first row that
        looks like a header."""
        row = next(paragraph.iterancestors(ROW), None)
        table = None if row is None else next(row.iterancestors(TABLE), None)
        if table is None:
            return "", False
        if row not in self._of_rows:
            first = next(table.iter(ROW)) is row
            self._of_rows[row] = val(table, "tblPr/tblStyle"), first and has_header_look(table)
        return self._of_rows[row]

    def _of_run(self, look: Element | None, base: Values) -> Values:
        if look is None:
            return base
        own = {**base}
        style = val(look, "rStyle")
        if style and self._name(style) not in _NEUTRAL_STYLES:
            for one in reversed(self.styles.chain(style)):
                own.update(self._values(one.element.find(RPR)))
        own.update(self._values(look))
        return own

    def _of_style(self, style_id: str, table_style: str = "", first_row: bool = False) -> Values:
        """A paragraph style's look, on top of the document's defaults and the table's style."""
        key = (style_id, table_style, first_row)
        if key not in self._of_styles:
            root = self.styles.root
            defaults = None if root is None else root.find(w("docDefaults"))
            path = f"{w('rPrDefault')}/{RPR}"
            values = self._values(None if defaults is None else defaults.find(path))
            for style in reversed(self.styles.chain(table_style)):
                values.update(self._values(style.element.find(RPR)))
                for part in style.element.iterchildren(w("tblStylePr")) if first_row else ():
                    if part.get(w("type")) == "firstRow":
                        values.update(self._values(part.find(RPR)))
            for style in reversed(self.styles.chain(style_id)):
                values.update(self._values(style.element.find(RPR)))
            self._of_styles[key] = values
        return self._of_styles[key]

    def _values(self, properties: Element | None) -> Values:
        """What run properties say, as words; what they do not mention is left out."""
        values: Values = {}
        for child in () if properties is None else properties:
            name = local_name(child.tag) if isinstance(child.tag, str) else ""
            value = child.get(w("val"), "")
            if name in _SWITCHES:
                values[name] = "1" if is_on(properties, name) else ""
            elif name == "u":
                values["u"] = {"none": "", "single": "1"}.get(value, value)
            elif name == "color":
                values["color"] = "" if value == "auto" else value.upper()
            elif name == "sz":
                values["sz"] = value
            elif name == "highlight":
                values["highlight"] = _HIGHLIGHTS.get(value, "")
            elif name == "shd":
                fill = child.get(w("fill"), "auto").upper()
                values["highlight"] = "" if fill == "AUTO" else fill
            elif name == "rFonts":
                font = self.fonts.get(child.get(w("asciiTheme"), ""), "") or child.get(w("ascii"), "")
                values.update({"font": font} if font else {})
        values.update(settings(properties, TEXT))
        return values


def has_header_look(table: Element) -> bool:
    """Whether the first row of a table looks like a header."""
    look = table.find(f"{w('tblPr')}/{w('tblLook')}")
    return look is not None and look.get(w("firstRow")) in ("1", "true", "on")


def _controls(atoms: Sequence[Atom]) -> Iterable[Element]:
    return dict.fromkeys(atom.control for atom in atoms if atom.control is not None)


def _is_empty_place(atom: Atom) -> bool:
    """An answer's control with nothing but the spaces that it is printed with: its text will have a look."""
    return atom.control is not None and not atom.shown.strip()


def _said(name: str, value: str) -> str:
    if name in _SWITCHES:
        return _SWITCHES[name] if value else f"ikke {_SWITCHES[name]}"
    match name:
        case "u":
            return f"understreget {'' if value == '1' else value}".strip() if value else "ikke understreget"
        case "sz":
            return f"{int(value) / 2:g} pt" if value.isdigit() else value
        case "color":
            return f"farve {value}" if value else "farve automatisk"
        case "highlight":
            return f"baggrund {value}" if value else "uden baggrund"
        case "font":
            return f"skrift {value}"
    return said(TEXT, name, value)


def _shown(atoms: Sequence[Atom]) -> Iterator[str]:
    """The text of atoms, a control as one character."""
    for control, group in groupby(atoms, key=lambda atom: atom.control):
        yield OBJECT if control is not None else "".join(atom.shown for atom in group)


def _quoted(atoms: Sequence[Atom]) -> str:
    """The text of atoms, a control as its answer's id between two signs."""
    parts = groupby(atoms, key=lambda atom: atom.control)
    return "".join(
        "".join(atom.shown for atom in group) if control is None else f"{OBJECT}{answer_id(control)}{OBJECT}"
        for control, group in parts
    )


def free_text(atoms: Sequence[Atom]) -> str:
    """The text that is no answer, with one character for each control in it."""
    return "".join(_shown(atoms))
