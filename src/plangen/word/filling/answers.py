"""The one place where an answer becomes WordprocessingML.

What a template prints is an answer, or it is derived text. Whatever is to be true of every answer in a Word
file (a mark, a content control with the question's id) belongs in `answer_runs` and `answer_blocks`.
"""

from __future__ import annotations

from plangen.ooxml.ns import Element
from plangen.ooxml.prompts import PROMPTS
from plangen.texts.blocks import Block, Paragraph
from plangen.texts.columns import BLANK
from plangen.texts.values import Answer
from plangen.word.filling.blocks import BlockWriter
from plangen.word.filling.rendering import PartRendering
from plangen.word.filling.runs import ROOM, text_run, with_look

MISSING_STYLE, PROMPT_STYLE = "Mangler", "Placeholder Text"


def blocks_of(answer: Answer) -> tuple[Block, ...]:
    """The blocks of an answer that is printed as such; empty for running text."""
    return answer.blocks if answer.is_block else ()


def is_inline(answer: Answer) -> bool:
    """Whether the answer fits into a paragraph: it is running text, or blocks that are one paragraph."""
    blocks = blocks_of(answer)
    return not blocks or (len(blocks) == 1 and isinstance(blocks[0], Paragraph))


def answer_runs(answer: Answer, part: PartRendering, host: Element, look: Element | None) -> list[Element]:
    """An inline answer as what stands in the paragraph `host`; nothing for a hidden one."""
    runs = _runs(answer, part, host, look)
    return part.shared.controls.inline(answer, runs, look) if runs and _has_control(answer) else runs


def answer_blocks(answer: Answer, part: PartRendering, host: Element, look: Element | None) -> list[Element]:
    """A block answer as paragraphs, lists and tables that take the place of the paragraph `host`."""
    blocks = list(BlockWriter(part, host, look).write(blocks_of(answer)))
    return [part.shared.controls.block(answer, blocks, host, look)] if _has_control(answer) else blocks


def _has_control(answer: Answer) -> bool:
    """Whether the answer can be changed here. The first paragraph of one is only a part of it."""
    return answer.kind != "markdown_extract" or not answer


def _runs(answer: Answer, part: PartRendering, host: Element, look: Element | None) -> list[Element]:
    if answer.status == "hidden":
        return []
    if answer.status == "missing":
        style = part.shared.styles.id_of(MISSING_STYLE, type="character")
        text = str(answer) or f"[Udfyldes: {answer.label}]"
        return [text_run(text, with_look(look, style=style))]
    if answer.status == "to_write":
        return [text_run(ROOM, look)]
    if answer.status == "blank":
        prompt = part.shared.styles.id_of(PROMPT_STYLE, type="character") if answer in PROMPTS else ""
        return [text_run(str(answer) or BLANK, with_look(look, style=prompt))]
    blocks = blocks_of(answer)
    if blocks and isinstance(blocks[0], Paragraph):
        return BlockWriter(part, host, look).inline(blocks[0].content)
    text = part.shared.printing.shown(answer).strip("\n")
    return [text_run(text, look)] if text else []
