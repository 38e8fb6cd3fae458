"""Logos that would take a program minutes or its memory to draw are refused, and the pack is made without."""

# ruff: noqa: E501 - a drawing reads best on one line

from __future__ import annotations

from pathlib import Path

import pytest

from plangen.pictures import raster
from plangen.pictures.logo import LogoRefused, logo_picture
from tests.support.cases import each
from tests.support.cli import run

HEAD = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="100" height="50">'
LAUGHS = "".join(
    f'<g id="a{n}">{f"<use xlink:href=&quot;#a{n - 1}&quot;/>".replace("&quot;", chr(34)) * 10}</g>'
    for n in range(1, 12)
)

COSTLY = {
    "parts that use each other": (f'<defs><rect id="a0" width="1" height="1"/>{LAUGHS}</defs><use xlink:href="#a11"/>', "har over 5000 figurer"),
    "a part that uses itself": ('<g id="a"><use href="#b"/></g><g id="b"><use href="#a"/></g>', "bruger sig selv"),
    "a mask that uses itself": ('<mask id="m"><rect mask="url(#m)" width="1" height="1"/></mask><rect mask="url(#m)"/>', "bruger sig selv"),
    "many figures": ('<rect width="1" height="1"/>' * 6000, "har over 5000 figurer"),
    "deep nesting": ("<g>" * 200 + "</g>" * 200, "i for mange lag"),
    "an effect": ('<filter id="f"><feTurbulence numOctaves="1000"/></filter><rect filter="url(#f)"/>', "effekter (filter)"),
    "a pattern": ('<pattern id="p" width="0.0001" height="0.0001"/><rect fill="url(#p)"/>', "mønstre (pattern)"),
    "marks": ('<marker id="m"/>', "mærker på streger"),
    "dashes": ('<path d="M0 0 L100 0" stroke="red" stroke-dasharray="0.00001"/>', "stiplede streger"),
    "dashes by style": ('<style>path { stroke-dasharray: 0.00001 }</style>', "stiplede streger"),
    "huge numbers": ('<path d="M0 0 L1e9 0"/>', "tal på over en million"),
    "huge sizes": ('<rect width="99999999" height="1"/>', "tal på over en million"),
    "a long path": (f'<path d="M0 0 {"L1 1 " * 300_000}"/>', "over 1 MB"),
}  # fmt: skip


def svg(body: str) -> bytes:
    return f"{HEAD}{body}</svg>".encode()


@each(("body", "message"), COSTLY.values(), ids=COSTLY.keys())
def test_a_drawing_that_is_too_much_work(body: str, message: str) -> None:
    with pytest.raises(LogoRefused) as caught:
        logo_picture(svg(body), "Egelund")
    assert message in str(caught.value)
    assert "for tungt at tegne; gem det som png" in str(caught.value)


def test_a_drawing_that_takes_too_long_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(raster, "SECONDS", 0.001)
    with pytest.raises(LogoRefused, match="er for tungt at tegne"):
        logo_picture(svg('<rect width="9" height="9"/>'), "Egelund")


def test_an_ordinary_logo_passes() -> None:
    body = '<defs><clipPath id="c"><rect width="9" height="9"/></clipPath><linearGradient id="g"/></defs>'
    body += '<g clip-path="url(#c)"><path d="M0.12345678 1.23456789e-3 L9 9" fill="url(#g)"/></g>'
    assert logo_picture(svg(body), "Egelund").png.startswith(b"\x89PNG")


def test_the_pack_is_made_without_such_a_logo(tmp_path: Path) -> None:
    (tmp_path / "logo.svg").write_bytes(svg(COSTLY["parts that use each other"][0]))
    (tmp_path / "p.yaml").write_text(
        "pakke:\n  logo: logo.svg\nsvar:\n  kommune_navn: Egelund Kommune\n", "utf-8"
    )
    result = run(
        "build", tmp_path / "p.yaml", "--out", tmp_path / "ud", "--document", "D01", "--format", "docx"
    )
    assert "Logoet »logo.svg« har over 5000 figurer" in result.out + result.err
    assert list((tmp_path / "ud").rglob("01_*.docx"))
