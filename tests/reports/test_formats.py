"""What `plangen check` tells other programs: JSON and SARIF, each held to its schema."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from jsonschema import Draft4Validator, Draft202012Validator
from referencing.jsonschema import Schema

from plangen.catalog import Catalog
from plangen.findings import FilePlace, Finding, PagePlace, Place, Severity, SheetPlace, WordPlace
from plangen.reports.data import Stopped, checks_data
from plangen.reports.report import CheckReport
from plangen.reports.sarif import sarif_data
from tests.support.cli import run

ROOT = Path(__file__).parents[2]
EXAMPLES = [ROOT / "inputs" / f"{name}.yaml" for name in ("jobcenter", "sagsoverblik", "koerebog")]
HALF = """\
pakke: {omfang: let, dato: 2027-01-10}
svar:
  kommune_navn: Egelund Kommune
  projektstart: 2027-01-04
  idriftsaettelsesdato: 2027-09-06
  formaal_kort: Sagen 010190-1234 skal løses hurtigere for borgeren.
  maal:
    - maal: Kortere ventetid
      maales_uge: tolv
"""
LEVELS = ("fejl", "advarsel", "info")
PLACES: list[Place] = [
    FilePlace("inputs/børn.yaml", 3, 5),
    SheetPlace("inputs/svar.xlsx", "Mål", 7, 28),
    PagePlace("Formål", "Hvad er problemet?", 2),
    WordPlace("faelles/01_formaalsbeskrivelse_faelles.docx", "Mål, tabel, række 2"),
]


@pytest.fixture
def half(tmp_path: Path) -> Path:
    path = tmp_path / "inputs" / "halv.yaml"
    path.parent.mkdir()
    path.write_text(HALF, "utf-8")
    return path


@cache
def json_schema() -> Schema:
    schema: Schema = json.loads((ROOT / "docs" / "check.schema.json").read_text("utf-8"))
    return schema


@cache
def sarif_schema() -> Schema:
    schema: Schema = json.loads((ROOT / "tests" / "data" / "sarif-2.1.0.schema.json").read_text("utf-8"))
    return schema


def checked(*arguments: str | Path) -> dict[str, Any]:
    """The JSON of a call, which must be alone on standard output and as the schema says."""
    result = run("check", *arguments, "--format", "json")
    told: dict[str, Any] = json.loads(result.out)
    Draft202012Validator(json_schema()).validate(told)
    assert told["afslutningskode"] == result.code
    return told


def log(*arguments: str | Path) -> dict[str, Any]:
    """The SARIF of a call, as its schema says."""
    told: dict[str, Any] = json.loads(run("check", *arguments, "--format", "sarif").out)
    Draft4Validator(sarif_schema()).validate(told)
    return told


def made_up(catalog: Catalog) -> CheckReport:
    """A finding at each kind of place, and one at none."""
    found = [Finding("V05", Severity.ERROR, f"Fund {n}", place) for n, place in enumerate(PLACES)]
    found.append(Finding("R55", Severity.INFO, "Uden sted", where="Kommunikation"))
    file = "inputs/prøve.yaml"
    return CheckReport("prøve", file, (file,), "fuld", True, 96, 3, frozenset(catalog.rules), tuple(found))


# --- JSON ---------------------------------------------------------------------------------------------------
def test_the_examples_as_data() -> None:
    told = checked(*EXAMPLES)
    assert [(one["projekt"], one["omfang"], one["laest"]) for one in told["projekter"]] == [
        ("jobcenter", "fuld", True),
        ("sagsoverblik", "fuld", True),
        ("koerebog", "let", True),
    ]
    jobcenter, sagsoverblik, koerebog = told["projekter"]
    assert [one["kode"] for one in jobcenter["fund"]] == ["R120", "R91"], "none that is met is listed"
    assert sagsoverblik["antal"] == {"fejl": 0, "advarsel": 14, "info": 5}
    assert (koerebog["fund"], koerebog["spoergsmaal"]["stillet"]) == ([], koerebog["spoergsmaal"]["besvaret"])


def test_a_finding_has_level_place_message_advice_and_source() -> None:
    (finding,) = checked(EXAMPLES[1], "--regel", "R55")["projekter"][0]["fund"]
    line = EXAMPLES[1].read_text("utf-8").splitlines()[finding["sted"]["linje"] - 1]
    assert line.strip().startswith("- interessent_id: borgerraadgivere")
    assert finding == {
        "kode": "R55",
        "niveau": "advarsel",
        "besked": "Borgerrådgivere hører intet i 17 uger.",
        "hjaelp": "Giv også status, når der ikke er nyt; brug »gentages«, fx »hver 4. uge«. "
        "Der er stille fra 10.12.2026 til 12.04.2027.",
        "sted": {
            "fil": str(EXAMPLES[1]),
            "linje": finding["sted"]["linje"],
            "kolonne": 7,
            "spoergsmaal": "interessenter",
            "felt": finding["sted"]["felt"],
        },
        "dokumenter": ["D05"],
        "kilde": "»Digitale veje til job«, Fase 2 (Formidling)",
    }


def test_each_missing_answer_is_there_with_who_can_answer_and_when(half: Path) -> None:
    (project,) = checked(half)["projekter"]
    found = project["fund"]
    missing = {one["sted"]["spoergsmaal"]: one["mangler"] for one in found if one["kode"] == "V01"}
    assert missing["problem"] == {"kan_svare": "Projektejer", "senest": None}
    assert missing["opfoelgning"] == {"kan_svare": "Gevinstansvarlig", "senest": "2027-09-06"}
    assert "maal" not in missing and "projektstart" not in missing
    assert {one["kode"] for one in project["fund"] if "mangler" in one} == {"V01", "V02"}
    assert all(one["hjaelp"] for one in project["fund"])


def test_an_untouched_file_keeps_each_finding_in_the_data(tmp_path: Path) -> None:
    run("new", "projekt", "--mappe", tmp_path, "--omfang", "let")
    (project,) = checked(tmp_path / "projekt.yaml")["projekter"]
    assert project["spoergsmaal"] == {"stillet": 30, "besvaret": 0}
    assert [one["kode"] for one in project["fund"]] == ["V01"] * 30


def test_what_cannot_be_read_is_one_finding_and_no_rule(tmp_path: Path) -> None:
    broken, absent = tmp_path / "brudt.yaml", tmp_path / "findes_ikke.yaml"
    broken.write_text("- x\n", "utf-8")
    told = checked(broken, absent)
    (project,) = told["projekter"]
    assert (project["laest"], project["kontroller"], len(project["fund"])) == (False, 0, 1)
    assert project["fund"][0]["sted"]["linje"] == 1 and project["fund"][0]["kode"] == "V06"
    (problem,) = told["problemer"]
    assert problem["svarfil"] == str(absent) and "findes ikke" in problem["besked"]
    assert told["afslutningskode"] == 2


def test_a_departments_own_file_is_named_and_a_broken_one_is_one_finding_there(half: Path) -> None:
    team = "afdelinger: [{afdeling_id: nord, navn: Nord}, {afdeling_id: syd, navn: Syd}]"
    half.write_text(f"{HALF}  {team}\n", "utf-8")
    before = checked(half)["projekter"][0]
    own = half.with_suffix("") / "nord.yaml"
    own.parent.mkdir()
    own.write_text("- x\n", "utf-8")
    (project,) = checked(half)["projekter"]
    assert project["filer"] == [str(half), str(own)] and project["laest"]
    new = [one for one in project["fund"] if one not in before["fund"]]
    assert [(one["kode"], one["sted"]["fil"]) for one in new] == [("V06", str(own))]


def test_the_level_and_the_rules_can_be_chosen(half: Path) -> None:
    everything = checked(half)["projekter"][0]["fund"]
    errors = checked(half, "--niveau", "fejl")["projekter"][0]["fund"]
    assert errors == [one for one in everything if one["niveau"] == "fejl"] and errors != everything
    warnings = checked(half, "--niveau", "advarsel")["projekter"][0]["fund"]
    assert warnings == [one for one in everything if one["niveau"] != "info"]
    cpr, both = (
        checked(half, "--regel", "R92"),
        checked(half, "--regel", "r92", "--regel", "V05", "--regel", "R92"),
    )
    assert [one["kode"] for one in cpr["projekter"][0]["fund"]] == ["R92"]
    assert cpr["projekter"][0]["kontroller"] == 1 and cpr["afslutningskode"] == 1
    assert {one["kode"] for one in both["projekter"][0]["fund"]} == {"R92", "V05"}
    assert both["projekter"][0]["udvalg"] == {"regler": ["R92", "V05"], "niveau": "info"}


def test_the_summary_counts_only_what_was_asked_for() -> None:
    said = [run("check", EXAMPLES[1], "--niveau", level).out.splitlines()[-1] for level in LEVELS]
    assert [line.rpartition(": ")[2] for line in said] == [
        "0 fejl",
        "0 fejl, 14 advarsler",
        "0 fejl, 14 advarsler, 5 oplysninger",
    ]


def test_a_rule_that_is_asked_for_comes_with_what_keeps_it_from_being_judged(half: Path) -> None:
    (finding,) = checked(half, "--regel", "R102")["projekter"][0]["fund"]
    assert (finding["kode"], finding["sted"]["spoergsmaal"]) == ("V01", "kommunikation")
    half.write_text("- x\n", "utf-8")
    told = checked(half, "--regel", "R102", "--niveau", "fejl")
    assert [one["kode"] for one in told["projekter"][0]["fund"]] == ["V06"]


def test_a_rule_that_is_not_in_the_table_is_wrong_use() -> None:
    result = run("check", EXAMPLES[0], "--regel", "R555", "--format", "json")
    assert (result.code, result.out) == (2, "") and "Mente du R55 (" in result.err


def test_every_kind_of_place_has_its_own_keys(catalog: Catalog) -> None:
    told = checks_data([made_up(catalog)], [], catalog, 1)
    Draft202012Validator(json_schema()).validate(told)
    places = [finding["sted"] for finding in told["projekter"][0]["fund"]]
    assert places[0] == {"fil": "inputs/børn.yaml", "linje": 3, "kolonne": 5, "spoergsmaal": "", "felt": ""}
    assert (places[1]["ark"], places[1]["celle"]) == ("Mål", "AB7")
    assert places[2]["overskrift"] == "Hvad er problemet?" and "fil" not in places[2]
    assert places[3]["i_filen"] == "Mål, tabel, række 2"
    assert (places[4]["fil"], places[4]["linje"]) == ("inputs/prøve.yaml", 1)


# --- SARIF --------------------------------------------------------------------------------------------------
def test_the_log_has_the_rules_with_help_and_source(catalog: Catalog) -> None:
    (one,) = log(*EXAMPLES)["runs"]
    rules = {rule["id"]: rule for rule in one["tool"]["driver"]["rules"]}
    assert list(rules) == [code for code, rule in catalog.rules.items() if rule.built]
    for rule in rules.values():
        assert rule["help"]["text"] and rule["properties"]["kilde"] and rule["shortDescription"]["text"]
        assert not re.search(r"[{}]", rule["help"]["text"])
    assert rules["R55"]["defaultConfiguration"] == {"level": "warning"}
    assert "Kilde: »Digitale veje til job«" in rules["R55"]["fullDescription"]["text"]


def test_the_log_has_each_finding_once_with_its_region(half: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(half.parents[1])
    path = Path("inputs/halv.yaml")
    (one,) = log(path)["runs"]
    found = checked(path)["projekter"][0]["fund"]
    assert len(one["results"]) == len(found)
    for result, finding in zip(one["results"], found, strict=True):
        assert (
            one["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"] == finding["kode"]
        )
        assert result["level"] == {"fejl": "error", "advarsel": "warning", "info": "note"}[finding["niveau"]]
        assert result["message"]["text"].startswith(finding["besked"])
        (location,) = result["locations"]
        assert location["physicalLocation"] == {
            "artifactLocation": {"uri": "inputs/halv.yaml", "uriBaseId": "%SRCROOT%"},
            "region": {"startLine": finding["sted"]["linje"], "startColumn": finding["sted"]["kolonne"]},
        }
    prints = [result["partialFingerprints"]["fund/v1"] for result in one["results"]]
    assert len(set(prints)) == len(prints)
    half.write_text("\n\n" + HALF, "utf-8")
    moved = [result["partialFingerprints"]["fund/v1"] for result in log(path)["runs"][0]["results"]]
    assert moved == prints, "a finding is the same when its line has moved"


def test_names_of_files_are_uris_and_relative_where_they_can_be(catalog: Catalog, tmp_path: Path) -> None:
    told = sarif_data([made_up(catalog)], [Stopped("../andet.yaml", "Væk.")], catalog, "1.0", tmp_path)
    Draft4Validator(sarif_schema()).validate(told)
    (one,) = told["runs"]
    places = [result["locations"][0] for result in one["results"]]
    first = places[0]["physicalLocation"]["artifactLocation"]
    assert first["uri"] == "inputs/b%C3%B8rn.yaml" and unquote(first["uri"]) == "inputs/børn.yaml"
    assert "physicalLocation" not in places[2], "a page of a form is no file"
    assert places[1]["logicalLocations"] == [{"fullyQualifiedName": "arket »Mål«, celle AB7"}]
    assert one["invocations"][0]["executionSuccessful"] is False
    notification = one["invocations"][0]["toolExecutionNotifications"][0]
    outside = notification["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    assert outside == (tmp_path.parent / "andet.yaml").as_uri()
