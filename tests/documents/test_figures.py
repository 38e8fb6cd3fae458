"""The figures in the context: drawn from the answers of each example, and not drawn without them."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

from plangen.pictures.figures.house import TALLEST
from plangen.texts.records import Record
from plangen.texts.values import Picture
from tests.support.cases import each
from tests.support.drawn import faults, root, words
from tests.support.packs import EVERY_PACK, context_id, subject
from tests.support.variants import Tree, answers_of, subject_from


def figure(name: str, department: str | None, id: str) -> Picture | None:
    found = getattr(subject(name, department).context["figur"], id)
    assert found is None or isinstance(found, Picture)
    return found


def drawn(name: str, department: str | None, id: str) -> Picture:
    found = figure(name, department, id)
    assert found
    return found


@each(("name", "department"), EVERY_PACK, ids=context_id)
def test_every_figure_of_every_example_can_be_read(name: str, department: str | None) -> None:
    for found in subject(name, department).context["figur"]:
        for picture in found if isinstance(found, tuple) else [found] if found else []:
            assert faults(picture) == []
            assert picture.alt
            assert picture.height_mm <= TALLEST


def test_what_a_page_has_no_room_for_is_not_drawn() -> None:
    def crowd(svar: Tree) -> None:
        svar["interessenter"] = [{**svar["interessenter"][0], "interessent_id": f"i{n}"} for n in range(120)]

    found = changed(crowd)
    assert found.F2 is None
    assert found.F4


def test_signs_that_no_file_can_hold_are_left_out() -> None:
    def strange(svar: Tree) -> None:
        svar["maal"][0]["maal"] = "Kortere\u0000\u000b ventetid & <b>"

    assert faults(changed(strange).F4) == []


# --- F1 -----------------------------------------------------------------------------------------------------
def lanes(picture: Picture) -> dict[str, bool]:
    """The first line of each name at the left, and whether it is bold."""
    return {
        element.text or "": element.get("font-weight") == "bold"
        for element in root(picture).iter("{*}text")
        if float(element.get("x", "")) == 0 and element.get("text-anchor") == "start"
    }


def test_the_project_has_a_lane_for_what_is_common_and_one_for_departments_with_the_same_days() -> None:
    picture = drawn("jobcenter", None, "F1")
    found = lanes(picture)
    assert set(found) == {
        *("Faser", "Fælles", "Jobindsats;", "Sygedagpenge og", "jobfastholdelse"),
        *("Ungeindsatsen;", "Integration og sprog"),
    }
    assert all(found.values())
    assert words(picture).count("Idriftsættelse 06.09.2027") == 1
    assert words(picture).count("Idriftsættelse 04.10.2027") == 1
    assert picture.alt.count(" idriftsætter ") == 4
    assert "Ungeindsatsen idriftsætter 04.10.2027; 6 evalueringer til 02.10.2028." in picture.alt


def test_a_departments_lane_stands_first_and_the_others_are_thin() -> None:
    picture = drawn("jobcenter", "ungeindsats", "F1")
    assert list(lanes(picture).items())[:3] == [
        ("Faser", True),
        ("Ungeindsatsen", True),
        ("Jobindsats;", False),
    ]
    assert "Fælles" not in words(picture)
    assert picture.alt.partition(". ")[2].startswith("Ungeindsatsen idriftsætter")


def test_other_changes_stand_in_the_lanes_that_they_hit() -> None:
    whole, own = drawn("jobcenter", None, "F1"), drawn("jobcenter", "jobindsats", "F1")
    assert "Anden forandring" in words(whole)
    covering = subject("jobcenter", None).answers.rows("andre_forandringer")
    assert len(covering) > 1
    for row in covering:
        assert row.text("hvad") in " ".join(words(whole))
        assert (row.text("hvad") in " ".join(words(own))) == row.covers("jobindsats")


def changed(
    change: Callable[[Tree], object], name: str = "jobcenter", department: str | None = None
) -> Record:
    tree = answers_of(name)
    change(tree["svar"])
    found = subject_from(tree, department).context["figur"]
    assert isinstance(found, Record)
    return found


def test_one_department_gives_lanes_for_kinds_of_happenings() -> None:
    def one_department(svar: Tree) -> None:
        svar["afdelinger"] = svar["afdelinger"][:1]

    found = lanes(changed(one_department).F1)
    assert list(found) == ["Faser", "Opgaver", "Medarbejdere", "Opfølgning"]


def test_more_than_twelve_departments_share_a_lane_for_each_go_live() -> None:
    def many(svar: Tree) -> None:
        days = [date(2027, month, 6) for month in (9, 10, 11)]
        svar["afdelinger"] = [
            {"afdeling_id": f"a{n}", "navn": f"Afdeling {n}", "idriftsaettelse": days[n % 3]}
            for n in range(14)
        ]

    picture = changed(many).F1
    assert list(lanes(picture)) == ["Faser", "Fælles", "5 afdelinger", "4 afdelinger"]
    assert words(picture).count("5 afdelinger") == 2
    assert picture.alt.count(" idriftsætter ") == 14
    assert faults(picture) == []
    assert list(lanes(changed(many, department="a4").F1))[1:3] == ["Afdeling 4", "5 andre afdelinger"]


def test_without_a_go_live_there_is_no_figure_of_the_project() -> None:
    assert figure("tom", None, "F1") is None


# --- F2, F3 and F4 ------------------------------------------------------------------------------------------
def test_stakeholders_show_how_they_take_part_and_med_is_never_only_informed() -> None:
    def informed(svar: Tree) -> None:
        for row in svar["interessenter"]:
            row["inddragelse"] = "informeres"

    told = changed(informed).F2.alt
    assert "informeres" in told
    assert re.search("MED[^.]*, høres", told)
    assert figure("tom", None, "F2") is None or "Medarbejdere" in drawn("tom", None, "F2").alt


def test_the_supplier_comes_after_the_choice_and_citizens_only_where_they_are_involved() -> None:
    picture = drawn("jobcenter", None, "F3")
    assert "Efter valget: Leverandør." in picture.alt
    bought = changed(lambda svar: svar.update(anskaffelsesform="anskaffet")).F3
    assert "efter valget" not in words(bought)
    assert re.search("Mangler: .*Leverandør", bought.alt)
    assert "Borger" in words(picture)
    shown = "Borger" in words(drawn("sagsoverblik", None, "F3"))
    assert shown == subject("sagsoverblik", None).context["borgerinddragelse"].vises
    assert figure("tom", None, "F3") is None


def test_the_group_is_the_same_in_every_pack() -> None:
    """In no department's pack is somebody missing who is of another department."""
    assert drawn("jobcenter", "ungeindsats", "F3").alt == drawn("jobcenter", None, "F3").alt


def test_goals_go_from_their_starting_point_to_their_target() -> None:
    def measured(svar: Tree) -> None:
        svar["maal"] = [
            {"maal": "Ventetid", "baseline": "12 dage", "maalvaerdi": "8 dage"},
            {"maal": "Trivsel", "baseline": "ukendt", "maalvaerdi": "4,2"},
            {"maal": "Uden målværdi", "baseline": "1"},
        ]
        svar["maalinger"] = [
            {"maal": "Ventetid", "dato": date(2027, 10, 1), "vaerdi": "11 dage"},
            {"maal": "Ventetid", "dato": date(2027, 12, 1), "vaerdi": "9 dage"},
        ]

    assert changed(measured).F4.alt == (
        "Ventetid: fra 12 dage til 8 dage; senest 9 dage den 01.12.2027. "
        "Trivsel: udgangspunkt måles, til 4,2."
    )
    assert figure("tom", None, "F4") is None


# --- F8 -----------------------------------------------------------------------------------------------------
def test_the_rhythm_has_dates_in_a_department_and_not_where_days_differ() -> None:
    together, own = drawn("jobcenter", None, "F8"), drawn("jobcenter", "ungeindsats", "F8")
    assert "2 uger" in words(together)
    assert not any("2027" in text for text in words(together)), "the departments go live on two days"
    assert {"04.10.2027", "25.10.2027, flyttet"} <= set(words(own))


# --- F10 ----------------------------------------------------------------------------------------------------
def test_the_steps_to_a_decision_name_the_owner_and_the_steering_group_only_when_there_is_one() -> None:
    assert words(drawn("jobcenter", None, "F10"))[:4] == [
        "Arbejdsgruppen",
        "indstiller",
        "Projektejeren (Jobcenterchef)",
        "beslutter",
    ]
    assert "Styregruppen" not in words(drawn("jobcenter", None, "F10"))
    assert "Styregruppen" in words(drawn("sagsoverblik", None, "F10"))
    assert figure("tom", None, "F10") is None
