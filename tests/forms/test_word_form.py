"""The questionnaire in Word: what people do to it in Word becomes answers, and what is none is told."""

from __future__ import annotations

import shutil
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest

from plangen.projects.shipped import shipped_library
from plangen.projects.sources import read_project
from plangen.questionnaires.sent_form import form_to_send
from plangen.questionnaires.word.writing import MADE_FROM, NAMESPACE, ORIGINAL, word_form
from tests.forms.test_fetching import told
from tests.support import word_edits as word
from tests.support.cli import run
from tests.support.shared import bytes_once
from tests.support.tools import ROOT
from tests.support.validators import word_errors
from tests.word.word_saves import saved_by_word

SECTIONS = ("stamdata", "roller", "formaal", "gevinster")
FORM = "skema.docx"


@pytest.fixture
def answers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    shutil.copy(ROOT / "inputs" / "koerebog.yaml", tmp_path)
    return Path("koerebog.yaml")


def form(answers: Path) -> bytes:
    """Four sections of the small example, as they are sent."""
    sent = form_to_send(read_project(answers, shipped_library()), None, SECTIONS)
    return bytes_once("word-form", SECTIONS, lambda: word_form(sent))


def fetched(data: bytes, *options: str) -> dict[str, Any]:
    """What becomes of a form that came back."""
    Path(FORM).write_bytes(data)
    [one] = told(FORM, "--apply", *options)["filer"]
    assert not one["stoppet"], one["stoppet"]
    found: dict[str, Any] = one
    return found


def changes(one: dict[str, Any]) -> dict[str, str]:
    return {change["id"]: change["bliver"] for change in one["aendringer"]}


def says(one: dict[str, Any], *words: str) -> bool:
    """Whether one remark has all these words, in its place or its text."""
    texts = [f"{remark['sted']}: {remark['besked']}" for remark in one["bemaerkninger"]]
    return any(all(part in text for part in words) for text in texts)


@pytest.mark.parametrize("save", [bytes, saved_by_word], ids=["as sent", "saved by Word"])
def test_an_untouched_form_changes_no_byte(answers: Path, save: Any) -> None:
    before = answers.read_bytes()
    one = fetched(save(form(answers)))
    assert not one["aendringer"] and not one["bemaerkninger"] and answers.read_bytes() == before


def test_it_is_sound_and_the_same_every_time(answers: Path) -> None:
    Path("out").mkdir()
    asked = (
        "skema",
        answers,
        "--format",
        "docx",
        "--out",
        "out",
        "--afsnit",
        "formaal",
        "--afsnit",
        "gevinster",
    )
    assert run(*asked).code == 0
    path = Path("out/koerebog_skema.docx")
    first = path.read_bytes()
    path.unlink()
    run(*asked)
    assert path.read_bytes() == first
    assert word_errors(path) == []


def test_every_kind_of_field_is_read(answers: Path) -> None:
    data = word.set_text(form(answers), "problem", "Første linje.\nAnden linje.")
    data = word.set_text(data, "projektstart", "15. marts 2027")
    data = word.set_text(data, "loesningstype", "Borgervendt digital løsning")
    data = word.tick(data, "formaal_typer=faglighed")
    data = word.set_text(data, "formaal_primaert.hvad_viger", "Alt andet")
    data = word.set_text(data, "mening.ledere.eksempel", "Et eksempel")
    data = word.set_text(data, "roller.gevinstansvarlig.rolle", "Økonomichef")
    data = word.set_text(data, "afdelinger[r0].medarbejdere", "ca. 20")
    data = word.set_text(data, "maal[r0].maalvaerdi", "90 pct.")
    data = word.empty(data, "formaal_kort")
    one = fetched(saved_by_word(data))
    base = read_project(answers, shipped_library()).project.base
    assert base.text("problem") == "Første linje.\n\nAnden linje."
    text = answers.read_text("utf-8")
    assert "projektstart: 2027-03-15" in text and "loesningstype: borgervendt" in text
    assert (
        "faglighed" in changes(one)["formaal_typer"].casefold()
        or "Styrket faglighed" in changes(one)["formaal_typer"]
    )
    assert "Alt andet" in text and "Et eksempel" in text and "Økonomichef" in text and "90 pct." in text
    assert changes(one)["formaal_kort"] == "" and not base.text("formaal_kort")
    [finding] = [f for f in one["fund"] if f["spoergsmaal"] == "afdelinger"]
    assert "»ca. 20«" in finding["besked"] and finding["sted"] == {
        "fil": FORM,
        "i_filen": "Afdelinger, tabel, række 1",
    }


def test_rows_come_go_and_move(answers: Path) -> None:
    """A blank row filled in, a row put in, a copy, and one that is gone; in a table and in rows below each
    other."""
    data = word.set_text(form(answers), "superbrugere[ny1].betegnelse", "Blank række")
    data = word.set_text(data, "superbrugere[ny1].art", "Ambassadør")
    data = word.insert_row(data, "superbrugere", "r0", ["Sat ind", "Superbruger", "alle", "3"])
    data = word.copy_row(data, "superbrugere", "r0", {"betegnelse": "Kopieret"})
    data = word.set_text(data, "maal[ny0].maal", "Et nyt mål")
    fetched(data)
    base = read_project(answers, shipped_library()).project.base
    rows = [(row.text("betegnelse"), row.text("art")) for row in base.rows("superbrugere")]
    assert [name for name, _ in rows] == ["Vejmand på hold 2", "Kopieret", "Sat ind", "Blank række"]
    assert [row.text("maal") for row in base.rows("maal")][-1] == "Et nyt mål"
    data = form_again(answers)
    data = word.delete_row(data, "superbrugere", "r1")
    data = word.move_row(data, "superbrugere", "r3", "r0")
    data = delete_card(data, "maal", "r0")
    fetched(data)
    base = read_project(answers, shipped_library()).project.base
    names = [row.text("betegnelse") for row in base.rows("superbrugere")]
    assert names == ["Blank række", "Vejmand på hold 2", "Sat ind"]
    assert [row.text("maal") for row in base.rows("maal")] == ["Et nyt mål"]


def form_again(answers: Path) -> bytes:
    return word_form(form_to_send(read_project(answers, shipped_library()), None, SECTIONS))


def delete_card(data: bytes, question: str, key: str, copies: int = 0) -> bytes:
    """The table with the fields of one row goes, or is there so many times more."""

    def edit(parts: dict[str, word.Element]) -> None:
        root = parts["word/document.xml"]
        head = f"{question}[{key}]."
        first = next(sdt for sdt in root.iter(f"{word.W}sdt") if word.tag_of(sdt).startswith(head))
        table = next(first.iterancestors(f"{word.W}tbl"))
        for _ in range(copies):
            table.addnext(deepcopy(table))
        parent = table.getparent()
        assert parent is not None
        if not copies:
            parent.remove(table)

    return word.edited(data, edit)


def test_a_copied_card_is_a_new_row(answers: Path) -> None:
    data = word.set_text(delete_card(form(answers), "maal", "r0", copies=1), "maal[r0].maal", "En kopi", 1)
    fetched(data)
    base = read_project(answers, shipped_library()).project.base
    old, new = base.rows("maal")
    assert (old.text("maal"), new.text("maal")) == ("Svar til borgeren samme dag", "En kopi")
    assert new.text("indikator") == old.text("indikator")


def test_what_is_no_answer_is_told_with_its_question(answers: Path) -> None:
    before = answers.read_bytes()
    data = word.comment(form(answers), "Spørg Bente om dette")
    data = word.type_in_free_text(data, "Hvem har hvilken rolle?", "Hvem har hvilken rolle? Det ved jeg ikke")
    data = word.delete_control(data, "maal[r0].datakilde") if "maal[r0].datakilde" in word.ids(data) else data
    data = word.delete_control(data, "system_navn")
    one = fetched(data)
    assert says(one, "kommentar", "Spørg Bente om dette")
    assert says(one, "Roller", "Det ved jeg ikke", "uden for felterne")
    assert says(one, "Løsningens navn", "Feltet er slettet. Svaret er ikke ændret.")
    assert answers.read_bytes() == before
    shown = run("hent", FORM)
    assert shown.code == 1 and "skema.docx: Roller: " in shown.err


def test_tracked_changes_count_as_accepted_and_are_told(answers: Path) -> None:
    one = fetched(word.track(form(answers), "projekt_titel", "Nyt navn"))
    assert changes(one) == {"projekt_titel": "Nyt navn"}
    assert says(one, "registrerede ændringer") and not any(r["problem"] for r in one["bemaerkninger"])


def test_text_typed_beside_a_field_or_in_the_place_of_a_lost_one(answers: Path) -> None:
    def edit(parts: dict[str, word.Element]) -> None:
        control = word.controls(parts, "system_navn")[0]
        control.addnext(word.run(" 2.0"))

    one = fetched(word.retype(word.edited(form(answers), edit), "kommune_navn", "Ny Kommune"))
    assert changes(one) == {"system_navn": "Kørebogen 2.0", "kommune_navn": "Ny Kommune"}


def test_a_box_says_that_there_are_no_rows(answers: Path) -> None:
    text = answers.read_text("utf-8").replace("omfang: let", "omfang: fuld")
    answers.write_text(text, "utf-8")
    sent = form_to_send(read_project(answers, shipped_library()), None, ("roller",))
    data = word.tick(word_form(sent), "styregruppe=ingen")
    one = fetched(data)
    assert changes(one) == {"styregruppe": "Ingen"} and "styregruppe: ingen" in answers.read_text("utf-8")
    both = word.set_text(data, "styregruppe[ny0].rolle", "Formand")
    answers.write_text(text, "utf-8")
    one = fetched(both)
    assert "Formand" in changes(one)["styregruppe"] and says(one, "Styregruppe", "tabellen har rækker")


def test_a_form_that_lost_what_it_was_made_from_is_told(answers: Path) -> None:
    data = word.with_parts(form(answers), {"customXml/item1.xml": b"<a/>"})
    Path(FORM).write_bytes(data)
    result = run("hent", FORM)
    assert result.code == 1 and "har mistet oplysningen om, hvad det er lavet af" in result.err
    assert NAMESPACE not in result.err


def test_hostile_attachments_are_refused_in_words(answers: Path) -> None:
    for inside in ("!!!!", "bm9nZXQ=", "W10="):
        parts = "".join(f'<del navn="{name}">{inside}</del>' for name in (MADE_FROM, ORIGINAL))
        part = f'<vedlagt xmlns="{NAMESPACE}">{parts}</vedlagt>'
        Path(FORM).write_bytes(word.with_parts(form(answers), {"customXml/item1.xml": part.encode()}))
        result = run("hent", FORM, "--apply")
        assert result.code == 1 and "skema.docx" in result.err and "Traceback" not in result.err
