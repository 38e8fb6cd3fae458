"""The PDF of a page: accessible, with nothing from outside. That its bytes are the same in every process is
held by tests/building/test_same_bytes.py."""

from __future__ import annotations

import io
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

import page as pdf_checker
import pikepdf
import pytest
from PIL import Image

from plangen.texts.values import Picture
from plangen.web.page import Page
from plangen.web.pdf import PACKAGES, PangoMissing, Pdf, write_pdf
from tests.support.cases import each
from tests.support.samples import sampled
from tests.web import sample

ROOT = Path(__file__).parent.parent.parent
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" width="50" height="18"><rect width="50" height="18"/></svg>'


@cache
def pdf(page: Page) -> Pdf:
    return write_pdf(page.html)


@cache
def d01() -> Pdf:
    return pdf(sample.page(aabne_punkter=(sample.open_point(),)))


def opened(content: bytes) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(content))


def assert_accessible(found: Pdf) -> None:
    report = pdf_checker.validate_pdf_bytes(found.content, profile="ua1")
    assert [(failure.rule_id, failure.message) for failure in report.failures] == []
    assert report.is_compliant
    assert found.messages == ()


def hostile(value: str) -> Page:
    return sample.page(
        problem=sample.prose("problem", value),
        formaal_kort=sample.text("formaal_kort", value),
        kommune_navn=sample.text("kommune_navn", value),
        plan=sample.planned(sample.goal_row(0, (value,) * 4)),
    )


WIDE = """<main><h1>Titel</h1><h2>Før</h2><p>Stående</p><hr class="sektion" data-side="staaende"/>
<h2>Plan</h2><table>
<colgroup><col style="width: 10%"/><col style="width: 60%"/><col style="width: 30%"/></colgroup>
<thead><tr><th scope="col">Nr.</th><th scope="col">Hvad</th><th scope="col">Hvem</th></tr></thead><tbody>
{% for n in range(60) %}
<tr><td>{{ n }}</td><td>Gennemfør potentiale- og barrierearbejde</td><td>{{ x }}</td></tr>
{% endfor %}
</tbody></table><hr class="sektion" data-side="liggende" data-skift="side"/><h2>Efter</h2><p>Stående</p>
<hr class="sektion" data-side="staaende" data-skift="side"/></main>"""


@cache
def wide() -> Pdf:
    stylesheet = '<link rel="stylesheet" href="plangen.css"/>'
    return pdf(
        sample.rendered(stylesheet + WIDE, x=sample.text("x", "Databehandleraftalegennemgangskoordinator"))
    )


# --- Accessible ---------------------------------------------------------------------------------------------


def test_d01_is_pdf_ua() -> None:
    assert_accessible(d01())


@pytest.mark.parametrize("png", sampled([False, True], every=2))
def test_logo_has_alt_text(png: bool) -> None:
    drawing = io.BytesIO()
    Image.new("RGB", (100, 36), (27, 79, 99)).save(drawing, "png")
    logo = Picture("logo", "Logo for Egelund Kommune", 50, 18, drawing.getvalue(), b"" if png else SVG)
    found = pdf(sample.page(logo=logo))
    assert_accessible(found)
    alts = [str(element["/Alt"]) for element in structure(found) if "/Alt" in element]
    assert alts == ["Logo for Egelund Kommune"]


def structure(found: Pdf) -> Iterator[Any]:
    document = opened(found.content)
    for element in document.objects:
        if isinstance(element, pikepdf.Dictionary) and element.get("/Type") == "/StructElem":
            yield element


def test_headings_and_tables_are_tagged() -> None:
    kinds = [str(element["/S"]) for element in structure(d01())]
    assert kinds.count("/H1") == 1
    assert kinds.count("/H2") == len(sample.page(aabne_punkter=(sample.open_point(),)).headings) - sum(
        heading.level > 1 for heading in sample.page(aabne_punkter=(sample.open_point(),)).headings
    )
    assert "/TH" in kinds and "/L" in kinds and "/Link" in kinds


def test_metadata() -> None:
    document = opened(d01().content)
    assert str(document.Root.Lang) == "da"
    assert document.Root.ViewerPreferences.DisplayDocTitle is True
    info = {key: str(value) for key, value in document.docinfo.items()}
    assert info["/Title"] == "Formålsbeskrivelse – Jobindsats"
    assert info["/Author"] == "Digitaliseringskonsulent"
    assert info["/Subject"] == "Din vej til job – digital jobplatform"
    assert info["/Keywords"] == "Egelund Kommune, JobVejen, Formålsbeskrivelse"
    assert not {"/CreationDate", "/ModDate"} & set(info)


def test_bookmarks_are_the_headings_without_the_title() -> None:
    page = sample.page(aabne_punkter=(sample.open_point(),))
    with opened(d01().content).open_outline() as outline:
        found = [(1, item.title) for item in outline.root]
        children = [(2, child.title) for item in outline.root for child in item.children]
    assert found == [(1, heading.text) for heading in page.headings if heading.level == 1]
    assert children == [(2, heading.text) for heading in page.headings if heading.level == 2]


def test_empty_answer_file_is_pdf_ua() -> None:
    templates = sample.PageTemplates(sample.load)
    page = templates.render("01_formaalsbeskrivelse.html", sample.empty_context(), sample.Printing())
    assert_accessible(pdf(page))


# --- Typography ---------------------------------------------------------------------------------------------


def fonts(found: Pdf) -> set[str]:
    return {
        str(font.BaseFont).split("+")[-1]
        for page in opened(found.content).pages
        for font in page.Resources.Font.values()
    }


def test_only_carlito_is_embedded() -> None:
    assert fonts(d01()) == {"Plangen-Carlito", "Plangen-Carlito-Bold", "Plangen-Carlito-Italic"}
    assert fonts(wide()) <= {"Plangen-Carlito", "Plangen-Carlito-Bold"}


def test_landscape_section_has_pages_of_its_own() -> None:
    boxes = [page.MediaBox for page in opened(wide().content).pages]
    landscape = [float(box[2]) > float(box[3]) for box in boxes]
    assert landscape[0] is False and landscape[-1] is False
    assert len(landscape) >= 4 and all(landscape[1:-1])


def test_wide_table_is_pdf_ua_and_repeats_its_header() -> None:
    page_count = len(opened(wide().content).pages)
    headers = [element for element in structure(wide()) if element["/S"] == "/THead"]
    assert len(headers) == page_count - 2
    report = pdf_checker.validate_pdf_bytes(wide().content, profile="ua1")
    assert report.is_compliant, report.to_json()


def test_character_without_a_glyph_becomes_a_box_and_is_reported() -> None:
    found = pdf(sample.page(problem=sample.prose("problem", "privat tegn \ue000 i teksten")))
    assert found.replaced == "\ue000"
    assert_accessible(found)


# --- Hostile answers ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "value",
    [
        "{{ 7*7 }} {% raw %} & < > \" ' </p></html>"
        '<img src="http://127.0.0.1:1/x"/><style>@import url(file:///etc/passwd);</style>'
        "مرحبا \u202eשלום\u202c e\u0301 \U0001f600",
        "Ordet er frit. " * 100 + "x" * 1_500,
    ],
    ids=["jinja, markup and rtl", "long text and long word"],
)
def test_file_stays_valid(value: str) -> None:
    assert_accessible(pdf(hostile(value)))


class Opened:
    """What the process opened and whom it called, while `recording`."""

    recording = False
    events: list[str] = []  # noqa: RUF012 - one list for the one hook of the process


def _audit(event: str, arguments: tuple[object, ...], opened: type[Opened] = Opened) -> None:
    """`opened` is there still when the process ends and names of modules are not."""
    watched = event.startswith(("socket.", "urllib.", "http.")) or event == "open"
    if opened.recording and watched:
        opened.events.append(f"{event} {arguments[0] if arguments else ''}")


sys.addaudithook(_audit)


@contextmanager
def recorded() -> Iterator[list[str]]:
    Opened.events.clear()
    Opened.recording = True
    try:
        yield Opened.events
    finally:
        Opened.recording = False


FETCHES = [
    '<img src="file:///etc/passwd" alt="x"/>',
    '<img src="http://127.0.0.1:9/x.png" alt="x"/>',
    '<img src="../../etc/passwd" alt="x"/>',
    '<style>@import url("http://127.0.0.1:9/x.css");</style>',
    '<style>@import url("file:///etc/passwd");</style>',
    '<style>body { background: url("file:///etc/passwd") }</style>',
    '<style>@font-face { font-family: x; src: url("http://127.0.0.1:9/x.ttf") } p { font-family: x }</style>',
    '<object data="file:///etc/passwd" type="text/plain">x</object>',
    '<embed src="http://127.0.0.1:9/x.svg"/>',
    '<link rel="attachment" href="file:///etc/passwd"/>',
    '<img src="plangen:skrift/../../secret" alt="x"/>',
]


@each("markup", FETCHES)
def test_nothing_is_fetched_even_when_a_page_asks_for_it(markup: str) -> None:
    write_pdf("<html lang=da><title>x</title><p>x</p></html>")  # everything lazy is loaded
    with recorded() as events:
        found = write_pdf(
            f"<html lang='da'><head><title>x</title></head><body>{markup}<p>x</p></body></html>"
        )
    assert b"root:" not in found.content
    assert [e for e in events if not e.startswith("open")] == []
    assert [e for e in events if "passwd" in e or "secret" in e] == []
    assert found.messages  # a page that asks for something foreign is a mistake, and is not silent


@pytest.mark.parametrize(
    "inside",
    sampled(
        [
            b'<image href="file:///etc/passwd" width="5" height="5"/>',
            b'<image href="http://127.0.0.1:9/x.png" width="5" height="5"/>',
            b'<style>@import url("http://127.0.0.1:9/x.css");</style>',
            b'<use href="http://127.0.0.1:9/x.svg#a"/>',
        ],
        every=2,
    ),
)
def test_hostile_logo_fetches_nothing(inside: bytes) -> None:
    svg = SVG.replace(b"</svg>", inside + b"</svg>").replace(
        b"<svg ", b'<svg xmlns:xlink="http://www.w3.org/1999/xlink" '
    )
    d01()
    with recorded() as events:
        write_pdf(sample.page(logo=Picture("logo", "Logo", 50, 18, png=b"", svg=svg)).html)
    assert [e for e in events if not e.startswith("open") or "passwd" in e] == []


# --- Without Pango ------------------------------------------------------------------------------------------

NO_PANGO = """
import cffi
def missing(*_): raise OSError("cannot load library")
cffi.FFI.dlopen = missing
from plangen.web.page import PageTemplates
from plangen.web.pdf import PangoMissing, write_pdf
try:
    write_pdf("<html lang=da><title>x</title></html>")
except PangoMissing as error:
    print(error)
"""


def test_missing_pango_is_said_in_danish_with_the_packages() -> None:
    done = subprocess.run([sys.executable, "-c", NO_PANGO], capture_output=True, check=True)
    assert done.stdout.decode().strip() == str(PangoMissing())
    assert done.stderr == b""
    assert PACKAGES in str(PangoMissing())
    assert "Word-filerne laves uden" in str(PangoMissing())


def test_weasyprint_is_not_imported_with_the_pages() -> None:
    code = "import sys, plangen.web.page, plangen.web.pdf; print('weasyprint' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)
    assert done.stdout.decode().strip() == "False"
