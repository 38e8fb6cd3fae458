"""The JSON Schema accepts what the validator accepts, and says no to common slips."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from jsonschema import Draft202012Validator
from ruamel.yaml import YAML

from plangen.catalog import Catalog, builtin_catalog
from plangen.forms.yaml.blank import starter_text
from plangen.forms.yaml.schema import json_schema
from tests.answers.test_properties import QUICK
from tests.answers.valid import answer_files
from tests.support.cases import each
from tests.support.samples import examples

INPUTS = Path(__file__).parents[3] / "inputs"
VALIDATOR = Draft202012Validator(json_schema(builtin_catalog()))


def _as_editors_read(text: str) -> Any:
    """YAML as JSON data: dates are texts."""
    return json.loads(json.dumps(YAML(typ="safe", pure=True).load(text), default=str))


def _errors(data: Any) -> list[str]:
    return [error.json_path for error in VALIDATOR.iter_errors(data)]


def test_the_schema_is_a_schema(catalog: Catalog) -> None:
    schema = json_schema(catalog)
    Draft202012Validator.check_schema(schema)
    assert json.loads(json.dumps(schema)) == schema


@pytest.mark.parametrize("name", ["jobcenter", "sagsoverblik"])
def test_the_examples_fit(name: str) -> None:
    assert _errors(_as_editors_read((INPUTS / f"{name}.yaml").read_text("utf-8"))) == []


def test_the_starter_file_fits(catalog: Catalog) -> None:
    assert _errors(_as_editors_read(starter_text(catalog, "p", "s.json"))) == []


@settings(QUICK, max_examples=examples(30))
@given(answer_files(builtin_catalog()))
def test_valid_answers_fit(content: dict[str, Any]) -> None:
    assert _errors(content) == []


@each(
    "data",
    [
        None,
        {"svar": None},
        {"svar": {"formaal_primaert": "kvalitet"}},
        {"svar": {"formaal_primaert": {"valg": "kvalitet", "begrundelse": "x"}}},
        {"svar": {"arbejdsgruppe_opgaver": ["formidle"]}},
        {"svar": {"arbejdsgruppe_opgaver": {"valg": ["formidle"], "egne": ["x"]}}},
        {"svar": {"integrationer": "ingen"}},
        {"svar": {"evaluering_rytme": {"valg": "egen", "egne_uger": [2, 4]}}},
        {"svar": {"standardopgaver_fravalg": [{"opgave": "LOK-1"}]}},
        {"pakke": {"version": 0.9}},
        {"tekster": {"ST-01": "x"}},
    ],
)
def test_short_forms_fit(data: Any) -> None:
    assert _errors(data) == []


@each(
    "data",
    [
        {"svr": {}},
        {"svar": {"kommune": "x"}},
        {"svar": {"loesningstype": "borger"}},
        {"svar": {"projektstart": "31-01-2027"}},
        {"svar": {"maal": "ingen"}},
        {"svar": {"maal": [{"mål": "x"}]}},
        {"svar": {"mus": ["x"]}},
        {"svar": {"formaal_typer": ["x"]}},
        {"svar": {"arbejdsgruppe_moeder": {"til_uge": "snart"}}},
        {"svar": {"kommunikation": [{"gentages": "hver uge"}]}},
        {"svar": {"afdelinger": [{"afdeling_id": "å b"}]}},
        {"pakke": {"omfang": "stor"}},
    ],
)
def test_slips_do_not_fit(data: Any) -> None:
    assert _errors(data)


@each(
    "own",
    [
        {"maal": {"aendr": [{"raekke": "Kortere ventetid", "maalvaerdi": "7"}], "udelad": ["x"]}},
        {"maal": {"tilfoej": [{"maal": "x", "efter": "y"}], "raekkefoelge": ["x", "y"]}},
        {"kommunikation": {"aendr": [{"raekke": {"interessent": "a", "budskab": "b"}, "kanal": ""}]}},
        {"styregruppe": {"tilfoej": [{"rolle": "x", "foran": "y"}]}},
        {"mening": {"aendr": [{"raekke": "borgere", "begrundelse": "x"}], "udelad": ["ledere"]}},
        {"afgraensning": {"aendr": {"minimal": "x", "fravalg": None}}},
    ],
)
def test_what_a_department_has_differently_fits(own: dict[str, Any]) -> None:
    assert _errors({"svar": own}) == []


@each(
    "own",
    [
        {"maal": {"aendr": [{"raekke": "x", "egnang": "7"}]}},
        {"maal": {"aendr": {"x": {"maalvaerdi": "7"}}}},
        {"maal": {"udelad": "x"}},
        {"maal": {"aendr": [{"raekke": "x", "maales_uge": "snart"}]}},
        {"risici": {"aendr": [{"raekke": "x", "sandsynlighed": "snart"}]}},
        {"mening": {"udelad": ["ingen"]}},
        {"afgraensning": {"aendr": {"minimum": "x"}}},
        {"afdelinger": {"udelad": ["nord"]}},
    ],
)
def test_slips_in_what_is_different_do_not_fit(own: dict[str, Any]) -> None:
    assert _errors({"svar": own})


def test_every_reference_inside_the_schema_leads_somewhere(catalog: Catalog) -> None:
    schema = json_schema(catalog)
    wanted = {line.split('"')[3] for line in json.dumps(schema, indent=1).splitlines() if '"$ref"' in line}
    assert len(wanted) > 100
    for reference in wanted:
        place: Any = schema
        for part in reference.removeprefix("#/").split("/"):
            place = place[int(part) if isinstance(place, list) else part]
        assert place["title"]


def test_options_carry_their_labels(catalog: Catalog) -> None:
    svar = json_schema(catalog)["properties"]["svar"]["properties"]
    assert {"const": "fagsystem", "title": "Fagsystem"} in svar["loesningstype"]["oneOf"]
    assert svar["fasemodel"]["default"] == "proces_4"
    assert svar["overdragelse"]["properties"]["uge"]["default"] == 16
    assert svar["kommune_navn"]["title"] == "Kommune"
    assert "Hvilken kommune" in svar["kommune_navn"]["description"]
    assert "(skal besvares)" in svar["kommune_navn"]["description"]
    assert svar["maal"]["items"]["properties"]["indikator"]["description"] == "(skal udfyldes)"


# --- earlier forms and documents ----------------------------------------------------------------------------
@pytest.mark.parametrize("name", ["jobcenter", "sagsoverblik"])
def test_files_of_an_earlier_questionnaire_fit(name: str) -> None:
    text = (INPUTS.parent / "tests" / "data" / "version1" / f"{name}.yaml").read_text("utf-8")
    assert _errors(_as_editors_read(text)) == []


@each("scope", ["let", "fuld", "normal", "lille"])
def test_profiles_of_today_and_before_fit(scope: str) -> None:
    assert _errors({"pakke": {"omfang": scope}}) == []
    assert _errors({"pakke": {"omfang": scope + "x"}}) != []


def test_earlier_names_are_told_to_be_so(catalog: Catalog) -> None:
    row = json_schema(catalog)["properties"]["svar"]["properties"]["proevehandlinger"]
    columns = next(part for part in row["anyOf"] if "items" in part)["items"]["properties"]
    assert columns["start_uge"]["deprecated"] is True
    assert "deprecated" not in columns["start"]


def test_a_question_says_which_documents_print_it(catalog: Catalog) -> None:
    question = json_schema(catalog)["properties"]["svar"]["properties"]["formaal_kort"]
    assert "Bruges i: Formålsbeskrivelse" in question["description"]
