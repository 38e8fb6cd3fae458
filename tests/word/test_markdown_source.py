"""Markdown that went to Word and back means the same.

PLANGEN_EXAMPLES=10 tries ten times as many random sources.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from hypothesis import HealthCheck, assume, example, given, settings
from hypothesis import strategies as st

from plangen.documents.printing import Printing
from plangen.ooxml.properties import CoreProperties
from plangen.texts.blocks import Block, List, Paragraph, Span, Table
from plangen.texts.markdown import parse_markdown
from plangen.word.engine import WordTemplate
from plangen.word.reading.markdown_inline import tidied
from plangen.word.reading.markdown_source import markdown_source, plain_text
from tests.support.cases import each
from tests.support.reading import read_word
from tests.support.samples import MORE
from tests.word.building import HOUSE_TEMPLATE, docx, emptied, markdown
from tests.word.word_saves import saved_by_word

MARKED = [
    *("**fed**", "*kursiv*", "***begge***", "**fed og *kursiv* fed**", "*k **f** k*", "a**b**c", "**»x«**"),
    *(
        "[link](https://kl.dk/a?b=1)",
        "[**fed** link](mailto:hr@kl.dk)",
        "<https://kl.dk>",
        "**[x](http://a.dk)**",
    ),
]
PLAIN = [
    "a",
    "ø",
    "2. kvartal",
    "1)",
    "– x",
    "»ja«",
    "%",
    "& <b>",
    "{{ x }}",
    "- x",
    "# y",
    "+ z",
    "a_b",
    "3 * 4",
]
RAW = [*"*_`\\[]()|#>+-=~!", "**", "***", "\\*", "\\|"]
WORDS = st.lists(st.sampled_from([*MARKED, *PLAIN]), max_size=5).map(" ".join)
NOISE = st.lists(st.sampled_from([*MARKED, *PLAIN, *RAW, " "]), max_size=8).map("".join)
STARTS = st.sampled_from(
    ["", "", "", "- ", "- ", "1. ", "3. ", "  - ", "   1. ", "> ", "# ", "| ", "  ", "\\"]
)
ENDS = st.sampled_from(["\n", "\n", "\n\n", "\n\n", "\\\n", "  \n"])


def sources(lines: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """Answers of a few lines, each of which may begin a list, a quote, a table or nothing."""
    return st.lists(st.tuples(STARTS, lines, ENDS).map("".join), max_size=7).map("".join)


def meant(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """What Word can hold of the blocks: no code, no empty paragraphs, no bullet lists side by side."""
    found: list[Block] = []
    for block in blocks:
        match block:
            case Paragraph(content):
                found += [Paragraph(tidied(content))] if tidied(content) else []
            case List(ordered, items, start):
                items = tuple(meant(item) for item in items)
                last = found[-1] if found else None
                if isinstance(last, List) and not ordered and not last.ordered:
                    found[-1] = List(False, (*last.items, *items))
                else:
                    found.append(List(ordered, items, start))
            case Table(header, rows):
                found.append(
                    Table(tuple(map(tidied, header)), tuple(tuple(map(tidied, row)) for row in rows))
                )
    return tuple(found)


def without_code(blocks: Sequence[Block]) -> bool:
    return not any(span.code for span in spans(blocks))


def spans(blocks: Sequence[Block]) -> Iterator[Span]:
    for block in blocks:
        match block:
            case Paragraph(content):
                yield from content
            case List(items=items):
                for item in items:
                    yield from spans(item)
            case Table(header=header, rows=rows):
                for row in (header, *rows):
                    for cell in row:
                        yield from cell


def without_bold(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """Where the tag itself is bold, bold text in the answer does not show."""
    found: list[Block] = []
    for block in blocks:
        match block:
            case Paragraph(content):
                found.append(Paragraph(tuple(replace(span, bold=False) for span in content)))
            case List(ordered, items, start):
                found.append(List(ordered, tuple(without_bold(item) for item in items), start))
            case Table(header, rows):
                cut = [
                    tuple(tuple(replace(s, bold=False) for s in cell) for cell in row)
                    for row in (header, *rows)
                ]
                found.append(Table(cut[0], tuple(cut[1:])))
    return tuple(found)


def fits_word(blocks: Sequence[Block], depth: int = 0) -> bool:
    """Whether Word can hold it: no tables in lists, and no deeper lists than a template has levels."""
    for block in blocks:
        if isinstance(block, Table) and (depth or not any(block.header)):
            return False
        if isinstance(block, List) and (
            depth > 7 or not all(fits_word(item, depth + 1) for item in block.items)
        ):
            return False
    return True


@settings(max_examples=100 * MORE)
@given(sources(NOISE))
def test_no_text_is_lost_whatever_the_marks(source: str) -> None:
    blocks = meant(parse_markdown(source))
    assert plain_text(meant(parse_markdown(markdown_source(blocks)))) == plain_text(blocks)


@settings(max_examples=100 * MORE)
@given(sources(WORDS))
@example("a\\\n- b\n1. c")
@example("**a *b***c*")
@example("- a\n\n  b\n- - c\n-\n\n* d")
@example("7. a\n8. b\n\n   c\n\n1. d\n   - e\n\n3) f")
@example("| a \\| b | |\n|---|---|\n| **c** | [x](https://kl.dk) |")
@example("\\# a\n\n\\- b\n\n1\\. c\n\n\\---\n\na\\\n\\===")
@example("[a *b* **c**](https://kl.dk/%C3%A6) __d__e")
def test_the_source_of_blocks_gives_the_same_blocks(source: str) -> None:
    blocks = parse_markdown(source)
    assume(without_code(blocks))
    found, wanted = parse_markdown(markdown_source(blocks)), blocks
    assert meant(found) == meant(wanted)


@each(
    "source",
    [
        "Et afsnit med **fed**, *kursiv* og [link](https://kl.dk).",
        "2\\. kvartal er bedst, og 3 * 4 er 12.",
        "- Et\n- To\n  - Tre\n    1. Fire\n- Fem",
        "1. Et\n2. To\n\n   Mere om to.\n3. Tre",
        "Først\\\nså\n\n| A | B |\n|---|---|\n| c | d |",
        "snake_case og a*b og C#",
    ],
)
def test_plain_sources_come_back_letter_by_letter(source: str) -> None:
    assert markdown_source(parse_markdown(source)) == source


@cache
def template(text: str, house: bool) -> WordTemplate:
    return WordTemplate("prøve", docx(text, emptied(HOUSE_TEMPLATE.read_bytes()) if house else b""))


SHAPES = [
    "{{ x }}",
    "**{{ x }}**",
    "| A | {{ x }} |",
    "| A | **{{ x }}** |",
    "[Quote] {{ x }}",
    "**Før {{ x }}** efter",
]


@settings(max_examples=30 * MORE, suppress_health_check=[HealthCheck.filter_too_much])
@given(sources(WORDS), st.sampled_from(SHAPES), st.booleans())
@example("**a**\n\n- b\n  1. c\n\n     d\n\n  e\n\n| f |\n|---|\n| g |\n\nh", "{{ x }}", True)
@example("1. a\n\ntekst\n\n1. b\n2. c\n   3. d", "| A | {{ x }} |", True)
@example(
    "a **b** *c **d** e* [**f**](https://kl.dk)\n\n- **g**\n\n| **h** |\n|---|\n| i |", "**{{ x }}**", True
)
def test_an_answer_in_word_says_what_its_source_says(source: str, text: str, house: bool) -> None:
    blocks = parse_markdown(source)
    assume(meant(blocks) and fits_word(blocks) and without_code(blocks))
    assume(not (house and "Quote" in text))
    assume(any(char.isalnum() for char in source))  # a dash alone says that nothing was answered
    context = {"x": markdown(source, id="x")}
    data = template(text, house).render(context, CoreProperties("P"), Printing())
    wanted = meant(without_bold(blocks) if "**" in text else blocks)
    for version in (data, saved_by_word(data, len(source))):
        (control,) = read_word(version).controls
        assert meant(parse_markdown(control.text)) == wanted
