"""Running text back to Markdown.

Emphasis has rules about the characters around it that no simple writer keeps, so several ways to write a
text are tried, the most readable first, and the first that reads back as the same text is taken.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import cache, partial
from typing import Final

from plangen.texts.blocks import Block, Inline, Paragraph, Span, Table
from plangen.texts.markdown import parse_markdown

_MARKUP: Final = re.compile(r"[\\`*_\[\]<|]")
_LINE_START: Final = re.compile(
    r"(\s*)(?:"
    r"(?P<number>\d{1,9})(?=[.)](?:\s|$))"  # a numbered item
    r"|(?=#{1,6}(?:\s|$)|>|[-+*](?:\s|$)|~~~|```"  # a heading, a quote, an item, code
    r"|=+\s*$|(?:-\s*)+$|(?:\*\s*){3,}$|(?:_\s*){3,}$"  # a line under a heading, a rule
    r"|\||[:-][-:|\s]*$))"  # a table
)
_HARMLESS: Final = re.compile(r"[^\W\d_][^\\`*_\[\]<|]*")
_DELIMITERS: Final = (("**", "*"), ("**", "_"), ("__", "*"), ("__", "_"))
_PLAIN_ADDRESS: Final = re.compile(r"[^\s()<>\\]+")

Escape = Callable[[str], str]
Parsed = Callable[[str], tuple[Block, ...]]


def inline_source(content: Inline) -> str:
    """The source of a paragraph; a hard break is a backslash at the end of a line."""
    return _source(content, parse_markdown, lambda wanted: (Paragraph(wanted),))


def cell_source(content: Inline) -> str:
    """The source of a table cell, which has one line."""
    flat = tuple(replace(s, text=" ", line_break=False) if s.line_break else s for s in content)
    return _barred(_source(flat, _parsed_cell, lambda wanted: (Table((wanted,), ()),)))


def _parsed_cell(source: str) -> tuple[Block, ...]:
    return parse_markdown(f"| {_barred(source)} |\n|---|\n")


def _barred(source: str) -> str:
    """A bar ends a cell, even after a backslash of its own."""
    return re.sub(r"\\*\|", lambda match: match[0] if len(match[0]) % 2 == 0 else f"\\{match[0]}", source)


def _source(content: Inline, parsed: Parsed, as_block: Callable[[Inline], tuple[Block, ...]]) -> str:
    for kept in (content, _without(content, "italic"), _without(content, "bold"), _plain(content)):
        wanted = tidied(kept)
        if not wanted:
            return ""
        if len(wanted) == 1 and wanted[0] == Span(wanted[0].text) and _HARMLESS.fullmatch(wanted[0].text):
            return wanted[0].text
        for source in _candidates(wanted):
            if parsed(source) == as_block(wanted):
                return source
    lines = "".join("\n" if span.line_break else span.text for span in tidied(_plain(content))).split("\n")
    return "\\\n".join(_start_escaped(_escaped(line.strip())) for line in lines)


def _candidates(content: Inline) -> Iterator[str]:
    """The ways to write a text."""
    marked = any(span.bold or span.italic for span in content)
    for escape in (str, _escaped):
        for delimiters in _DELIMITERS if marked else _DELIMITERS[:1]:
            for bold_outside in (True, False) if marked else (True,):
                source = _written(content, delimiters, bold_outside, escape)
                yield source
                yield "\n".join(map(_start_escaped, source.split("\n")))


def _escaped(text: str) -> str:
    return _MARKUP.sub(r"\\\g<0>", text)


def _start_escaped(line: str) -> str:
    """A line that would begin a heading, a list, a quote, a rule, a table or code begins with a backslash."""
    match = _LINE_START.match(line)
    return line if match is None else f"{match[0]}\\{line[match.end() :]}"


# --- writing ------------------------------------------------------------------------------------------------
def _written(content: Inline, delimiters: tuple[str, str], bold_outside: bool, escape: Escape) -> str:
    """The spans with their marks; what lasts longest is opened first."""
    pieces: list[str] = []
    opened: list[str] = []
    marks = [_marks(span) for span in content]
    for number, span in enumerate(content):
        wanted = marks[number]
        while any(mark not in wanted for mark in opened):
            pieces.append(_closing(opened.pop(), delimiters))
        new = [mark for mark in wanted if mark not in opened]
        new.sort(key=partial(_rank, marks[number:], bold_outside))
        for mark in new:
            pieces.append(_opening(mark, delimiters))
            opened.append(mark)
        pieces.append("\\\n" if span.line_break else escape(span.text))
    pieces += [_closing(mark, delimiters) for mark in reversed(opened)]
    return "".join(pieces)


def _marks(span: Span) -> list[str]:
    """»b«, »i« and »l« with the address."""
    marks = ["b"] if span.bold else []
    marks += ["i"] if span.italic else []
    return [*marks, f"l{span.link}"] if span.link else marks


def _rank(following: Sequence[Sequence[str]], bold_outside: bool, mark: str) -> tuple[int, int]:
    lasts = next((n for n, marks in enumerate(following) if mark not in marks), len(following))
    order = "bil" if bold_outside else "ibl"
    return -lasts, order.index(mark[0])


def _opening(mark: str, delimiters: tuple[str, str]) -> str:
    return "[" if mark[0] == "l" else delimiters["bi".index(mark[0])]


def _closing(mark: str, delimiters: tuple[str, str]) -> str:
    return f"]({_address(mark[1:])})" if mark[0] == "l" else delimiters["bi".index(mark[0])]


def _address(link: str) -> str:
    if _PLAIN_ADDRESS.fullmatch(link):
        return link
    return f"<{re.sub(r'[<>]', lambda match: chr(92) + match[0], link)}>"


# --- tidying ------------------------------------------------------------------------------------------------
def tidied(content: Inline) -> Inline:
    """The text as Markdown can hold it: no white space at its ends, after breaks and at the ends of marked
    text, no breaks at its ends, only addresses that are links."""
    spans = [replace(s, code=False, link=markdown_address(s.link)) for s in content if s.text or s.line_break]
    for name, off in (("bold", False), ("italic", False), ("link", "")):
        spans = _without_edges(spans, name, off)
    merged = _merged(spans)
    while merged and (merged[0].line_break or not merged[0].text.strip()):
        merged = merged[1:]
    while merged and (merged[-1].line_break or not merged[-1].text.strip()):
        merged = merged[:-1]
    if not merged:
        return ()
    merged[0] = replace(merged[0], text=merged[0].text.lstrip())
    merged[-1] = replace(merged[-1], text=merged[-1].text.rstrip())
    for number in range(1, len(merged)):
        if merged[number - 1].line_break:
            merged[number] = replace(merged[number], text=merged[number].text.lstrip())
    return tuple(span for span in merged if span.text or span.line_break)


def _without_edges(spans: list[Span], name: str, off: object) -> list[Span]:
    """White space and breaks at the ends of each stretch that has the mark lose it."""
    result: list[Span] = []
    start = 0
    while start < len(spans):
        mark = getattr(spans[start], name)
        end = start + 1
        while end < len(spans) and getattr(spans[end], name) == mark:
            end += 1
        stretch = spans[start:end]
        result += stretch if mark == off else _trimmed(stretch, name, off)
        start = end
    return result


def _trimmed(stretch: list[Span], name: str, off: object) -> list[Span]:
    before: list[Span] = []
    after: list[Span] = []
    while stretch and not stretch[0].text.strip():
        before.append(replace(stretch.pop(0), **{name: off}))  # type: ignore[arg-type]
    while stretch and not stretch[-1].text.strip():
        after.insert(0, replace(stretch.pop(), **{name: off}))  # type: ignore[arg-type]
    if stretch:
        first = stretch[0].text
        lead = first[: len(first) - len(first.lstrip())]
        if lead:
            before.append(replace(stretch[0], text=lead, **{name: off}))  # type: ignore[arg-type]
            stretch[0] = replace(stretch[0], text=first.lstrip())
        last = stretch[-1].text
        trail = last[len(last.rstrip()) :]
        if trail:
            after.insert(0, replace(stretch[-1], text=trail, **{name: off}))  # type: ignore[arg-type]
            stretch[-1] = replace(stretch[-1], text=last.rstrip())
    return [*before, *stretch, *after]


def _merged(spans: Sequence[Span]) -> list[Span]:
    merged: list[Span] = []
    for span in spans:
        last = merged[-1] if merged else None
        if last and not (last.line_break or span.line_break) and replace(last, text=span.text) == span:
            merged[-1] = replace(span, text=last.text + span.text)
        else:
            merged.append(span)
    return merged


def _without(content: Inline, name: str) -> Inline:
    return tuple(replace(span, **{name: False}) for span in content)  # type: ignore[arg-type]


def _plain(content: Inline) -> Inline:
    return tuple(Span(span.text, line_break=span.line_break) for span in content)


@cache
def markdown_address(address: str) -> str:
    """The address as Markdown knows it; empty when it is no link there."""
    blocks = parse_markdown(f"[x]({_address(address)})") if address else ()
    match blocks:
        case (Paragraph((Span(text="x", link=link),)),):
            return link
    return ""
