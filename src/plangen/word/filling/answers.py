"""The one place where an answer becomes WordprocessingML.

What a template prints is an answer, or it is derived text. Whatever is to be true of every answer in a Word
file (a mark, a content control with the question's id) belongs in `value_xml`, `alone_xml`, `inline_answer`
and `answer_blocks`: those write what stands beside other text, what stands alone while the part is text, and
the rest.
"""

from __future__ import annotations

from plangen.ooxml.ns import Element, fragment
from plangen.ooxml.prompts import PROMPTS
from plangen.templates.placing import TagPlace
from plangen.texts.blocks import Block, Paragraph
from plangen.texts.columns import BLANK
from plangen.texts.values import IN_BLOCKS, Answer
from plangen.word.filling.blocks import BlockWriter, pieces_of
from plangen.word.filling.hosts import Host
from plangen.word.filling.looks import TagLook
from plangen.word.filling.pieces import Written, WrittenParagraph, WrittenPiece, blocks_xml, run_piece, xml_of
from plangen.word.filling.rendering import PartRendering, Rendering
from plangen.word.filling.runs import ROOM, run_xml, shows

MISSING_STYLE, PROMPT_STYLE = "Mangler", "Placeholder Text"


def blocks_of(answer: Answer) -> tuple[Block, ...]:
    """The blocks of an answer that is printed as such; empty for running text."""
    return answer.blocks if answer.is_block else ()


def is_inline(answer: Answer) -> bool:
    """Whether the answer fits into a paragraph: it is running text, or blocks that are one paragraph."""
    blocks = blocks_of(answer)
    return not blocks or (len(blocks) == 1 and isinstance(blocks[0], Paragraph))


def needs_more(answer: Answer) -> bool:
    """Whether an answer is Markdown, which looks at what stands around it."""
    if answer.kind not in IN_BLOCKS or answer.status == "hidden":
        return False
    return answer.kind != "markdown_extract" or bool(answer)


def value_xml(answer: Answer, rendering: Rendering, look: TagLook) -> str:
    """A single value as what stands in a paragraph, as text; nothing for a hidden one."""
    text, style = ("", "") if answer.status == "hidden" else _said(answer, rendering)
    if not text:
        return ""
    if _has_control(answer):
        return rendering.value_controls.xml(answer, text, look, style)
    return run_xml(text, look.with_more(style=style))


def beside_xml(answer: Answer, part: PartRendering, look: TagLook) -> str:
    """A Markdown answer as what stands beside other text in a paragraph, as text; nothing when it does not
    fit there, or nothing of it shows."""
    pieces = _pieces(answer, part, look) if is_inline(answer) else []
    if not shows(xml_of(pieces)):
        return ""
    return part.shared.controls.inline_xml(answer, pieces, look) if _has_control(answer) else xml_of(pieces)


def inline_answer(answer: Answer, part: PartRendering, look: TagLook) -> list[Element]:
    """An answer that fits into a paragraph as what stands in it."""
    if not needs_more(answer):
        return fragment(value_xml(answer, part.shared, look))
    pieces = _pieces(answer, part, look)
    if pieces and _has_control(answer):
        return [part.shared.controls.inline(answer, pieces, look)]
    return fragment(xml_of(pieces))


def answer_blocks(answer: Answer, part: PartRendering, host: Host, look: TagLook) -> list[Element]:
    """A block answer as paragraphs, lists and tables that take the place of a paragraph."""
    written = [*BlockWriter(part, host, look).write(blocks_of(answer))]
    if _has_control(answer):
        return fragment(part.shared.controls.block_xml(answer, written, host, look))
    return fragment(blocks_xml(written))


def alone_xml(answer: Answer, part: PartRendering, host: Host, look: TagLook, place: TagPlace) -> str:
    """An answer as what takes the place of the paragraph or cell in which there is nothing else, as text;
    nothing when nothing of it shows, so that the paragraph may have to go."""
    cell, end = place.cell, "</w:tc>" if place.cell else ""
    if not needs_more(answer):
        xml = value_xml(answer, part.shared, look)
        return f"{cell}{place.paragraph}{xml}</w:p>{end}" if shows(xml) else ""
    if is_inline(answer):
        pieces = _pieces(answer, part, look)
        if not shows(xml_of(pieces)):
            return ""
        start = f"{place.paragraph.partition('>')[0]}>"
        written: list[Written] = [WrittenParagraph(host.properties, pieces, start)]
    else:
        written = [*BlockWriter(part, host, look).write(blocks_of(answer))]
    if _has_control(answer):
        return part.shared.controls.block_xml(answer, written, host, look, cell)
    return f"{cell}{blocks_xml(written)}{end}"


def _pieces(answer: Answer, part: PartRendering, look: TagLook) -> list[WrittenPiece]:
    """A Markdown answer that fits into a paragraph as what stands in it."""
    blocks = blocks_of(answer)
    if blocks and isinstance(blocks[0], Paragraph):
        return pieces_of(blocks[0].content, part, look)
    text, style = _said(answer, part.shared)
    return [run_piece(text, look, style=style)] if text else []


def _has_control(answer: Answer) -> bool:
    """Whether the answer can be changed here. The first paragraph of one is only a part of it."""
    return answer.kind != "markdown_extract" or not answer


def _said(answer: Answer, rendering: Rendering) -> tuple[str, str]:
    """The text that an answer prints, and the id of the character style that it has."""
    styles = rendering.styles
    match answer.status:
        case "missing":
            text = str(answer) or f"[Udfyldes: {answer.label}]"
            return text, styles.id_of(MISSING_STYLE, type="character")
        case "to_write":
            return ROOM, ""
        case "blank":
            style = styles.id_of(PROMPT_STYLE, type="character") if answer in PROMPTS else ""
            return str(answer) or BLANK, style
    return rendering.printing.shown(answer).strip("\n"), ""
