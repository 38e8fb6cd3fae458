"""The project's logo: a PNG or SVG file from outside, so nothing in it is trusted."""

from __future__ import annotations

import io
import re
from math import inf

from lxml import etree
from PIL import Image

from plangen.pictures.effort import too_costly
from plangen.pictures.metadata import strip_drawing, without_metadata
from plangen.pictures.raster import png_of_stranger
from plangen.texts.values import Picture

MAX_WIDTH_MM = 50.0
MAX_HEIGHT_MM = 18.0
MAX_BYTES = 5_000_000
MAX_PIXELS = 25_000_000

_FORBIDDEN_ELEMENTS = {
    "script",
    "foreignObject",
    "iframe",
    "audio",
    "video",
    "animate",
    "animateMotion",
    "animateTransform",
    "set",
}
_LENGTH = re.compile(r"^\s*([0-9]+(?:\.[0-9]*)?|\.[0-9]+)\s*(px|pt|mm|cm|in)?\s*$")
_OUTSIDE = re.compile(r"@import|url\((?!\s*['\"]?\s*(?:#|data:image/(?:png|jpe?g)))", re.IGNORECASE)
_LEAST_MM = 1.0
_MM_PER_UNIT = {"px": 25.4 / 96, "pt": 25.4 / 72, "mm": 1.0, "cm": 10.0, "in": 25.4, None: 25.4 / 96}


class LogoRefused(Exception):
    """The file cannot be used; the text says why, in Danish, as the end of »Logoet …«."""


def logo_picture(data: bytes, municipality: str) -> Picture:
    """The logo as a picture that fits 50 × 18 mm. `municipality` is named in the alt text.

    Raises `LogoRefused` when the file is neither PNG nor SVG, is broken, is too large, or holds scripts
    or references to something outside itself.
    """
    if len(data) > MAX_BYTES:
        raise LogoRefused("fylder over 5 MB")
    alt = f"Logo for {municipality}" if municipality else "Logo"
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        width, height = _png_size(data)
        width_mm, height_mm = _fitted(width, height)
        return Picture("logo", alt, width_mm, height_mm, png=without_metadata(data))
    root = _svg_root(data)
    costly = too_costly(root, len(data))
    if costly:
        raise LogoRefused(f"{costly}, og er for tungt at tegne; gem det som png")
    width_mm, height_mm = _fitted(*_svg_size(root))
    strip_drawing(root)
    svg = etree.tostring(root, encoding="utf-8")
    try:
        png = png_of_stranger(svg.decode("utf-8"), width_mm)
    except TimeoutError as error:
        raise LogoRefused("er for tungt at tegne; gem det som png") from error
    except Exception as error:  # resvg raises bare ValueError or its own type; all mean a broken drawing
        raise LogoRefused("er ikke en gyldig SVG-fil") from error
    return Picture("logo", alt, width_mm, height_mm, png=png, svg=svg)


def svg_fault(data: bytes) -> str:
    """Why a drawing from outside cannot be used, as the end of »Billedet …«; empty when it can."""
    try:
        costly = too_costly(_svg_root(data), len(data))
    except LogoRefused as refused:
        return str(refused)
    return f"{costly}, og er for tungt at tegne" if costly else ""


def _png_size(data: bytes) -> tuple[float, float]:
    try:
        with Image.open(io.BytesIO(data)) as image:
            width, height = image.size
            if width * height > MAX_PIXELS:
                raise LogoRefused("har for mange billedpunkter")
            image.verify()
    except LogoRefused:
        raise
    except Exception as error:  # Pillow has no common base for its errors on broken files
        raise LogoRefused("er ikke en gyldig PNG-fil") from error
    return float(width), float(height)


def _svg_root(data: bytes) -> etree._Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise LogoRefused("er hverken PNG eller SVG") from error
    if etree.QName(root).localname != "svg":
        raise LogoRefused("er hverken PNG eller SVG")
    if root.getroottree().docinfo.internalDTD is not None:
        raise LogoRefused("har en dokumenttypeerklæring (DOCTYPE), som ikke er tilladt")
    for element in root.iter():
        _check_element(element)
    return root


def _check_element(element: etree._Element) -> None:
    if not isinstance(element.tag, str):
        return
    if etree.QName(element).localname in _FORBIDDEN_ELEMENTS:
        raise LogoRefused("indeholder scripts eller fremmed indhold")
    texts = [str(value) for value in element.attrib.values()]
    for name, value in element.attrib.items():
        local = etree.QName(name).localname.lower()
        if local.startswith("on"):
            raise LogoRefused("indeholder scripts")
        if local == "href" and not str(value).startswith(("#", "data:image/png", "data:image/jpeg")):
            raise LogoRefused("henviser til noget uden for filen")
    if etree.QName(element).localname == "style":
        texts.append(element.text or "")
    for text in texts:
        if _OUTSIDE.search(text):
            raise LogoRefused("henviser til noget uden for filen")


def _svg_size(root: etree._Element) -> tuple[float, float]:
    """Width and height in millimetres, from width/height or the viewBox."""
    lengths = [_LENGTH.match(str(root.get(name, ""))) for name in ("width", "height")]
    if lengths[0] and lengths[1]:
        width, height = (float(m.group(1)) * _MM_PER_UNIT[m.group(2)] for m in lengths if m)
    else:
        box = re.split(r"[\s,]+", str(root.get("viewBox", "")).strip())
        try:
            width, height = float(box[2]), float(box[3])
        except (IndexError, ValueError) as error:
            raise LogoRefused("mangler bredde og højde") from error
    if not (0 < width < inf and 0 < height < inf):
        raise LogoRefused("mangler bredde og højde")
    return width, height


def _fitted(width: float, height: float) -> tuple[float, float]:
    """Millimetres that keep the proportions and fit the logo's space."""
    scale = min(MAX_WIDTH_MM / width, MAX_HEIGHT_MM / height)
    fitted = round(width * scale, 2), round(height * scale, 2)
    if min(fitted) < _LEAST_MM:
        raise LogoRefused("er alt for smalt eller alt for lavt")
    return fitted
