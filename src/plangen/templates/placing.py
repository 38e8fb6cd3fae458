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
    rf"|<w:tc[ >]|</w:tc>|({_PARAGRAPH_START}){_MARKED}</w:p>",
    re.DOTALL,
)
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
    begin in which there is nothing else, as text; else empty. `before` and `after`: what is around it."""

    look: str
    cell: str = ""
    paragraph: str = ""
    before: str = ""
    after: str = ""


def run_start(look: str) -> str:
    """How a run of text begins. `look`: its properties, as text."""
    return f'<w:r>{look}<w:t xml:space="preserve">'


def with_places(xml: str) -> tuple[str, tuple[TagPlace, ...]]:
    """The source of a part with a mark before each such value, and the place of each mark's number."""
    places: dict[TagPlace, int] = {}
    depth = 0  # of cells

    def mark(place: TagPlace) -> str:
        return f"{PLACE_START}{places.setdefault(place, len(places))}{PLACE_END}"

    def marked(run: re.Match[str]) -> str:
        look, text = (run[1] or "").replace("<w:rPr/>", ""), run[2]
        if "{{" not in text or _FOREIGN.search(look):
            return run[0]
        return f"{run_start(look)}{text.replace('{{', f'{mark(TagPlace(look))}{{{{')}{RUN_END}"

    xml = _RUN.sub(marked, xml)
    if _STRANGE in xml:
        return xml, tuple(places)
    looks = [place.look for place in places]

    def alone(found: re.Match[str]) -> str:
        nonlocal depth
        cell, paragraph, number, tag = found.group(1, 2, 3, 4) if found[2] else ("", *found.group(5, 6, 7))
        if not paragraph:
            depth += -1 if found[0].startswith("</") else 1
            return found[0]
        if _NEVER_ALONE in paragraph or _FOREIGN.search(paragraph) or (depth and not cell):
            return found[0]
        look, end = looks[int(number)], f"{RUN_END}</w:p>{'</w:tc>' if cell else ''}"
        return f"{mark(TagPlace(look, cell, paragraph, f'{cell}{paragraph}{run_start(look)}', end))}{tag}"

    return _ALONE.sub(alone, xml), tuple(places)


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
