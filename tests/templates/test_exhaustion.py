"""A template that asks for more than any document needs is refused, with its tag, before it has used it up.

Each of these ended in a process killed for want of memory, or never ended.
"""

from __future__ import annotations

import pytest

from plangen.findings import TemplateError
from plangen.ooxml.problems import WordTemplateError
from tests.support.samples import sampled
from tests.word.building import NAME, outline, render, rows, text

FOREVER = "gentager sig selv uden ende eller alt for mange gange"
TOO_LONG = "teksten bliver over 1000000 tegn lang"
TOO_MANY = "listen bliver på over 20000 værdier"


def again(statement: str, times: int = 60) -> str:
    """A statement that makes `x` larger, so many times."""
    return statement * times


LOOP = "{% for i in range(1000) %}"
TAGS = [
    ("{{ 'a' * 1000000000 }}", "»*« må ikke bruges her; kun mellem tal"),
    ("{{ [1] * 1000000000 }}", "»*« må ikke bruges her; kun mellem tal"),
    ("{{ '%1000000000s' % x }}", "»%« må ikke bruges her; kun mellem tal"),
    ("{{ '{:1000000000}'.format(1) }}", "»format« må ikke bruges i en skabelon"),
    ("{{ x.center(1000000000) }}", "»center« må ikke bruges i en skabelon"),
    ("{{ (10).to_bytes(1000000000) }}", "»to_bytes« må ikke bruges i en skabelon"),
    ("{{ x.translate(x) }}", "»translate« må ikke bruges i en skabelon"),
    ("{% for i in range(99999999999999999999) %}{% endfor %}", "range må højst give 1000 tal"),
    ("{{ [1]|batch(1000000000, x)|list|length }}", "»batch« må højst bruges med tallet 1000"),
    ("{{ [1]|slice(1000000000)|list|length }}", "»slice« må højst bruges med tallet 1000"),
    ("{{ 3.5|round(1000000000) }}", "»round« må højst bruges med tallet 1000"),
    ("{{ [[1]]|sum(start=[])|length }}", "»sum« kan kun lægge tal sammen"),
    (f"{LOOP}{LOOP}{LOOP}a{{% endfor %}}{{% endfor %}}{{% endfor %}}", FOREVER),
    (f"{LOOP}{{% for j in range(1000) if range(1000)|sum < 0 %}}a{{% endfor %}}{{% endfor %}}", FOREVER),
    (f"{LOOP}{{{{ (range(1000)|list + range(1000)|list)|sort|join(', ') }}}}{{% endfor %}}", FOREVER),
    (f"{LOOP}{{% if range(1000)|list == range(1000)|list %}}{{% endif %}}{{% endfor %}}" * 20, FOREVER),
    ("{% for i in [1] recursive %}{{ loop([1]) }}{% endfor %}", "tagget går i ring"),
    ("{% for i in [1] recursive %}{{ loop([1, 1]) }}{{ loop([1, 1]) }}{% endfor %}", "tagget går i ring"),
    (again("{% set x = x ~ x %}"), TOO_LONG),
    (again("{% set x = x + x %}"), TOO_LONG),
    (again("{% set x = x.replace('a', 'aaaaaaaaaaaaaaaaaaaa') %}"), TOO_LONG),
    (again("{% set x = x|replace('a', 'aaaaaaaaaaaaaaaaaaaa') %}"), TOO_LONG),
    (again("{% set x = x.join(x) %}") + "{% set x = x.join(range(1000)|map('string')) %}", TOO_LONG),
    (again("{% set x = [x, x, x, x]|join %}"), TOO_LONG),
    (again("{% set x = [x, x] %}"), TOO_MANY),
    (again("{% set x = {'a': x, 'b': x} %}"), TOO_MANY),
    (again("{% set x = [x, x] + [x, x] %}"), TOO_MANY),
    (again("{% set x = [x, x]|batch(5, x)|list %}"), TOO_MANY),
    (again("{% set x = (9999999999 if x is string else x) %}{% set x = x * x %}"), "tallet bliver for stort"),
    ("{% set l = [] %}{{ l.append(l) }}", "»append« må ikke bruges i en skabelon"),
    ("{{ [x] ~ x }}", "en liste kan ikke sættes sammen med tekst"),
    ("{{ " + "(" * 900 + "1" + ")" * 900 + " }}", "tagget er for indviklet"),
    ("{{ " + "+".join("1" * 900) + " }}", "tagget er for indviklet"),
    ("{{ " + "+".join("1" * 2000) + " }}", "tagget er over 2000 tegn langt"),
    (LOOP * 25 + "{% endfor %}" * 25, "tags står inden i hinanden i for mange lag"),
]  # fmt: skip


@pytest.mark.parametrize(("template", "message"), sampled(TAGS, every=2))
def test_a_template_that_would_run_away(template: str, message: str) -> None:
    with pytest.raises(TemplateError) as caught:
        render(f"# Formål\n{template}", x=text("aaaa"))
    error = caught.value
    assert isinstance(error, WordTemplateError)
    assert error.message.startswith(NAME)
    assert message in error.message
    if "for mange lag" not in message:
        assert "afsnit 2" in error.message
        assert error.problems[0].tag in template


def test_a_template_that_prints_too_much() -> None:
    with pytest.raises(TemplateError, match="skriver mere, end der kan stå i et dokument"):
        render(f"{LOOP}{{{{ x }}}}{{% endfor %}}", x=text("a" * 100_000))


def test_a_template_with_tags_without_end() -> None:
    with pytest.raises(WordTemplateError, match="der er 100000 tags, og der kan højst være 3000") as caught:
        render("{{ x }} " * 100_000, x=text("a"))
    assert caught.value.message.startswith(NAME)


def test_what_documents_need_is_far_below_the_limits() -> None:
    maal = rows(*({"maal": text(f"mål {number}")} for number in range(1500)))
    out = render(
        "| {%tr for m in maal %} |\n| {{ loop.index }}. {{ m.maal.upper() ~ ';' }} |\n| {%tr endfor %} |",
        maal=maal,
    )
    assert outline(out)[-1] == "| 1500. MÅL 1499; |"


def test_colspan_is_at_most_what_word_allows() -> None:
    out = render("| {% colspan 1000000000 %}a |")
    assert outline(out) == ["| a |"]
