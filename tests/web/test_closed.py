"""Page templates read nothing but the templates beside them, fetch nothing, and cannot run away."""

# ruff: noqa: E501 - a tag reads best on one line

from __future__ import annotations

from collections.abc import Mapping

import pytest

from plangen.documents.printing import Printing
from plangen.findings import TemplateError
from plangen.web.closed import fetches
from plangen.web.page import PageTemplates
from tests.support.cases import each

SHELL = "<html><head>{head}</head><body>{body}</body></html>"


def refusal(body: str, head: str = "", files: Mapping[str, str] | None = None) -> str:
    """What a template is refused for; everything it asks for is there."""
    pages = {"side.html": SHELL.format(head=head, body=body), **(files or {})}
    asked: list[str] = []

    def load(name: str) -> str:
        asked.append(name)
        return pages.get(name, "hemmeligt")

    with pytest.raises(TemplateError) as caught:
        PageTemplates(load).render("side.html", {"x": "aaaa"}, Printing())
    assert set(asked) <= set(pages)
    assert caught.value.message.startswith("side.html")
    return caught.value.message


@each(
    "tag",
    [
        "{% include '/etc/passwd' %}",
        "{% include '../docx/x.html' %}",
        "{% include 'mappe/x.html' %}",
        "{% include '.skjult.html' %}",
        "{% include x ~ '/../../etc/passwd' %}",
        "{% import 'C:\\\\x.html' as m %}",
        "{% from '/etc/hosts' import m %}",
        "{% include ['/etc/passwd', 'findes_ikke.txt'] %}",
        "{% extends '/etc/passwd' %}",
    ],
)
def test_templates_are_found_by_plain_names_alone(tag: str) -> None:
    message = refusal(tag)
    assert "side.html, linje 1" in message
    assert "kan ikke hentes: brug navnet på en fil" in message or "findes ikke" in message
    assert "etc" not in message or tag in message


@each("href", ["/etc/passwd", "../../x.css", "file:///etc/passwd", "https://x.dk/a.css", ""])
def test_stylesheets_are_found_by_plain_names_alone(href: str) -> None:
    assert "kan ikke hentes" in refusal("", f'<link rel="stylesheet" href="{href}"/>')


FETCHING = [
    ('<img src="file:///etc/passwd" alt="a"/>', "»file:///etc/passwd« hentes ikke"),
    ('<img src="https://spor.dk/a.png" alt="a"/>', "»https://spor.dk/a.png« hentes ikke"),
    ('<img src="a.png" srcset="b.png" alt="a"/>', "hentes ikke"),
    ('<p style="background: url(https://spor.dk)">a</p>', "»style« henter noget udefra"),
    ('<p style="background: \\75 rl(https://spor.dk)">a</p>', "»style« henter noget udefra"),
    ('<a href="file:///etc/passwd">a</a>', "linket til »file:///etc/passwd« kan ikke bruges"),
    ('<a href="javascript:x">a</a>', "linket til »javascript:x« kan ikke bruges"),
    ('<table background="x"><tr><td>a</td></tr></table>', "hentes ikke"),
    ("<script>x</script>", "<script> kan ikke bruges"),
    ('<iframe src="x"></iframe>', "<iframe> kan ikke bruges"),
    ('<object data="x"></object>', "<object> kan ikke bruges"),
    ('<p onclick="x">a</p>', "»onclick« kan ikke bruges"),
    ('<table><tr><td colspan="1000000000">a</td></tr></table>', "»colspan« skal være et tal fra 1 til 100"),
    ('<table><tr><td rowspan="-1">a</td></tr></table>', "»rowspan« skal være et tal fra 1 til 100"),
]


@each(("body", "message"), FETCHING)
def test_nothing_is_fetched_or_run(body: str, message: str) -> None:
    assert message in refusal(body)


HEADS = [
    '<style>@import "https://spor.dk/a.css";</style>',
    "<style>p { background: url('file:///etc/passwd') }</style>",
    "<style>@font-face { src: url(x.woff) }</style>",
    '<base href="https://spor.dk/"/>',
    '<meta http-equiv="refresh" content="0; url=https://spor.dk"/>',
    '<link rel="icon" href="a.ico"/>',
]


@each("head", HEADS)
def test_nothing_is_fetched_from_the_head(head: str) -> None:
    refusal("", head)


def test_a_stylesheet_that_fetches_is_refused_too() -> None:
    files = {"a.css": "p { background: URL(https://spor.dk) }"}
    assert "henter noget udefra" in refusal("", '<link rel="stylesheet" href="a.css"/>', files)


@each(
    ("css", "expected"),
    [
        ("a::after { content: target-counter(attr(href), page) }", False),
        ("p { background: url(data:image/png;base64,AAAA) }", False),
        ("p { background: u\\000072l(x) }", True),
        ("@\\69mport 'x';", True),
        ("p { background: image-set('x' 1x) }", True),
    ],
)
def test_what_a_stylesheet_fetches(css: str, expected: bool) -> None:
    assert fetches(css) is expected


RUNAWAY = [
    "{% for i in range(1000) %}{% for j in range(1000) %}{% for k in range(1000) %}a{% endfor %}{% endfor %}{% endfor %}",
    "{% macro m() %}{{ m() }}{{ m() }}{% endmacro %}{{ m() }}",
    "{% include 'side.html' %}",
    "{{ lipsum(n=1000000) }}",
    "{{ 'a'|center(1000000000) }}",
    "{% set x %}{{ x }}{{ x }}{% endset %}" * 60,
    "{{ x|format(1) }}",
    "{% set x = x ~ x %}" * 60,
    "{% filter replace('a', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa') %}{% filter replace('a', 'aaaaaaaaaaaaaaaaaaaaaaaaaaa') %}"
    "{% filter replace('a', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa') %}{% filter replace('a', 'aaaaaaaaaaaaaaaaaaaaaaaaaaa') %}"
    "aaaa{% endfilter %}{% endfilter %}{% endfilter %}{% endfilter %}",
    "{{ " + "(" * 900 + "1" + ")" * 900 + " }}",
    "{% for i in range(1000) %}" * 25 + "{% endfor %}" * 25,
]  # fmt: skip


@each("body", RUNAWAY)
def test_a_page_template_that_would_run_away(body: str) -> None:
    refusal(body)
