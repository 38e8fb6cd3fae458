"""Tells each printed value that stands in a run of text where that is.

What the value is in a Word file (a control, several runs, bookmarks) can then be written at once, while the
part is text: the run ends before it, and one that looks the same goes on after it. Where it is all there is
in a paragraph or a cell, paragraphs and lists can take the place of that. Others (beside a tab, in a
picture's alt text) leave a token and are put in afterwards.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from jinja2 import nodes

from plangen.templates.tags import CODE_END, CODE_START

PLACE_START, PLACE_END = "\ue002", "\ue003"
RUN_END: Final = "</w:t></w:r>"
_TAG: Final = rf"\{{[{{%] *{CODE_START}[0-9]+{CODE_END} *[%}}]\}}"
_RUN: Final = re.compile(
    r"<w:r(?: [^>]*)?>(<w:rPr>(?:(?!</w:rPr>).)*</w:rPr>|<w:rPr/>)?"
    rf"<w:t(?: [^>]*)?>((?:[^<{{}}]|{_TAG})*){RUN_END}",
    re.DOTALL,
)
_CELL_START: Final = r"<w:tc(?: [^>]*)?>(?:<w:tcPr>(?:(?!</w:tcPr>)[^{}])*</w:tcPr>)?"
_PARAGRAPH_START: Final = r"<w:p(?: [^>]*)?>(?:<w:pPr>(?:(?!</w:pPr>)[^{}])*</w:pPr>)?"
_MARKED: Final = (
    r'<w:r>(?:<w:rPr>(?:(?!</w:rPr>)[^{}])*</w:rPr>)?<w:t xml:space="preserve">'
    rf"{PLACE_START}([0-9]+){PLACE_END}(\{{\{{ *{CODE_START}[0-9]+{CODE_END} *\}}\}}){RUN_END}"
)
_ALONE: Final = re.compile(
    rf"({_CELL_START})({_PARAGRAPH_START}){_MARKED}</w:p></w:tc>"
    rf"|<(/?)w:(tc|sdtContent|txbxContent)[ >]|({_PARAGRAPH_START}){_MARKED}</w:p>",
    re.DOTALL,
)
_PARAGRAPHS: Final = re.compile("(?=<w:p[ >])")
_TEXT: Final = re.compile(r"<w:t(?: [^>]*)?>[^<]*[^\s<]")
_FOREIGN: Final = re.compile(r"<(?!/?w:)| (?!w:)[A-Za-z0-9]+:")
"""What cannot be taken out of a part as text: names whose meaning the part has declared."""
_NEVER_ALONE: Final = "<w:sectPr"
"""A paragraph that ends a section stays."""
_STRANGE: Final = "<w:customXml"
"""Holds paragraphs, but no controls around them."""
_PLACE: Final = re.compile(f"{PLACE_START}([0-9]+){PLACE_END}$")


@dataclass(frozen=True, slots=True)
class TagPlace:
    """Where a value stands. `look`: the properties of its run, as text. `paragraph` and `cell`: how those
    begin in which there is nothing else, as text; else empty. `before` and `after`: what is around it.
    `in_cell`: whether the paragraph stands right in a cell; `has_company`: whether there always is a text
    before the value in its paragraph."""

    look: str
    cell: str = ""
    paragraph: str = ""
    before: str = ""
    after: str = ""
    in_cell: bool = False
    has_company: bool = False


def run_start(look: str) -> str:
    """How a run of text begins. `look`: its properties, as text."""
    return f'<w:r>{look}<w:t xml:space="preserve">'


def with_places(xml: str) -> tuple[str, tuple[TagPlace, ...]]:
    """The source of a part with a mark before each such value, and the place of each mark's number."""
    places = _Places()
    xml = _RUN.sub(places.in_run, xml)
    if _STRANGE not in xml:
        xml = _ALONE.sub(places.alone, xml)
    xml = "".join(map(places.in_company, _PARAGRAPHS.split(xml)))
    return xml, tuple(places.numbers)


class _Places:
    """The places of one part; each method finds more out about some of them. `numbers`: of each place."""

    def __init__(self) -> None:
        self.numbers: dict[TagPlace, int] = {}
        self._around = [""]  # what the paragraphs stand in, from the outermost

    def _mark(self, place: TagPlace) -> str:
        return f"{PLACE_START}{self.numbers.setdefault(place, len(self.numbers))}{PLACE_END}"

    def _look(self, number: str) -> str:
        return [*self.numbers][int(number)].look

    def in_run(self, run: re.Match[str]) -> str:
        """A run of text with marks in it."""
        look, text = (run[1] or "").replace("<w:rPr/>", ""), run[2]
        if "{{" not in text or _FOREIGN.search(look):
            return run[0]
        return f"{run_start(look)}{text.replace('{{', f'{self._mark(TagPlace(look))}{{{{')}{RUN_END}"

    def alone(self, found: re.Match[str]) -> str:
        """A paragraph or a cell in which there is only a value; that value with its mark."""
        if found[6]:
            self._around = self._around[:-1] if found[5] else [*self._around, found[6]]
            return found[0]
        cell, paragraph, number, tag = found.group(1, 2, 3, 4) if found[2] else ("", *found.group(7, 8, 9))
        if _NEVER_ALONE in paragraph or _FOREIGN.search(paragraph):
            return found[0]
        look, in_cell = self._look(number), bool(cell) or self._around[-1] == "tc"
        before, after = f"{cell}{paragraph}{run_start(look)}", f"{RUN_END}</w:p>{'</w:tc>' if cell else ''}"
        return f"{self._mark(TagPlace(look, cell, paragraph, before, after, in_cell))}{tag}"

    def in_company(self, paragraph: str) -> str:
        """A paragraph, and what follows up to the next one, whose first value may have text before it."""
        before, tag, after = paragraph.partition("{")
        place = _PLACE.search(before)
        if place is None or "</w:p>" in before or not _TEXT.search(before, 0, place.start()):
            return paragraph
        mark = self._mark(TagPlace(self._look(place[1]), has_company=True))
        return f"{before[: place.start()]}{mark}{tag}{after}"


def mark_places(tree: nodes.Template) -> None:
    """Moves the marks of a parsed source to the values: `place` is the number of the place."""
    for output in tree.find_all(nodes.Output):
        before: nodes.Node | None = None
        for value in output.nodes:
            if isinstance(before, nodes.TemplateData) and (place := _PLACE.search(before.data)):
                before.data = before.data[: place.start()]
                value.place = int(place[1])  # type: ignore[attr-defined]
            before = value


def without_empty_runs(xml: str, looks: Iterable[str]) -> str:
    """The part without the runs that have nothing between two values."""
    for look in looks:
        xml = xml.replace(f"{run_start(look)}{RUN_END}", "")
    return xml
