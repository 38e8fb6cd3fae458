"""What is done otherwise than WeasyPrint does it, to take less time, and gives the same."""

from __future__ import annotations

import base64
import re
import shutil
import zlib
from collections.abc import Callable, Iterator
from functools import cache
from xml.etree.ElementTree import Element

import pytest
from weasyprint import HTML, css

from plangen.web import engine, engine_looks, engine_patches, engine_reading, engine_text
from plangen.web.engine_typeface import typeface
from plangen.web.fetching import ClosedFetcher
from plangen.web.pdf import write_pdf
from tests.web import sample


def figure(content: str) -> str:
    drawing = f'<svg xmlns="http://www.w3.org/2000/svg" width="90mm" height="20mm">{content}</svg>'
    data = base64.b64encode(drawing.encode()).decode()
    return f'<img src="data:image/svg+xml;base64,{data}" alt="Figur" style="width: 90mm; height: 20mm"/>'


LETTERS = figure('<text x="5" y="9" dx="0 2 4">AVE</text>')
PAGE = f"""<!DOCTYPE html><html lang="da"><head><meta charset="utf-8"><title>Prøve</title>
<style>{sample.load("plangen.css")}</style>
<style>@page :first {{ margin-top: 30mm }} .x {{ color: #123456 }}</style></head><body>
<header class="sidehoved"><p><span>Til venstre</span><span class="til_hoejre">Til højre</span></p></header>
<main><h1 id="a">Én &amp; anden</h1><h2 id="b">Overskrift</h2><!-- intet -->
<p>Kommunikationsmedarbejderen <strong>Åse</strong> skriver<br>og skriver, <em>så</em> der bliver flere linjer
af det, og <u>understreget</u> tekst. <span lang="de">Auf</span> Lange<wbr>ord.<wbr> Færdig.</p>
<ul><li>Punkt<ul><li>Under <a href="#b">punkt</a></li></ul></li></ul><ol start="3"><li>Tredje</li></ol>
<table class="fakta"><colgroup><col style="width: 30%"><col style="width: 70%"></colgroup><tbody>
<tr style="height: 30pt"><th scope="row">Navn</th><td class="delbar"><p class="x">Et</p><p>To</p></td></tr>
<tr style="height: 30pt"><th scope="row">Navn</th><td>Værdi</td></tr></tbody></table>
<div style="line-clamp: 2"><p>Et to</p><p>Et to</p><p>Væk</p></div>
<div style="line-clamp: 2"><p>Et to</p><p>Et to</p><p>Væk</p></div>
<p style="white-space: pre-wrap">To linjer
og én til</p><p class="formaal">Formål</p>
<p class="nyside">Næste side</p><p class="nyside">Endnu en</p>
<p style="text-align: justify">{"Ordet er frit, og det er sagt før. " * 9}</p><p>{LETTERS}</p></main>
</body></html>"""


LOOKS = """<html lang="da"><head><title>Prøve</title><style>
.kasse { box-sizing: border-box; width: 50%; padding: 4mm; border: 1pt solid }
.fleks { display: flex; width: 60mm } .net { display: grid; grid-template-columns: 1fr 2fr }
.celle { display: table-cell; padding: 3pt; margin: 4pt }
.foerste::first-line { font-size: 14pt } .bogstav::first-letter { font-size: 20pt }
</style></head><body><main><p class="kasse">Et</p><p class="kasse">Et</p>
<div class="fleks">Tekst <b>fed</b> mere</div><div class="net">Tekst <b>fed</b> mere</div>
<div class="celle">Celle</div><p>x</p><div class="celle">Celle</div>
<p class="foerste">Ord og linje</p><p>Ord og linje</p><p class="bogstav">Ord</p><p>Ord</p>
</main></body></html>"""
"""A page whose layout changes copies of its looks."""


@cache
def as_done(html: str = PAGE) -> bytes:
    return engine.pdf_bytes(html)[0]


# --- the page -----------------------------------------------------------------------------------------------
def told(element: Element) -> Iterator[str]:
    """A tree as text. What only names an answer, comments and stylesheets are nothing."""
    is_name = (
        element.tag == "span"
        and bool(element.attrib)
        and {"data-id", "data-tekst"}.issuperset(element.attrib)
    )
    is_shown = isinstance(element.tag, str) and element.tag != "style"
    if is_shown:
        yield "" if is_name else f"<{element.tag} {sorted(element.attrib.items())}>"
        yield element.text or ""
        for child in element:
            yield from told(child)
        yield "" if is_name else "</>"
    yield element.tail or ""


@pytest.mark.parametrize("page", [lambda: PAGE, lambda: sample.page().html], ids=["every kind", "a document"])
def test_a_page_is_read_as_weasyprint_reads_it(page: Callable[[], str]) -> None:
    html = page()
    found, _ = engine_reading.read(html, ClosedFetcher())
    assert spaced(told(found.etree_element)) == spaced(told(HTML(string=html).etree_element))


def spaced(tree: Iterator[str]) -> str:
    """Space between elements is none."""
    return re.sub(r"\s+", " ", "".join(tree)).replace("> <", "><")


def test_a_stylesheet_that_is_complained_about_is_complained_about_each_time() -> None:
    head = "<title>x</title><style>p { farve: rød }</style>"
    page = f'<html lang="da"><head>{head}</head><body><p>x</p></body></html>'
    first, again = write_pdf(page), write_pdf(page)
    assert first.messages == again.messages
    assert "farve" in str(first.messages)


# --- the file -----------------------------------------------------------------------------------------------
def test_the_file_is_the_same_when_weasyprint_reads_the_page(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine_reading, "KNOWN", False)
    assert engine.pdf_bytes(PAGE)[0] == as_done()


@pytest.mark.parametrize("html", [PAGE, LOOKS], ids=["every kind", "looks that are changed"])
def test_the_file_is_the_same_without_the_patches(html: str, monkeypatch: pytest.MonkeyPatch) -> None:
    done = as_done(html)
    for owner, name, old in engine_patches.replaced:
        if name != "zlib":
            monkeypatch.setattr(owner, name, old)
    assert engine.pdf_bytes(html)[0] == done


def test_another_weasyprint_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine_patches, "KNOWN", False)
    monkeypatch.setattr(css, "find_style_attributes", css.find_style_attributes.__wrapped__)
    engine_patches.apply()
    assert not hasattr(css.find_style_attributes, "__wrapped__")


# --- one document after the other ---------------------------------------------------------------------------
SMALL = """<html lang="da"><head><title>Prøve</title><style>
@page :first { margin-top: 30mm } main { font-size: 9pt } .x { text-indent: 9pt } td { padding: 2pt }
</style></head><body><main><p class="x">Et <u>to</u></p>
<table><tr style="height: 30pt"><td>Tre</td></tr></table></main></body></html>"""
OTHERS = (
    SMALL,
    SMALL.replace("text-indent: 9pt", "text-indent: 8pt"),
    SMALL.replace("main {", "main { line-height: 2;"),
    SMALL.replace("height: 30pt", "height: 40pt"),
    SMALL.replace('<html lang="da">', '<html lang="de" style="font-size: 2pt">'),
    SMALL.replace("main {", "u { position: absolute } main {"),
    SMALL.replace("<table>", '<table style="float: left">'),
    SMALL.replace("9pt }", "9vw }"),
    SMALL.replace("9pt }", "9vw }").replace(":first {", ":first { size: A5;"),
)


def alone(html: str) -> bytes:
    """The file of a page that comes first."""
    with typeface(has_own_fonts=False) as one:
        for name in ("plangen_known", "plangen_lines"):
            one.fonts.__dict__.pop(name, None)
    return engine.pdf_bytes(html)[0]


def test_what_is_known_of_a_page_changes_no_other() -> None:
    files = [alone(html) for html in OTHERS]
    assert len(set(files)) == len(OTHERS)
    for _ in ("learnt", "known"):
        assert [engine.pdf_bytes(html)[0] for html in OTHERS] == files


def known() -> tuple[int, int]:
    """How many looks and lines are known."""
    with typeface(has_own_fonts=False) as one:
        return len(one.fonts.plangen_known), len(one.fonts.plangen_lines)


def test_what_is_known_grows_to_a_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    file, (looks, lines) = alone(SMALL), known()
    engine.pdf_bytes(SMALL)
    assert known() == (looks, lines)
    engine.pdf_bytes(OTHERS[2])
    assert known() > (looks, lines)
    monkeypatch.setattr(engine_looks, "_MOST", 1)
    monkeypatch.setattr(engine_text, "_MOST", 1)
    assert engine.pdf_bytes(SMALL)[0] == file
    assert known() == (looks, 1)


# --- the typeface -------------------------------------------------------------------------------------------
def test_pages_one_after_the_other_share_a_typeface_and_pages_at_once_do_not() -> None:
    with typeface(has_own_fonts=False) as first, typeface(has_own_fonts=False) as beside:
        assert first is not beside
    with typeface(has_own_fonts=False) as later:
        assert later is first
        with typeface(has_own_fonts=True) as own:
            assert own not in (first, beside)


def test_a_typeface_whose_files_are_gone_is_made_again() -> None:
    with typeface(has_own_fonts=False) as one:
        shutil.rmtree(one.fonts._folder)
    with typeface(has_own_fonts=False) as other:
        assert other is not one
    assert engine.pdf_bytes(PAGE)[0] == as_done()


# --- figures ------------------------------------------------------------------------------------------------
def times_set(picture: str) -> int:
    """How often a page with nothing but a figure sets text."""
    page = f'<html lang="da"><head><title>x</title></head><body><p>{picture}</p></body></html>'
    content = engine.pdf_bytes(page)[0]
    streams = re.findall(rb"stream\n(.*?)\nendstream", content, re.DOTALL)
    texts = [zlib.decompress(one) for one in streams if one[:1] == b"x"]
    return sum(len(re.findall(rb"\bT[jJ]\b", text)) for text in texts if b"BT" in text)


def test_a_text_of_a_figure_is_set_in_one() -> None:
    assert times_set(figure('<text x="5" y="9">AVE</text>')) == 1


def test_letters_with_places_of_their_own_have_them() -> None:
    assert times_set(LETTERS) == 3
