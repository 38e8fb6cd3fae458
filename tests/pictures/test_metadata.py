"""What picture files say of people and computers goes no further; what they show stays as it is."""

from __future__ import annotations

import base64
import io
import re
from urllib.parse import quote

import pytest
from lxml import etree
from PIL import Image, PngImagePlugin

from plangen.pictures.logo import logo_picture
from plangen.pictures.metadata import without_metadata
from tests.support.cases import each

WHO = b"Anne Ansat"
_AUTHOR, _TURNED = 0x013B, 0x0112


def picture() -> Image.Image:
    made = Image.new("RGB", (30, 20), "red")
    made.putpixel((3, 4), (0, 0, 255))
    return made


def png() -> bytes:
    told = PngImagePlugin.PngInfo()
    told.add_text("Author", WHO.decode())
    told.add_itxt("Source", f"C:\\Users\\{WHO.decode()}\\logo.psd")
    data = io.BytesIO()
    picture().save(data, "PNG", pnginfo=told, dpi=(300, 300))
    return data.getvalue()


def jpeg(turned: int = 1) -> bytes:
    made, data = picture(), io.BytesIO()
    exif = made.getexif()
    exif[_AUTHOR], exif[_TURNED] = WHO.decode(), turned
    made.save(data, "JPEG", exif=exif, comment=b"af " + WHO, dpi=(300, 300))
    return data.getvalue()


@each("data", [png(), jpeg(), jpeg(turned=6)])
def test_nobody_is_named_and_the_picture_is_the_same(data: bytes) -> None:
    assert WHO in data
    bare = without_metadata(data)
    assert WHO not in bare
    with Image.open(io.BytesIO(data)) as before, Image.open(io.BytesIO(bare)) as after:
        assert after.tobytes() == before.tobytes()
        assert after.info["dpi"] == before.info["dpi"]
        assert after.getexif().get(_TURNED, 1) == before.getexif().get(_TURNED, 1)
    assert without_metadata(bare) == bare


@each("data", [png()[:90], jpeg()[:200], b"GIF89a" + WHO, b"", png()[:8], jpeg()[:2]])
def test_what_is_no_whole_png_or_jpeg_is_left_alone(data: bytes) -> None:
    assert without_metadata(data) == data


def test_a_logo_names_nobody() -> None:
    assert WHO not in logo_picture(png(), "Egelund").png
    drawing = f"""<svg xmlns="http://www.w3.org/2000/svg" xmlns:inkscape="urn:inkscape" width="9" height="9"
        inkscape:export-filename="C:\\{WHO.decode()}\\logo.png"><!-- {WHO.decode()} -->
        <metadata>{WHO.decode()}</metadata><inkscape:grid units="{WHO.decode()}"/>
        <text x="1" y="8" inkscape:label="{WHO.decode()}">Egelund<!-- x --> Kommune</text></svg>"""
    svg = logo_picture(drawing.encode(), "Egelund").svg
    assert WHO not in svg
    assert "".join(etree.fromstring(svg).itertext()).split() == ["Egelund", "Kommune"]


@pytest.mark.parametrize("data", [png(), jpeg()], ids=["png", "jpeg"])
@pytest.mark.parametrize("coded", [True, False], ids=["base64", "percent"])
def test_a_picture_within_a_drawing_names_nobody(data: bytes, coded: bool) -> None:
    kind = "png" if data == png() else "jpeg"
    written = base64.b64encode(data).decode() if coded else quote(data)
    address = f"data:image/{kind}{';base64' if coded else ''},{written}"
    drawing = f"""<svg xmlns="http://www.w3.org/2000/svg" width="30" height="20">
        <style>rect {{ fill: url("{address}") }}</style>
        <image href="{address}" width="30" height="20"/></svg>"""
    svg = logo_picture(drawing.encode(), "Egelund").svg
    within = [base64.b64decode(one) for one in re.findall(rb"base64,([^\"')]+)", svg)]
    assert len(within) == 2
    for one in within:
        assert WHO not in one
        with Image.open(io.BytesIO(one)) as after, Image.open(io.BytesIO(data)) as before:
            assert after.tobytes() == before.tobytes()
