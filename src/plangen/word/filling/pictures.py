"""Pictures as inline drawings, as text: a PNG, and the SVG beside it for the Word versions that show one."""

from __future__ import annotations

from xml.sax.saxutils import quoteattr

from plangen.ooxml.characters import clean
from plangen.ooxml.ns import PIC, WP, A, R
from plangen.pictures.raster import png_from_svg
from plangen.texts.values import Picture
from plangen.word.filling.rendering import PartRendering

_EMU_PER_MM = 36000
_SVG_NS = "http://schemas.microsoft.com/office/drawing/2016/SVG/main"
_SVG = (
    '<a:extLst><a:ext uri="{{96DAC541-7B7A-43D3-8B79-37D633B846F1}}">'
    f'<asvg:svgBlip xmlns:asvg="{_SVG_NS}" r:embed="{{0}}"/></a:ext></a:extLst>'
)
# The ids are made unique when the whole document is there.
_DRAWING = (
    f'<w:r><w:drawing><wp:inline xmlns:wp="{WP}" xmlns:a="{A}" xmlns:pic="{PIC}" xmlns:r="{R}"'
    ' distT="0" distB="0" distL="0"'
    ' distR="0"><wp:extent cx="{width}" cy="{height}"/><wp:docPr id="0" name={name} descr={alt}/>'
    '<wp:cNvGraphicFramePr><a:graphicFrameLocks noChangeAspect="1"/></wp:cNvGraphicFramePr>'
    f'<a:graphic><a:graphicData uri="{PIC}"><pic:pic>'
    '<pic:nvPicPr><pic:cNvPr id="0" name={name} descr={alt}/><pic:cNvPicPr/></pic:nvPicPr>'
    '<pic:blipFill><a:blip r:embed="{png}">{svg}</a:blip><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
    '<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{width}" cy="{height}"/></a:xfrm>'
    '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr>'
    "</pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
)


def picture_xml(picture: Picture, part: PartRendering) -> str:
    """A run that holds the picture, as text."""
    svg = _SVG.format(part.picture(picture, "svg", picture.svg)) if picture.svg else ""
    png = picture.png or png_from_svg(picture.svg.decode("utf-8"), picture.width_mm)
    return _DRAWING.format(
        width=round(picture.width_mm * _EMU_PER_MM),
        height=round(picture.height_mm * _EMU_PER_MM),
        name=quoteattr(clean(picture.name)),
        alt=quoteattr(clean(picture.alt)),
        png=part.picture(picture, "png", png),
        svg=svg,
    )
