"""A Word file taken apart for edits on its raw XML: bytes in, bytes out."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from lxml import etree

from tests.support.zips import unzipped, zipped

NAMESPACES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
    "w14": "http://schemas.microsoft.com/office/word/2010/wordml",
    "v": "urn:schemas-microsoft-com:vml",
    "o": "urn:schemas-microsoft-com:office:office",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
    "c": "http://schemas.openxmlformats.org/drawingml/2006/chart",
}
_DECLARED = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in NAMESPACES.items())
OFFICE = NAMESPACES["r"]
_TYPES, _RELS = (
    f"http://schemas.openxmlformats.org/package/2006/{name}" for name in ("content-types", "relationships")
)
DOCUMENT = "word/document.xml"
Element = Any


def w(name: str) -> str:
    return f"{{{NAMESPACES['w']}}}{name}"


def fragment(xml: str) -> Element:
    """One element; the prefixes above are declared."""
    return etree.fromstring(f"<x {_DECLARED}>{xml}</x>")[0]


class Package:
    """The members of a file; parts that were looked at as XML are written back."""

    def __init__(self, data: bytes) -> None:
        self.members = unzipped(data)
        self._roots: dict[str, Element] = {}

    def root(self, name: str = DOCUMENT) -> Element:
        if name not in self._roots:
            self._roots[name] = etree.fromstring(self.members[name])
        return self._roots[name]

    def saved(self) -> bytes:
        changed = {name: etree.tostring(root, xml_declaration=True) for name, root in self._roots.items()}
        return zipped({**self.members, **changed})

    # --- the package ---------------------------------------------------------------------------------------
    def add(self, name: str, content: str | bytes, kind: str, *, type: str = "", to: str = DOCUMENT) -> str:
        """A new part with its content type, and the relationship to it; returns the relationship's id."""
        self.members[name] = content.encode() if isinstance(content, str) else content
        types = self.root("[Content_Types].xml")
        override = {"PartName": f"/{name}", "ContentType": type or "application/octet-stream"}
        etree.SubElement(types, f"{{{_TYPES}}}Override", override)
        return self.relate(kind, f"/{name}", to=to)

    def relate(self, kind: str, target: str, *, external: bool = False, to: str = DOCUMENT) -> str:
        """A relationship of a part, or of the package when `to` is empty."""
        folder, _, stem = to.rpartition("/")
        name = f"{folder}/_rels/{stem}.rels".lstrip("/")
        if name not in self.members:
            self.members[name] = f'<Relationships xmlns="{_RELS}"/>'.encode()
        id = f"rNy{len(self.root(name))}"
        attributes = {"Id": id, "Type": kind if "/" in kind else f"{OFFICE}/{kind}", "Target": target}
        mode = {"TargetMode": "External"} if external else {}
        etree.SubElement(self.root(name), f"{{{_RELS}}}Relationship", {**attributes, **mode})
        return id

    # --- places --------------------------------------------------------------------------------------------
    def free_paragraph(self) -> Element:
        """A paragraph of running text outside controls and tables."""
        return next(
            p
            for p in self.root().iter(w("p"))
            if p.getparent().tag == w("body")
            and p.find(w("sdt")) is None
            and p.find(f"{w('r')}/{w('t')}") is not None
        )

    def plain_paragraph(self) -> Element:
        """The first of them that has an ordinary style."""
        return next(p for p in self.root().iter(w("p")) if p.getparent().tag == w("body") and _is_plain(p))

    def free_run(self) -> Element:
        """A run of it with text."""
        return next(run for run in self.free_paragraph().iter(w("r")) if run.find(w("t")) is not None)

    def cell(self) -> Element:
        """A cell with text of the template's own, in a row after the first."""
        rows = next(self.root().iter(w("tbl"))).findall(w("tr"))
        return rows[1].find(w("tc"))

    def section(self) -> Element:
        return [*self.root().iter(w("sectPr"))][-1]


def _is_plain(paragraph: Element) -> bool:
    style = paragraph.find(f"{w('pPr')}/{w('pStyle')}")
    text = paragraph.find(f"{w('r')}/{w('t')}")
    ordinary = style is None or style.get(w("val")) == "BodyText"
    return ordinary and text is not None and paragraph.find(w("sdt")) is None


def on_package(edit: Callable[[Package], object]) -> Callable[[bytes], bytes]:
    """An edit of a package as one of bytes."""

    def apply(data: bytes) -> bytes:
        package = Package(data)
        edit(package)
        return package.saved()

    return apply


def properties(element: Element, name: str) -> Element:
    """The properties (`rPr`, `pPr`, `tcPr` …) of an element, made when there are none."""
    found = element.find(w(name))
    if found is None:
        found = etree.Element(w(name))
        element.insert(0, found)
    return found
