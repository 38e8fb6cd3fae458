"""Boxes to tick, read as the choice that they are an answer to.

Each option has a box of its own. Before anything is read they become one control that says which options are
ticked, by their names, in the place of the first; so whoever reads the file needs to know nothing of boxes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from plangen.catalog.address import Address, of_tick
from plangen.ooxml.ns import CELL, RPR, RUN, SDT, SDT_CONTENT, SDT_PR, TEXT, W14, Element, P, drop, make, w
from plangen.texts.values import TICKED, UNTICKED
from plangen.word.reading.question_kinds import AnswerKinds
from plangen.word.reading.recovery import ID, KIND, answer_id

_CHECKED = f"{{{W14}}}checkbox/{{{W14}}}checked"
_VALUE = f"{{{W14}}}val"
_ON = frozenset({TICKED, "☑", "✓", "✔", "✗", "✘", "x", "X", "×"})
_OFF = frozenset({UNTICKED, "□", "", "–", "-"})
_SEVERAL = ", "
_OF_PROGRAMS = frozenset({w("rFonts"), w("lang"), w("noProof")})
_BOXES = "plangen-boxes"


def gather_ticks(root: Element, kinds: AnswerKinds) -> None:
    """Puts a control with the names of the ticked options in the place of each group of boxes."""
    for control in [one for one in root.iter(SDT) if _is_around_a_box(one)]:
        del control.attrib[ID]
    for group in list(_groups(root)):
        choice = of_tick(answer_id(group[0]))[0]
        said = [text for box in group if (text := _says(box, kinds))]
        look = next((look for box in group if (look := _look_of(box))), [])
        first, *others = group
        for box in others:
            _take_out(box)
        _write(first, choice, _SEVERAL.join(said), look)


def _is_around_a_box(control: Element) -> bool:
    """Whether a control only has the name of a box: LibreOffice puts one around the paragraph of the last."""
    return bool(of_tick(answer_id(control))[1]) and control.find(f".//{SDT}") is not None


def _groups(root: Element) -> Iterator[list[Element]]:
    """The boxes of each choice, in order; a choice that is printed twice gives two groups."""
    open_groups: dict[str, list[Element]] = {}
    for control in root.iter(SDT):
        choice, code = of_tick(answer_id(control))
        if not code:
            continue
        group = open_groups.setdefault(choice, [])
        if code in _codes(group):
            yield group
            open_groups[choice] = group = []
        group.append(control)
    yield from (group for group in open_groups.values() if group)


def _codes(group: Iterable[Element]) -> set[str]:
    return {of_tick(answer_id(box))[1] for box in group}


def _says(box: Element, kinds: AnswerKinds) -> str:
    """The name of a ticked option; what somebody has written in the box when it is no tick."""
    choice, code = of_tick(answer_id(box))
    text = "".join(one.text or "" for one in box.iter(TEXT)).strip()
    mark = box.find(f"{SDT_PR}/{_CHECKED}")
    on = text in _ON or (not text and mark is not None and mark.get(_VALUE) in ("1", "true"))
    if not on and text not in _OFF:
        return text
    return kinds.option(Address.parse(choice), code) if on else ""


def _look_of(box: Element) -> list[Element]:
    """The look that somebody has given a box. Its typeface is what programs tick boxes with."""
    looks = (look for run in box.iter(RUN) for look in run.iterchildren(RPR))
    return [one for look in looks for one in look if one.tag not in _OF_PROGRAMS]


def look_of_boxes(control: Element) -> Element | None:
    """The look of the boxes that a control stands for, also when none of them is ticked."""
    return control.find(f"{SDT_PR}/{RPR}") if control.get(_BOXES) else None


def _take_out(box: Element) -> None:
    """A box goes; a paragraph or cell that it is all there is in, and that Word put it around, stays."""
    content = box.find(SDT_CONTENT)
    for around in [child for child in (() if content is None else content) if child.tag in (P, CELL)]:
        _emptied(next(around.iter(P), around))
        box.addprevious(around)
    drop(box)


def _emptied(holder: Element) -> Element:
    for run in [child for child in holder if child.tag != f"{holder.tag}Pr"]:
        holder.remove(run)
    return holder


def _write(control: Element, choice: str, text: str, look: list[Element]) -> None:
    control.set(ID, choice)
    control.set(KIND, "v")
    properties = control.find(SDT_PR)
    if look and properties is not None:
        control.set(_BOXES, "1")
        noted = make("rPr")
        noted.extend(look)
        properties.insert(0, noted)
    content = control.find(SDT_CONTENT)
    if content is None:
        return
    holder = _emptied(next(content.iter(P), content))
    run = make("r")
    words = make("t")
    words.text = text
    run.append(words)
    holder.append(run)
