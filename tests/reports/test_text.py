"""What `plangen check` tells people: what is wrong, then what is missing by when and who, then the sum."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from plangen.catalog import Catalog
from plangen.findings import FilePlace, Finding, Severity
from plangen.reports.report import CheckReport, Missing
from plangen.reports.text import lines, summary
from tests.support.cli import run

ANSWERS = """\
pakke: {omfang: let, dato: 2027-01-10}
svar:
  kommune_navn: Egelund Kommune
  projektstart: 2027-01-04
  idriftsaettelsesdato: 2027-09-06
  roller: {projektejer: {rolle: Centerchef}}
  maal:
    - maal: Kortere ventetid
      maales_uge: tolv
"""


@pytest.fixture
def said(tmp_path: Path) -> list[str]:
    path = tmp_path / "svar.yaml"
    path.write_text(ANSWERS, "utf-8")
    return run("check", path).out.replace(f"{path}:", "svar.yaml:").splitlines()


def test_what_is_missing_is_gathered_by_when_and_who(said: list[str]) -> None:
    groups = [line for line in said if line.startswith("Mangler ")]
    assert [re.sub(r"\d+\)", "n)", group) for group in groups[:2]] == [
        "Mangler nu (n). Kan svare: Projektleder",
        "Mangler nu (n). Kan svare: Centerchef (projektejer)",
    ]
    later = [group.removeprefix("Mangler senest ")[:10] for group in groups if "senest" in group]
    assert later == sorted(later, key=lambda day: (day[6:], day[3:5], day[:2])) and len(set(later)) > 2
    assert "Mangler senest 06.09.2027 (1). Kan svare: Gevinstansvarlig" in groups
    assert sum(int(group.split("(")[1].split(")")[0]) for group in groups) == len(
        [line for line in said if line.endswith(("[V01]", "[V02]"))]
    )


def test_what_is_wrong_stands_before_what_is_missing(said: list[str]) -> None:
    assert said[0].startswith("svar.yaml:9:19: fejl: Mål og gevinster, række 1, ")
    assert said[1].startswith("  hjælp: ")
    first = next(n for n, line in enumerate(said) if line.startswith("Mangler "))
    assert not [line for line in said[:first] if line.endswith(("[V01]", "[V02]"))]
    assert not [line for line in said[first:-1] if not line.endswith(("[V01]", "[V02]")) and line[0] != "M"]
    assert re.fullmatch(
        r"svar\.yaml: 5 af 30 spørgsmål er besvaret, \d+ kontroller er udført: \d+ fejl, .*"
        r"\(\d+ om svar, der mangler\)",
        said[-1],
    )


def report(findings: list[Finding]) -> CheckReport:
    missing = {one: Missing("Projektleder", date(2027, 3, 1)) for one in findings if one.code == "V01"}
    made = frozenset({"V01"})
    return CheckReport("x", "x.yaml", ("x.yaml",), "let", True, 30, 3, made, tuple(findings), missing)


def test_a_finding_without_a_place_and_one_without_advice(catalog: Catalog) -> None:
    place = FilePlace("x.yaml", 2, 3)
    findings = [Finding("R55", Severity.WARNING, "Uden sted"), Finding("V01", Severity.INFO, "Senere", place)]
    told = [line.text for line in lines(report(findings), catalog)]
    assert told[0] == "advarsel: Uden sted [R55]"
    assert told[1].startswith("  hjælp: Giv også status"), "the rule's own"
    assert told[2] == "Mangler senest 01.03.2027 (1). Kan svare: Projektleder"
    assert told[3:] == ["x.yaml:2:3: info: Senere [V01]"]
    assert summary(report(findings)) == (
        "x.yaml: 3 af 30 spørgsmål er besvaret, 1 kontrol er udført: 0 fejl, 1 advarsel, 1 oplysning "
        "(1 om svar, der mangler)"
    )
