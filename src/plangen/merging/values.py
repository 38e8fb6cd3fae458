"""The controls of single values: set directly, unless staff have changed the value."""

from __future__ import annotations

import re
from collections import Counter
from typing import Final

from lxml import etree

from plangen.merging.atoms import id_of, reading_of
from plangen.merging.bringing import Bringing
from plangen.merging.outcome import Pulled
from plangen.ooxml.ns import (
    CELL,
    PPR,
    RPR,
    RUN,
    SDT,
    SDT_CONTENT,
    SDT_PR,
    TEXT,
    VAL,
    Element,
    P,
    clone,
    drop,
    val,
    w,
)
from plangen.ooxml.signs import OF_TEXT, signs_in

_NUMBERS: Final = re.compile(
    rb' w:id="[^"]*"|<w:id w:val="[^"]*"/>| w:name="_[^"]*"| w:anchor="_[^"]*"| w:rsid\w*="[^"]*"'
    rb'| xmlns:\w+="[^"]*"| w14:\w+Id="[^"]*"|(?<=docPr) id="[^"]*"| r:\w+="[^"]*"| plangen-\w+="[^"]*"'
    rb"| PAGEREF \w+ "
)
_HARD_SPACE: Final = "\u00a0"
_SAID: Final = OF_TEXT | {_HARD_SPACE}
_PENDING: Final = (w("ins"), w("del"), w("moveFrom"), w("moveTo"))
_ANCHORS: Final = (w("commentRangeStart"), w("commentRangeEnd"), w("commentReference"))
_NOTES: Final = (w("footnoteReference"), w("endnoteReference"))


def shape(element: Element) -> bytes:
    """An element without numbers and names that are given anew each time."""
    data: bytes = etree.tostring(element, with_tail=False)
    return _NUMBERS.sub(b"", data)


def is_touched(element: Element) -> bool:
    """Whether pending changes, comments or notes stand in an element."""
    return next(element.iter(*_PENDING, *_ANCHORS, *_NOTES), None) is not None


def text_in(control: Element) -> str:
    """What a control says, with pending changes accepted."""
    content = control.find(SDT_CONTENT)
    paragraphs = [] if content is None else list(content.iter(P))
    texts = (reading_of(one) for one in paragraphs or [content])
    return " ".join(" ".join(texts).split())


def own_signs(there: Element, was: Element, taken: bool = False) -> Counter[str]:
    """The breaks, tabs, hard spaces and bookmarks that staff have put in an element. `taken`: the answers
    have its text, and so the signs that a text says."""
    found, before = (Counter(sign for sign, _ in signs_in(one)) for one in (there, was))
    for counted, element in ((found, there), (before, was)):
        counted[_HARD_SPACE] = sum((one.text or "").count(_HARD_SPACE) for one in element.iter(TEXT))
    own = found - before
    return Counter({sign: times for sign, times in own.items() if not (taken and sign in _SAID)})


def replace_value(theirs: Element, ours: Element, base: Element, bringing: Bringing) -> None:
    """Gives a control the value of another, and what kind of control that is. Looks and comments of the
    text stay."""
    brought = bringing.bring(ours)
    set_properties(theirs, brought)
    content = theirs.find(SDT_CONTENT)
    runs = [one for one in content if one.tag not in _ANCHORS and one.find(_ANCHORS[2]) is None]
    new = list(brought.find(SDT_CONTENT))
    keep_look(runs, new, base)
    at = content.index(runs[0]) if runs else len(content)
    for one in runs:
        content.remove(one)
    content[at:at] = new


def set_properties(theirs: Element, brought: Element) -> None:
    """Gives a control the properties of another, and its own number."""
    properties, new = theirs.find(SDT_PR), brought.find(SDT_PR)
    number = val(properties, "id")
    for one in new.iterchildren(w("id")):
        one.set(VAL, number or one.get(VAL, ""))
    if properties is not None:
        theirs.replace(properties, new)
    else:
        theirs.insert(0, new)


def keep_look(runs: list[Element], new: list[Element], base: Element) -> None:
    """What staff made bold stays bold."""
    mine = next((one.find(RPR) for one in runs if one.tag == RUN), None)
    first = next(base.find(SDT_CONTENT).iter(RUN), None)
    before = None if first is None else first.find(RPR)
    if mine is None or looks(mine) == looks(before):
        return
    for run in (one for top in new for one in top.iter(RUN)):
        if looks(run.find(RPR)) == looks(before):
            for old in run.findall(RPR):
                run.remove(old)
            run.insert(0, clone(mine))


def looks(properties: Element | None) -> set[bytes]:
    """The look that run properties give, without what programs note there and the look of inviting texts."""
    found = () if properties is None else properties
    return {shape(one) for one in found if one.tag not in _NO_LOOK and not _says_nothing(one)}


def own_looks(run: Element) -> set[bytes]:
    """The look of a run in its paragraph. LibreOffice writes what a table's style says at all there is."""
    paragraph = next(run.iterancestors(P), None)
    return looks(run.find(RPR)) - looks(None if paragraph is None else paragraph.find(f"{PPR}/{RPR}"))


def looks_in(control: Element) -> set[frozenset[bytes]]:
    """The looks of the text in a control."""
    return {frozenset(own_looks(run)) for run in control.iter(RUN) if run.find(TEXT) is not None}


_NO_LOOK: Final = frozenset({w("lang"), w("noProof")})


def _says_nothing(look: Element) -> bool:
    """Whether it is the style of inviting texts, or of typefaces none that text in Danish is set in."""
    if look.tag == w("rFonts"):
        return not any(look.get(w(name)) for name in ("ascii", "hAnsi", "asciiTheme", "hAnsiTheme"))
    return bool(look.tag == w("rStyle") and look.get(VAL, "").lower() == "placeholdertext")


def was_pulled(control: Element, pulled: Pulled) -> bool:
    """Whether the answers have taken what a control says, so that it is nobody's edit any more."""
    texts = pulled.texts.get(id_of(control), ())
    return text_in(control) in {" ".join(text.split()) for text in texts}


def edits_were_pulled(was: Element, there: Element, pulled: Pulled) -> bool:
    """Whether all that is different in an element are answers that the answers of now have."""
    before = {id_of(control): text_in(control) for control in was.iter(SDT) if id_of(control)}
    named = [control for control in there.iter(SDT) if id_of(control)]
    changed = [control for control in named if text_in(control) != before.get(id_of(control))]
    return (
        bool(changed)
        and all(was_pulled(control, pulled) for control in changed)
        and _beside_answers(was) == _beside_answers(there)
    )


def _beside_answers(element: Element) -> str:
    """What an element says outside its answers."""
    said = (text for text in element.iter(w("t")) if not any(map(id_of, text.iterancestors(SDT))))
    return " ".join("".join(text.text or "" for text in said).split())


def demoted(control: Element, paragraph: Element) -> Element:
    """Puts a control that a program wrote around a paragraph or its cell back inside the paragraph; gives the
    control as it stands there."""
    content = control.find(SDT_CONTENT)
    outer = content[0] if content[0].tag == CELL else paragraph
    made = clone(control)
    inner = made.find(SDT_CONTENT)
    for child in list(inner):
        inner.remove(child)
    inner.extend([child for child in paragraph if child.tag != PPR])
    paragraph.append(made)
    control.addprevious(outer)
    drop(control)
    return made
