"""From a part of a template to Jinja source that remembers where each tag stands.

Word splits a tag over several runs, and docxtpl repairs that with regular expressions over the whole part.
Here the tags are found paragraph by paragraph first, checked, and replaced by short codes. docxtpl's
`patch_xml`, which takes paragraphs, rows and cells away around {%p %}, {%tr %} and {%tc %}, then sees only
those codes. When the tags are put back, each begins a new line of the source, so that a line number is a tag.
This is the only module that knows docxtpl.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from docxtpl import DocxTemplate
from lxml import etree

from plangen.ooxml.ns import CELL, PPR, ROW, RPR, RUN, SPACE, TEXT, Element, P, drop, w
from plangen.ooxml.places import Site, excerpt, text_of, texts_of
from plangen.ooxml.problems import Problem
from plangen.templates.balance import Placed, balance_problems
from plangen.templates.placing import TagPlace, with_places
from plangen.templates.sandbox import Sandbox, code_problems
from plangen.templates.tags import (
    CELL_WORDS,
    CODE_END,
    CODE_START,
    Broken,
    Tag,
    has_tag,
    scan,
    without_notes,
    writing_problems,
)

_CODE = re.compile(f"{CODE_START}([0-9]+){CODE_END}")
OPENERS = ("{{", "{%", "{#")
MOST_TAGS = 3000
"""How many tags a part may have; the templates of plangen have up to some hundred."""
_PATCHED = re.compile(rf"(\{{[{{%]) *{CODE_START}([0-9]+){CODE_END} *([%}}]\}})")


@dataclass(frozen=True, slots=True)
class Source:
    """A part as Jinja source. Line 2 begins with tag number `order[0]`, line 3 with `order[1]`, …
    `places`: of the values in it, by number (`placing`)."""

    text: str
    tags: tuple[Placed, ...]
    order: tuple[int, ...]
    places: tuple[TagPlace, ...] = ()

    def at(self, line: int) -> Placed | None:
        """The tag on a line of the source."""
        return self.tags[self.order[min(line, len(self.order) + 1) - 2]] if line >= 2 and self.order else None


def prepare(root: Element, sites: Sequence[Site], environment: Sandbox) -> tuple[Source, list[Problem]]:
    """The source of a part, and what is wrong with its tags. `root` is changed; with problems, the source is
    of no use."""
    tags: list[Placed] = []
    problems = hide_tags(root, sites, environment, tags)
    return (Source("", (), ()) if problems else _source(root, tags)), problems


def hide_tags(
    root: Element, sites: Sequence[Site], environment: Sandbox, tags: list[Placed]
) -> list[Problem]:
    """Adds the tags of a part to `tags` and leaves codes with their numbers in their places; what is wrong
    with them."""
    first = len(tags)
    problems: list[Problem] = []
    written = sum(text_of(site.paragraph).count(opener) for site in sites for opener in OPENERS)
    if written > MOST_TAGS:
        message = f"der er {written} tags, og der kan højst være {MOST_TAGS}; del skabelonen op"
        return [Problem(message, str(sites[0]))]
    for site in sites:
        _hide_tags(site, tags, problems)
    _hide_in_attributes(root, sites, tags, problems)
    for placed in tags[first:]:
        problems += _tag_problems(placed, environment)
    problems += balance_problems(tags[first:])
    problems += _strays(root, sites)
    return problems


def _hide_tags(site: Site, tags: list[Placed], problems: list[Problem]) -> None:
    """Replaces the paragraph's tags by codes, each in the run where it begins."""
    pieces = list(texts_of(site.paragraph))
    text = "".join(piece for _, piece in pieces)
    if not has_tag(text) and "{" not in text:
        return
    found: list[tuple[Tag, int]] = []
    for item in scan(text):
        if isinstance(item, Broken):
            problems.append(Problem(item.message, str(site), item.text))
            continue
        element = _element_at(pieces, item.start)
        problems += [Problem(m, str(site), item.text) for m in _beside(site.paragraph, item, text)]
        found.append((item, len(tags)))
        tags.append(Placed(item, site, element))
    _write_codes(pieces, found)


def _element_at(pieces: Sequence[tuple[Element, str]], position: int) -> Element:
    start = 0
    for element, text in pieces:
        start += len(text)
        if position < start:
            return element
    raise IndexError(position)


def _write_codes(pieces: Sequence[tuple[Element, str]], found: Sequence[tuple[Tag, int]]) -> None:
    start = 0
    for element, text in pieces:
        end, position, kept = start + len(text), start, ""
        for tag, number in found:
            if tag.end <= start or tag.start >= end:
                continue
            kept += text[position - start : max(tag.start, position) - start]
            if tag.start >= start:
                kept += f"{CODE_START}{number}{CODE_END}"
            position = min(tag.end, end)
        kept += text[position - start :]
        start = end
        if element.tag == TEXT and kept:
            element.text = kept
            element.set(SPACE, "preserve")
        elif kept != text:
            _remove_emptied(element)


def _remove_emptied(element: Element) -> None:
    """Takes out a text that was the rest of a tag, and its run when nothing else is in it."""
    run = element.getparent()
    run.remove(element)
    if run.tag == RUN and all(child.tag == RPR for child in run):
        drop(run)


def _beside(paragraph: Element, tag: Tag, text: str) -> Iterator[str]:
    """What would be lost with the paragraph, row or cell that the tag takes away."""
    if tag.opener == "{#" and not tag.level:
        return
    text = without_notes(text, tag)
    if tag.level == "p":
        if text.strip() != tag.text:
            yield _lost("hele afsnittet", text.replace(tag.text, " ", 1))
        if paragraph.find(f"{PPR}/{w('sectPr')}") is not None:
            yield "afsnittet bærer et sektionsskift, som ville forsvinde; sæt tagget i et afsnit for sig"
    elif tag.level in ("tr", "tc"):
        kind, name = (ROW, "hele rækken") if tag.level == "tr" else (CELL, "hele cellen")
        outer = next(paragraph.iterancestors(kind), None)
        if outer is not None:
            others = " ".join(without_notes(_readable(p)) for p in outer.iter(P) if p is not paragraph)
            rest = f"{text.replace(tag.text, ' ', 1)} {others}"
            if rest.strip():
                yield _lost(name, rest)


def _readable(paragraph: Element) -> str:
    """A paragraph's text; tags hidden before show as »…«."""
    return _CODE.sub("…", text_of(paragraph))


def _lost(what: str, rest: str) -> str:
    return f"tagget tager {what} med sig; »{excerpt(rest)}« ville forsvinde"


def _hide_in_attributes(
    root: Element, sites: Sequence[Site], tags: list[Placed], problems: list[Problem]
) -> None:
    """Values may stand in attributes too, as in a picture's alt text."""
    by_paragraph = {site.paragraph: site for site in sites}
    for element in root.iter(etree.Element):
        for name, value in element.attrib.items():
            if not has_tag(value):
                continue
            paragraph = next((p for p in element.iterancestors(P) if p in by_paragraph), None)
            site = by_paragraph[paragraph] if paragraph is not None else Site(element, "en egenskab")
            hidden, position = "", 0
            for item in scan(value):
                if isinstance(item, Broken) or item.opener != "{{":
                    message = (
                        item.message if isinstance(item, Broken) else "kun værdier kan stå i en egenskab"
                    )
                    problems.append(Problem(message, str(site), item.text))
                    continue
                hidden += f"{value[position : item.start]}{CODE_START}{len(tags)}{CODE_END}"
                position = item.end
                tags.append(Placed(item, site, element))
            element.set(name, hidden + value[position:])


def _tag_problems(placed: Placed, environment: Sandbox) -> list[Problem]:
    tag = placed.tag
    if tag.opener == "{#":
        return []
    messages = list(writing_problems(tag)) or code_problems(tag, environment)
    return [placed.problem(message) for message in messages]


def _strays(root: Element, sites: Sequence[Site]) -> Iterator[Problem]:
    """Tags in text that is none: field codes, formulas, deleted text."""
    by_paragraph = {site.paragraph: site for site in sites}
    for element in root.iter(etree.Element):
        text = element.text or ""
        if element.tag != TEXT and has_tag(text):
            paragraph = next((p for p in element.iterancestors(P) if p in by_paragraph), None)
            place = str(by_paragraph[paragraph]) if paragraph is not None else ""
            yield Problem("tags kan ikke stå i feltkoder, formler eller slettet tekst", place, excerpt(text))


def _source(root: Element, tags: list[Placed]) -> Source:
    xml = etree.tostring(root, encoding="unicode").replace("\n", "&#10;")
    xml = xml.replace("{", "&#123;").replace("}", "&#125;")
    xml = _CODE.sub(lambda match: _coded(int(match[1]), tags), xml)
    # patch_xml uses nothing of the document it belongs to.
    patched, places = with_places(DocxTemplate.patch_xml(None, xml))
    order: list[int] = []

    def put_back(match: re.Match[str]) -> str:
        number = int(match[2])
        order.append(number)
        tag = tags[number].tag
        code = tag.argument if tag.word in CELL_WORDS else tag.code
        return f"{{#\n#}}{match[1]} {code} {match[3]}"

    return Source(_PATCHED.sub(put_back, patched), tuple(tags), tuple(order), places)


def _coded(number: int, tags: Sequence[Placed]) -> str:
    """A tag as patch_xml is to see it."""
    tag = tags[number].tag
    code = f"{CODE_START}{number}{CODE_END}"
    if tag.opener == "{#":
        return f"{{#{tag.level} note #}}" if tag.level else ""
    if tag.opener == "{{":
        return f"{{{{ {code} }}}}"
    if tag.word in ("vm", "hm"):
        return f"{{% {tag.word} %}}"
    if tag.word in CELL_WORDS:
        return f"{{% {tag.word} {code} %}}"
    return f"{{%{tag.level} {code} %}}"
