"""What each kind of value becomes in running text."""

from __future__ import annotations

import pytest

from plangen.documents.printing import Printing
from plangen.ooxml.properties import CoreProperties
from plangen.texts.values import Answer, Link, Passage
from tests.word.building import (
    blank,
    changed,
    compiled,
    docx,
    hidden,
    markdown,
    member,
    missing,
    names,
    outline,
    render,
    render_file,
    text,
)


def test_a_given_answer_keeps_the_look_of_its_run() -> None:
    out = render("Projekt: **{{ titel }}** slut", titel=text("Din vej"))
    assert outline(out) == ["Projekt: **Din vej** slut"]


def test_a_tag_that_word_has_split_over_runs_takes_the_look_of_its_first() -> None:
    assert outline(render("a {‖{ ti‖tel }‖} b", titel=text("X"))) == ["a X b"]


def test_a_missing_answer_is_a_marker_in_its_own_style() -> None:
    xml = member(render("Mål: {{ x }}", x=missing("Mål")))
    assert '<w:rPr><w:rStyle w:val="Mangler"/></w:rPr><w:t>[Udfyldes: Mål]</w:t>' in xml


def test_a_missing_answer_in_a_bold_run_stays_bold() -> None:
    xml = member(render("**{{ x }}**", x=missing("Mål")))
    assert '<w:rPr><w:rStyle w:val="Mangler"/><w:b/></w:rPr>' in xml


def test_a_missing_markdown_answer_is_a_marker_too() -> None:
    assert outline(render("{{ x }}", x=missing("Mål", kind="markdown"))) == ["[Udfyldes: Mål]"]


def test_a_blank_answer_is_a_dash() -> None:
    assert outline(render("{{ x }}", x=blank())) == ["–"]
    assert outline(render("{{ x }}", x=Answer("", id="x", status="blank"))) == ["–"]


def test_a_paragraph_with_nothing_but_a_hidden_answer_is_left_out() -> None:
    assert outline(render("før\n{{ x }}\nefter", x=hidden())) == ["før", "efter"]
    assert outline(render("før\n{{ x }} tekst\nefter", x=hidden())) == ["før", " tekst", "efter"]


def test_a_hidden_answer_leaves_its_cell_with_a_paragraph() -> None:
    assert outline(render("| A | {{ x }} |", x=hidden())) == ["| A |  |"]


def test_derived_text_and_numbers_are_plain_text() -> None:
    assert outline(render("{{ s }} {{ n }}", s="a & <b>", n=7)) == ["a & <b> 7"]


@pytest.mark.parametrize("value", [text("to\nlinjer\tog tab"), "to\nlinjer\tog tab"])
def test_line_breaks_and_tabs(value: str) -> None:
    xml = member(render("{{ x }}", x=value))
    assert "<w:t>to</w:t><w:br/><w:t>linjer</w:t><w:tab/><w:t>og tab</w:t>" in xml


def test_windows_line_ends_are_line_breaks() -> None:
    assert outline(render("{{ x }}", x=text("a\r\nb\rc"))) == ["a\nb\nc"]


def test_spaces_at_the_edges_survive() -> None:
    assert '<w:t xml:space="preserve"> a  b </w:t>' in member(render("{{ x }}", x=text(" a  b ")))


def test_answers_in_a_passage_keep_their_status() -> None:
    passage = Passage("ST-01", ("Pakken for ", missing("Projekt"), " & ", text("Jobcenter"), "."))
    out = render("{{ st }}", st=passage)
    assert outline(out) == ["Pakken for [Udfyldes: Projekt] & Jobcenter."]
    assert "Mangler" in member(out)


def test_a_role_is_printed_in_full_the_first_time_only() -> None:
    role = Answer("Chef", id="x", raw="projektejer", variants={"first": "Chef (projektejer)"}, kind="role")
    out = render("{{ x }} og {{ x }}\n{{ x }}", x=role)
    assert outline(out) == ["Chef (projektejer) og Chef", "Chef"]


@pytest.mark.parametrize("first", ["a\t{{ x }}", "{{ p }}", "{{ y }} {{ x }}"])
def test_a_role_is_printed_in_full_wherever_it_is_met_first(first: str) -> None:
    role = Answer("chef", id="x", raw="chef", kind="role", variants={"first": "Chef (ejer)"})
    unknown = Answer("", id="y", raw="chef", kind="role", variants={"first": "Chef"}, status="missing")
    passage = Passage("ST-01", (Link("her", "https://example.dk"), role))
    said = "\n".join(outline(render(f"{first}\n{{{{ x }}}}", x=role, y=unknown, p=passage)))
    assert said.count("Chef (ejer)") == 1
    assert said.endswith("\nchef")


def test_derived_text_is_one_with_the_words_around_it() -> None:
    xml = member(
        render("Der er {{ antal }} uger.\n{{ p }}", antal="39", p=Passage("ST-01", ("I ", "12", " dage")))
    )
    assert "<w:t>Der er 39\u00a0uger.</w:t>" in xml.replace(' xml:space="preserve"', "")
    assert "<w:t>I 12\u00a0dage</w:t>" in xml.replace(' xml:space="preserve"', "")


@pytest.mark.parametrize("end", ["\n", "\r\n", "\x0b"])
def test_a_text_of_several_lines_is_no_plain_text_control(end: str) -> None:
    xml = member(render("{{ x }}", x=text(f"a{end}b")))
    assert "<w:t>a</w:t><w:br/><w:t>b</w:t>" in xml
    assert "<w:text" not in xml


def test_one_paragraph_of_markdown_fits_into_running_text() -> None:
    assert outline(render("Se: {{ x }}, ja", x=markdown("kun **én** sag"))) == ["Se: kun **én** sag, ja"]


def test_the_first_paragraph_of_a_markdown_answer_is_formatted_text() -> None:
    answer = markdown("Et **fedt** afsnit\n\nog et til").foerste_afsnit
    assert outline(render("{{ x }}", x=answer)) == ["Et **fedt** afsnit"]


def test_values_in_header_and_footer() -> None:
    out = render("tekst\nsidehoved: {{ a }}\nsidefod: {{ b }}", a=text("Ø-kommune"), b=missing("Version"))
    stories = {name: outline(out, name) for name in names(out) if "header" in name or "footer" in name}
    assert ["[header] Ø-kommune"] in stories.values()
    assert ["[footer] [Udfyldes: Version]"] in stories.values()


def test_values_in_attributes_are_plain_text() -> None:
    data = changed(
        docx("tekst"),
        {"word/document.xml": ("<w:r>", '<w:hyperlink w:anchor="_top" w:tooltip="{{ a }}{{ b }}"/><w:r>')},
    )
    out = render_file(data, a=text('"A" & B'), b=hidden())
    assert 'w:tooltip="&quot;A&quot; &amp; B"' in member(out)


def test_repeating_and_choosing() -> None:
    out = render(
        """
        {%p if vis %}
        vist
        {%p else %}
        skjult
        {%p endif %}
        {%p for x in xs %}
        {{ loop.index }}: {{ x }}{% if not loop.last %},{% endif %}
        {%p endfor %}
        {# en note #}
        {%p set y = xs[0] %}
        {{ y }}
        """,
        vis=text("ja"),
        xs=(text("a"), text("b")),
    )
    assert outline(out) == ["vist", "1: a,", "2: b", "", "a"]


def test_rows_repeat_and_an_empty_table_prints_its_other_row() -> None:
    source = """
        | Mål | Værdi |
        | {%tr for r in rows %} | |
        | {{ r.a }} | {{ r.b }} |
        | {%tr else %} | |
        | {{ ellers }} | |
        | {%tr endfor %} | |
        """
    found = render(
        source, rows=[{"a": text("1"), "b": missing("B")}, {"a": text("2"), "b": blank()}], ellers=""
    )
    assert outline(found) == ["| Mål | Værdi |", "| 1 | [Udfyldes: B] |", "| 2 | – |"]
    empty = render(source, rows=[], ellers=missing("Mål"))
    assert outline(empty) == ["| Mål | Værdi |", "| [Udfyldes: Mål] |  |"]


def test_a_template_is_rendered_many_times_without_traces() -> None:
    template = compiled("{{ x }}\n{{ y }}")
    first = template.render({"x": text("1"), "y": markdown("1. a\n2. b")}, CoreProperties("T"), Printing())
    second = template.render({"x": text("2"), "y": text("b")}, CoreProperties("T"), Printing())
    third = template.render({"x": text("1"), "y": markdown("1. a\n2. b")}, CoreProperties("T"), Printing())
    assert outline(second) == ["2", "b"]
    assert first == third


def test_a_template_tells_what_it_asks_for() -> None:
    template = compiled("{{ a.b }} {% for x in y %}{{ x }}{% endfor %}\nsidehoved: {{ z }}")
    assert template.names == {"a", "y", "z"}
    assert template.tags == ("{{ a.b }}", "{% for x in y %}", "{{ x }}", "{% endfor %}", "{{ z }}")
