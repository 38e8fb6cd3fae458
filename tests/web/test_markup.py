"""What a tag prints, for each kind of value."""

from __future__ import annotations

import re

from plangen.texts.values import Answer, ContentsList, Passage, Picture
from plangen.web.page import Page
from tests.support.cases import each
from tests.web.sample import absent, blank, hidden, nameless, prose, rendered, role, text


def body(page: Page) -> str:
    match = re.search(r"<body>(.*)</body>", nameless(page.html), re.DOTALL)
    assert match
    return match.group(1)


def printed(value: object) -> str:
    return body(rendered("<div>{{ x }}</div>", x=value)).removeprefix("<div>").removesuffix("</div>")


def test_given_answer_is_escaped_text() -> None:
    assert printed(text("x", "Job & Ydelse <b>x</b>")) == "Job &amp; Ydelse &lt;b&gt;x&lt;/b&gt;"


def test_missing_answer_is_a_marker_that_knows_its_question() -> None:
    assert printed(absent("problem", "Problem i »dag« & nu")) == (
        '<span class="mangler" data-id="problem" data-label="Problem i »dag« &amp; nu">'
        "[Udfyldes: Problem i »dag« &amp; nu]</span>"
    )


def test_blank_and_hidden_answers() -> None:
    assert printed(blank("x")) == "–"
    assert printed(hidden("x")) == ""


def test_line_breaks_of_a_text_answer() -> None:
    assert printed(text("x", "én\nto\n")) == "én<br>to"


def test_derived_text_and_numbers() -> None:
    assert printed("A & B") == "A &amp; B"
    assert printed(12) == "12"


def test_passage_keeps_the_answers_inside_it() -> None:
    passage = Passage("ST-02", ("Godkendes af ", absent("roller.projektejer.rolle", "Rolle"), " <nu>."))
    assert printed(passage).startswith(
        '<span data-tekst="ST-02">Godkendes af <span class="mangler" data-id="roller.projektejer.rolle"'
    )
    assert printed(passage).endswith("</span> &lt;nu&gt;.</span>")


def test_role_is_printed_in_full_at_first_mention_only() -> None:
    page = rendered("<p>{{ x }}, {{ x }}</p>", x=role("r", "Jobcenterchef", "projektejer"))
    assert body(page) == "<p>Jobcenterchef (projektejer), Jobcenterchef</p>"


@each(
    ("markdown", "html"),
    [
        ("Én\n\nTo", "<p>Én</p><p>To</p>"),
        ("- a\n- b\n  1. c", "<ul><li>a</li><li>b<ol><li>c</li></ol></li></ul>"),
        ("3. a\n4. b", '<ol start="3"><li>a</li><li>b</li></ol>'),
        ("- a\n\n  mere", "<ul><li><p>a</p><p>mere</p></li></ul>"),
        ("**fed** og *kursiv*", "<p><strong>fed</strong> og <em>kursiv</em></p>"),
        ("a\\\nb", "<p>a<br>b</p>"),
        ("[x](https://a.dk/?b=1&c=2)", '<p><a href="https://a.dk/?b=1&amp;c=2">x</a></p>'),
        ("[x](javascript:alert(1))", "<p>[x](javascript:alert(1))</p>"),
        ("[x](ftp://a.dk)", "<p>x</p>"),
        ("# Overskrift", "<p><strong>Overskrift</strong></p>"),
        ("<b>x</b> {{ 7*7 }}", "<p>&lt;b&gt;x&lt;/b&gt; {{ 7*7 }}</p>"),
    ],
)
def test_markdown_answer_is_blocks(markdown: str, html: str) -> None:
    assert printed(prose("x", markdown)) == html


def column_widths(html: str) -> list[float]:
    return [float(width) for width in re.findall(r"width: ([\d.]+)%", html)]


def test_a_table_of_hundreds_of_columns_has_a_width_for_each() -> None:
    """Whole percents would be none at all, and a page cannot be made of tables without width."""
    widths = column_widths(printed(prose("x", "|a" * 300 + "|\n" + "|---" * 300 + "|")))
    assert len(widths) == 300
    assert min(widths) > 0.3
    assert round(sum(widths)) == 100


def test_table_in_an_answer_has_widths_and_header_cells() -> None:
    html = printed(prose("x", "| Uge | Hvad |\n|---|---|\n| 1 | En meget lang beskrivelse af arbejdet |"))
    widths = column_widths(html)
    assert widths[0] < widths[1]
    assert round(sum(widths)) == 100
    assert '<thead><tr><th scope="col">Uge</th><th scope="col">Hvad</th></tr></thead>' in html
    assert "<tbody><tr><td>1</td>" in html


def test_multi_choice_as_bullets() -> None:
    answer = Answer("a og b", id="x", kind="multi", raw=("a", "b"), variants={"items": "A\nB"})
    assert printed(answer.punkter) == "<ul><li>A</li><li>B</li></ul>"
    assert printed(answer) == "a og b"


def test_picture_stands_in_the_page_itself() -> None:
    vector = Picture("logo", 'Logo for "Egelund"', 50, 18.5, png=b"", svg=b"<svg/>")
    assert printed(vector) == (
        '<img src="data:image/svg+xml;base64,PHN2Zy8+" alt=\'Logo for "Egelund"\' '
        'style="width: 50mm; height: 18.5mm">'
    )
    assert 'src="data:image/png;base64,' in printed(Picture("l", "Logo", 1, 1, png=b"\x89PNG"))


def test_endless_word_gets_places_to_break() -> None:
    html = printed(text("x", "kort " + "x" * 100))
    assert html.count("<wbr>") == 3
    assert html.replace("<wbr>", "") == "kort " + "x" * 100


def test_contents_list_without_headings_prints_nothing() -> None:
    assert printed(ContentsList()) == ""
