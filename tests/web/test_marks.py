"""Characters in a PDF, and the header cells of its tables: it stays PDF/UA, and says what is meant."""

from __future__ import annotations

import io

import page as pdf_checker
import pikepdf

from plangen.web.pdf import write_pdf
from tests.support.cases import each

PAGE = '<html lang="da"><head><title>t</title></head><body><h1>t</h1>{}</body></html>'
KINDS = {
    "a mark alone": "\u0301 x",
    "marks on a space": "\u00a0\u0301",
    "many marks": "a" + "\u0301" * 20,
    "decomposed Danish": "a\u030a o\u0308",
    "pointed Hebrew": "שָׁלוֹם",
    "Arabic with marks": "مَرْحَبًا",
    "Thai whose vowel is taken apart": "กำ",
    "Devanagari": "हिन्दी क्षि",
    "Hangul in parts": "\u1112\u1161\u11ab",
    "emoji": "👍🏽 👨‍👩‍👧 🇩🇰 1️⃣",
    "directions": "a\u202eb\u202c \u200eb\u200f",
    "enclosing mark": "a\u20dd",
    "joiners": "a\u200db a\u200cb a\u034fb",
}


@each("text", KINDS.values(), ids=KINDS.keys())
def test_every_kind_of_character_gives_an_accessible_file(text: str) -> None:
    found = write_pdf(PAGE.format(f"<p>{text}</p>"))
    report = pdf_checker.validate_pdf_bytes(found.content, profile="ua1")
    assert [(failure.rule_id, failure.message) for failure in report.failures] == []
    assert found.messages == ()


def test_what_no_typeface_has_is_named_as_it_stands_in_the_text() -> None:
    assert write_pdf(PAGE.format("<p>กำ</p>")).replaced == "กำ"


def associations(html: str) -> list[tuple[str, list[str]]]:
    """The data cells of a PDF, each with the ids of its header cells; headers as (id, [])."""
    with pikepdf.open(io.BytesIO(write_pdf(PAGE.format(html)).content)) as pdf:
        cells = [
            o for o in pdf.objects if isinstance(o, pikepdf.Dictionary) and o.get("/S") in ("/TH", "/TD")
        ]
        return [(str(c.get("/ID", "")), [str(h) for h in c.A.get("/Headers", [])]) for c in cells]


def test_a_fact_belongs_to_the_name_before_it() -> None:
    rows = '<tr><th scope="row">A</th><td>1</td><th scope="row">B</th><td>2</td></tr>'
    rows += '<tr><th scope="row">C</th><td colspan="3">3</td></tr>'
    a, one, b, two, c, three = associations(f"<table><tbody>{rows}</tbody></table>")
    assert one == ("", [a[0]])
    assert two == ("", [b[0]])
    assert three == ("", [c[0]])
    assert len({a[0], b[0], c[0]}) == 3


def test_a_cell_of_an_ordinary_table_has_its_row_and_its_column() -> None:
    head = '<thead><tr><th scope="col">X</th><th scope="col">Y</th></tr></thead>'
    _, y, row, cell = associations(
        f'<table>{head}<tbody><tr><th scope="row">r</th><td>v</td></tr></tbody></table>'
    )
    assert cell == ("", [row[0], y[0]])
