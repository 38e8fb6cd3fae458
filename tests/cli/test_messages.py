"""Messages quote what somebody wrote, and show every character of it."""

from __future__ import annotations

from pathlib import Path

from plangen.checks.judging import judge
from plangen.findings import Finding, PlangenError, Severity, visible
from plangen.plan import compute_plan
from tests.answers.reading import load
from tests.support.cases import each
from tests.support.cli import run

UNSEEN = {
    "bidi": ("\u202e", "[U+202E]"),
    "isolate": ("\u2066", "[U+2066]"),
    "zero width": ("\u200b", "[U+200B]"),
    "soft hyphen": ("\u00ad", "[U+00AD]"),
    "private use": ("\ue000", "[U+E000]"),
    "escape": ("\x1b", "[U+001B]"),
    "half a pair": ("\ud800", "[U+D800]"),
}


@each(("sign", "shown"), UNSEEN.values(), ids=UNSEEN)
def test_what_cannot_be_seen_is_shown_by_its_code(sign: str, shown: str) -> None:
    assert visible(f"a{sign}b") == f"a{shown}b"
    finding = Finding("V05", Severity.ERROR, f"»a{sign}b«", hint=f"Slet {sign}.")
    assert shown in finding.message and shown in finding.hint and sign not in str(finding)
    assert str(PlangenError(f"x{sign}", f"y{sign}")) == f"x{shown}\n  hjælp: y{shown}"


def test_letters_spaces_and_line_breaks_stay() -> None:
    text = "Blåbærgrød »én« – 12\u00a0kr.\n  hjælp: …"
    assert visible(text) == text


def test_a_name_that_turns_the_line_around_is_shown_on_the_command_line(tmp_path: Path) -> None:
    path = tmp_path / "svar.yaml"
    path.write_text("svar:\n  \u202elrku nvan: x\n  projektstart: \u2067i morgen\n", "utf-8")
    result = run("check", path)
    assert "\u202e" not in result.out and "\u2067" not in result.out
    assert "[U+202E]" in result.out and "[U+2067]" in result.out


def test_the_summary_says_what_was_checked_and_no_more(tmp_path: Path) -> None:
    path = tmp_path / "svar.yaml"
    path.write_text("svar: {kommune_navn: Egelund Kommune}\n", "utf-8")
    out = run("check", path).out
    found, last = out.rpartition(f"{path}: ")[::2]
    errors, warnings = found.count(" fejl: "), found.count(" advarsel: ")
    project = load("svar: {kommune_navn: Egelund Kommune}")
    made = judge(project.base, compute_plan(project.base)).made
    assert warnings == 8
    assert last == (
        f"1 af 96 spørgsmål er besvaret, {len(made)} kontroller er udført: {errors} fejl, "
        f"{warnings} advarsler, 1 oplysning ({errors + warnings} om svar, der mangler)\n"
    )
    path.write_text("- x\n", "utf-8")
    assert "svarene er ikke kontrolleret: 1 fejl, 0 advarsler" in run("check", path).out
