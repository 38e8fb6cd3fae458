"""Markdown answers to blocks.

Allowed: paragraphs, bullet and numbered lists (nested), bold, italic, links, small tables. Headings become
bold paragraphs (specifikation.md 4.1); code, quotes and rules become plain paragraphs; HTML and images print
literally, so an answer can never become markup. Lists deeper than Word has levels become paragraphs of the
innermost level, and what nests deeper than anybody writes is taken line by line: no text is ever left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache

from markdown_it import MarkdownIt
from markdown_it.token import Token

from plangen.texts.blocks import Block, Inline, List, Paragraph, Span, Table

# What Markdown would read as markup: anywhere, and at the beginning of a line.
_MARKUP = re.compile(r"[\\`*_\[\]<>~|]")
_LINE_MARKUP = re.compile(r"^(\s*)([#+=-]|\d+(?=[.)]))", re.MULTILINE)
DEEPEST_LIST = 9
"""Levels of lists that Word knows."""
_DEEPEST = 200
SAFE_LINKS = ("http://", "https://", "mailto:")


@cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": False, "linkify": False, "maxNesting": _DEEPEST}).enable(
        "table"
    )
    return parser.disable(["html_block", "html_inline", "image", "reference", "code", "entity"])


@lru_cache(maxsize=2048)  # departments, and Word and page, print the same answers
def parse_markdown(text: str) -> tuple[Block, ...]:
    """Blocks of a Markdown answer; an empty or blank text gives no blocks."""
    tokens = _parser().parse(text)
    if any(token.level >= _DEEPEST - 2 for token in tokens):  # the parser leaves out what stands deeper
        return tuple(Paragraph((Span(line.strip()),)) for line in text.split("\n") if line.strip())
    return tuple(_blocks(_Cursor(tokens)))


class _Cursor:
    """Walks markdown-it's flat token list."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        self._tokens = tokens
        self._at = 0

    def next(self) -> Token | None:
        if self._at >= len(self._tokens):
            return None
        self._at += 1
        return self._tokens[self._at - 1]


def _blocks(cursor: _Cursor, until: str = "", depth: int = 0) -> Iterator[Block]:
    """Blocks up to the token type `until` (which is consumed), or to the end; `depth`: lists around them."""
    bold = False
    while (token := cursor.next()) is not None and token.type != until:
        match token.type:
            case "heading_open":
                bold = True
            case "heading_close":
                bold = False
            case "inline":
                yield Paragraph(_inline(token.children or [], bold=bold))
            case "bullet_list_open" | "ordered_list_open":
                if depth < DEEPEST_LIST:
                    yield _list(cursor, token, depth + 1)
                else:
                    yield from _paragraphs(cursor)
            case "table_open":
                yield _table(cursor)
            case "fence" | "code_block":
                for line in token.content.rstrip("\n").split("\n"):
                    yield Paragraph((Span(line, code=True),))
            case _:
                pass  # paragraph_open, blockquote_open, hr: their content is what counts


def _paragraphs(cursor: _Cursor) -> Iterator[Block]:
    """What a list holds, and every list in it, without the lists."""
    depth = 1
    while depth and (token := cursor.next()) is not None:
        if token.type in ("bullet_list_open", "ordered_list_open"):
            depth += 1
        elif token.type in ("bullet_list_close", "ordered_list_close"):
            depth -= 1
        elif token.type == "table_open":
            yield _table(cursor)
        elif token.type == "inline":
            yield Paragraph(_inline(token.children or []))
        elif token.type in ("fence", "code_block"):
            yield from (
                Paragraph((Span(line, code=True),)) for line in token.content.rstrip("\n").split("\n")
            )


def _list(cursor: _Cursor, opening: Token, depth: int) -> List:
    closing = opening.type.replace("_open", "_close")
    items: list[tuple[Block, ...]] = []
    while (token := cursor.next()) is not None and token.type != closing:
        if token.type == "list_item_open":
            items.append(tuple(_blocks(cursor, "list_item_close", depth)))
    start = int(opening.attrs.get("start", 1) or 1)
    return List(ordered=opening.type == "ordered_list_open", items=tuple(items), start=start)


def _table(cursor: _Cursor) -> Table:
    rows: list[tuple[Inline, ...]] = []
    cells: list[Inline] = []
    while (token := cursor.next()) is not None and token.type != "table_close":
        if token.type == "tr_open":
            cells = []
        elif token.type == "inline":
            cells.append(_inline(token.children or []))
        elif token.type == "tr_close":
            rows.append(tuple(cells))
    return Table(header=rows[0], rows=tuple(rows[1:]))


def _inline(tokens: Sequence[Token], bold: bool = False) -> Inline:
    """Spans of an inline token's children; soft line breaks become spaces."""
    depth_bold = int(bold)
    depth_italic = 0
    links: list[str] = []
    spans: list[Span] = []

    def add(text: str, *, code: bool = False, line_break: bool = False) -> None:
        link = links[-1] if links else ""
        spans.append(Span(text, depth_bold > 0, depth_italic > 0, code, link, line_break))

    for token in tokens:
        match token.type:
            case "strong_open":
                depth_bold += 1
            case "strong_close":
                depth_bold -= 1
            case "em_open":
                depth_italic += 1
            case "em_close":
                depth_italic -= 1
            case "link_open":
                target = str(token.attrs.get("href", ""))
                links.append(target if target.startswith(SAFE_LINKS) else "")
            case "link_close":
                links.pop()
            case "softbreak":
                add(" ")
            case "hardbreak":
                add("", line_break=True)
            case "code_inline":
                add(token.content, code=True)
            case _:
                if token.content:
                    add(token.content)
    return _merged(spans)


def _merged(spans: Sequence[Span]) -> Inline:
    """Neighbouring spans of the same look as one."""
    merged: list[Span] = []
    for span in spans:
        last = merged[-1] if merged else None
        same = last and not (last.line_break or span.line_break)
        if (
            last
            and same
            and (last.bold, last.italic, last.code, last.link)
            == (
                span.bold,
                span.italic,
                span.code,
                span.link,
            )
        ):
            merged[-1] = Span(last.text + span.text, span.bold, span.italic, span.code, span.link)
        else:
            merged.append(span)
    return tuple(merged)


def first_paragraph(text: str) -> str:
    """The source of the first paragraph of a Markdown answer (D02 1 prints only that)."""
    return text.strip().split("\n\n", 1)[0].strip()


def literal(text: str) -> str:
    """Plain text as Markdown source that says the same."""

    def numbered(match: re.Match[str]) -> str:
        space, mark = match.groups()
        return f"{space}{mark}\\" if mark.isdigit() else f"{space}\\{mark}"

    escaped = _MARKUP.sub(lambda match: f"\\{match.group()}", text.strip())
    return _LINE_MARKUP.sub(numbered, escaped)
