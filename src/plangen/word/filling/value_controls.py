"""Content controls around single values: a text, a choice, a date, a box to tick. Written as text, because
there are hundreds of them in a document and none looks at what stands around it.
"""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache
from itertools import count
from typing import Final
from xml.sax.saxutils import quoteattr

from plangen.ooxml.characters import BREAKS
from plangen.ooxml.memory import VALUE, bookmarks_xml, names_of
from plangen.ooxml.ns import BREAK, RPR, RUN, TEXT, W14, Element, first
from plangen.ooxml.numbers import Ids
from plangen.texts.values import TICKED, UNTICKED, Answer
from plangen.word.filling.looks import NO_LOOK, TagLook
from plangen.word.filling.runs import run_xml
from plangen.word.filling.shells import Shells

SHORT_DATE, LONG_DATE = "dd.MM.yyyy", "dddd 'den' d. MMMM yyyy"
_SHAPES: Final = {shape: quoteattr(shape) for shape in (SHORT_DATE, LONG_DATE)}
PROMPTS: Final = "<w:showingPlcHdr/>"
"""Says that what stands in a control only says what to write there."""
_TEXT: Final = '<w:text w:multiLine="1"/>'
# Script that LibreOffice keeps apart from Latin text: it would cut a plain text control into several.
_SCRIPT: Final = "\u0590-\u1cff\u2e80-\udfff\uf900-\uffff\U00010000-\U0010ffff"
_OTHER_SCRIPT: Final = re.compile(f"[{_SCRIPT}]")
_CUT: Final = re.compile(f"[\n{BREAKS}{_SCRIPT}]")


class ValueControls:
    """The controls around single values of one rendering. `numbers`: one for each control that bookmarks
    remember."""

    def __init__(self, shells: Shells, ids: Ids, numbers: count[int]) -> None:
        self._shells = shells
        self._ids = ids
        self._numbers = numbers

    def xml(self, answer: Answer, text: str, look: TagLook, style: str = "") -> str:
        """A control around a text, with the bookmarks that go with it. `look`: of the tag; `style`: the id of
        a character style that the text has besides."""
        run = run_xml(text, look.with_more(style=style))
        kind = _kind(answer)
        if kind is None:
            # LibreOffice drops the look of what stands in a plain text control, so text with a look of its
            # own, such as the marker of a missing answer, stands in one for formatted text.
            kind = _TEXT if look.is_plain and not style and not is_cut(text) else ""
        about = f"{named(answer.id)}{id_xml(self._ids)}{'' if answer else PROMPTS}{kind}"
        control = self._shells.around(run, look, about)
        return control if kind is _TEXT else self._remembered(answer, control, look)

    def _remembered(self, answer: Answer, control: str, look: TagLook) -> str:
        names = names_of(answer.id, VALUE, look.marks, next(self._numbers))
        start, end = bookmarks_xml(names, self._ids.bookmark)
        return f"{start}{control}{end}"


def id_xml(ids: Ids) -> str:
    """The id of a new control."""
    return f'<w:id w:val="{ids.control()}"/>'


@lru_cache(maxsize=4096)
def named(id: str) -> str:
    """What a control is called, where people see it and where they do not."""
    value = quoteattr(id)
    return f"<w:alias w:val={value}/><w:tag w:val={value}/>"


def _kind(answer: Answer) -> str | None:
    """The element that says what may be written in the control; none for a text."""
    if answer.kind == "choice" and answer.options:
        return _choice(answer)
    if answer.kind == "date":
        return _date(answer)
    if answer.kind == "tick":
        return _tick(answer)
    return None


def _choice(answer: Answer) -> str:
    """A drop-down list; one that takes other text too when the answer is none of its options."""
    labels, items = _options(tuple(answer.options.items()))
    name = "dropDownList" if not answer or str(answer).strip() in labels else "comboBox"
    return f"<w:{name}>{items}</w:{name}>"


@lru_cache(maxsize=1024)
def _options(options: tuple[tuple[str, str], ...]) -> tuple[frozenset[str], str]:
    """The labels of a choice, and the items of its list."""
    labels = {label.strip(): code for code, label in reversed(options) if label.strip()}
    items = "".join(
        f"<w:listItem w:displayText={quoteattr(label)} w:value={quoteattr(code)}/>"
        for label, code in reversed(labels.items())
    )
    return frozenset(labels), items


def _tick(answer: Answer) -> str:
    """A box that a click ticks."""
    states = "".join(
        f'<w14:{name} w14:val="{ord(sign):04X}" w14:font="MS Gothic"/>'
        for name, sign in (("checkedState", TICKED), ("uncheckedState", UNTICKED))
    )
    checked = f'<w14:checked w14:val="{int(answer.raw)}"/>'
    return f'<w14:checkbox xmlns:w14="{W14}">{checked}{states}</w14:checkbox>'


def _date(answer: Answer) -> str:
    day = f' w:fullDate="{answer.raw.isoformat()}T00:00:00Z"' if isinstance(answer.raw, date) else ""
    is_long = bool(answer) and str(answer) == answer.variants.get("long")
    shape = _SHAPES[LONG_DATE if is_long else SHORT_DATE]
    stored = '<w:lid w:val="da-DK"/><w:storeMappedDataAs w:val="dateTime"/><w:calendar w:val="gregorian"/>'
    return f"<w:date{day}><w:dateFormat w:val={shape}/>{stored}</w:date>"


def changes_in_libreoffice(run: Element) -> bool:
    """Whether LibreOffice would change the run in a control that it takes for plain text."""
    properties = first(run, RPR)
    if run.tag != RUN or first(run, BREAK) is not None:
        return True
    if any(_OTHER_SCRIPT.search(text.text or "") for text in run.iterchildren(TEXT)):
        return True
    return properties is not None and any(child.tag not in NO_LOOK for child in properties)


def is_cut(text: str) -> bool:
    """The same of a run of text, whatever it looks like."""
    return _CUT.search(text) is not None
