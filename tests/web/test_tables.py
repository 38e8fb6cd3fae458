"""Tables: which cells may break words, which tables stay together, what the macros write."""

from __future__ import annotations

import subprocess

from lxml import html as lxml_html

from plangen.web.pdf import write_pdf
from tests.support.tools import program
from tests.web.sample import rendered


def classes(source: str, tag: str) -> list[str]:
    found = lxml_html.document_fromstring(rendered(source).html)
    return [element.get("class", "") for element in found.iter(tag)]


def table(widths: tuple[int, ...], *cells: str) -> str:
    columns = "".join(f'<col style="width: {width}%"/>' for width in widths)
    row = "".join(f"<td>{cell}</td>" for cell in cells)
    return f"<table><colgroup>{columns}</colgroup><tbody><tr>{row}</tr></tbody></table>"


def pages_of(source: str) -> list[str]:
    """The text of each page of the PDF."""
    content = write_pdf(rendered(source).html).content
    done = subprocess.run([program("pdftotext"), "-", "-"], input=content, capture_output=True, check=True)
    return done.stdout.decode().split("\f")[:-1]


def test_only_words_too_long_for_their_column_may_break() -> None:
    word = "Informationssikkerhedskoordinator"
    assert classes(table((50, 50), word, word), "td") == ["", ""]
    assert classes(table((20, 80), word, word), "td") == ["delbar", ""]
    assert classes(table((20, 80), "ganske almindelige ord " * 9, "x"), "td") == ["", ""]


def test_landscape_columns_have_more_room() -> None:
    word = "Informationssikkerhed"
    assert classes(table((25, 75), word, ""), "td") == ["delbar", ""]
    assert classes(f'<section class="liggende">{table((25, 75), word, "")}</section>', "td") == ["", ""]


def test_cell_across_columns_has_their_width() -> None:
    word = "Informationssikkerhedskoordinator"
    source = table((25, 25, 50), word).replace("<td>", '<td colspan="3">')
    assert classes(source, "td") == [""]


def test_small_table_stays_together() -> None:
    rows = "<tr><td>x</td></tr>"
    assert classes(f"<table>{rows * 9}</table><table>{rows * 10}</table>", "table") == ["samlet", ""]
    few = f"<table>{rows}<tr><td>{'ord ' * 450}</td></tr></table>"
    assert classes(few, "table") == [""], "it would leave more than a third of the page before it empty"


def test_a_row_taller_than_a_page_is_split_and_keeps_its_header() -> None:
    """Kept together, it left the page before nearly empty and lost its header."""
    rows = "".join(
        f"<tr><td>r{n}</td><td>{'Lang tekst. ' * (900 if n == 3 else 5)}</td></tr>" for n in range(8)
    )
    head = '<colgroup><col style="width: 20%"/><col style="width: 80%"/></colgroup>'
    head += "<thead><tr><th>Nummer</th><th>Tekst</th></tr></thead>"
    pages = pages_of(f"<table>{head}<tbody>{rows}</tbody></table>")
    assert len(pages) > 2
    assert all("Nummer" in page for page in pages)
    assert all(len(page.split()) > 400 for page in pages[:-1])
