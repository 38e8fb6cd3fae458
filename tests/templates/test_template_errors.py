"""A broken template is refused in Danish, with template, place and tag: one test per kind of mistake."""

from __future__ import annotations

import re
from typing import Any

import pytest

from plangen.findings import TemplateError
from plangen.ooxml.problems import WordTemplateError
from plangen.texts.records import Record
from plangen.texts.values import ContentsList
from plangen.word.engine import WordTemplate
from tests.support.cases import each
from tests.word.building import NAME, changed, docx, outline, render, render_file, rows, text

CONTEXT = {
    "problem": text("P"),
    "mening": Record({"borgere": text("B"), "ledere": text("L")}),
    "maal": rows({"maal": text("M")}),
    "indhold": ContentsList(),
}


def refused(template: str, **context: object) -> WordTemplateError:
    with pytest.raises(TemplateError) as caught:
        render(template, **{**CONTEXT, **context})
    error = caught.value
    assert isinstance(error, WordTemplateError)
    assert error.message.startswith(NAME)
    assert error.exit_code == 1
    return error


def only_problem(template: str) -> tuple[str, str, str]:
    """Place, tag and message of a template's single problem."""
    error = refused(template)
    assert len(error.problems) == 1, error.message
    (problem,) = error.problems
    assert problem.place in error.message
    assert problem.tag in error.message
    return problem.place, problem.tag, problem.message


# Mistakes in how a tag is written: template, tag, part of the message.
WRITING = [
    ("{{ problem }", "{{ problem }", "mangler sin afslutning »}}«"),
    ("{% if problem %", "{% if problem %", "mangler sin afslutning »%}«"),
    ("{{ problem", "{{ problem", "mangler sin afslutning »}}«"),
    ("problem }}", "problem }}", "»}}« uden en begyndelse"),
    ("{ problem }}", "{ problem }}", "»}}« uden en begyndelse"),
    ("{ { problem }}", "{ { problem }}", "der er mellemrum inde i »{ {«"),
    ("{{ problem } }", "{{ problem } }", "der er mellemrum inde i »} }«"),
    ("{ % if problem %}", "{ % if problem %}", "der er mellemrum inde i »{ %«"),
    ("{{ problem %}", "{{ problem %}", "begynder med »{{« og slutter med »%}«"),
    ("{{ }}", "{{ }}", "tagget er tomt"),
    ("{{r problem }}", "{{r problem }}", "skriv {{ problem }} i stedet"),
    ("{{p problem }}", "{{p problem }}", "skriv {{ problem }} i stedet"),
    ("{{ problem – 1 }}", "{{ problem – 1 }}", "»–« skal være -"),
    ("{{ problem | upper – 1 }}", "{{ problem | upper – 1 }}", "Word har autorettet"),
    ("{{ maal[»x«] }}", "{{ maal[»x«] }}", '» og « skal være "'),
    ("{{ maal[“x”] }}", "{{ maal[“x”] }}", '»“« og »”« skal være "'),
    ("{{ maal[’x’] }}", "{{ maal[’x’] }}", "»’« skal være '"),
    ("{{ problem… }}", "{{ problem… }}", "»…« skal være ..."),
    ("{{- problem }}", "{{- problem }}", "»-« og »+«"),
]


@each(("template", "tag", "message"), WRITING)
def test_a_tag_written_wrongly(template: str, tag: str, message: str) -> None:
    place, found_tag, found = only_problem(f"# Formål\n{template}")
    assert place.startswith("afsnit 2 (")
    assert found_tag == tag
    assert message in found


# Tags that Jinja cannot read, or that ask for what templates do not have.
CODE = [
    ("{{ problem problem }}", "der står »problem«, hvor der skulle stå taggets slutning"),
    ("{% for in maal %}x{% endfor %}", "hvor der skulle stå »in«"),
    ("{% if %}x{% endif %}", "her mangler et navn eller en værdi"),
    ("{{ problem == }}", "taggets slutning passer ikke her"),
    ("{{ problem ! }}", "tegnet »!« kan ikke stå her"),
    ("{{ problem. }}", "her mangler et navn"),
    ("{{ problem | uper }}", "filteret »uper« findes ikke; mente du »upper«?"),
    ("{{ problem is numer }}", "testen »numer« findes ikke; mente du »number«?"),
    ("{% fro x in maal %}", "»fro« findes ikke i skabeloner; mente du »for«?"),
    ("{% include 'x' %}", "»include« findes ikke i skabeloner"),
    ("{% If problem %}x{% endif %}", "»If« skal skrives med små bogstaver: »if«"),
    ("{% set x %}", "»set« skal have formen"),
    ("{% if problem %}a{% else %}b{% else %}c{% endif %}", "»else« kan ikke stå her"),
    ("{% if problem %}a{% endif problem %}", "der må ikke stå noget efter »endif«"),
]


@each(("template", "message"), CODE)
def test_a_tag_that_cannot_be_read(template: str, message: str) -> None:
    place, tag, found = only_problem(f"# Formål\n{template}")
    assert place.startswith("afsnit 2")
    assert tag in template
    assert message in found


# Statements that do not fit together: template, place, tag, part of the message.
BALANCE = [
    ("a\n{% if problem %}x", "afsnit 2", "{% if problem %}", "bliver aldrig afsluttet med »endif«"),
    ("x{% endif %}", "afsnit 1", "{% endif %}", "»endif« uden et »if« før"),
    ("{%p else %}", "afsnit 1", "{%p else %}", "»else« uden et »if« før"),
    (
        "{% if problem %}x{% endfor %}",
        "afsnit 1",
        "{% endfor %}",
        "»endfor« passer ikke til {% if problem %}",
    ),
    (
        "{%p if problem %}\na\n{% endif %}",
        "afsnit 3",
        "{% endif %}",
        "samme slags som {%p if problem %} i afsnit 1",
    ),
    ("{% if problem %}a\n{% endif %}", "afsnit 2", "{% endif %}", "skal stå i samme afsnit"),
    ("| {%p if problem %} | {%p endif %} |", "række 1, celle 2", "{%p endif %}", "samme celle"),
    ("| A |\n| {%tr for m in maal %} |\nx\n| {%tr endfor %} |", "tabel 2", "{%tr endfor %}", "samme tabel"),
    ("{%tr if problem %}", "afsnit 1", "{%tr if problem %}", "kan kun stå i en tabel"),
]


@each(("template", "place", "tag", "message"), BALANCE)
def test_statements_that_do_not_fit_together(template: str, place: str, tag: str, message: str) -> None:
    problems = refused(template).problems
    problem = next(problem for problem in problems if problem.tag == tag)
    assert place in problem.place
    assert message in problem.message


LOST = [
    ("{%p if problem %} tekst\n{%p endif %}", "{%p if problem %}", "»tekst« ville forsvinde"),
    ("{%p if problem %}{{ problem }}\n{%p endif %}", "{%p if problem %}", "»{{ problem }}« ville forsvinde"),
    ("| {%tr if problem %} | tekst |\n| {%tr endif %} | |", "{%tr if problem %}", "»tekst« ville forsvinde"),
    ("| {%tr if problem %}¶mere |\n| {%tr endif %} |", "{%tr if problem %}", "»mere« ville forsvinde"),
    ("| {%tc if problem %}x | {%tc endif %} |", "{%tc if problem %}", "»x« ville forsvinde"),
]


@each(("template", "tag", "message"), LOST)
def test_text_that_a_tag_would_take_away(template: str, tag: str, message: str) -> None:
    _, found_tag, found = only_problem(template)
    assert found_tag == tag
    assert message in found


def test_a_section_break_that_a_tag_would_take_away() -> None:
    section = '<w:p><w:pPr><w:sectPr><w:pgSz w:w="11906" w:h="16838"/></w:sectPr></w:pPr><w:r>'
    data = changed(docx("{%p if x %}\n{%p endif %}"), {"word/document.xml": ("<w:p><w:r>", section)})
    with pytest.raises(TemplateError, match="sektionsskift"):
        WordTemplate(NAME, data)


# Names that are not there: template, place, tag, message.
UNKNOWN = [
    ("{{ problm }}", "afsnit 1", "{{ problm }}", "ukendt navn »problm«; mente du »problem«?"),
    ("{{ Problem }}", "afsnit 1", "{{ Problem }}", "ukendt navn »Problem«; mente du »problem«?"),
    ("{{ xyzzy }}", "afsnit 1", "{{ xyzzy }}", "ukendt navn »xyzzy«"),
    ("{% if problm %}x{% endif %}", "afsnit 1 (»x«)", "{% if problm %}", "ukendt navn »problm«"),
    (
        "{% for m in mal %}x{% endfor %}",
        "afsnit 1",
        "{% for m in mal %}",
        "ukendt navn »mal«; mente du »maal«?",
    ),
    ("{{ mening.borgre }}", "afsnit 1", "{{ mening.borgre }}", "ukendt navn »borgre«; mente du »borgere«?"),
    ("{% if mening.leder %}x{% endif %}", "afsnit 1", "{% if mening.leder %}", "mente du »ledere«?"),
    ("{{ problem.lan }}", "afsnit 1", "{{ problem.lan }}", "ukendt navn »lan«; mente du »lang«?"),
    ("sidehoved: {{ problm }}", "sidehoved", "{{ problm }}", "ukendt navn »problm«"),
    ("sidefod: {{ mening.x }}", "sidefod", "{{ mening.x }}", "ukendt navn »x«"),
]


@each(("template", "place", "tag", "message"), UNKNOWN)
def test_an_unknown_name(template: str, place: str, tag: str, message: str) -> None:
    found_place, found_tag, found = only_problem(template)
    assert found_place.startswith(place)
    assert found_tag == tag
    assert message in found


def test_the_place_is_the_cell_and_the_right_tag_of_the_row() -> None:
    template = """
        # Mål og prioritering
        | Mål | Indikator |
        | {%tr for m in maal %} | |
        | {{ m.maal }} | {{ m.maal }}¶{{ m.indikatr }} |
        | {%tr endfor %} | |
        """
    place, tag, message = only_problem(template)
    assert place == "tabel 1, række 3, celle 2 (under »Mål og prioritering«)"
    assert tag == "{{ m.indikatr }}"
    assert "ukendt navn »indikatr«" in message


def test_names_in_branches_that_are_not_run_are_found_too() -> None:
    error = refused("{% if false %}{{ a }}{% endif %}\nsidefod: {{ b }}")
    assert [problem.tag for problem in error.problems] == ["{{ a }}", "{{ b }}"]


def test_all_mistakes_are_found_at_once() -> None:
    error = refused("{{ problem }\n{% if problem %}\n| {{ »x« }} |\nsidehoved: {{r y }}")
    assert [problem.place.split(" (")[0] for problem in error.problems] == [
        "afsnit 1",
        "tabel 1, række 1, celle 1",
        "afsnit 2",
        "sidehoved",
    ]
    assert error.message.startswith(f"{NAME} har 4 fejl:\n  afsnit 1 ")
    assert error.hint


def test_a_place_quotes_the_words_beside_the_tag() -> None:
    place, _, _ = only_problem(
        "# Baggrund og problem\nFormålet er {{ problm }} for alle, der skal bruge systemet"
    )
    assert place == "afsnit 2 (»Formålet er for alle, der skal bruge …«)"


NOT_PRINTABLE = [
    ("{{ mening }}", "det er en gruppe af felter"),
    ("{{ maal }}", "det er en tabel eller liste"),
    ("{{ problem.upper }}", "det er en funktion"),
    ("{{ none }}", "der er ingen værdi"),
    ("{{ true }}", "ja/nej kan ikke skrives ud"),
    ("{{ 1.5 }}", "værdien kan ikke skrives ud (float)"),
    ("sidehoved: {{ indhold }}", "kun stå i selve dokumentet"),
]


@each(("template", "message"), NOT_PRINTABLE)
def test_what_cannot_be_printed(template: str, message: str) -> None:
    _, tag, found = only_problem(template)
    assert tag in template
    assert message in found


def test_a_tag_that_fails_while_it_runs() -> None:
    _, tag, message = only_problem("a\n{{ 1 / 0 }}")
    assert tag == "{{ 1 / 0 }}"
    assert "der divideres med 0" in message


def test_a_bug_of_plangen_is_not_blamed_on_the_template() -> None:
    module: dict[str, Any] = {"__name__": "plangen.et_modul"}
    exec("class Broken:\n    @property\n    def x(self): return [][0]", module)
    with pytest.raises(IndexError):
        render("{{ y.x }}", y=module["Broken"]())


FIELD = '<w:p><w:r><w:instrText>HYPERLINK "{{ x }}"</w:instrText></w:r><w:r>'


def test_tags_in_field_codes() -> None:
    data = changed(docx("tekst"), {"word/document.xml": ("<w:p><w:r>", FIELD)})
    with pytest.raises(TemplateError, match="tags kan ikke stå i feltkoder") as caught:
        WordTemplate(NAME, data)
    assert "afsnit 1" in caught.value.message


def test_statements_in_attributes() -> None:
    link = '<w:p><w:hyperlink w:anchor="a" w:tooltip="{% if x %}"/><w:r>'
    data = changed(docx("tekst"), {"word/document.xml": ("<w:p><w:r>", link)})
    with pytest.raises(TemplateError, match="kun værdier kan stå i en egenskab"):
        WordTemplate(NAME, data)


@each(
    ("old", "message"),
    [
        ('w:name w:val="Mangler"', "tegntypografien »Mangler« mangler"),
        ('w:name w:val="List Bullet"', "»Opstilling - punkttegn« (List Bullet) mangler"),
        ('w:name w:val="List Number"', "»Opstilling - talopstilling« (List Number) mangler"),
    ],
)
def test_a_template_without_a_style_that_plangen_needs(old: str, message: str) -> None:
    data = changed(docx("x"), {"word/styles.xml": (old, 'w:name w:val="Noget andet"')})
    with pytest.raises(WordTemplateError) as caught:
        WordTemplate(NAME, data)
    assert message in caught.value.message


@each(
    "data",
    [
        b"",
        b"tekst",
        b"PK\x03\x04 afbrudt",
        docx("x")[:2000],
        changed(docx("x"), {"word/document.xml": b"<a>"}),
    ],
)
def test_a_file_that_is_no_word_document(data: bytes) -> None:
    with pytest.raises(WordTemplateError, match=r"prøve\.docx: filen er ikke et Word-dokument"):
        WordTemplate(NAME, data)


def test_a_document_in_the_strict_format() -> None:
    strict = b'<document xmlns="http://purl.oclc.org/ooxml/wordprocessingml/main"/>'
    with pytest.raises(WordTemplateError, match="ikke gemt som almindeligt Word-dokument"):
        WordTemplate(NAME, changed(docx("x"), {"word/document.xml": strict}))


def test_private_use_characters_that_plangen_uses_itself() -> None:
    with pytest.raises(WordTemplateError, match="tegn, som plangen selv bruger"):
        render_file(docx("\ue0000\ue001"))


def test_quotes_and_dashes_inside_strings_are_the_authors_own() -> None:
    out = render("{{ problem ~ ' – »a« “b”' }}", **CONTEXT)
    assert outline(out) == ["P – »a« “b”"]


# Mistakes that show when a tag is run: template and part of the message.
RUNNING = [
    ("{{ problem + 1 }}", "ikke af samme slags"),
    ("{{ 1 < 'a' }}", "ikke af samme slags"),
    ("{{ problem|round }}", "ikke af samme slags"),
    ("{{ 1 / 0 }}", "der divideres med 0"),
    ("{{ problem() }}", "ikke er en funktion"),
    ("{% for i in 5 %}{{ i }}{% endfor %}", "der skulle stå en liste"),
    ("{{ 5|length }}", "der skulle stå en liste"),
    ("{{ problem|replace('a') }}", "der mangler en oplysning i parentesen"),
    ("{% set a, b = [1, 2, 3] %}{{ a }}", "ikke lige så mange navne som værdier"),
    ("{{ maal|map('findesikke')|list }}", "filteret »findesikke« findes ikke"),
    ("{{ range('a') }}", "der skulle stå et helt tal"),
    ("{{ 'a'|truncate(-5) }}", "tagget kan ikke udføres"),
    ("{% set 1 = 2 %}", "her kan der ikke sættes en værdi"),
]
ENGLISH = re.compile(
    r"\b(the|not|is|type|object|error|unsupported|expected|argument|missing|assign)\b", re.IGNORECASE
)


@each(("template", "told"), RUNNING)
def test_what_cannot_be_run_is_told_in_danish(template: str, told: str) -> None:
    _, tag, message = only_problem(template)
    assert told in message
    assert not ENGLISH.search(message.replace(tag, ""))
