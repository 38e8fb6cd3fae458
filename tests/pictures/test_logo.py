"""The project's logo: its size and alt text, and every file that is refused."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from plangen.pictures.logo import MAX_BYTES, LogoRefused, logo_picture
from plangen.texts.values import Picture
from tests.support.cases import each

NS = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
SQUARE = '<rect width="10" height="10" fill="#1B4F63"/>'


def png(width: int, height: int) -> bytes:
    data = io.BytesIO()
    Image.new("1", (width, height), 1).save(data, "PNG")
    return data.getvalue()


def svg(inside: str = SQUARE, size: str = 'width="100" height="40"', before: str = "") -> bytes:
    return f"{before}<svg {NS} {size}>{inside}</svg>".encode()


def size(picture: Picture) -> tuple[float, float]:
    return picture.width_mm, picture.height_mm


@each(
    ("pixels", "expected"),
    [
        pytest.param((1000, 200), (50.0, 10.0), id="wide"),
        pytest.param((200, 1000), (3.6, 18.0), id="high"),
        pytest.param((10, 10), (18.0, 18.0), id="small ones grow"),
    ],
)
def test_a_png_fits_50_by_18_mm_and_keeps_its_proportions(
    pixels: tuple[int, int], expected: tuple[float, float]
) -> None:
    data = png(*pixels)
    logo = logo_picture(data, "Egelund Kommune")
    assert size(logo) == expected
    assert logo.png == data, "the file itself is printed"
    assert logo.svg == b""


@each(
    ("given", "expected"),
    [
        pytest.param('width="100" height="40"', (45.0, 18.0), id="pixels"),
        pytest.param('width="10cm" height="2cm"', (50.0, 10.0), id="centimetres"),
        pytest.param('width="1in" height="25.4mm"', (18.0, 18.0), id="mixed units"),
        pytest.param('width="72pt" height=".5in"', (36.0, 18.0), id="points"),
        pytest.param('viewBox="0 0 300 100"', (50.0, 16.67), id="only a viewBox"),
        pytest.param('width="100%" height="100%" viewBox="0,0,300,100"', (50.0, 16.67), id="per cent"),
    ],
)
def test_an_svg_takes_its_proportions_from_its_size_or_viewbox(
    given: str, expected: tuple[float, float]
) -> None:
    logo = logo_picture(svg(size=given), "Egelund Kommune")
    assert size(logo) == expected
    with Image.open(io.BytesIO(logo.png)) as drawn:
        assert drawn.width == round(expected[0] * 8)
        colours = drawn.convert("RGB").getcolors(1_000_000)
    assert len(colours) > 1 or colours[0][1] != (0, 0, 0), "the PNG beside it is drawn"
    assert b"<rect" in logo.svg


def test_the_alt_text_names_the_municipality() -> None:
    assert logo_picture(png(20, 10), "Egelund Kommune").alt == "Logo for Egelund Kommune"
    assert logo_picture(png(20, 10), "").alt == "Logo"


def test_what_stands_inside_the_file_is_allowed() -> None:
    inside = (
        '<defs><linearGradient id="g"><stop offset="0" stop-color="red"/></linearGradient></defs>'
        "<style>.a { fill: url(#g) }</style>"
        '<rect class="a" width="10" height="10"/><rect fill="url(\'#g\')" width="5" height="5"/>'
        '<use href="#g"/><image xlink:href="data:image/png;base64,iVBORw0KGgo=" width="1" height="1"/>'
    )
    assert size(logo_picture(svg(inside), "")) == (45.0, 18.0)


REFUSED = [
    pytest.param(b"", "er hverken PNG eller SVG", id="empty"),
    pytest.param(b"GIF89a", "er hverken PNG eller SVG", id="gif"),
    pytest.param(b"\xff\xd8\xff\xe0JFIF", "er hverken PNG eller SVG", id="jpeg"),
    pytest.param(b"<html/>", "er hverken PNG eller SVG", id="html"),
    pytest.param(b"<svg>", "er hverken PNG eller SVG", id="not closed"),
    pytest.param(png(20, 10)[:40], "er ikke en gyldig PNG-fil", id="half a png"),
    pytest.param(png(6000, 5000), "har for mange billedpunkter", id="too many pixels"),
    pytest.param(b" " * (MAX_BYTES + 1), "fylder over 5 MB", id="too large"),
    pytest.param(png(4000, 10), "er alt for smalt eller alt for lavt", id="a line"),
    pytest.param(
        svg(before='<!DOCTYPE svg [<!ENTITY a "b">]>'),
        "har en dokumenttypeerklæring (DOCTYPE), som ikke er tilladt",
        id="doctype",
    ),
    pytest.param(svg("<script>alert(1)</script>"), "indeholder scripts eller fremmed indhold", id="script"),
    pytest.param(svg("<foreignObject/>"), "indeholder scripts eller fremmed indhold", id="foreign"),
    pytest.param(svg("<animateTransform/>"), "indeholder scripts eller fremmed indhold", id="animation"),
    pytest.param(svg('<rect onclick="x()"/>'), "indeholder scripts", id="event"),
    pytest.param(svg('<a href="javascript:x()"/>'), "henviser til noget uden for filen", id="javascript"),
    pytest.param(svg('<image href="logo.png"/>'), "henviser til noget uden for filen", id="file"),
    pytest.param(
        svg('<image xlink:href="http://x/y.png"/>'), "henviser til noget uden for filen", id="network"
    ),
    pytest.param(svg('<use href="data:text/html,x"/>'), "henviser til noget uden for filen", id="data"),
    pytest.param(
        svg("<style>@import 'x.css';</style>"), "henviser til noget uden for filen", id="stylesheet"
    ),
    pytest.param(
        svg('<rect fill="URL( http://x/#a )"/>'), "henviser til noget uden for filen", id="url in capitals"
    ),
    pytest.param(svg('<rect style="fill:url(x.svg#a)"/>'), "henviser til noget uden for filen", id="style"),
    pytest.param(svg(size=""), "mangler bredde og højde", id="no size"),
    pytest.param(svg(size='width="1.2.3" height="4"'), "mangler bredde og højde", id="no number"),
    pytest.param(svg(size='width="0" height="40"'), "mangler bredde og højde", id="no width"),
    pytest.param(svg(size='viewBox="0 0 nan 10"'), "mangler bredde og højde", id="not a number"),
    pytest.param(svg(size='viewBox="0 0 inf 10"'), "mangler bredde og højde", id="endless"),
    pytest.param(svg(size='width="9000" height="1"'), "er alt for smalt eller alt for lavt", id="flat"),
]


@each(("data", "reason"), REFUSED)
def test_what_cannot_be_a_logo_is_refused_with_the_reason(data: bytes, reason: str) -> None:
    with pytest.raises(LogoRefused) as caught:
        logo_picture(data, "Egelund Kommune")
    assert str(caught.value) == reason
