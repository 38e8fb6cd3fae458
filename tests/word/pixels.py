"""Word files as pictures of their pages, printed by LibreOffice."""

from __future__ import annotations

import io
import subprocess
import zipfile
from dataclasses import dataclass
from pathlib import Path

from lxml import etree
from PIL import Image, ImageChops

from tests.support.office import convert
from tests.support.tools import program
from tests.word.word_saves import w

_NO_FORMS = 'pdf:writer_pdf_Export:{"ExportFormFields":{"type":"boolean","value":"false"}}'
_FAINT = 96  # of 255: text that moved by less than a third of a pixel


@dataclass(frozen=True)
class Page:
    image: Image.Image

    @property
    def size(self) -> tuple[int, int]:
        return self.image.size

    def differs_from(self, other: Page) -> float:
        """The share of pixels that are clearly different."""
        histogram = ImageChops.difference(self.image, other.image).histogram()
        return sum(histogram[_FAINT:]) / (self.size[0] * self.size[1])


def pictures_of(files: list[bytes], folder: Path) -> list[list[Page]]:
    """The pages of each file. Content controls are printed as text and not as fields to fill in."""
    for number, data in enumerate(files):
        (folder / f"{number}.docx").write_bytes(data)
    convert([folder / f"{number}.docx" for number in range(len(files))], _NO_FORMS, folder)
    return [_pages(folder, number) for number in range(len(files))]


def _pages(folder: Path, number: int) -> list[Page]:
    stem = folder / f"{number}"
    subprocess.run([program("pdftoppm"), "-r", "50", "-gray", f"{stem}.pdf", f"{stem}-"], check=True)
    return [Page(Image.open(path).convert("L")) for path in sorted(folder.glob(f"{number}-*.pgm"))]


def without_controls(data: bytes) -> bytes:
    """The file with the content of its controls and without the controls and their bookmarks."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = old.read(name)
            if name.startswith(("word/document", "word/header", "word/footer")):
                content = _unwrapped(content)
            new.writestr(name, content)
    return file.getvalue()


def _unwrapped(content: bytes) -> bytes:
    root = etree.fromstring(content)
    for control in [c for c in root.iter(w("sdt")) if c.find(f"{w('sdtPr')}/{w('docPartObj')}") is None]:
        for child in reversed(list(control.find(w("sdtContent")))):
            control.addnext(child)
        control.getparent().remove(control)
    marks = [m for m in root.iter(w("bookmarkStart")) if m.get(w("name")).startswith("_pg")]
    ids = {mark.get(w("id")) for mark in marks}
    for mark in list(root.iter(w("bookmarkStart"), w("bookmarkEnd"))):
        if mark.get(w("id")) in ids:
            mark.getparent().remove(mark)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
