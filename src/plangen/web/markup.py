"""From values to HTML: what `{{ … }}` prints in a page template.

Everything printed here comes from answers and is escaped; only the elements around it are markup.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Sequence
from math import sqrt

from markupsafe import Markup, escape

from plangen.documents.printing import Printing
from plangen.texts.blocks import Block, Inline, List, Paragraph, Span, Table, plain_text
from plangen.texts.columns import BLANK
from plangen.texts.values import Answer, ContentsList, Link, Passage, Picture
from plangen.web.endless import HARD_SPACES, has_hard_line

MISSING_CLASS = "mangler"
WRITING_CLASS = "skriveplads"
CONTENTS_CLASS = "indholdsliste"

# A place to break every so often in an endless word (an address, a slip of the keyboard). Without it the word
# is broken letter by letter, which takes seconds.
_ENDLESS = re.compile(r"\S{60,}")
_PIECE = 30


class NotPrintableError(TypeError):
    """A template prints something that is no text: None, a date, a row, a method."""


def printed(value: object, printing: Printing) -> str:
    """The HTML of a value; a plain str comes back as it is, for autoescape to escape."""
    match value:
        case Markup():
            return value
        case Answer():
            return answer_html(value, printing)
        case Passage():
            return Markup("").join(_part(part, printing) for part in value)
        case Picture():
            return picture_html(value)
        case ContentsList():
            return _element("nav", "", **{"class": CONTENTS_CLASS, "data-niveauer": str(value.levels)})
        case str() | int() if not isinstance(value, bool):
            return str(value)
        case _:
            raise NotPrintableError(type(value).__name__)


def named(value: object, html: str) -> str:
    """The HTML of a value in an element that names the answer, as a control does in Word, or the standard
    sentence. What is missing names itself; what stands alone in its paragraph or cell gives that the name
    (`flow`)."""
    if isinstance(value, Passage) and value.id and html:
        return _element("span", html, **{"data-tekst": value.id})
    if not isinstance(value, Answer) or not value.id or value.status != "given" or not html:
        return html
    return _element("div" if value.is_block else "span", html, **{"data-id": value.id})


def answer_html(answer: Answer, printing: Printing) -> Markup:
    """One answer: blocks, running text, the marker of a missing one, or nothing for a hidden one."""
    if answer.status == "hidden":
        return Markup("")
    if answer.status == "to_write":
        return _element("span", "\u00a0", **{"class": WRITING_CLASS, "data-id": answer.id})
    if answer.status == "blank":
        return Markup(BLANK)
    if answer.status == "missing":
        named = {"class": MISSING_CLASS, "data-id": answer.id, "data-label": answer.label}
        return _element("span", str(answer), **named)
    if answer.is_block:
        return blocks_html(answer.blocks)
    lines = printing.shown(answer).strip("\n").split("\n")
    return Markup("<br/>").join(text_html(line) for line in lines)


def text_html(text: str) -> Markup:
    """Text as it is, escaped, with places to break in endless words, and between words that hard spaces
    make one endless."""
    is_hard = has_hard_line(text)
    if not is_hard and not _ENDLESS.search(text):
        return escape(text)
    pieces: list[Markup] = []
    for word in re.split(r"(\s+)", text):
        parts = [word[at : at + _PIECE] for at in range(0, len(word), _PIECE)] if len(word) >= 60 else [word]
        pieces.append(Markup("<wbr/>").join(parts))
        if is_hard and word and not word.strip(HARD_SPACES):
            pieces.append(Markup("<wbr/>"))
    return Markup("").join(pieces)


def _part(part: str, printing: Printing) -> Markup:
    match part:
        case Answer():
            return answer_html(part, printing)
        case Link():
            return _span(Span(str(part), link=part.address))
    return text_html(part)


def blocks_html(blocks: Sequence[Block]) -> Markup:
    """Paragraphs, lists and tables of a Markdown answer."""
    return Markup("").join(_block(block) for block in blocks)


def _block(block: Block) -> Markup:
    match block:
        case Paragraph(content):
            return _element("p", inline_html(content))
        case List():
            return _list(block)
        case Table():
            return _table(block)


def _list(block: List) -> Markup:
    items = Markup("").join(_element("li", _item(item)) for item in block.items)
    if not block.ordered:
        return _element("ul", items)
    return _element("ol", items, **({"start": str(block.start)} if block.start != 1 else {}))


def _item(blocks: Sequence[Block]) -> Markup:
    """A list item; its only paragraph needs no `<p>`, which keeps the list tight."""
    paragraphs = [block for block in blocks if isinstance(block, Paragraph)]
    if len(paragraphs) == 1 and blocks[0] is paragraphs[0]:
        return inline_html(paragraphs[0].content) + blocks_html(blocks[1:])
    return blocks_html(blocks)


def _table(table: Table) -> Markup:
    columns = "".join(f'<col style="width: {width}%"/>' for width in _column_widths(table))
    head = Markup("").join(_element("th", inline_html(cell), scope="col") for cell in table.header)
    rows = (
        _element("tr", Markup("").join(_element("td", inline_html(cell)) for cell in row))
        for row in table.rows
    )
    head = _element("thead", _element("tr", head))
    body = _element("tbody", Markup("").join(rows))
    return _element("table", _element("colgroup", Markup(columns)) + head + body)


def _column_widths(table: Table) -> list[str]:
    """Percent per column; among hundreds none has a whole one. The square root of the longest cell lets long
    text wrap and short text breathe."""
    longest = [
        max(len(plain_text(row[column])) for row in (table.header, *table.rows))
        for column in range(len(table.header))
    ]
    weights = [sqrt(max(length, 6)) for length in longest]
    return [f"{100 * weight / sum(weights):.4g}" for weight in weights]


def inline_html(inline: Inline) -> Markup:
    """Running text with bold, italic, code, links and line breaks."""
    return Markup("").join(_span(span) for span in inline)


def _span(span: Span) -> Markup:
    if span.line_break:
        return Markup("<br/>")
    html = text_html(span.text)
    if span.code:
        html = _element("code", html)
    if span.italic:
        html = _element("em", html)
    if span.bold:
        html = _element("strong", html)
    if span.link:
        html = _element("a", html, href=span.link)
    return html


def picture_html(picture: Picture) -> Markup:
    """The picture inside the page, as a data: address, so that the page stays one file."""
    kind, data = ("svg+xml", picture.svg) if picture.svg else ("png", picture.png)
    size = f"width: {picture.width_mm:g}mm; height: {picture.height_mm:g}mm"
    address = f"data:image/{kind};base64,{base64.b64encode(data).decode('ascii')}"
    return Markup(f'<img src="{address}" alt="{escape(picture.alt)}" style="{size}"/>')


def _element(tag: str, html: str, /, **attributes: str) -> Markup:
    """An element. What is no markup yet is escaped. Thousands stand on a page, and `Markup.format` would take
    a fifth of the time for one."""
    said = "".join(f' {name}="{escape(value)}"' for name, value in attributes.items())
    return Markup(f"<{tag}{said}>{escape(html)}</{tag}>")
