"""Markdown answers to blocks: what is allowed, and that nothing else becomes markup."""

from __future__ import annotations

from hypothesis import given

from plangen.texts.blocks import Block, List, Paragraph, Span, Table, plain_text
from plangen.texts.markdown import DEEPEST_LIST, first_paragraph, literal, parse_markdown
from tests.support.any_text import any_text
from tests.support.cases import each


def paragraph(*spans: Span | str) -> Paragraph:
    return Paragraph(tuple(Span(s) if isinstance(s, str) else s for s in spans))


def test_paragraphs_and_inline() -> None:
    assert parse_markdown("En **fed** og *kursiv*\nlinje.\n\nTo") == (
        paragraph("En ", Span("fed", bold=True), " og ", Span("kursiv", italic=True), " linje."),
        paragraph("To"),
    )


def test_headings_become_bold_paragraphs() -> None:
    assert parse_markdown("## Mål") == (paragraph(Span("Mål", bold=True)),)


def test_nested_lists() -> None:
    assert parse_markdown("- a\n  1. b\n  2. c\n- d") == (
        List(
            ordered=False,
            items=(
                (
                    paragraph("a"),
                    List(ordered=True, items=((paragraph("b"),), (paragraph("c"),))),
                ),
                (paragraph("d"),),
            ),
        ),
    )


def test_a_numbered_list_keeps_its_first_number() -> None:
    blocks = parse_markdown("3. c\n4. d")
    assert isinstance(blocks[0], List)
    assert blocks[0].start == 3


def test_tables() -> None:
    assert parse_markdown("| A | B |\n|---|---|\n| 1 | *2* |") == (
        Table(
            header=((Span("A"),), (Span("B"),)),
            rows=(((Span("1"),), (Span("2", italic=True),)),),
        ),
    )


def test_links_keep_safe_addresses_only() -> None:
    assert parse_markdown("[KL](https://kl.dk)") == (paragraph(Span("KL", link="https://kl.dk")),)
    for address in ("javascript:alert(1)", "file:///etc/passwd", "../../x"):
        spans = [span for block in parse_markdown(f"[x]({address})") for span in _spans(block)]
        assert all(not span.link for span in spans), address


def test_html_and_images_are_text() -> None:
    assert parse_markdown("<b>x</b> &amp; ![billede](http://a.b/c.png)")[0] == paragraph(
        "<b>x</b> &amp; !", Span("billede", link="http://a.b/c.png")
    )


def test_first_paragraph() -> None:
    assert first_paragraph("En\nlinje.\n\nTo") == "En\nlinje."


@given(any_text(max_size=400))
def test_any_text_parses_and_keeps_its_letters(text: str) -> None:
    blocks = parse_markdown(text)
    printed = "".join(plain_text(spans) for block in blocks for spans in _inlines(block))
    assert set(filter(str.isalpha, printed)) <= set(text) | set("�")


def _inlines(block: Block) -> list[tuple[Span, ...]]:
    match block:
        case Paragraph():
            return [block.content]
        case List():
            return [inline for item in block.items for part in item for inline in _inlines(part)]
        case Table():
            return [*block.header, *(cell for row in block.rows for cell in row)]


def _spans(block: Block) -> list[Span]:
    return [span for inline in _inlines(block) for span in inline]


def test_deeply_nested_lists_lose_no_text() -> None:
    source = "\n".join(f"{'  ' * level}- niveau {level}" for level in range(30))
    printed = [plain_text(inline) for block in parse_markdown(source) for inline in _inlines(block)]
    assert printed == [f"niveau {level}" for level in range(30)]


def _words(blocks: tuple[Block, ...]) -> str:
    """All text of blocks, in order."""
    found: list[str] = []
    waiting = list(blocks)
    while waiting:
        block = waiting.pop(0)
        if isinstance(block, Paragraph):
            found += [span.text for span in block.content]
        elif isinstance(block, List):
            waiting[:0] = [inner for item in block.items for inner in item]
    return " ".join(found)


@each("mark", ["- ", "1. ", "> ", "- > ", "* 1. "])
@each("depth", [8, 30, 99, 150, 3000])
def test_no_depth_loses_text_or_becomes_deeper_than_word_has_levels(mark: str, depth: int) -> None:
    blocks = parse_markdown(f"foran\n\n{mark * depth}inderst\n\nefter")
    text = _words(blocks)
    assert text.startswith("foran") and "inderst" in text and text.endswith("efter")
    deepest, inside = 0, list(blocks)
    while inside := [b for block in inside if isinstance(block, List) for item in block.items for b in item]:
        deepest += 1
    assert deepest <= DEEPEST_LIST


@each(
    "text",
    [
        "*Svære* sager_A_ [her](x)",
        "1. linje",
        "2) linje",
        "- punkt",
        "# Mål",
        "+ mere",
        "a | b",
        "C:\\sti",
        "Kl. 8-16",
    ],
)
def test_plain_text_as_markdown_says_the_same(text: str) -> None:
    assert parse_markdown(literal(text)) == (paragraph(text),)
