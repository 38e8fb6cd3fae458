"""SVG to PNG with the fonts that plangen ships, and nothing from the machine.

resvg drops text in silence when it finds no font, so the system's fonts are skipped and Carlito is given
as TTF files; the same picture then comes out on every machine.
"""

from __future__ import annotations

from plangen.pictures.typeface import carlito_files

PIXELS_PER_MM = 8.0  # about 200 dpi, sharp in print and small in the file


def png_from_svg(svg: str, width_mm: float) -> bytes:
    """The drawing as PNG at about 200 dpi for a printed width in millimetres."""
    import resvg_py

    png = resvg_py.svg_to_bytes(
        svg_string=svg,
        width=round(width_mm * PIXELS_PER_MM),
        dpi=96.0,  # without it, sizes in millimetres count as nothing
        skip_system_fonts=True,
        font_files=list(carlito_files()),
        font_family="Carlito",
    )
    return bytes(png)
