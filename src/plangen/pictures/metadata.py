"""What picture files say about the people and computers that made them: authors, places, paths, notes.

Every finished document would carry it on. The picture itself, its size and its colours stay byte for byte.
"""

from __future__ import annotations

import base64
import binascii
import io
import re
from collections.abc import Iterator
from typing import Final
from urllib.parse import unquote_to_bytes

from lxml import etree
from PIL import Image

PNG: Final = b"\x89PNG\r\n\x1a\n"
JPEG: Final = b"\xff\xd8"
_PNG_KEPT: Final = frozenset(
    b"IHDR PLTE IDAT IEND tRNS gAMA cHRM sRGB iCCP cICP sBIT bKGD pHYs acTL fcTL fdAT".split()
)
_JPEG_TOLD: Final = frozenset({0xE1, 0xED, 0xFE})
"""Segments with Exif and XMP, with Photoshop's notes, and comments."""
_ORIENTATION: Final = 0x0112
_JPEG_PICTURE: Final = 0xDA
_SVG: Final = "http://www.w3.org/2000/svg"
_SVG_KEPT: Final = frozenset({_SVG, "http://www.w3.org/1999/xlink", "http://www.w3.org/XML/1998/namespace"})


_WITHIN: Final = re.compile(r"data:(image/(?:png|jpe?g))([^,]*),([^\"')]*)", re.IGNORECASE)
"""A picture that stands in the text of a drawing."""


def without_metadata(data: bytes) -> bytes:
    """A PNG or JPEG file without it; anything else, and a file that is not whole, as it is."""
    try:
        if data.startswith(PNG):
            return PNG + b"".join(_png_chunks(data))
        if data.startswith(JPEG):
            return JPEG + _orientation(data) + b"".join(_jpeg_segments(data))
    except ValueError:
        pass
    return data


def _png_chunks(data: bytes) -> Iterator[bytes]:
    at = len(PNG)
    while at < len(data):
        kind = data[at + 4 : at + 8]
        end = at + 12 + int.from_bytes(data[at : at + 4])
        if end > len(data):
            raise ValueError("a chunk that does not end")
        if kind in _PNG_KEPT:
            yield data[at:end]
        if kind == b"IEND":
            return
        at = end
    raise ValueError("no end")


def _jpeg_segments(data: bytes) -> Iterator[bytes]:
    at = len(JPEG)
    while True:
        if data[at : at + 1] != b"\xff" or at + 4 > len(data):
            raise ValueError("no segment")
        kind = data[at + 1]
        if kind == 0xFF:  # filling
            at += 1
            continue
        if kind == _JPEG_PICTURE:
            yield data[at:]
            return
        end = at + 2 + int.from_bytes(data[at + 2 : at + 4])
        if kind not in _JPEG_TOLD:
            yield data[at:end]
        at = end


def _orientation(data: bytes) -> bytes:
    """A segment that says which side of a photograph is up, where its metadata say another than usual."""
    try:
        with Image.open(io.BytesIO(data)) as image:
            turned = image.getexif().get(_ORIENTATION, 1)
    except Exception:  # Pillow has no common base for its errors on broken files
        return b""
    if turned not in range(2, 9):
        return b""
    entry = b"\0\1" + _ORIENTATION.to_bytes(2) + b"\0\3\0\0\0\1" + bytes([0, turned, 0, 0]) + bytes(4)
    told = b"Exif\0\0MM\0*\0\0\0\x08" + entry
    return b"\xff\xe1" + (len(told) + 2).to_bytes(2) + told


def strip_drawing(root: etree._Element) -> None:
    """Takes notes, and what drawing programs keep for themselves, out of an SVG drawing."""
    for element in list(root.iter()):
        if not isinstance(element.tag, str) or _is_note(element):
            _drop(element)
            continue
        for name, value in list(element.attrib.items()):
            if etree.QName(name).namespace not in (None, *_SVG_KEPT):
                del element.attrib[name]
            else:
                element.set(name, _WITHIN.sub(_stripped, str(value)))
        if element.text and etree.QName(element).localname == "style":
            element.text = _WITHIN.sub(_stripped, element.text)
    etree.cleanup_namespaces(root)


def _stripped(match: re.Match[str]) -> str:
    """The address of a picture within a drawing with the picture as `without_metadata` gives it."""
    kind, coding, written = match.groups()
    try:
        is_base64 = coding.lower().endswith(";base64")
        data = base64.b64decode(written) if is_base64 else unquote_to_bytes(written)
    except (binascii.Error, ValueError):
        return match[0]
    return f"data:{kind};base64,{base64.b64encode(without_metadata(data)).decode()}"


def _is_note(element: etree._Element) -> bool:
    name = etree.QName(element)
    return name.namespace not in (None, *_SVG_KEPT) or name.localname == "metadata"


def _drop(element: etree._Element) -> None:
    parent = element.getparent()
    if parent is None:
        return
    before = element.getprevious()
    if element.tail and before is not None:
        before.tail = (before.tail or "") + element.tail
    elif element.tail:
        parent.text = (parent.text or "") + element.tail
    parent.remove(element)
