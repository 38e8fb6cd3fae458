"""Pictures that stand in a template itself, such as a municipality's arms in the header."""

from __future__ import annotations

import base64
from collections.abc import Callable, Mapping
from typing import Final

from plangen.compiling import output
from plangen.ooxml.ns import WP, A, Element, r

_EMU_PER_MM: Final = 36000
_KINDS: Final = ((b"\x89PNG", "png"), (b"\xff\xd8\xff", "jpeg"), (b"GIF8", "gif"))
_SVG_BLIP: Final = "{http://schemas.microsoft.com/office/drawing/2016/SVG/main}svgBlip"

Refuse = Callable[[Element, str], None]
"""Told of an element that no page can show, and why."""


class Pictures:
    """The pictures of one part. `files`: their bytes by relationship. What no page can show is told to
    `refuse`."""

    def __init__(self, files: Mapping[str, bytes], refuse: Refuse) -> None:
        self._files = files
        self.refuse = refuse

    def html(self, drawing: Element) -> str:
        """The picture of a drawing; nothing for a line or another shape."""
        data = next((self._files[one] for one in _references(drawing) if one in self._files), None)
        if data is None:
            return ""
        kind = next((name for start, name in _KINDS if data.startswith(start)), "")
        if not kind:
            message = "billedet er af en slags, som PDF-filen ikke kan vise; sæt det ind som png eller jpg"
            self.refuse(drawing, message)
            return ""
        source = f"data:image/{kind};base64,{base64.b64encode(data).decode('ascii')}"
        alt = output.attribute("alt", _alt(drawing)) or ' alt=""'
        return f'<img src="{source}"{alt}{output.attribute("style", "; ".join(_css(drawing)))}/>'


def _references(drawing: Element) -> list[str]:
    blips = [blip.get(r("embed"), "") for blip in drawing.iter(f"{{{A}}}blip")]
    return blips + [one.get(r("id"), "") for one in drawing.iter("{urn:schemas-microsoft-com:vml}imagedata")]


def _alt(drawing: Element) -> str:
    properties = next(drawing.iter(f"{{{WP}}}docPr"), None)
    return "" if properties is None else properties.get("descr", "")


def _css(drawing: Element) -> list[str]:
    extent = next(drawing.iter(f"{{{WP}}}extent"), None)
    css = []
    if extent is not None:
        for name, side in (("cx", "width"), ("cy", "height")):
            css.append(f"{side}: {int(extent.get(name, '0')) / _EMU_PER_MM:.1f}mm")
    align = drawing.find(f"{{{WP}}}anchor/{{{WP}}}positionH/{{{WP}}}align")
    if align is not None and align.text in ("left", "right"):
        css.append(f"float: {align.text}")
    return css
