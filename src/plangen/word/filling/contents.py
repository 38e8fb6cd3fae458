"""The contents list: a field with links and no page numbers, so that Word never needs to ask to update it.

It stands in the control that Word itself makes around a contents list, with the entries as they are now. A
paragraph in style »TOC Heading« right before the tag is its title; without one the title is »Indhold«.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from plangen.ooxml.ns import PPR, SDT, Element, P, add, drop, make, val, w
from plangen.ooxml.places import text_of
from plangen.ooxml.styles import Styles
from plangen.texts.values import ContentsList

TITLE = "Indhold"
_FIELD = ' TOC \\o "1-{}" \\h \\n \\z \\u '
_DEEPEST = 3


@dataclass(frozen=True, slots=True)
class ContentsHeading:
    paragraph: Element
    level: int
    text: str


def headings(root: Element, styles: Styles) -> list[ContentsHeading]:
    """The headings of a document, levels 1 to 3, that have a text."""
    found = []
    for paragraph in root.iter(P):
        level = styles.heading_level(paragraph)
        if 0 < level <= _DEEPEST and not _in_contents(paragraph):
            text = " ".join(text_of(paragraph).split())
            if text:
                found.append(ContentsHeading(paragraph, level, text))
    return found


def _in_contents(paragraph: Element) -> bool:
    return any(
        control.find(f"{w('sdtPr')}/{w('docPartObj')}") is not None
        for control in paragraph.iterancestors(SDT)
    )


def write_contents(root: Element, places: Sequence[tuple[Element, int]], styles: Styles) -> None:
    """Writes the list at each place with so many levels, or takes the place away in a short document."""
    if not places:
        return
    found = headings(root, styles)
    deepest = max(levels for _, levels in places)
    listed = [heading for heading in found if heading.level <= deepest]
    long_enough = len(found) >= ContentsList.MIN_HEADINGS and any(h.level == 1 for h in found)
    names = _bookmark(root, listed) if long_enough else []
    for place, levels in places:
        title = _own_title(place, styles)
        if long_enough:
            if title is None:
                title = _paragraph(styles.id_of("TOC Heading"))
                add(add(title, "r"), "t").text = TITLE
            mine = [pair for pair in zip(listed, names, strict=True) if pair[0].level <= levels]
            place.addprevious(_control(title, mine, levels, styles))
        elif title is not None:
            drop(title)
        drop(place)


def _own_title(place: Element, styles: Styles) -> Element | None:
    before = place.getprevious()
    style = styles.id_of("TOC Heading")
    if before is None or not style or before.tag != P or val(before, "pPr/pStyle") != style:
        return None
    return before


def _bookmark(root: Element, listed: Sequence[ContentsHeading]) -> list[str]:
    """Marks each heading; gives the marks' names. The ids are made unique later."""
    taken = {mark.get(w("name")) for mark in root.iter(w("bookmarkStart"))}
    names: list[str] = []
    number = 0
    for heading in listed:
        number += 1
        while f"_Toc{number:09d}" in taken:
            number += 1
        names.append(f"_Toc{number:09d}")
        key = f"toc{number}"
        start = make("bookmarkStart", id=key, name=names[-1])
        properties = heading.paragraph.find(PPR)
        heading.paragraph.insert(0 if properties is None else 1, start)
        add(heading.paragraph, "bookmarkEnd", id=key)
    return names


def _control(
    title: Element, listed: Sequence[tuple[ContentsHeading, str]], levels: int, styles: Styles
) -> Element:
    control = make("sdt")
    part = add(add(control, "sdtPr"), "docPartObj")
    add(part, "docPartGallery", val="Table of Contents")
    add(part, "docPartUnique")
    content = add(control, "sdtContent")
    content.append(title)
    entries = [_entry(heading, name, styles) for heading, name in listed]
    content.extend(entries)
    _wrap_in_field(entries, levels)
    return control


def _entry(heading: ContentsHeading, name: str, styles: Styles) -> Element:
    entry = _paragraph(styles.id_of(f"toc {heading.level}"))
    link = add(entry, "hyperlink", anchor=name, history="1")
    add(add(link, "r"), "t").text = heading.text
    return entry


def _wrap_in_field(entries: Sequence[Element], levels: int) -> None:
    """The field begins in the first entry and ends in the last, so that it adds no empty line."""
    begin, code, separate = make("r"), make("r"), make("r")
    add(begin, "fldChar", fldCharType="begin")
    instruction = add(code, "instrText")
    instruction.text = _FIELD.format(levels)
    instruction.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    add(separate, "fldChar", fldCharType="separate")
    for run in (separate, code, begin):
        first = entries[0].find(PPR)
        entries[0].insert(0 if first is None else 1, run)
    add(add(entries[-1], "r"), "fldChar", fldCharType="end")


def _paragraph(style: str) -> Element:
    paragraph = make("p")
    if style:
        add(add(paragraph, "pPr"), "pStyle", val=style)
    return paragraph
