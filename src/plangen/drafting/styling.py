"""The house's styles, laid over templates:

    python -m plangen.drafting.styling templates/docx/*.docx

The model has them. A style is changed there (in Word), the stylesheet gets the same numbers, and the
command gives every other template the model's styles, theme and margins, and its colophon where the
template has the same one (without a history of versions, which only »Overblik« has). Other content stays,
and so does a style that the model does not have.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from io import BytesIO
from pathlib import Path
from typing import Final
from zipfile import ZipFile

from lxml import etree

from plangen.ooxml.ns import Element, drop, parse, w
from plangen.ooxml.places import text_of
from plangen.ooxml.zipped import write_zip
from plangen.projects.shipped import template_folder
from plangen.projects.writing import write_atomically

MODEL: Final = "02_kommissorium.docx"
MARGINS: Final[Mapping[bool, Mapping[str, int]]] = {
    False: {"top": 1021, "right": 1361, "bottom": 907, "left": 1361, "header": 510, "footer": 454},
    True: {"top": 1021, "right": 1134, "bottom": 907, "left": 1134, "header": 567, "footer": 454},
}
"""Of upright and of landscape pages, in twentieths of a point."""
COLOPHON: Final = "Om dokumentet"
_BASIS: Final = "Grundlag:"
_STYLES: Final = "word/styles.xml"
_THEME: Final = "word/theme/theme1.xml"
_DOCUMENT: Final = "word/document.xml"


def styled(template: bytes, model: bytes) -> bytes:
    """The template with the model's styles, theme and colophon, and the house's margins on its pages.

    In a template that begins with landscape pages the styles' right indents grow by what those pages are
    wider, so that a line has as many characters as on an upright page. A template that has it all comes back
    as it was.
    """
    members, given = _members(template), _members(model)
    document, styles = parse(members[_DOCUMENT]), parse(given[_STYLES])
    sections = list(document.iter(w("sectPr")))
    for section in sections:
        set_margins(section)
    _widen(styles, _text_width(sections[0]) - _text_width(parse(given[_DOCUMENT]).find(f".//{w('sectPr')}")))
    _keep_own(styles, parse(members[_STYLES]))
    _lay_colophon(document, parse(given[_DOCUMENT]))
    new = {_DOCUMENT: document, _STYLES: styles, _THEME: parse(given[_THEME])}
    changed = {
        name: _written(root) for name, root in new.items() if _same(root) != _same(parse(members[name]))
    }
    return write_zip((members | changed).items()) if changed else template


def _members(file: bytes) -> dict[str, bytes]:
    with ZipFile(BytesIO(file)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def set_margins(section: Element) -> None:
    """Gives a section (`w:sectPr`) the house's margins."""
    landscape = section.find(w("pgSz")).get(w("orient")) == "landscape"
    for side, width in MARGINS[landscape].items():
        section.find(w("pgMar")).set(w(side), str(width))


def _text_width(section: Element) -> int:
    margins = section.find(w("pgMar"))
    width = int(section.find(w("pgSz")).get(w("w")))
    return width - int(margins.get(w("left"))) - int(margins.get(w("right")))


def _widen(styles: Element, wider: int) -> None:
    for indent in styles.iter(w("ind")):
        if right := indent.get(w("right")):
            indent.set(w("right"), str(int(right) + wider))


def _keep_own(styles: Element, own: Element) -> None:
    there = {style.get(w("styleId")) for style in styles.iter(w("style"))}
    styles.extend(deepcopy(style) for style in own.iter(w("style")) if style.get(w("styleId")) not in there)


def _lay_colophon(document: Element, model: Element) -> None:
    old, new = _colophon(document), _colophon(model)
    if _begins_alike(old, new):
        for element in new:
            old[0].addprevious(deepcopy(element))
        for element in old:
            drop(element)


def _begins_alike(old: list[Element], new: list[Element]) -> bool:
    """Whether the same facts come first, and nothing stands between them and the basis."""
    return len(old) == len(new) and text_of(old[0]).startswith(text_of(new[0]).partition(",")[0])


def _colophon(document: Element) -> list[Element]:
    """What stands under »Om dokumentet«, to the paragraph that says what the document is based on."""
    paragraphs = iter(document.find(w("body")))
    found: list[Element] = []
    for element in paragraphs:
        if found or text_of(element) == COLOPHON:
            found.append(element)
        if found and text_of(element).startswith(_BASIS):
            break
    return found[1:]


def _same(root: Element) -> bytes:
    """What is the same for two parts that say the same."""
    return bytes(etree.tostring(root, method="c14n"))


def _written(root: Element) -> bytes:
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))


def main(arguments: Sequence[str] | None = None) -> int:
    """0. Writes the files that change, and says which."""
    for path in _changed([Path(name) for name in (sys.argv[1:] if arguments is None else arguments)]):
        print(f"{path} har fået husets typografier.")  # noqa: T201 - this is the command
    return 0


def _changed(paths: Sequence[Path]) -> Iterator[Path]:
    model = (template_folder() / "docx" / MODEL).read_bytes()
    for path in paths:
        before = path.read_bytes()
        if (after := styled(before, model)) != before:
            write_atomically(path, after, expected=before)
            yield path


if __name__ == "__main__":
    sys.exit(main())
