"""Running text: the runs of a paragraph as what stands in an element of the page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from plangen.compiling import looks, output
from plangen.compiling.notes import Notes
from plangen.compiling.pictures import Pictures
from plangen.ooxml.ns import BREAK, MC, PPR, RPR, RUN, TAB, TEXT, Element, P, is_on, r, val, w
from plangen.ooxml.styles import Styles
from plangen.templates.balance import Placed
from plangen.templates.tags import CELL_WORDS

_SKIPPED = frozenset(
    {PPR, RPR, P, w("sdtPr"), w("rt"), w("del"), w("moveFrom"), w("instrText"), w("delText")}
)
_CHARACTERS = {w("cr"): "<br/>", w("noBreakHyphen"): "\u2011", w("softHyphen"): "\u00ad"}
_COUNTERS = {"PAGE": "sidetal", "NUMPAGES": "sideantal", "SECTIONPAGES": "sideantal"}
PAGE_BREAK = "\ue014"
_NOTES = frozenset({w("footnoteReference"), w("endnoteReference")})
COLUMN = "\ue013"
"""Stands where a tab was: in a header it parts left from right, elsewhere it is a space."""


@dataclass(frozen=True, slots=True)
class Look:
    """What a stretch of text looks like."""

    bold: bool = False
    italic: bool = False
    underlined: bool = False
    struck: bool = False
    raised: str = ""
    css: str = ""
    link: str = ""
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class InlinePiece:
    """A stretch of one look. `steering`: a statement, which no element may enclose."""

    html: str
    look: Look = Look()
    steering: bool = False


class Inline:
    """Reads the runs of one part. `links` are the addresses of its relationships."""

    def __init__(
        self, styles: Styles, tags: Sequence[Placed], links: dict[str, str], pictures: Pictures, notes: Notes
    ) -> None:
        self._styles = styles
        self._tags = tags
        self._links = links
        self._pictures = pictures
        self._notes = notes

    def html(self, paragraph: Element) -> str:
        """The content of a paragraph, with `COLUMN` for its tabs."""
        pieces = self._pieces(paragraph, _Fields(), "")
        groups = groupby(pieces, key=lambda piece: (piece.look, piece.steering))
        return "".join(_wrapped("".join(piece.html for piece in group), look) for (look, _), group in groups)

    def _pieces(self, parent: Element, fields: _Fields, link: str) -> Iterator[InlinePiece]:
        for child in parent:
            if child.tag == RUN:
                yield from self._run(child, fields, link)
            elif child.tag == w("hyperlink"):
                anchor = child.get(w("anchor"), "")
                address = self._links.get(child.get(r("id"), ""), "") or (f"#{anchor}" if anchor else "")
                yield from self._pieces(child, fields, address if address[:1] != "#" else "")
            elif child.tag == w("fldSimple"):
                counter = _counter(child.get(w("instr"), ""))
                yield from [InlinePiece(counter)] if counter else self._pieces(child, fields, link)
            elif child.tag not in _SKIPPED:
                yield from self._pieces(child, fields, link)

    def _run(self, run: Element, fields: _Fields, link: str) -> Iterator[InlinePiece]:
        look = self._look(run.find(RPR), link)
        for child in _drawn(run):
            if child.tag == w("fldChar"):
                if counter := fields.mark(child.get(w("fldCharType"), "")):
                    yield InlinePiece(counter, look)
            elif child.tag == w("instrText"):
                fields.code(child.text or "")
            elif fields.counting:
                continue  # the number that Word showed last
            elif child.tag == TEXT:
                yield from self._text(child.text or "", look)
            elif child.tag == TAB:
                yield InlinePiece(COLUMN)
            elif child.tag == BREAK:
                page = child.get(w("type"), "") in ("page", "column")
                yield InlinePiece(PAGE_BREAK if page else "<br/>", Look() if page else look)
            elif child.tag in _CHARACTERS:
                yield InlinePiece(_CHARACTERS[child.tag], look)
            elif child.tag == w("sym"):
                yield InlinePiece(_symbol(child), look)
            elif child.tag in (w("drawing"), w("pict")):
                yield InlinePiece(self._pictures.html(child))
            elif child.tag in _NOTES:
                yield InlinePiece(self._notes.mark(child))

    def _text(self, text: str, look: Look) -> Iterator[InlinePiece]:
        position = 0
        for match in output.CODE.finditer(text):
            yield from self._plain(text[position : match.start()], look)
            tag = self._tags[int(match[1])].tag
            position = match.end()
            if tag.opener == "{#" or tag.word in CELL_WORDS:
                continue
            if output.is_statement(tag):
                yield InlinePiece(match[0], steering=True)
            elif not look.hidden:
                yield InlinePiece(match[0], look)
        yield from self._plain(text[position:], look)

    def _plain(self, text: str, look: Look) -> Iterator[InlinePiece]:
        if text and not look.hidden:
            yield InlinePiece(output.text(text), look)

    def _look(self, properties: Element | None, link: str) -> Look:
        look = Look(link=link)
        if properties is None:
            return look
        on = self._styles.is_on
        style_id = val(properties, "rStyle")
        own = dict(looks.letter_css(properties))
        if not looks.known(self._styles, style_id):
            chain = [style.element.find(RPR) for style in reversed(self._styles.chain(style_id))]
            own = {k: v for one in chain if one is not None for k, v in looks.letter_css(one)} | own
        elif looks.style_name(self._styles, style_id) == "mærke":
            own = {"color": "var(--accent)"} | own
        if link:
            own.pop("color", None)
        return replace(
            look,
            bold=on(properties, "b"),
            italic=on(properties, "i"),
            underlined=not link and val(properties, "u", "none") != "none",
            struck=on(properties, "strike") or on(properties, "dstrike"),
            raised={"superscript": "sup", "subscript": "sub"}.get(val(properties, "vertAlign"), ""),
            css="; ".join(f"{name}: {value}" for name, value in own.items()),
            hidden=is_on(properties, "vanish"),
        )


class _Fields:
    """Where a reading stands in fields that begin and end with marks of their own."""

    def __init__(self) -> None:
        self._codes: list[str] = []

    @property
    def counting(self) -> bool:
        """Whether a number is being shown that the page counts itself."""
        return any(map(_counter, self._codes))

    def code(self, text: str) -> None:
        if self._codes:
            self._codes[-1] += text

    def mark(self, kind: str) -> str:
        """What is to stand in the page at the mark: the counter of a field that ends."""
        if kind == "begin":
            self._codes.append("")
        elif kind == "end" and self._codes:
            return _counter(self._codes.pop())
        return ""


def _counter(code: str) -> str:
    name = _COUNTERS.get(next(iter(code.split()), "").upper(), "")
    return f'<span class="{name}"></span>' if name else ""


def _drawn(run: Element) -> Iterator[Element]:
    """The children of a run; of two ways to draw a thing the newer one."""
    for child in run:
        if child.tag == f"{{{MC}}}AlternateContent":
            choice = child.find(f"{{{MC}}}Choice")
            yield from () if choice is None else choice
        else:
            yield child


def _symbol(element: Element) -> str:
    number = int(element.get(w("char"), "F0B7"), 16)
    return "•" if 0xE000 <= number <= 0xF8FF else output.text(chr(number))


def _wrapped(html: str, look: Look) -> str:
    for name, wanted in (
        ("s", look.struck),
        ("u", look.underlined),
        ("em", look.italic),
        ("strong", look.bold),
    ):
        if wanted:
            html = output.element(name, html)
    if look.raised:
        html = output.element(look.raised, html)
    if look.css:
        html = output.element("span", html, css=[look.css])
    return output.element("a", html, more=output.attribute("href", look.link)) if look.link else html
