"""The ledger: a build makes again exactly what its answers have changed, says why, and gives the files that a
build from the beginning gives."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from plangen.catalog import builtin_catalog
from plangen.rendering import document
from plangen.rendering.reasons import GONE, NEW, reasons
from plangen.store.ledgers import LedgerEntry
from tests.support.cli import run
from tests.support.packs import ROOT
from tests.support.samples import LONG

FORMATS = ("--format", "docx,html", *(["--samlet"] if LONG else []))
"""To print takes most of the time, and is decided as the rest is."""
CHANGES: dict[str, tuple[tuple[str, str], ...]] = {
    "koerebog": (
        (r"(?m)^(  idriftsaettelsesdato: *)\S+", r"\g<1>2027-10-18"),
        (r"(?m)^(  projekt_titel: *)(.*)$", r"\g<1>Kørebog på ny"),
        (r"(?m)^(  system_navn: *)(.*)$", ""),
        (r"(?m)^(  version: *)(.*)$", r'\g<1>"0.2"'),
        (r"(?m)^(      rolle: *)Driftsleder$", r"\g<1>Driftsleder og afløser"),
    )
}


def _files(root: Path) -> dict[str, bytes]:
    found = (path for path in root.rglob("*") if path.is_file() and ".plangen" not in path.parts)
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in found}


def _answers(folder: Path, example: str = "koerebog") -> Path:
    path = folder / f"{example}.yaml"
    path.write_bytes((ROOT / "inputs" / f"{example}.yaml").read_bytes())
    return path


@pytest.fixture
def rendered(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What is rendered while a test runs: »D05 side«, »D05 Word«."""
    found: list[str] = []
    for name, what in (("page_of", "side"), ("word_of", "Word")):
        original = getattr(document, name)

        def noted(one, *rest, _what=what, _original=original):  # type: ignore[no-untyped-def]
            found.append(f"{one.id} {_what}")
            return _original(one, *rest)

        monkeypatch.setattr(f"plangen.rendering.now.{name}", noted)
    return found


@pytest.mark.heavy
@pytest.mark.parametrize("example", CHANGES)
def test_a_build_that_goes_on_gives_the_files_of_a_fresh_one(tmp_path: Path, example: str) -> None:
    path = _answers(tmp_path, example)
    run("build", path, "--out", tmp_path / "lived", *FORMATS)
    for number, (pattern, new) in enumerate(CHANGES[example]):
        before = path.read_text("utf-8")
        after = re.sub(pattern, new, before, count=1)
        assert after != before, pattern
        path.write_text(after, "utf-8")
        run("build", path, "--out", tmp_path / "lived", *FORMATS)
        if not LONG and number + 1 < len(CHANGES[example]):
            continue  # what was left as it was stays so, and is seen at the end
        fresh = tmp_path / f"fresh{number}"
        run("build", path, "--out", fresh, *FORMATS)
        lived, made = _files(tmp_path / "lived"), _files(fresh)
        # The overview and the calendar go on from what they said before; everything else is decided by now.
        history = re.compile(r"00_|/samlet_|kalender\.ics|/oversigt\.|^oversigt\.|oversigt\.html")
        assert lived.keys() == made.keys()
        assert [name for name in made if lived[name] != made[name] and not history.search(name)] == []


def test_only_what_reads_an_answer_is_rendered_again_and_it_is_said_why(
    tmp_path: Path, rendered: list[str]
) -> None:
    path, out = _answers(tmp_path), tmp_path / "out"
    first = run("build", path, "--out", out, *FORMATS, "--hvorfor")
    assert "D05 Kommunikationsplan for Vej og Park: er ikke dannet før." in first.out
    assert {"D05 side", "D05 Word"} <= set(rendered)
    rendered.clear()
    again = run("build", path, "--out", out, *FORMATS, "--hvorfor")
    assert rendered == [] and "Intet dokument er dannet igen." in again.out
    text = path.read_text("utf-8")
    changed = text.replace("her_og_nu_fordele: Ingen sedler,", "her_og_nu_fordele: Ingen sedler mere,")
    assert changed != text
    path.write_text(changed, "utf-8")
    renewed = run("build", path, "--out", out, *FORMATS, "--hvorfor")
    about = [line for line in renewed.out.splitlines() if line.startswith("D") and ": " in line]
    assert any("›her_og_nu_fordele‹ er ændret" in line for line in about)
    made = {line.split(" ")[0] for line in about if "her_og_nu_fordele" in line}
    assert {one.split(" ")[0] for one in rendered if one.endswith("Word")} - {"D00"} == made - {"D00"}


def test_a_row_is_named_by_its_place() -> None:
    def entry(print: str, **rows: str) -> LedgerEntry:
        return LedgerEntry(
            "p", "s", "r", {"kommunikation": print, "plan.kort": print}, {}, {"kommunikation": rows}
        )

    before = entry("1", a="1", b="2", c="3")
    catalog = builtin_catalog()

    def told(after: LedgerEntry) -> str:
        return "; ".join(reasons(before, after, catalog))

    assert told(entry("2", a="1", b="2", c="9")).startswith("›kommunikation‹ række 3 er ændret")
    assert told(entry("2", a="1", c="3")).startswith("›kommunikation‹ række 2 er væk")
    assert told(entry("2", n="0", a="1", b="2", c="3")).startswith("›kommunikation‹ række 1 er ny")
    assert told(entry("2", b="2", a="1", c="3")).startswith("›kommunikation‹ rækkerne er flyttet")
    assert told(entry("2", a="1", c="9", d="4")).endswith("planen (kort) er ændret")
    assert told(before) == GONE and reasons(None, before, catalog) == (NEW,)


def test_a_file_that_is_gone_or_changed_is_made_again(tmp_path: Path) -> None:
    path, out = _answers(tmp_path), tmp_path / "out"
    asked = ("build", path, "--out", out, "--format", "html", "--document", "D05", "--hvorfor")
    run(*asked)
    page = next((out / "koerebog").rglob("05_*.html"))
    data = page.read_bytes()
    page.unlink()
    assert "filen lå der ikke" in run(*asked).out
    assert page.read_bytes() == data


def test_a_ledger_that_cannot_be_read_costs_time_and_nothing_else(tmp_path: Path) -> None:
    path, out = _answers(tmp_path), tmp_path / "out"
    asked = ("build", path, "--out", out, "--format", "docx", "--document", "D05")
    run(*asked)
    before = _files(out)
    ledger = next((out / "koerebog" / ".plangen").glob("regnskab_*.json"))
    told = json.loads(ledger.read_bytes())
    for broken in (b"", b"{", b"[]", json.dumps({**told, "dokumenter": {"x": 1}}).encode()):
        ledger.write_bytes(broken)
        assert run(*asked).code == 0
        assert _files(out) == before
    assert json.loads(ledger.read_bytes()) == told


def test_another_program_makes_everything_again(
    tmp_path: Path, rendered: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    path, out = _answers(tmp_path), tmp_path / "out"
    asked = ("build", path, "--out", out, "--format", "docx", "--document", "D05", "--hvorfor")
    run(*asked)
    rendered.clear()
    monkeypatch.setattr("plangen.rendering.before.program_mark", lambda: "another")
    assert "plangen, eller en pakke, den bruger, er en anden udgave" in run(*asked).out
    assert rendered
