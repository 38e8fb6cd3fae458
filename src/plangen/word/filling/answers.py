"""The one place where an answer becomes WordprocessingML.

What a template prints is an answer, or it is derived text. Whatever is to be true of every answer in a Word
file (a mark, a content control with the question's id) belongs in `value_xml`, `inline_answer` and
`answer_blocks`.
"""

from __future__ import annotations

from plangen.ooxml.characters import clean
from plangen.ooxml.ns import Element, fragment
from plangen.ooxml.prompts import PROMPTS
from plangen.texts.blocks import Block, Paragraph
from plangen.texts.columns import BLANK
from plangen.texts.values import Answer
from plangen.word.filling.blocks import BlockWriter
from plangen.word.filling.looks import TagLook
from plangen.word.filling.rendering import PartRendering, Rendering
from plangen.word.filling.runs import ROOM, run_xml

MISSING_STYLE, PROMPT_STYLE = "Mangler", "Placeholder Text"
_MARKDOWN = ("markdown", "list")


def blocks_of(answer: Answer) -> tuple[Block, ...]:
    """The blocks of an answer that is printed as such; empty for running text."""
    return answer.blocks if answer.is_block else ()


def is_inline(answer: Answer) -> bool:
    """Whether the answer fits into a paragraph: it is running text, or blocks that are one paragraph."""
    blocks = blocks_of(answer)
    return not blocks or (len(blocks) == 1 and isinstance(blocks[0], Paragraph))


def needs_more(answer: Answer) -> bool:
    """Whether an answer is Markdown, which looks at what stands around it."""
    return answer.status != "hidden" and (answer.kind in _MARKDOWN or answer.is_block)


def value_xml(answer: Answer, rendering: Rendering, look: TagLook) -> str:
    """A single value as what stands in a paragraph, as text; nothing for a hidden one."""
    text, style = ("", "") if answer.status == "hidden" else _said(answer, rendering)
    if not text:
        return ""
    if _has_control(answer):
        return rendering.value_controls.xml(answer, clean(text), look, style)
    return run_xml(text, look.with_more(style=style))


def inline_answer(answer: Answer, part: PartRendering, host: Element, look: TagLook) -> list[Element]:
    """An answer that fits into the paragraph `host` as what stands in it."""
    if not needs_more(answer):
        return fragment(value_xml(answer, part.shared, look))
    blocks = blocks_of(answer)
    if blocks and isinstance(blocks[0], Paragraph):
        runs = BlockWriter(part, host, look).inline(blocks[0].content)
    else:
        text, style = _said(answer, part.shared)
        runs = fragment(run_xml(text, look.with_more(style=style))) if text else []
    return [part.shared.controls.inline(answer, runs, look)] if runs and _has_control(answer) else runs


def answer_blocks(answer: Answer, part: PartRendering, host: Element, look: TagLook) -> list[Element]:
    """A block answer as paragraphs, lists and tables that take the place of the paragraph `host`."""
    blocks = list(BlockWriter(part, host, look).write(blocks_of(answer)))
    return [part.shared.controls.block(answer, blocks, host, look)] if _has_control(answer) else blocks


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
