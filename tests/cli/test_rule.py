"""`plangen regel` explains the rules of the table."""

from __future__ import annotations

import json

from plangen.catalog import Catalog
from tests.support.cases import each
from tests.support.cli import run


@each("code", ["R55", "r55", "[R55]", "R55."])
def test_it_says_what_is_demanded_what_to_do_and_where_it_comes_from(code: str) -> None:
    result = run("regel", code)
    assert result.code == 0
    assert result.out.splitlines()[0] == (
        "R55 – Medarbejderne hører om projektet med højst otte ugers mellemrum"
    )
    assert "  Advarsel: … hører intet i … uger." in result.out
    assert "    Det kan I gøre: Giv også status, når der ikke er nyt; brug »gentages«" in result.out
    assert "Læser svarene: Kommunikationsaktiviteter (kommunikation) og Interessenter (inter" in result.out
    assert "kvalitetstjekket i Overblik (ved Kommunikationsplan)" in result.out
    assert "Kilde: »Digitale veje til job«, Fase 2 (Formidling)" in result.out


@each(
    ("code", "meant"),
    [("R555", "Mente du R55 ("), ("V1O", "Mente du V01 ("), ("hvad", "Koder skrives som R55.")],
)
def test_an_unknown_code_is_wrong_use_and_gets_a_suggestion(code: str, meant: str) -> None:
    result = run("regel", code)
    assert result.code == 2
    assert f"Der er ingen regel med koden »{code}«." in result.err and meant in result.err


def test_a_short_number_is_understood() -> None:
    assert run("regel", "r4").out.startswith("R04 – ")


def test_every_rule_is_judged(catalog: Catalog) -> None:
    assert [code for code, rule in catalog.rules.items() if not rule.built] == []
    assert "kontrolleres ikke endnu" not in run("regel", "R91").out


@each(
    ("code", "said"),
    [("R11", "I omfanget let: bruges ikke"), ("R03", "I omfanget let: højst info"), ("R92", "")],
)
def test_what_the_smallest_profile_makes_of_a_rule(code: str, said: str) -> None:
    told = run("regel", code).out
    assert said in told
    assert ("I omfanget let" in told) is bool(said)


def test_every_rule_can_be_explained_and_is_listed(catalog: Catalog) -> None:
    listed = run("regel").out
    for code, rule in catalog.rules.items():
        told = run("regel", code).out
        assert rule.title in told and "Kilde: " in told and "{" not in told
        assert f"│ {code} " in listed


def test_it_says_where_a_breach_is_shown() -> None:
    assert "Vises i: plangen check\n" in run("regel", "R91").out, "information is in no list of documents"
    cpr = run("regel", "R92").out
    assert "Vises i: plangen check og kvalitetstjekket i Overblik\n" in cpr, "D11 is not for the writer alone"
    med = " ".join(run("regel", "R128").out.split())
    assert "kvalitetstjekket i Faldgrubetjek og tjekliste" in med
    assert "faldgruben »MED og arbejdsmiljøorganisation er ikke i spil« i Faldgrubetjek" in med


def test_it_is_data_for_other_programs(catalog: Catalog) -> None:
    (rule,) = json.loads(run("regel", "R61", "--format", "json").out)["regler"]
    assert rule["kode"] == "R61" and [demand["niveau"] for demand in rule["krav"]] == ["advarsel"] * 2
    assert rule["krav"][1]["hjaelp"].startswith("25 er en vejledende grænse.")
    assert rule["spoergsmaal"] == list(catalog.rules["R61"].questions) and rule["kilde"]
    listed = json.loads(run("regel", "--format", "json").out)["regler"]
    assert [one["kode"] for one in listed] == list(catalog.rules)
