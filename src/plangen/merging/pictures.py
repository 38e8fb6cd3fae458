"""Which picture is which, where the drawing is another one and its description is as before: a new logo, or a
figure of other dates. For a merge they are noted on the drawings, so that they read differently."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from hashlib import sha256
from typing import Final, NamedTuple

from plangen.merging.atoms import PICTURE
from plangen.merging.parts import Parts
from plangen.ooxml.ns import Element, r, w
from plangen.pictures.fingerprint import is_resaved

_LETTERS: Final = str.maketrans("0123456789", "ghijklmnop")
"""Digits would look like something that is computed."""


class _Picture(NamedTuple):
    """A drawing, its description and the bytes of what it shows."""

    drawing: Element
    described: str
    data: bytes


def note_pictures(
    base: Parts, theirs: Parts, ours: Parts, stories: Sequence[Sequence[str]], saved: bool
) -> None:
    """Notes on the drawings of all three whose picture ours has changed which one they show. `stories`: the
    parts of each that are merged; `saved`: ours is a file that programs have saved anew."""
    files = zip((base, theirs, ours), stories, strict=True)
    made, there, new = (list(_pictures(parts, names)) for parts, names in files)
    named = {one.described for one in made} & {one.described for one in new}
    changed = {name for name in named if _shown(name, made, made) != _shown(name, new, made, saved)}
    for found, again in ((made, False), (there, True), (new, saved)) if changed else ():
        for one in found:
            if one.described in changed:
                one.drawing.set(PICTURE, _known(one, made, again))


def has_new_pictures(root: Element) -> bool:
    """Whether a part of ours shows a picture that was noted."""
    return any(drawing.get(PICTURE) for drawing in root.iter(w("drawing")))


def forget_pictures(root: Element) -> None:
    """Takes away what was noted."""
    for drawing in root.iter(w("drawing")):
        drawing.attrib.pop(PICTURE, None)


def _pictures(parts: Parts, stories: Sequence[str]) -> Iterator[_Picture]:
    for name in stories:
        rels = parts.rels(name)
        shown = {one.id: parts.members.get(rels.part(one), b"") for one in rels if not one.external}
        for drawing in parts.root(name).iter(w("drawing")):
            described = next((one.get("descr", "") for one in drawing.iter("{*}docPr")), "")
            blip = next(drawing.iter("{*}blip"), None)
            data = b"" if blip is None else shown.get(blip.get(r("embed"), ""), b"")
            if data:
                yield _Picture(drawing, described, data)


def _known(picture: _Picture, made: Sequence[_Picture], saved: bool) -> str:
    """What a picture is known by: the bytes of the one of the base that it is, or its own."""
    alike = [one.data for one in made if one.described == picture.described]
    if saved and picture.data not in alike:
        found = next((data for data in alike if is_resaved(data, picture.data)), picture.data)
    else:
        found = picture.data
    return sha256(found).hexdigest()[:12].translate(_LETTERS)


def _shown(
    described: str, pictures: Sequence[_Picture], made: Sequence[_Picture], saved: bool = False
) -> set[str]:
    return {_known(one, made, saved) for one in pictures if one.described == described}
