"""A goal or a trial that is reworded in Word: what names it by its title goes on naming it."""

from __future__ import annotations

import pytest

from plangen.checks.judging import judge
from plangen.plan import compute_plan
from tests.pulling.making import ANSWERS, Case, Pulled, content, control, project_of, row

OLD, NEW = "Kortere ventetid", "Svar inden for en uge"
ID = "maal[kortere_ventetid].maal"
STATE = """\
  maalinger:
    - maal: kortere  Ventetid   # målt i hånden
      dato: 2027-10-01
      vaerdi: "12"
    - maal: Mere tid
      dato: 2027-10-01
      vaerdi: "2"
  proevehandlinger:
    - titel: To korte svar
      afdeling: nord
      maal: Kortere ventetid
    - titel: Tre korte svar
      afdeling: nord
      bygger_paa: To korte svar
  proevehandling_log:
    - proevehandling: To korte svar
      dato: 2027-10-02
      linje: Det gik godt.
"""
TEXT = ANSWERS.replace("# slut\n", STATE)
OWN = "svar:\n  maalinger:\n    - maal: Kortere ventetid\n      dato: 2027-10-08\n      vaerdi: '9'\n"


def reworded(text: str = TEXT, own: dict[str, str] | None = None, id: str = ID, was: str = OLD) -> Pulled:
    case = Case(text, own or {})
    return case.edited(content([control(id, was)]), content([control(id, NEW)])).pull()


def unknown_titles(text: str) -> list[str]:
    """What the check says of titles that none has."""
    answers = project_of(text)[1].base
    return [one.message for one in judge(answers, compute_plan(answers)).findings if one.code == "R134"]


def test_what_names_a_goal_follows_its_new_title() -> None:
    pulled = reworded()
    assert pulled.troubles == []
    assert pulled.changed_lines(TEXT) == [
        f"- maal: {NEW}",
        f"- maal: {NEW}   # målt i hånden",
        f"maal: {NEW}",
    ]
    assert unknown_titles(TEXT) == unknown_titles(pulled.base) == []
    assert unknown_titles(pulled.base.replace(f"- maal: {NEW}\n", f"- maal: {OLD}\n")) != []


def test_what_names_a_trial_follows_its_new_title() -> None:
    pulled = reworded(id="proevehandlinger[to_korte_svar].titel", was="To korte svar")
    assert pulled.troubles == []
    assert pulled.changed_lines(TEXT) == [
        f"- titel: {NEW}",
        f"bygger_paa: {NEW}",
        f"- proevehandling: {NEW}",
    ]


OWN_ROWS = "    tilfoej:\n      - maal: Kortere ventetid\n        dato: 2027-10-08\n        vaerdi: '9'\n"


@pytest.mark.parametrize("own", [OWN, f"svar:\n  maalinger:\n{OWN_ROWS}"], ids=["a list", "rows by parts"])
def test_rows_in_a_departments_file_follow(own: str) -> None:
    pulled = reworded(own={"nord": own})
    assert pulled.troubles == []
    assert pulled.texts["nord"] == own.replace(OLD, NEW)


def test_a_title_that_two_goals_have_says_nothing_of_which_is_meant() -> None:
    text = TEXT.replace("maal: Færre fejl", f"maal: {OLD}")
    first = project_of(text)[1].base.rows("maal")[0]
    pulled = reworded(text, id=f"maal[{first.key}].maal")
    assert (pulled.troubles, pulled.changed_lines(text)) == ([], [f"- maal: {NEW}"])


def test_a_measurement_that_is_typed_meanwhile_names_the_new_title() -> None:
    """The page that it was typed on still had the old one."""
    cells = {"maal": OLD, "dato": "15.10.2027", "vaerdi": "7"}
    keys = [one.key for one in project_of(TEXT)[1].base.rows("maalinger")]
    there = [
        row(key, {"vaerdi": value}, question="maalinger")
        for key, value in zip(keys, ["12", "2"], strict=True)
    ]
    before = content([control(ID, OLD)], {"maalinger": there})
    now = content([control(ID, NEW)], {"maalinger": [*there, row("", cells, keys[1], "maalinger")]})
    pulled = Case(TEXT).edited(before, now).pull()
    assert pulled.troubles == []
    rows = project_of(pulled.base)[1].base.rows("maalinger")
    assert [one.text("maal") for one in rows] == [NEW, "Mere tid", NEW]
    assert OLD not in pulled.base


def test_shared_rows_follow_a_title_that_one_department_alone_has_otherwise() -> None:
    case = Case(TEXT).edited(content([control(ID, OLD)]), content([control(ID, NEW)]), "nord")
    pulled = case.pull()
    assert pulled.troubles == []
    assert None not in pulled.texts
    project = project_of(TEXT, {"nord": pulled.texts["nord"]})[1]
    assert [one.text("maal") for one in project.answers_of("nord").rows("maalinger")] == [NEW, "Mere tid"]
    assert [one.text("maal") for one in project.answers_of("nord").rows("proevehandlinger")] == [NEW, ""]
    assert [one.text("maal") for one in project.answers_of("syd").rows("maalinger")] == [
        "kortere  Ventetid",
        "Mere tid",
    ]


def test_rows_that_are_another_departments_do_not_follow() -> None:
    case = Case(TEXT).edited(content([control(ID, OLD)]), content([control(ID, NEW)]), "syd")
    assert "proevehandlinger" not in case.pull().texts["syd"]
