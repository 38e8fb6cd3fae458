"""A mistake in a page template is named in Danish: template, line, tag."""

from __future__ import annotations

import pytest

from plangen.documents.printing import Printing
from plangen.findings import TemplateError
from plangen.texts.records import Record, Rows
from plangen.web.page import PageTemplates
from tests.support.cases import each
from tests.web.sample import absent, page, prose, rendered, text


def message(source: str, **values: object) -> str:
    with pytest.raises(TemplateError) as caught:
        rendered(source, **values)
    return str(caught.value)


@each(
    ("line", "reason", "tag"),
    [
        ("<p>{{ problm }}</p>", "»problm« findes ikke", "{{ problm }}"),
        ("<p>{{ problem.nytte }}</p>", "feltet »nytte« findes ikke her", "{{ problem.nytte }}"),
        ("<p>{{ problem }} {{ gruppe.felt }}</p>", "feltet »felt« findes ikke her", "{{ gruppe.felt }}"),
        ("{% if nul %}x{% endif %}", "»nul« findes ikke", "{% if nul %}"),
        ("{% for x in nul %}{% endfor %}", "»nul« findes ikke", "{% for x in nul %}"),
        ("<p>{{ problem – 1 }}</p>", "tegnet »–« kan ikke stå i et tag", "{{ problem – 1 }}"),
        ("{% hvis problem %}", "»hvis« er ikke et tag, der findes", "{% hvis problem %}"),
        ("<p>{{ problem|stort }}</p>", "filteret »stort« findes ikke", "{{ problem|stort }}"),
        ("<p>{{ problem. }}</p>", "tagget er ikke skrevet rigtigt", "{{ problem. }}"),
        ("<p>{{ gruppe }}</p>", "giver ikke en tekst, men »Record«", "{{ gruppe }}"),
        ("<p>{{ problem.raw.x }}</p>", "feltet »x« findes ikke her", "{{ problem.raw.x }}"),
        ("<p>{{ gruppe.b.raw }}</p>", "men »NoneType«, og kan ikke trykkes", "{{ gruppe.b.raw }}"),
        ("<p>{{ gruppe.b.vises }}</p>", "men »bool«, og kan ikke trykkes", "{{ gruppe.b.vises }}"),
        ("<p>{{ problem.upper }}</p>", "og kan ikke trykkes", "{{ problem.upper }}"),
        ("<p>{{ 1 / 0 }}</p>", "der divideres med 0", "{{ 1 / 0 }}"),
    ],
)
def test_names_line_and_tag(line: str, reason: str, tag: str) -> None:
    group = Record({"a": text("a", "b"), "b": absent("b", "B")})
    found = message(f"\n\n{line}\n", problem=prose("problem", "x"), gruppe=group)
    assert found.startswith("proeve.html, linje 3: ")
    assert reason in found
    assert f"Tag: {tag}" in found


def test_suggests_the_name_that_was_meant() -> None:
    assert "Mente du »problem«?" in message("{{ problm }}", problem=prose("problem", "x"))


def test_unclosed_tag() -> None:
    assert "et tag mangler sin afslutning" in message("{% if 1 %}x")


def test_names_the_template_that_is_broken_when_several_take_part() -> None:
    sources = {
        "ydre.html": '<html><body>\n{% import "indre.html" as m %}\n{{ m.f() }}</body></html>',
        "indre.html": "{% macro f() %}\n\n{{ ukendt }}{% endmacro %}",
    }
    with pytest.raises(TemplateError, match=r"^indre\.html, linje 3: »ukendt« findes ikke\."):
        PageTemplates(sources.__getitem__).render("ydre.html", {}, Printing())


def test_template_that_is_not_there() -> None:
    assert "skabelonen »findes_ikke.html« findes ikke" in message('{% include "findes_ikke.html" %}')


@each(
    "payload",
    [
        "{{ ''.__class__.__mro__[1].__subclasses__() }}",
        "{{ problem.__init__.__globals__ }}",
        "{{ cycler.__init__.__globals__.os.popen('id').read() }}",
        "{{ self.__init__.__globals__ }}",
        "{% for x in problem.__class__.__base__.__subclasses__() %}{% endfor %}",
    ],
)
def test_template_cannot_reach_python(payload: str) -> None:
    assert "linje 1: " in message(payload, problem=prose("problem", "x"))


@each("source", ["<p>x", "<p>a<br></p>", "<p>a&nbsp;b</p>", "<p class=x>y</p>"])
def test_page_that_is_not_well_formed(source: str) -> None:
    found = message(source)
    assert found.startswith("proeve.html: siden er ikke velformet ved »")
    assert "Luk hvert element" in found


def test_block_answer_in_a_heading() -> None:
    assert "i <h2>" in message("<h2>{{ x }}</h2>", x=prose("x", "a"))


def test_heading_that_skips_a_level() -> None:
    assert "overskriften »B« springer et niveau over" in message("<h2>A</h2><h4>B</h4>")


def test_mistake_in_plangen_itself_is_not_blamed_on_the_template(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> str:
        raise KeyError("bug")

    monkeypatch.setattr("plangen.web.markup.answer_html", broken)
    with pytest.raises(KeyError):
        rendered("<p>{{ x }}</p>", x=text("x", "y"))


def test_hostile_answers_are_never_executed() -> None:
    hostile = "{{ 7*7 }} {% raw %} </p></body><script>alert(1)</script> \"'&<>"
    found = page(problem=prose("problem", hostile), kommune_navn=text("k", hostile)).html
    assert "49" not in found.split("<body")[1]
    assert "<script>" not in found
    assert found.count("{{ 7*7 }} {% raw %}") >= 3
    assert found.count("</body>") == 1


def test_rows_print_the_marker_when_there_are_none() -> None:
    source = "{% for r in x %}{{ r.a }}{% else %}<p>{{ x.ellers }}</p>{% endfor %}"
    assert [m.id for m in rendered(source, x=Rows([], absent("maal", "Mål"))).missing] == ["maal"]
