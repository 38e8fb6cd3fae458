"""Emphasis that no Markdown says refuses the answer; all other emphasis comes back."""

from __future__ import annotations

from plangen.texts.blocks import Paragraph, Span
from plangen.texts.markdown import parse_markdown
from plangen.word.reading.markdown_source import loses_emphasis, markdown_source
from tests.support.cases import each


@each(
    "spans",
    [
        (Span("Kommune", bold=True), Span("n siger")),
        (Span("a "), Span("fed", bold=True), Span("kursiv", italic=True)),
        (Span("(sic)", italic=True), Span(" slut")),
    ],
)
def test_emphasis_that_markdown_says_comes_back(spans: tuple[Span, ...]) -> None:
    assert not loses_emphasis((Paragraph(spans),))
    (paragraph,) = parse_markdown(markdown_source((Paragraph(spans),)))
    assert isinstance(paragraph, Paragraph)
    assert {span.text.strip() for span in paragraph.content if span.bold or span.italic} == {
        span.text.strip() for span in spans if span.bold or span.italic
    }


@each(
    "spans",
    [
        (Span("(a)", bold=True), Span("b")),
        (Span("x"), Span("»citat«", italic=True)),
        (Span("100 %", bold=True), Span("ig")),
        (Span("fed ", bold=True), Span("begge", bold=True, italic=True), Span(" kursiv", italic=True)),
    ],
)
def test_emphasis_that_is_not_written_is_told(spans: tuple[Span, ...]) -> None:
    assert loses_emphasis((Paragraph(spans),))
