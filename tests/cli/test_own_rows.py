"""Rows that one department has differently, from its Word file to its own answer file and back."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support import word_edits as word
from tests.support.cli import run
from tests.support.edit_cases import cell, in_row
from tests.support.edited_packs import EditedPack, light_pack

pytestmark = pytest.mark.usefixtures("everywhere")

PLATFORM = 0
"""The goal that D01 prints first, for its day of measuring comes first; it is the second one in the file."""

NEW_GOAL = """\
    - maal: Kortere sagsbehandling
      gevinsttype: tid
      indikator: Dage
      maalvaerdi: 10 dage
      datakilde: Fagsystemet
      maales_uge: 26
      gevinstejer: Jobcenterchef
  foerstelinjeledere:"""


@pytest.fixture
def pack(tmp_path: Path) -> EditedPack:
    return light_pack(tmp_path / "projekt")


def goals(pack: EditedPack, department: str) -> list[str]:
    data = pack.document(department, "D01").read_bytes()
    return word.row_keys(data, "maal")


def renewed(pack: EditedPack, *departments: str) -> str:
    packs = [part for one in departments for part in ("--department", one)]
    return pack.build("--format", "docx", *packs, "--document", "D01").err


def test_later_shared_rows_reach_a_department_that_changed_a_row(pack: EditedPack) -> None:
    before = goals(pack, "jobindsats")
    pack.edit("jobindsats", "D01", cell("maal", PLATFORM, "maalvaerdi", "70 pct."))
    pack.edit("jobindsats", "D01", in_row(word.delete_row, "maal", 2))
    shown = run("pull", pack.out, "--apply").out
    own = pack.answers.with_suffix("") / "jobindsats.yaml"
    assert "(række ændret" in shown
    assert "(række udeladt" in shown
    assert own.read_text("utf-8").endswith(
        "  maal:\n    aendr:\n      - raekke: Platformen tilbydes systematisk\n        maalvaerdi: 70 pct.\n"
        "    udelad:\n      - Tid til borgere med komplekse behov\n"
    )
    text = pack.answers.read_text("utf-8")
    pack.answers.write_text(text.replace("  foerstelinjeledere:", NEW_GOAL.rstrip(), 1), "utf-8")
    assert "_ny" not in renewed(pack, "faelles", "jobindsats")
    assert goals(pack, "faelles") == [*before, "kortere_sagsbehandling"]
    assert goals(pack, "jobindsats") == [before[0], before[1], before[3], "kortere_sagsbehandling"]
    assert pack.pull()[1]["rettelser"] == []


def test_a_row_that_is_made_as_shared_again_needs_no_entry(pack: EditedPack) -> None:
    for value in ("70 pct.", "60 pct."):
        pack.edit("jobindsats", "D01", cell("maal", PLATFORM, "maalvaerdi", value))
        pack.pull("--apply")
        assert "_ny" not in renewed(pack, "jobindsats")
    assert "maal" not in pack.texts()["jobindsats"]


def test_an_own_file_with_other_capitals_is_the_one_that_is_written(pack: EditedPack) -> None:
    folder = pack.answers.with_name("Jobcenter")
    folder.mkdir()
    own = folder / "Jobindsats.YAML"
    own.write_text("# vores\nsvar:\n  mus: Ja   # aftalt\n", "utf-8")
    pack.edit("jobindsats", "D01", cell("maal", PLATFORM, "maalvaerdi", "70 pct."))
    pack.edit("ungeindsats", "D01", cell("maal", PLATFORM, "maalvaerdi", "50 pct."))
    run("pull", pack.out, "--apply")
    assert sorted(path.name for path in folder.iterdir()) == ["Jobindsats.YAML", "ungeindsats.yaml"]
    assert own.read_text("utf-8").startswith("# vores\nsvar:\n  maal:\n    aendr:\n")
    assert own.read_text("utf-8").endswith("  mus: Ja   # aftalt\n")
    assert not pack.answers.with_suffix("").exists()


def test_a_reworded_shared_row_keeps_the_departments_change(pack: EditedPack) -> None:
    pack.edit("jobindsats", "D01", cell("maal", PLATFORM, "maalvaerdi", "70 pct."))
    (told,) = pack.pull("--apply")[1]["rettelser"]
    assert (told["rettet_til"], told["skrives_som"]) == ("70 pct.", "række ændret for Jobindsats")
    pack.edit("faelles", "D01", cell("maal", PLATFORM, "maal", "Platformen tilbydes altid"))
    (told,) = pack.pull("--apply")[1]["rettelser"]
    assert (told["rettet_til"], told["skrives_som"]) == ("Platformen tilbydes altid", "")
    assert "- raekke: Platformen tilbydes altid\n" in pack.texts()["jobindsats"]
    checked = run("check", pack.answers)
    assert "findes ikke i det fælles svar" not in checked.out
    text = pack.answers.read_text("utf-8")
    pack.answers.write_text(text.replace("Platformen tilbydes altid", "Platformen bruges altid"), "utf-8")
    told = run("check", pack.answers)
    own = pack.answers.with_suffix("") / "jobindsats.yaml"
    assert told.code == 1
    assert (
        f"{own}:6:17: fejl: Mål og gevinster, aendr, række 1: rækken »Platformen tilbydes altid«" in told.out
    )
    assert "Mente du »Platformen bruges altid«?" in told.out
