"""Rows that other answers name: reworded and deleted in Word."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from plangen.projects.shipped import shipped_library
from plangen.projects.sources import read_project
from tests.support import word_edits as word
from tests.support.edit_cases import cell, in_row
from tests.support.edited_packs import EditedPack, changed_lines, printed_in, written_pack

pytestmark = [pytest.mark.usefixtures("everywhere"), pytest.mark.documents("D05")]

KEY = "raadgivere_og_konsulenter"
SHOWN = "Rådgivere og konsulenter"


# Where the table, which is by how they take part, has the first stakeholder of the answers, and the
# third when that row is gone.
FIRST, CITIZENS = 1, 2


@pytest.fixture
def pack(tmp_path: Path) -> EditedPack:
    """The example whose first stakeholder has no id, named in the project's file and in a department's."""
    text = printed_in("D05")
    text = text.replace("    - interessent_id: raadgivere\n      navn:", "    - navn:")
    text = text.replace("interessent: raadgivere\n", f"interessent: {KEY[:17]}_MARK\n")
    return written_pack(tmp_path / "projekt", text, build_with_names)


def build_with_names(pack: EditedPack) -> None:
    name_stakeholder(pack)
    own = pack.answers.with_suffix("")
    own.mkdir(exist_ok=True)
    (own / "jobindsats.yaml").write_text(OWN.replace("KEY", stakeholder(pack)), "utf-8")
    build(pack)


OWN = """\
svar:
  kommunikation:
    tilfoej:
      - interessent: KEY
        anledning: Morgenmøde
        budskab: Kom og hør mere.
        kanal: Møde
        form: dialog
        afsender: Teamleder i Jobindsats
        tidspunkt: -4
        ansvarlig: projektleder
        effekt: Alle har hørt det
"""


def stakeholder(pack: EditedPack) -> str:
    """The key by which the answers name the first stakeholder."""
    found = re.search(r"interessent: (\S+)\n      anledning: Projektet begynder", pack.texts()["jobcenter"])
    assert found
    return found[1]


def name_stakeholder(pack: EditedPack) -> None:
    """Writes the key that the row has by its text."""
    key = read_project(pack.answers, shipped_library()).project.base.rows("interessenter")[0].key
    text = pack.texts()["jobcenter"].replace(f"{KEY[:17]}_MARK", key)
    pack.answers.write_text(text, "utf-8")


PACKS = ("faelles", "jobindsats")
"""That of all, and that of the department that names the row."""


def build(pack: EditedPack, *packs: str) -> None:
    departments = [part for key in packs or PACKS for part in ("--department", key)]
    pack.build("--format", "docx", *departments, "--document", "D05")


def shown(pack: EditedPack, department: str) -> list[str]:
    """The stakeholders that the communication table of a department names."""
    parts = word.stories(pack.document(department, "D05").read_bytes())
    controls = (sdt for root in parts.values() for sdt in root.iter(f"{word.W}sdt"))
    return [
        "".join(sdt.find(f"{word.W}sdtContent").itertext())  # type: ignore[union-attr]
        for sdt in controls
        if re.fullmatch(r"kommunikation\[.*\]\.interessent", word.tag_of(sdt))
    ]


def test_a_reworded_row_is_still_named_in_every_file(pack: EditedPack) -> None:
    before = {department: shown(pack, department) for department in ("faelles", "jobindsats")}
    assert SHOWN in before["faelles"]
    assert before["jobindsats"].count(SHOWN) == 6 + 1, (
        "once for each row: the project has a line for each date"
    )
    own = pack.texts()["jobindsats"]
    pack.edit("faelles", "D05", cell("interessenter", FIRST, "navn", "Sagsbehandlerne"))
    code, told = pack.pull("--apply")
    assert (code, len(told["rettelser"])) == (0, 1)
    assert (
        f"- navn: Sagsbehandlerne\n      interessent_id: {stakeholder(pack)}\n" in pack.texts()["jobcenter"]
    )
    assert pack.texts()["jobindsats"] == own
    build(pack)
    for department, names in before.items():
        assert shown(pack, department) == [name.replace(SHOWN, "Sagsbehandlerne") for name in names]
    assert list(pack.out.glob("*/*_ny*")) == []
    assert pack.pull()[1]["rettelser"] == []
    # Once more: the row is known by its id now.
    pack.edit("faelles", "D05", cell("interessenter", FIRST, "navn", "Medarbejderne"))
    assert pack.pull("--apply")[0] == 0
    build(pack, "jobindsats")
    assert "Medarbejderne" in shown(pack, "jobindsats")


def test_a_row_that_is_still_named_is_not_deleted_and_says_by_whom(pack: EditedPack) -> None:
    before = pack.texts()
    pack.edit("faelles", "D05", in_row(word.delete_row, "interessenter", FIRST))
    pack.edit("faelles", "D05", cell("interessenter", CITIZENS, "navn", "Lederne"))
    code, told = pack.pull("--apply")
    assert (code, [one["rettet_til"] for one in told["rettelser"]]) == (1, ["Lederne"])
    (refused,) = told["ikke_foert_tilbage"]
    assert "Rækken er ikke slettet i" in refused["besked"]
    assert "Kommunikationsaktiviteter, række 1, 2, 3, 11, 12 og 13 henviser til rækken" in refused["besked"]
    assert changed_lines(before, pack.texts()) == {
        "jobcenter": ["-navn: Ledige og sygemeldte", "+navn: Lederne"]
    }


def names_it(pack: EditedPack, key: str) -> bool:
    parts = word.stories(pack.document("faelles", "D05").read_bytes())
    controls = word.controls(parts, f"kommunikation[{key}].interessent")
    return bool(controls) and SHOWN in "".join(controls[0].itertext())


def test_a_row_goes_together_with_all_that_name_it(pack: EditedPack) -> None:
    keys = word.row_keys(pack.document("faelles", "D05").read_bytes(), "kommunikation")
    (pack.answers.with_suffix("") / "jobindsats.yaml").unlink()
    for key in keys:
        while names_it(pack, key):  # a row stands there once for each date
            pack.edit("faelles", "D05", lambda data, key=key: word.delete_row(data, "kommunikation", key))
    pack.edit("faelles", "D05", in_row(word.delete_row, "interessenter", FIRST))
    code, told = pack.pull("--apply")
    assert (code, told["ikke_foert_tilbage"]) == (0, []), told
    assert SHOWN not in pack.texts()["jobcenter"]
    assert pack.pull()[1]["rettelser"] == []


def test_a_department_that_names_the_row_is_told(pack: EditedPack) -> None:
    text = pack.texts()["jobcenter"]
    key = stakeholder(pack)
    pack.answers.write_text(text.replace(f"interessent: {key}\n", "interessent: teamledere\n"), "utf-8")
    pack.edit("faelles", "D05", in_row(word.delete_row, "interessenter", FIRST))
    code, told = pack.pull("--apply")
    assert code == 1
    assert "for Jobindsats henviser til rækken" in told["ikke_foert_tilbage"][0]["besked"]
