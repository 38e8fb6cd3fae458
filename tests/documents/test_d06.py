"""D06 Implementeringsplan (specifikation.md 4.2)."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import Any

import pytest

from plangen.catalog import builtin_catalog
from plangen.documents.plan_view.tasks import finished_when
from tests.support.cases import each
from tests.support.packs import rendered
from tests.support.projection import Item, html_projection, word_projection
from tests.support.variants import answers_of, headings, said_in, section, subject_from

DOCUMENT = builtin_catalog().documents["D06"]
PASSAGES = builtin_catalog().passages
CLOSING = ("Åbne punkter", "Om dokumentet")
OF_ALL = [
    "Planen på én side",
    "Afklaring og ressourcer",
    "Organisering og roller",
    "Ibrugtagning trin for trin",
    "Arbejdsgange",
    "Krav til brugen og retningslinjer",
    "Pilottest",
    "Beslutning om idriftsættelse og nødplan",
    "Ledelsens opbakning",
    "Risici",
    "Økonomi",
    "Opgaver over tid",
    "Opgaver",
]
OF_DEPARTMENT = [OF_ALL[number] for number in (0, 3, 4, 5, 7, 8, 12)]
OF_STANDARD = [one for one in OF_ALL if one not in ("Pilottest", "Opgaver over tid", "Risici", "Økonomi")]
OF_LET = ["Opgaver", "Det holder vi øje med", "Sådan følger vi op", "Lederens del"]
REPLACED = "Udskiftning af gammelt system"
HEADS = ["Nr.", "Opgave", "Udfører", "Frist", "Status", "Bemærkning"]


def items(name: str, department: str | None = None, format: str = "docx") -> list[Item]:
    file = rendered(name, department, DOCUMENT, format)
    return word_projection(file) if format == "docx" else html_projection(file.decode("utf-8"))


def changed(answers: dict[str, Any], name: str = "jobcenter", department: str | None = None) -> list[Item]:
    """The document of an example with other answers; None takes an answer away."""
    tree = answers_of(name, "D06", "D03")
    for key, value in answers.items():
        part, _, question = key.rpartition(".")
        tree[part or "svar"][question] = value
        if value is None:
            del tree[part or "svar"][question]
    return said_in(subject_from(tree, department), "D06")


@cache
def without() -> list[Item]:
    """The document of an example in which answers are missing."""
    gone = ("loesning_brugere", "arbejdsgange", "pilot", "risici", "omkostninger")
    return changed({**dict.fromkeys(gone), "pakke.dato": date(2027, 3, 1)})


@cache
def otherwise() -> list[Item]:
    """The document of an example that is to be used more, has no pilot, and many risks."""
    given = answers_of("jobcenter")["svar"]
    risks = [{**given["risici"][0], "risiko": f"Risiko {n}", "sandsynlighed": 5 - n % 2} for n in range(1, 8)]
    risks[1]["status"] = "lukket"
    use = {"tal": "12 af 300 samtaler", "aarsager": "Ingen kan huske login.", "proevet": "En vejledning."}
    return changed(
        {
            "projekttype": "bedre_ibrugtagning",
            "brug_i_dag": use,
            "pilot": {"status": "ingen"},
            "retningslinjer": {**given["retningslinjer"], "status": "godkendt"},
            "risici": risks,
        }
    )


def sections(found: list[Item]) -> list[str]:
    return [heading for heading in headings(found) if heading not in CLOSING]


def tasks(found: list[Item]) -> dict[str, list[str]]:
    """Number of a card → its cells in the list of tasks."""
    cells = section(found, "Opgaver")
    numbers = [at for at, text in enumerate(cells) if text[:1] == "A" and text[1:].isdigit()]
    return {cells[at]: cells[at + 1 : at + 6] for at in numbers}


# --- sections and profiles ----------------------------------------------------------------------------------
@pytest.mark.parametrize("format", ["docx", "html"])
def test_every_heading_of_the_outline_is_there(format: str) -> None:
    assert sections(items("jobcenter", None, format)) == OF_ALL
    assert sections(items("jobcenter", "ungeindsats", format)) == OF_DEPARTMENT
    assert sections(items("koerebog", None, format)) == OF_LET
    assert sections(items("sagsoverblik", None, format)) == [*OF_ALL[:5], REPLACED, *OF_ALL[5:]]


def test_standard_has_neither_drawing_nor_log_nor_money() -> None:
    found = changed({"pakke.omfang": "standard"})
    assert sections(found) == OF_STANDARD
    texts = [text for _, text in found]
    assert "Lederens overblik" not in texts
    assert not [text for text in texts if "U udfører" in text]


def test_an_empty_file_has_markers_and_a_plan_without_dates() -> None:
    found = items("tom")
    assert sections(found) == [one for one in OF_ALL if one != "Opgaver over tid"]
    assert "[Udfyldes: Krav til brugen]" in section(found, "Krav til brugen og retningslinjer")
    assert "[Udfyldes: Arbejdsgange]" in section(found, "Arbejdsgange")
    assert tasks(found)["A01"] == ["Formulér formål og problem", "Projektejer", "", "", ""]


# --- 1 Planen på én side ------------------------------------------------------------------------------------
def test_the_plan_on_one_page_has_ten_milestones_and_what_presses() -> None:
    found = section(items("jobcenter"), "Planen på én side")
    assert found[0] == PASSAGES["ST-01"]
    start, watch, month = (
        found.index(group) for group in ("Milepæle", "Det holder vi øje med", "Opgaver i december 2026")
    )
    assert (watch - start - 1) / 3 == 10
    assert found[watch + 1 : watch + 4] == [
        "Løbende",
        "Risiko (12): Lovændring i juli flytter opmærksomheden",
        "Jobcenterchef",
    ]
    assert (month - watch - 1) / 3 == 4
    assert found[month + 1 :][:3] == [
        "07.12.2026",
        "Begynder: A01 Formulér formål og problem",
        "Jobcenterchef",
    ]
    assert "Idriftsættelse (Jobindsats; Sygedagpenge og jobfastholdelse)" in found


def test_a_department_sees_its_own_dates() -> None:
    found = section(items("jobcenter", "ungeindsats"), "Planen på én side")
    dates = found[found.index("Milepæle") + 1 : found.index("Det holder vi øje med")]
    assert dates[:3] == ["06.09.2027", "Præsentation for medarbejderne", "Nærmeste ledere"]
    assert dates[6:8] == ["04.10.2027", "Idriftsættelse"]
    assert "Kontraktunderskrift" not in dates


def test_risks_give_room_for_barriers() -> None:
    found = section(otherwise(), "Planen på én side")
    watched = found[found.index("Det holder vi øje med") + 1 : found.index("Opgaver i december 2026")][1::3]
    assert watched[:3] == ["Risiko (15): Risiko 4", "Risiko (15): Risiko 6", "Risiko (12): Risiko 1"]
    assert [text.split(":")[0] for text in watched[3:]] == ["Barriere", "Barriere"]


# --- 2 and 3 ------------------------------------------------------------------------------------------------
def test_what_is_clarified_is_said_with_yes_partly_or_no() -> None:
    states = section(items("jobcenter"), "Afklaring og ressourcer")[5:15:3]
    assert states == ["Ja"] * 4
    assert section(without(), "Afklaring og ressourcer")[5:15:3] == ["Delvist", "Ja", "Ja", "Nej"]


def test_resources_are_held_against_the_training_that_is_planned() -> None:
    cell = section(items("jobcenter"), "Afklaring og ressourcer")[10]
    assert cell.endswith(
        "Projektleder 18 t./uge · oplæring 10 t. pr. medarbejder (planen: 10) · 305.000 kr. · "
        "nedprioriteres: Ledermøder om andre udviklingsprojekter holder pause i august-oktober"
    )
    assert section(items("jobcenter"), "Afklaring og ressourcer")[-1].endswith("forberedelse er 39 uger.")


def test_use_today_is_told_when_the_solution_is_to_be_used_more() -> None:
    told = section(otherwise(), "Afklaring og ressourcer")
    assert "Så meget bruges løsningen i dag: 12 af 300 samtaler" in told
    assert "Årsager set fra medarbejderne: Ingen kan huske login." in told


def test_the_obligatory_cards_say_who_does_answers_is_asked_and_is_told() -> None:
    found = section(items("jobcenter"), "Organisering og roller")
    heads = ["Opgave", "U udfører", "A ansvarlig", "K kontaktes", "O orienteres"]
    at = found.index("Opgave")
    assert found[at : at + 5] == heads
    assert found[at + 5 : at + 10] == [
        "A01 Formulér formål og problem",
        "Projektejer",
        "Projektejer",
        "Ledere, medarbejdere, MED",
        "Alle medarbejdere",
    ]
    assert "A02 Afklar sammenhæng til strategi, systemer og andre forandringer" not in found, "recommended"


# --- 4, 5 and 7 ---------------------------------------------------------------------------------------------
def test_each_department_has_a_column_with_its_dates() -> None:
    found = section(items("jobcenter"), "Ibrugtagning trin for trin")
    at = found.index("Trin")
    assert found[at + 1 : at + 5] == [
        "Jobindsats",
        "Sygedagpenge og jobfastholdelse",
        "Ungeindsatsen",
        "Integration og sprog",
    ]
    assert found[at + 5].startswith("Booking og beskeder For: ")
    assert found[at + 6 : at + 10] == ["06.09.2027", "06.09.2027", "04.10.2027", "04.10.2027"]
    own = section(items("jobcenter", "ungeindsats"), "Ibrugtagning trin for trin")
    assert own[own.index("Trin") + 1 :][:3] == ["Dato", own[own.index("Trin") + 2], "04.10.2027"]


def test_more_than_five_departments_have_a_table_for_each_go_live() -> None:
    units = [
        {"afdeling_id": f"a{n}", "navn": f"Afdeling {n}", "idriftsaettelse": date(2027, 9 + n % 2, 6)}
        for n in range(6)
    ]
    step = {"del": "Alt", "uge": 0, "afdeling": "alle"}
    found = section(changed({"afdelinger": units, "ibrugtagning_trin": [step]}), "Ibrugtagning trin for trin")
    assert found[2:] == [
        *("Idriftsættelse 06.09.2027 – Afdeling 0, Afdeling 2 og Afdeling 4", "Trin", "Dato"),
        *("Alt", "06.09.2027"),
        *("Idriftsættelse 06.10.2027 – Afdeling 1, Afdeling 3 og Afdeling 5", "Trin", "Dato"),
        *("Alt", "06.10.2027"),
    ]


def test_a_way_of_working_says_from_when_it_holds_for_whom() -> None:
    found = section(items("jobcenter"), "Arbejdsgange")
    assert found[0] == PASSAGES["ST-14"]
    cell = found[found.index("Booking af samtaler") + 3]
    assert cell == (
        "Flyttes ind i løsningen fra 06.09.2027 (Jobindsats; Sygedagpenge og jobfastholdelse) "
        "fra 04.10.2027 (Ungeindsatsen; Integration og sprog)"
    )
    own = section(items("jobcenter", "ungeindsats"), "Arbejdsgange")
    assert own[own.index("Booking af samtaler") + 3] == "Flyttes ind i løsningen fra 04.10.2027"


def test_what_is_demanded_and_the_state_of_the_guidelines() -> None:
    found = section(items("jobcenter"), "Krav til brugen og retningslinjer")
    at = found.index("Undtagelse")
    assert found[at + 1 : at + 5] == [
        *("Alle", "Skal", "At tilbyde booking og forløb ved første samtale"),
        "06.09.2027 (Jobindsats; Sygedagpenge og jobfastholdelse) 04.10.2027 (Ungeindsatsen)",
    ]
    assert "Status: Oplæg; godkendes den 05.07.2027 af Jobcenterchef" in found
    done = section(otherwise(), "Krav til brugen og retningslinjer")
    assert "Status: Godkendt af Jobcenterchef" in done


# --- 8, 9 and 12 to 14 --------------------------------------------------------------------------------------
def test_no_pilot_is_said_in_a_sentence_and_only_when_it_is_answered() -> None:
    assert section(otherwise(), "Pilottest") == [PASSAGES["ST-26"]]
    missing = section(without(), "Pilottest")
    assert "[Udfyldes: Pilottest, Status]" in missing
    assert PASSAGES["ST-26"] not in missing
    assert "Omfang, opgaver, vilkår, opsætning og stopregel er ikke beskrevet." in missing
    assert "–" not in missing
    assert PASSAGES["ST-116"] not in missing, "it speaks of a rule for stopping that nobody has written"


def test_a_pilot_has_its_period_and_boxes_for_the_decision() -> None:
    found = section(items("jobcenter"), "Pilottest")
    assert found[found.index("Periode") + 1] == "10.06.2027–08.07.2027"
    assert found[found.index("Beslutning efter piloten") + 1] == "☐ Fortsæt ☐ Ændr ☐ Stop"
    assert found[-1] == PASSAGES["ST-116"]


def test_each_go_live_is_decided_on_a_day() -> None:
    found = section(items("jobcenter"), "Beslutning om idriftsættelse og nødplan")
    assert [text for text in found if text.startswith("Besluttes ")] == [
        "Besluttes mandag den 30. august 2027 af Jobcenterchef (Jobindsats; Sygedagpenge og jobfastholdelse)",
        "Besluttes mandag den 27. september 2027 af Jobcenterchef (Ungeindsatsen; Integration og sprog)",
    ]
    assert "Beslutning ☐ Gå i gang ☐ Udsat" in found


def test_five_risks_are_listed_and_the_others_counted() -> None:
    found = section(otherwise(), "Risici")
    assert found[-1] == "og 2 flere"
    assert found[5:7] == ["Risiko 2", "15 (høj)"]
    assert section(without(), "Risici")[-1] == (
        "Der er ikke registreret særskilte risici. Se »Potentiale- og barriereplan« og »Faldgrubetjek og "
        "tjekliste«."
    )


@pytest.mark.parametrize(
    ("profile", "more"),
    [("standard", " Se »Potentiale- og barriereplan«."), ("let", "")],
)
def test_without_risks_the_sentence_names_only_documents_of_the_pack(profile: str, more: str) -> None:
    """The section is printed in fuld alone, but own templates may print the sentence in any profile."""
    tree = answers_of("jobcenter", "D06", "D03")
    del tree["svar"]["risici"]
    tree["pakke"]["omfang"] = profile
    said = subject_from(tree, None).context["st"]["ST-29"]
    assert str(said) == f"Der er ikke registreret særskilte risici.{more}"


def test_economy_has_sums_alone() -> None:
    assert section(items("jobcenter"), "Økonomi") == [
        *("Post", "Engang", "Årligt"),
        *("I alt", "485.000 kr.", "345.000 kr."),
        "Samlet over fire år: 485.000 + 4 × 345.000 = 1.865.000 kr.",
    ]
    assert section(without(), "Økonomi")[-1] == PASSAGES["ST-28"]


def test_leaders_have_ten_points_to_tick() -> None:
    found = section(items("jobcenter"), "Ledelsens opbakning")
    columns = [text for text in found if text.startswith("☐")]
    assert [column.count("☐") for column in columns] == [5, 5], "two columns: none stands alone on a page"
    assert PASSAGES["ST-118"] in found


# --- 11 Opgaver ---------------------------------------------------------------------------------------------
def test_every_card_of_the_plan_is_in_the_list_with_its_status() -> None:
    found = items("jobcenter")
    listed = tasks(found)
    assert section(found, "Opgaver")[:6] == HEADS
    assert list(listed) == [f"A{n:02d}" for n in range(1, 38)]
    assert listed["A01"] == [
        "Formulér formål og problem",
        "Jobcenterchef",
        "04.01.2027",
        "I gang",
        "Udkast drøftet med borgerpanelet",
    ]
    assert listed["A19"][2:] == ["09.08.2027²", "Planlagt", ""]
    assert listed["A18"][0].endswith(" (anbefalet)")
    notes = section(found, "Opgaver")[-1]
    assert "² Flyttet fra uge 28 pga. ferie." in notes


def test_a_deadline_that_has_passed_is_said_and_never_taken_for_done() -> None:
    assert tasks(items("jobcenter"))["A06"][3] == "Planlagt"
    assert tasks(without())["A06"][3] == PASSAGES["ST-68"]


def test_the_list_of_a_department_has_its_own_cards() -> None:
    listed = tasks(items("jobcenter", "ungeindsats"))
    assert "A13" in listed
    assert "A01" not in listed
    assert "A16" not in listed


def test_each_phase_says_when_it_is_finished() -> None:
    """Of phases that are one phase of proces_4 the last says it."""
    cells = section(items("jobcenter"), "Opgaver")
    said = {
        cells[at - 1].split(" · ")[0]: text for at, text in enumerate(cells) if text.startswith("Færdig, ")
    }
    assert list(said) == ["Forberedelse", "Anskaffelse", "Implementering", "Fasthold og følg op"]
    assert said["Forberedelse"].endswith("arbejdsgruppen er nedsat.")
    assert said["Fasthold og følg op"].endswith("driften har overtaget.")


@each("model", builtin_catalog().phase_models)
def test_every_phase_model_says_the_four_ends_once(model: str) -> None:
    catalog = builtin_catalog()
    said = finished_when(model, catalog)
    assert sorted(said.values()) == sorted(catalog.lists.phase_done.values())
    if model == "projektmodel_5":
        assert list(said) == ["foranalyse", "planlaegning", "gennemfoerelse", "drift"]


def test_in_let_barriers_follow_up_and_the_leader_stand_below_the_tasks() -> None:
    found = items("koerebog")
    assert len(tasks(found)) == 16
    assert section(found, "Det holder vi øje med")[4:8] == [
        "Billedet erstatter ikke øjemål på stedet",
        "Store opgaver besigtiges stadig",
        "Driftsleder",
        "24.03.2027",
    ]
    assert section(found, "Sådan følger vi op")[0] == "Fejl og dækning: Driftsleder, hver 2. uge"
    assert len(section(found, "Lederens del")) == 1
