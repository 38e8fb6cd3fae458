"""Tells each printed value that stands in a run of text how that run looks.

What the value is in a Word file (a control, several runs, bookmarks) can then be written at once, while the
part is text: the run ends before it, and one that looks the same goes on after it. Others (beside a tab,
in a picture's alt text) leave a token and are put in afterwards.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
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
_FOREIGN: Final = re.compile(r"<(?!/?w:)| (?!w:)[A-Za-z0-9]+:")
"""What cannot be taken out of a part as text: names whose meaning the part has declared."""
_PLACE: Final = re.compile(f"{PLACE_START}([0-9]+){PLACE_END}$")


def run_start(look: str) -> str:
    """How a run of text begins. `look`: its properties, as text."""
    return f'<w:r>{look}<w:t xml:space="preserve">'


def with_places(xml: str) -> tuple[str, tuple[str, ...]]:
    """The source of a part with a mark before each such value, and the look of each mark's number."""
    looks: dict[str, int] = {}

    def marked(run: re.Match[str]) -> str:
        look, text = (run[1] or "").replace("<w:rPr/>", ""), run[2]
        if "{{" not in text or _FOREIGN.search(look):
            return run[0]
        mark = f"{PLACE_START}{looks.setdefault(look, len(looks))}{PLACE_END}"
        return f"{run_start(look)}{text.replace('{{', f'{mark}{{{{')}{RUN_END}"

    return _RUN.sub(marked, xml), tuple(looks)


def mark_places(tree: nodes.Template) -> None:
    """Moves the marks of a parsed source to the values: `place` is the number of the look."""
    for output in tree.find_all(nodes.Output):
        before: nodes.Node | None = None
        for value in output.nodes:
            if isinstance(before, nodes.TemplateData) and (place := _PLACE.search(before.data)):
                before.data = before.data[: place.start()]
                value.place = int(place[1])  # type: ignore[attr-defined]
            before = value


def without_empty_runs(xml: str, looks: Sequence[str]) -> str:
    """The part without the runs that have nothing between two values."""
    for look in looks:
        xml = xml.replace(f"{run_start(look)}{RUN_END}", "")
    return xml
