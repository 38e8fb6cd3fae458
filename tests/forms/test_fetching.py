"""`plangen hent`: several files that people have sent back, one after the other, into the answer files."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from plangen.projects.shipped import shipped_library
from plangen.projects.sources import read_project
from plangen.questionnaires.sent_form import form_to_send
from tests.support import word_edits as word
from tests.support.cli import run
from tests.support.edited_packs import SMALL
from tests.support.tools import ROOT


@pytest.fixture
def answers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An answer file in a folder of its own, which commands are given in."""
    monkeypatch.chdir(tmp_path)
    path = Path("inputs/koerebog.yaml")
    path.parent.mkdir()
    shutil.copy(ROOT / "inputs" / path.name, path)
    return path


def form(answers: Path, department: str | None = None) -> dict[str, Any]:
    """What the form in one file saves when nobody answers anything."""
    sent = form_to_send(read_project(answers, shipped_library()), department)
    told = sent.made_from.data()
    shown = told.pop("shown")
    whole: dict[str, Any] = {"svar": {}, "pakke": {}}
    for id, answer in shown.items():
        part, name = ("pakke", id.removeprefix("pakke.")) if id.startswith("pakke.") else ("svar", id)
        whole[part][name] = answer
    rows = {id: list(range(len(one))) for id, one in shown.items() if isinstance(one, list)}
    return told | {"answers": whole, "rows": rows}


def sent(name: str, made: dict[str, Any], **svar: Any) -> Path:
    """A form that came back as this file, with these answers."""
    path = Path(name)
    answered = made["answers"] | {"svar": made["answers"]["svar"] | svar}
    path.write_text(json.dumps(made | {"answers": answered}), "utf-8")
    return path


def told(*arguments: str | Path) -> dict[str, Any]:
    read: dict[str, Any] = json.loads(run("hent", *arguments, "--format", "json").out)
    return read


def test_two_half_filled_forms_meet(answers: Path) -> None:
    """Different questions are both written, the same answer is none, a different one is told with both."""
    made = form(answers)
    lene = sent("lene.json", made, problem="Fra Lene", formaal_kort="Det samme")
    amir = sent(
        "amir.json", made, problem="Fra Amir", formaal_kort="Det samme", afgraensning={"minimal": "Kun her"}
    )
    before = answers.read_bytes()
    shown = told(lene, amir)
    assert answers.read_bytes() == before, "only shown"
    assert not list(answers.parent.glob("*aendringer*"))
    done = told(lene, amir, "--apply")
    assert done | {"skrevet": False} == shown, "what is shown is what is written"
    first, second = done["filer"]
    assert {one["id"] for one in first["aendringer"]} == {"problem", "formaal_kort"} and not first[
        "konflikter"
    ]
    assert [one["id"] for one in second["aendringer"]] == ["afgraensning"]
    [conflict] = second["konflikter"]
    assert (conflict["id"], conflict["i_svarfilen"], conflict["i_skemaet"]) == (
        "problem",
        "Fra Lene",
        "Fra Amir",
    )
    assert done["afslutningskode"] == 1
    base = read_project(answers, shipped_library()).project.base
    assert base.text("problem") == "Fra Lene" and base.text("formaal_kort") == "Det samme"
    again = told(lene, amir, "--apply")
    assert not any(one["aendringer"] for one in again["filer"])


def test_what_people_read(answers: Path) -> None:
    made = form(answers)
    lene, amir = sent("lene.json", made, problem="Fra Lene"), sent("amir.json", made, problem="Fra Amir")
    shown = run("hent", lene, amir)
    assert shown.code == 1
    assert (
        "lene.json (svar fra skemaet i en browser): 1 svar vil blive skrevet i inputs/koerebog.yaml"
        in shown.out
    )
    assert "Intet er skrevet. Kør igen med --apply" in shown.out
    assert "»Problem i dag« er ændret i svarfilen, siden skemaet blev lavet" in shown.err
    assert "svarfilen: »Fra Lene«" in shown.err and "skemaet: »Fra Amir«" in shown.err
    assert "plangen build inputs/koerebog.yaml" in run("hent", lene, "--apply").out


def test_an_untouched_form_changes_no_byte(answers: Path) -> None:
    before = answers.read_bytes()
    result = run("hent", sent("urørt.json", form(answers)), "--apply")
    assert (result.code, answers.read_bytes()) == (0, before)
    assert "intet nyt til inputs/koerebog.yaml" in result.out


def test_values_are_understood_or_told_where_they_stand(answers: Path) -> None:
    made = form(answers)
    goals = [{**row, "maales_uge": "snart"} for row in made["answers"]["svar"]["maal"]]
    path = sent(
        "svar.json", made, idriftsaettelsesdato="1. oktober 2027", projektstart="i morgen", maal=goals
    )
    done = told(path, "--apply")["filer"][0]
    assert {one["id"] for one in done["aendringer"]} == {"idriftsaettelsesdato", "projektstart", "maal"}
    said = [one["besked"] for one in done["fund"]]
    assert any(text.startswith("Projektstart: »i morgen« er ikke en dato") for text in said), said
    assert any("række 1" in text and "»snart«" in text for text in said), said
    assert {one["sted"]["side"] for one in done["fund"]} == {"svar.json"}
    assert "idriftsaettelsesdato: 2027-10-01" in answers.read_text("utf-8")


def test_the_answer_file_is_found_by_its_path_or_named(
    answers: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = form(answers)
    assert made["answers_file"] == "inputs/koerebog.yaml"
    elsewhere = Path("mails")
    elsewhere.mkdir()
    path = sent("mails/svar.json", made, problem="Nyt")
    assert told(path)["filer"][0]["svarfil"] == "inputs/koerebog.yaml"
    monkeypatch.chdir(elsewhere)
    lost = run("hent", "svar.json")
    assert lost.code == 2 and "svarfilen koerebog.yaml findes ikke her" in lost.err and "--svar" in lost.err
    assert run("hent", "svar.json", "--svar", "../inputs/koerebog.yaml").code == 0


@pytest.mark.parametrize(
    "path", ["../inputs/koerebog.yaml", "/etc/koerebog.yaml", "..\\inputs\\koerebog.yaml"]
)
def test_a_form_cannot_lead_out_of_the_folders(
    answers: Path, monkeypatch: pytest.MonkeyPatch, path: str
) -> None:
    made = form(answers) | {"answers_file": path}
    folder = Path("mails")
    folder.mkdir()
    monkeypatch.chdir(folder)
    sent("svar.json", made, problem="Nyt")
    assert run("hent", "svar.json", "--apply").code == 2


def test_what_stops_one_file_does_not_stop_the_others(answers: Path) -> None:
    Path("foto.png").write_bytes(b"\x89PNG")
    Path("skadet.json").write_bytes(b"{")
    good = sent("svar.json", form(answers), problem="Nyt")
    result = run("hent", "foto.png", "findes_ikke.json", "skadet.json", good, "--apply")
    assert result.code == 2
    assert "foto.png er ikke en fil med svar." in result.err and "findes_ikke.json findes ikke." in result.err
    assert "skadet.json: Filen kan ikke læses." in result.err
    assert read_project(answers, shipped_library()).project.base.text("problem") == "Nyt"


def test_a_department_answers_for_itself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What it says differently is its own; what it leaves as it is stays the project's."""
    monkeypatch.chdir(tmp_path)
    main = Path("jobcenter.yaml")
    shutil.copy(SMALL, main)
    department = next(iter(read_project(main, shipped_library()).project.departments))
    made = form(main, department)
    assert "afdelinger" not in made["answers"]["svar"]
    before = main.read_bytes()
    assert run("hent", sent("urørt.json", made), "--apply").code == 0 and not Path("jobcenter").exists()
    done = told(sent("svar.json", made, problem="Hos os er det værre"), "--apply")
    assert done["filer"][0]["afdeling"] and done["afslutningskode"] == 0
    assert main.read_bytes() == before
    own = Path(f"jobcenter/{department}.yaml").read_text("utf-8")
    assert "problem: Hos os er det værre" in own and "formaal_kort" not in own
    unknown = sent("svar2.json", made | {"department": "findes_ikke"}, problem="x")
    assert "svar fra afdelingen findes_ikke, som ikke står i jobcenter.yaml" in run("hent", unknown).err


def test_a_department_begins_with_the_rows_that_count_while_nobody_has_answered(answers: Path) -> None:
    """What it adds comes beside them."""
    answers.write_text(
        "svar:\n  afdelinger:\n    - {afdeling_id: nord, navn: Nord}\n    - {navn: Syd}\n", "utf-8"
    )
    made = form(answers, "nord")
    there = made["answers"]["svar"]["interessenter"]
    assert [row["navn"] for row in there][:2] == ["Medarbejdere", "Nærmeste ledere"]
    before = answers.read_bytes()
    own = answers.with_suffix("") / "nord.yaml"
    assert run("hent", sent("urørt.json", made), "--apply").code == 0 and not own.exists()
    made["rows"]["interessenter"].append(None)
    union = {name: type(cell)() for name, cell in there[0].items()} | {"navn": "Fagforeningen"}
    done = told(sent("svar.json", made, interessenter=[*there, union]), "--apply")
    assert (done["afslutningskode"], answers.read_bytes()) == (0, before)
    assert "navn: Fagforeningen" in own.read_text("utf-8") and "Medarbejdere" not in own.read_text("utf-8")
    rows = read_project(answers, shipped_library()).project.departments["nord"].rows("interessenter")
    assert [row.text("navn") for row in rows] == [*(row["navn"] for row in there), "Fagforeningen"]


def test_an_edited_document_of_a_pack_goes_the_way_of_a_pull(answers: Path) -> None:
    """Where it lies in its pack, and as a file that came by mail: then it is put where it belongs."""
    assert run("build", answers, "--format", "docx", "--document", "D01").code in (0, 1)
    [document] = Path("out/koerebog/faelles").glob("01_*.docx")
    original = document.read_bytes()
    mailed = Path("Formål – Bente.docx")
    mailed.write_bytes(word.set_text(original, "formaal_kort", "Rettet af Bente"))
    before = answers.read_bytes()
    shown = told(mailed)["filer"][0]
    assert shown["slags"] == "et af pakkens dokumenter"
    assert [(one["bliver"]) for one in shown["aendringer"]] == ["Rettet af Bente"]
    assert answers.read_bytes() == before and document.read_bytes() == original
    told(mailed, "--apply")
    assert read_project(answers, shipped_library()).project.base.text("formaal_kort") == "Rettet af Bente"
    document.write_bytes(word.set_text(document.read_bytes(), "formaal_kort", "Rettet i pakken"))
    assert [one["id"] for one in told(document)["filer"][0]["aendringer"]] == ["formaal_kort"]
    told(document, "--apply")
    assert read_project(answers, shipped_library()).project.base.text("formaal_kort") == "Rettet i pakken"


def test_a_word_file_of_no_pack_is_told(answers: Path) -> None:
    shutil.copy(ROOT / "templates" / "docx" / "ark.docx", "andet.docx")
    result = run("hent", "andet.docx")
    assert result.code == 1 and "andet.docx er hverken et skema eller et dokument fra en pakke." in result.err
