"""Hostile answers print literally; hostile templates are refused."""

from __future__ import annotations

import socket
from typing import Any

import pytest
from hypothesis import given, settings

from plangen.documents.printing import Printing
from plangen.findings import TemplateError
from plangen.ooxml.properties import CoreProperties
from plangen.texts.values import Passage
from plangen.word.engine import WordTemplate
from tests.support.any_text import any_text
from tests.support.cases import each
from tests.support.structure.check import check_structure
from tests.word.building import (
    NAME,
    changed,
    compiled,
    docx,
    markdown,
    member,
    outline,
    render,
    render_file,
    text,
)

HOSTILE = [
    "{{ 7*7 }}",
    "{% raw %}",
    "{%p if x %}",
    "{# note #}",
    "& < > \" ' &amp; <w:p/> ]]> <!-- -->",
    "😀 👩‍👩‍👧 𝔘",
    "مرحبا بالعالم שלום \u202eabc\u202c",
    "æøå ÆØÅ é ́",
    "\\n \\t $1 \\g<0> %s {0} {}",
]
TEMPLATE = "# Overskrift\n{{ x }}\nfør {{ x }} efter\n| {{ x }} | b |\nsidehoved: {{ x }}"


@each("hostile", HOSTILE)
@each("kind", ["answer", "derived", "passage"])
def test_hostile_text_prints_literally(hostile: str, kind: str) -> None:
    value = {"answer": text(hostile), "derived": hostile, "passage": Passage("ST-01", (hostile,))}[kind]
    out = render(TEMPLATE, x=value)
    assert outline(out)[1:] == [hostile, f"før {hostile} efter", f"| {hostile} | b |"]
    assert check_structure(out) == []


@each("hostile", ["{{ 7*7 }}", "{% raw %}", "😀", "& < > \" '"])
def test_hostile_markdown_prints_literally(hostile: str) -> None:
    out = render("# A\n{{ x }}", x=markdown(f"- {hostile}\n\n| {hostile} |\n|---|\n| {hostile} |"))
    assert outline(out)[1:] == [f"[List Bullet] {hostile}", f"| {hostile} |", f"| {hostile} |"]
    assert check_structure(out) == []


def test_a_very_long_answer() -> None:
    long = "ordene bliver ved " * 1200
    out = render("{{ x }}", x=text(long))
    assert outline(out) == [long.rstrip()]


@each("bad", ["\ue0000\ue001", "\ue000", "\x00\x07\x1b", "\ud800", "\ufffe\uffff", "\x0b\x0c"])
def test_marks_and_characters_that_xml_cannot_hold_are_left_out(bad: str) -> None:
    out = render(
        "# A\n{{ x }}{{ y }}{{ z }}",
        title=f"T{bad}",
        x=text(f"a{bad}b"),
        y=f"c{bad}d",
        z=markdown(f"e{bad}f"),
    )
    shown = outline(out)[1].replace("\n", "").replace("0", "").replace("\ufffd", "")
    assert shown == "abcdef"
    assert check_structure(out) == []


def test_answers_do_not_reach_the_properties_as_markup() -> None:
    template = compiled("x")
    properties = CoreProperties(title="<b>&\ue0001\ue001", subject='"', author="{{ x }}", keywords="a\nb")
    core = member(template.render({}, properties, Printing()), "docProps/core.xml")
    assert "<dc:title>&lt;b&gt;&amp;1</dc:title>" in core
    assert "<dc:creator>{{ x }}</dc:creator>" in core
    assert "<cp:keywords>a b</cp:keywords>" in core


@settings(max_examples=60)
@given(any_text(max_size=60), any_text(max_size=60))
def test_any_text_gives_a_sound_file(shown: str, source: str) -> None:
    out = _TEMPLATE.render(
        {"a": text(shown), "b": markdown(source), "c": shown}, CoreProperties(title=f"T {shown}"), Printing()
    )
    assert check_structure(out) == []


_TEMPLATE = compiled("# A\n{{ a }} {{ b }} {{ c }}\n{{ b }}\n| {{ a }} | {{ b }} |\nsidefod: {{ a }}{{ c }}")


# Ways that are known to lead from a Jinja template to Python.
PAYLOADS = [
    "{{ ''.__class__.__mro__[1].__subclasses__() }}",
    "{{ x.__init__.__globals__ }}",
    "{{ x['__class__'] }}",
    "{{ x | attr('__class__') }}",
    "{{ (x | map(attribute='__class__') | list) }}",
    "{{ [x] | map(attribute='__class__') | list | first }}",
    "{{ '{0.__class__}'.format(x) }}",
    "{{ '%s' | format(x) }}",
    "{{ self.__init__ }}",
    "{{ range.__self__ }}",
    "{{ cycler.__init__.__globals__.os.popen('id').read() }}",
    "{{ lipsum.__globals__['os'] }}",
    "{{ namespace }}",
    "{{ x.format_map(x) }}",
    "{% for c in x.__class__.__base__ %}{% endfor %}",
    "{% import 'os' as os %}",
    "{% set x.y = 1 %}",
]


@each("payload", PAYLOADS)
def test_a_template_cannot_reach_python(payload: str) -> None:
    with pytest.raises(TemplateError) as caught:
        render(payload, x=text("a"))
    assert "<class" not in caught.value.message
    assert payload.split(" ", maxsplit=1)[0] in caught.value.message


# Ways to use up the machine.
RUNAWAYS = [
    "{% for i in range(1000000000) %}x{% endfor %}",
    "{% for i in range(0, 1000000000, 7) %}x{% endfor %}",
    "{{ 10 ** 10 ** 10 }}",
    "{{ 'a' * 1000000000 }}",
    "{{ x * 1000000000 }}",
    "{{ [1] * 1000000000 }}",
    "{{ '%999999999d' % 1 }}",
    "{{ 'a'.ljust(1000000000) }}",
    "{{ 'a' | center(1000000000) }}",
    "{{ '{:999999999}'.format(1) }}",
]


@each("template", RUNAWAYS)
def test_a_runaway_template_is_refused(template: str) -> None:
    # the notation uses ** for bold; here it is Jinja's power
    data = docx(template.replace("**", "STJERNER"))
    data = (
        changed(data, {"word/document.xml": ("STJERNER 10 STJERNER", "** 10 **")})
        if "**" in template
        else data
    )
    with pytest.raises(TemplateError):
        render_file(data, x=text("a"))


def test_rendering_opens_no_socket(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*args: Any, **kwargs: Any) -> None:
        raise AssertionError("a socket was opened")

    monkeypatch.setattr(socket, "socket", refuse)
    render("{{ x }}", x=markdown("[a](https://kl.dk) ![b](https://kl.dk/x.png)"))


def test_entities_of_a_template_are_not_resolved() -> None:
    xml = member(docx("HER"))
    head, _, body = xml.partition("<w:document")
    entity = f'{head}<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]><w:document{body}'.replace(
        "HER", "&f;"
    )
    data = changed(docx("x"), {"word/document.xml": entity.encode()})
    try:
        out = WordTemplate(NAME, data).render({}, CoreProperties("T"), Printing())
    except TemplateError:
        return
    assert "root:" not in member(out)
