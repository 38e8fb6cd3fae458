"""Headings, contents list, missing answers and properties of a page."""

from __future__ import annotations

from lxml import html as lxml_html

from plangen.documents.printing import Printing
from plangen.texts.values import ContentsList
from plangen.web.page import Heading, PageTemplates
from tests.support.cases import each
from tests.web.sample import (
    Properties,
    absent,
    context,
    document,
    empty_context,
    hidden,
    load,
    nameless,
    open_point,
    page,
    prose,
    rendered,
    text,
)

CONTENTS = '<nav class="indholdsliste"></nav>'


def headings(count: int) -> str:
    return "".join(f"<h2>Afsnit {number}</h2>" for number in range(count))


def test_ids_are_ascii_unique_and_leave_given_ones_alone() -> None:
    found = rendered(
        '<h2>Mål</h2><h3>Mål</h3><h2 id="eget">Mål</h2><p id="maal_3">x</p><h3>Mål</h3>'
    ).headings
    assert found == (
        Heading(1, "Mål", "maal"),
        Heading(2, "Mål", "maal_2"),
        Heading(1, "Mål", "eget"),
        Heading(2, "Mål", "maal_4"),
    )


def test_contents_list_only_above_twelve_headings_and_the_colophon() -> None:
    assert "<nav" not in rendered(CONTENTS + headings(13)).html
    assert "<nav" in rendered(CONTENTS + headings(14)).html


def test_contents_list_links_two_levels() -> None:
    source = f"{CONTENTS}<h2>A</h2><h3>A1</h3><h4>A1x</h4><h3>A2</h3><h2>B</h2><h2>C</h2><h2>D</h2>"
    source += headings(7)
    nav = lxml_html.document_fromstring(rendered(source).html).find(".//nav")
    assert nav is not None
    assert [(a.text, a.get("href"), len(list(a.iterancestors("ol")))) for a in nav.iter("a")][:6] == [
        ("A", "#a", 1), ("A1", "#a1", 2), ("A2", "#a2", 2), ("B", "#b", 1), ("C", "#c", 1), ("D", "#d", 1),
    ]  # fmt: skip
    assert nav.get("aria-labelledby") == "indhold"


def test_a_list_of_main_sections_leaves_the_lower_levels_out() -> None:
    source = f"{{{{ indhold }}}}{headings(13)}<h3>Under</h3>"
    nav = lxml_html.document_fromstring(rendered(source, indhold=ContentsList().hovedafsnit).html).find(
        ".//nav"
    )
    assert nav is not None
    assert [a.text for a in nav.iter("a")] == [f"Afsnit {number}" for number in range(13)]
    assert nav.get("data-niveauer") is None


def test_missing_answers_stand_under_their_heading_in_order() -> None:
    found = rendered(
        "<p>{{ a }}</p><h2>Først</h2><p>{{ b }}</p><h3>Så</h3><table><tr><td>{{ c }}</td></tr></table>"
        "<p>{{ b }} {{ d }}</p>",
        a=absent("a", "Kommune"),
        b=absent("b", "Formål"),
        c=absent("krav[k_01].tekst", "Krav, række 1: Tekst"),
        d=hidden("d"),
    ).missing
    assert [(m.id, m.label, m.heading) for m in found] == [
        ("a", "Kommune", ""),
        ("b", "Formål", "Først"),
        ("krav[k_01].tekst", "Krav, række 1: Tekst", "Så"),
        ("b", "Formål", "Så"),
    ]


def test_attribute_text_is_plain_and_short() -> None:
    found = rendered('<p title="{{ x|tekst(12) }}">y</p>', x=absent("x", "Kommunens navn"))
    assert 'title="[Udfyldes: K…"'.replace(" K…", "…") in found.html
    assert found.missing == ()


def test_properties_go_into_the_head() -> None:
    head = lxml_html.document_fromstring(page().html).find("head")
    assert head is not None
    assert head.findtext("title") == "Formålsbeskrivelse – Jobindsats"
    assert {meta.get("name"): meta.get("content") for meta in head.iter("meta") if meta.get("name")} == {
        "viewport": "width=device-width, initial-scale=1",
        "author": "Digitaliseringskonsulent",
        "description": "Din vej til job – digital jobplatform",
        "keywords": "Egelund Kommune, JobVejen, Formålsbeskrivelse",
    }


def test_paragraph_gives_way_to_a_block_answer() -> None:
    found = rendered('<p class="note">{{ x }}</p><p>{{ y }}</p>', x=prose("x", "a\n\nb"), y=text("y", "c"))
    assert '<div class="note svar"><p>a</p><p>b</p></div><p>c</p>' in nameless(found.html)


@each(
    ("source", "expected"),
    [
        (
            "<p>Før: {{ x }} efter</p>",
            '<p class="hold">Før:</p><div class="svar"><p>a</p><p>b</p></div><p>efter</p>',
        ),
        (
            "<p><strong>{{ x }}</strong></p>",
            '<div class="svar"><div class="fed svar"><p>a</p><p>b</p></div></div>',
        ),
        (
            '<p class="note"><em>Før {{ x }}</em></p>',
            '<p class="note hold"><em>Før</em></p>'
            '<div class="note svar"><div class="kursiv svar"><p>a</p><p>b</p></div></div>',
        ),
    ],
)
def test_text_beside_a_block_answer_keeps_paragraphs_of_its_own(source: str, expected: str) -> None:
    """As in Word."""
    assert expected in nameless(rendered(source, x=prose("x", "a\n\nb")).html)


@each("source", ["<p>{{ x }}</p>", "<p> <strong>{{ x }}</strong></p>", "<ul><li>{{ x }}</li></ul>"])
def test_what_prints_nothing_goes(source: str) -> None:
    found = rendered(f"<div>{source}</div>", x=hidden("x")).html
    assert "<p" not in found and "<li" not in found


@each(
    ("source", "expected"),
    [
        ("<p>{{ x }}</p>", '<p data-id="x">v</p>'),
        ("<table><tr><td> {{ x }} </td></tr></table>", '<td data-id="x">v</td>'),
        ("<p>Svar: {{ x }}</p>", '<p>Svar: <span data-id="x">v</span></p>'),
        ("<p>{{ y }}</p>", '<div data-id="y" class="svar"><p>a</p><p>b</p></div>'),
        (
            "<p>Svar: {{ y }}</p>",
            '<p class="hold">Svar:</p><div data-id="y" class="svar"><p>a</p><p>b</p></div>',
        ),
        ("<p>{{ z }}</p>", "<p>derived</p>"),
        ("<p>Se {{ w }}, ja</p>", '<p>Se <span data-id="w">kun <strong>en</strong> sag</span>, ja</p>'),
    ],
)
def test_what_an_answer_gives_names_its_question(source: str, expected: str) -> None:
    """As a control does in Word."""
    found = rendered(
        source, x=text("x", "v"), y=prose("y", "a\n\nb"), z="derived", w=prose("w", "kun **en** sag")
    ).html
    assert expected in found


def test_control_characters_do_not_stop_the_page() -> None:
    assert "a\ufffdb" in rendered("<p>{{ x }}</p>", x=text("x", "a\x0bb")).html


# --- The whole of D01 ---------------------------------------------------------------------------------------

D01_SECTIONS = [
    "Formål",
    "Baggrund og problem",
    "Hvorfor giver det mening?",
    "Mål og prioritering",
    "Fordele fra første dag",
    "Den nye hverdag",
    "Faglighed, roller og relationer",
    "Hvad effektiviseringen betyder",
    "Sammenhæng og tidspunkt",
    "Afgrænsning",
    "Sådan er formålet blevet til",
    "Åbne punkter",
    "Om dokumentet",
]


def sections(**changes: object) -> list[str]:
    return [heading.text for heading in page(**changes).headings if heading.level == 1]


def test_d01_has_the_sections_of_the_outline() -> None:
    assert sections(aabne_punkter=(open_point(),)) == D01_SECTIONS


def test_d01_leaves_out_what_is_hidden_or_without_content() -> None:
    assert "Åbne punkter" not in sections()
    assert "Hvad effektiviseringen betyder" not in sections(effektivisering_konsekvens=hidden("e"))
    assert "Hjælp til borgere, der ikke er digitale" in page().html
    found = page(borgere_alternativ=hidden("b")).html
    assert "Hjælp til borgere, der ikke er digitale" not in found
    assert "Vi har også overvejet" not in found
    assert "Sådan beslutter vi en udvidelse" in found


def test_d01_of_an_empty_answer_file_marks_every_gap() -> None:
    found = PageTemplates(load).render("01_formaalsbeskrivelse.html", empty_context(), Printing())
    assert {"kommune_navn", "formaal_kort", "problem", "maal", "mening.ledere.begrundelse"} <= {
        missing.id for missing in found.missing
    }
    assert "None" not in found.html


@each(
    ("changes", "expected"),
    [
        ({}, []),
        ({"udkast": True}, ["Udkast"]),
        ({"internt": True}, ["Intern"]),
        ({"udkast": True, "internt": True}, ["Udkast", " · ", "Intern"]),
    ],
)
def test_running_header_says_draft_and_internal(changes: dict[str, bool], expected: list[str]) -> None:
    found = lxml_html.document_fromstring(nameless(page(dokument=document(**changes)).html))
    (first, header), (first_footer, footer) = found.findall(".//header"), found.findall(".//footer")
    assert first.text_content() == ("Intern" if "Intern" in expected else "")
    assert len(first) == ("Intern" in expected)  # nothing at all, so that no line stands under it
    assert first_footer.text_content() == "Side  af "
    assert [mark.text for mark in header.iter("strong")] == expected
    assert [span.text_content() for span in header.find("p")] == [
        "Egelund Kommune · Formålsbeskrivelse",
        "".join(expected),
    ]
    assert [span.text_content() for span in footer.find("p")] == ["Version 0.9 · 11.12.2026", "Side  af "]
    assert [span.get("class") for span in footer.findall("p/span/span")] == ["sidetal", "sideantal"]


def test_page_is_one_file_in_danish_with_landmarks() -> None:
    found = lxml_html.document_fromstring(page().html)
    assert found.get("lang") == "da"
    assert page().html.startswith("<!DOCTYPE html>\n<html")
    count = {tag: len(found.findall(f".//{tag}")) for tag in ("header", "main", "nav", "h1", "link")}
    assert count == {
        "header": 2,
        "main": 1,
        "nav": 0,  # twelve headings need no list of them
        "h1": 1,
        "link": 0,
    }  # the first page's header is its own
    assert "--accent: #1B4F63" in str(found.findtext(".//style"))
    assert all(cell.get("scope") in ("col", "row") for cell in found.iter("th"))


def test_same_context_gives_the_same_page() -> None:
    templates = PageTemplates(load)
    pages = [
        templates.render("01_formaalsbeskrivelse.html", context(), Printing(), Properties()) for _ in "ab"
    ]
    assert pages[0] == pages[1]
