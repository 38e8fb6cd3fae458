"""The contents list: a field with links and page numbers as in the PDF, which Word shows without asking.
Somebody who writes in the file brings them up to date with F9. Where no PDF can be made there are none.

It stands in the control that Word itself makes around a contents list, with the entries as they are now. A
paragraph in style »TOC Heading« right before the tag is its title; without one the title is »Indhold«.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from plangen.ooxml.memory import bookmarks
from plangen.ooxml.ns import PPR, SDT, SDT_PR, SPACE, VAL, Element, P, add, drop, first, make, val, w
from plangen.ooxml.numbers import Ids
from plangen.ooxml.places import text_of
from plangen.ooxml.styles import Styles
from plangen.texts.values import ContentsList

TITLE = "Indhold"
_FIELD = ' TOC \\o "1-{}" \\h {}\\z \\u '
_NO_NUMBERS = "\\n "
_NUMBER = " PAGEREF {} \\h "
_DEEPEST = 3
_STYLE, _LEVEL, _LIST = w("pStyle"), w("outlineLvl"), w("docPartObj")


@dataclass(frozen=True, slots=True)
class ContentsHeading:
    paragraph: Element
    level: int
    text: str


def headings(root: Element, styles: Styles) -> list[ContentsHeading]:
    """The headings of a document, levels 1 to 3, that have a text."""
    found = []
    for paragraph in _may_be_headings(root, styles):
        level = styles.heading_level(paragraph)
        if 0 < level <= _DEEPEST and not _in_contents(paragraph):
            text = " ".join(text_of(paragraph).split())
            if text:
                found.append(ContentsHeading(paragraph, level, text))
    return found


def _may_be_headings(root: Element, styles: Styles) -> Iterator[Element]:
    """The paragraphs that name the style of a heading, or a level, in order: no other is a heading."""
    ids = styles.headings
    named = [one for one in root.iter(_STYLE) if one.get(VAL) in ids]
    if next(root.iter(_LEVEL), None) is not None:
        named = list(root.iter(_STYLE, _LEVEL))
    seen = None
    for one in named:
        paragraph = one.getparent().getparent()
        if paragraph is not seen and paragraph is not None and paragraph.tag == P:
            seen = paragraph
            yield paragraph


def _in_contents(paragraph: Element) -> bool:
    return any(first(first(control, SDT_PR), _LIST) is not None for control in paragraph.iterancestors(SDT))


def write_contents(
    root: Element,
    places: Sequence[tuple[Element, int]],
    styles: Styles,
    ids: Ids,
    pages: Callable[[], Sequence[int]] = tuple,
) -> None:
    """Writes the list at each place with so many levels, or takes the place away in a short document.

    `pages` gives the page of each heading, in order.
    """
    if not places:
        return
    found = headings(root, styles)
    deepest = max(levels for _, levels in places)
    listed = [heading for heading in found if heading.level <= deepest]
    long_enough = len(found) >= ContentsList.MIN_HEADINGS and any(h.level == 1 for h in found)
    names = _bookmark(root, listed, ids) if long_enough else []
    numbers = _numbers(found, listed, pages) if long_enough else []
    for place, levels in places:
        title = _own_title(place, styles)
        if long_enough:
            if title is None:
                title = _paragraph(styles.id_of("TOC Heading"))
                add(add(title, "r"), "t").text = TITLE
            entries = zip(listed, names, numbers, strict=True)
            mine = [entry for entry in entries if entry[0].level <= levels]
            place.addprevious(_control(title, mine, levels, styles))
        elif title is not None:
            drop(title)
        drop(place)


def _numbers(
    found: Sequence[ContentsHeading], listed: Sequence[ContentsHeading], pages: Callable[[], Sequence[int]]
) -> list[int]:
    """The page of each heading that is listed; 0 for all when they are not known."""
    numbers = pages()
    if len(numbers) != len(found):
        return [0] * len(listed)
    by_heading = {id(heading): number for heading, number in zip(found, numbers, strict=True)}
    return [by_heading[id(heading)] for heading in listed]


def _own_title(place: Element, styles: Styles) -> Element | None:
    before = place.getprevious()
    style = styles.id_of("TOC Heading")
    if before is None or not style or before.tag != P or val(before, "pPr/pStyle") != style:
        return None
    return before


def _bookmark(root: Element, listed: Sequence[ContentsHeading], ids: Ids) -> list[str]:
    """Marks each heading; gives the marks' names."""
    taken = {mark.get(w("name")) for mark in root.iter(w("bookmarkStart"))}
    names: list[str] = []
    number = 0
    for heading in listed:
        number += 1
        while f"_Toc{number:09d}" in taken:
            number += 1
        names.append(f"_Toc{number:09d}")
        [start], [end] = bookmarks(names[-1:], ids.bookmark)
        heading.paragraph.insert(0 if first(heading.paragraph, PPR) is None else 1, start)
        heading.paragraph.append(end)
    return names


def _control(
    title: Element, listed: Sequence[tuple[ContentsHeading, str, int]], levels: int, styles: Styles
) -> Element:
    control = make("sdt")
    part = add(add(control, "sdtPr"), "docPartObj")
    add(part, "docPartGallery", val="Table of Contents")
    add(part, "docPartUnique")
    content = add(control, "sdtContent")
    content.append(title)
    entries = [_entry(heading, name, page, styles) for heading, name, page in listed]
    content.extend(entries)
    without = any(not page for _, _, page in listed)
    _wrap_in_field(entries, _FIELD.format(levels, _NO_NUMBERS if without else ""))
    return control


def _entry(heading: ContentsHeading, name: str, page: int, styles: Styles) -> Element:
    entry = _paragraph(styles.id_of(f"toc {heading.level}"))
    link = add(entry, "hyperlink", anchor=name, history="1")
    add(add(link, "r"), "t").text = heading.text
    if page:
        add(add(link, "r"), "tab")
        begin, end = _field(_NUMBER.format(name))
        link.extend(begin)
        add(add(link, "r"), "t").text = str(page)
        link.append(end)
    return entry


def _field(instruction: str) -> tuple[list[Element], Element]:
    """What stands before what a field shows, and what stands after."""
    begin, code, separate, end = make("r"), make("r"), make("r"), make("r")
    add(begin, "fldChar", fldCharType="begin")
    text = add(code, "instrText")
    text.text = instruction
    text.set(SPACE, "preserve")
    add(separate, "fldChar", fldCharType="separate")
    add(end, "fldChar", fldCharType="end")
    return [begin, code, separate], end


def _wrap_in_field(entries: Sequence[Element], instruction: str) -> None:
    """The field begins in the first entry and ends in the last, so that it adds no empty line."""
    begin, end = _field(instruction)
    after_properties = 0 if first(entries[0], PPR) is None else 1
    entries[0][after_properties:after_properties] = begin
    entries[-1].append(end)


def _paragraph(style: str) -> Element:
    paragraph = make("p")
    if style:
        add(add(paragraph, "pPr"), "pStyle", val=style)
    return paragraph
