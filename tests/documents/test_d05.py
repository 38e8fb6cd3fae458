"""D05 Kommunikationsplan (specifikation.md 4.2)."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Any

import pytest

from plangen.catalog import builtin_catalog
from tests.support.cases import each
from tests.support.packs import rendered
from tests.support.projection import Item, html_projection, word_projection
from tests.support.variants import answers_of, said_in, subject_from

DOCUMENT = builtin_catalog().documents["D05"]
PASSAGES = builtin_catalog().passages
ASKED = builtin_catalog().questions["faq"].rows
COLUMNS = ["Hvornår", "Til og budskab", "Hvordan og hvem", "Status"]
BY_GO_LIVE = ["Idriftsættelse 06.09.2027", "Idriftsættelse 04.10.2027", *COLUMNS[1:]]
NEXT = "Hvad sker der nu"
WHEN = re.compile(r"(Fra )?\d\d\.\d\d\.\d{4} (\(uge|til)")
CLOSING = ("Åbne punkter", "Om dokumentet")
STANDARD = [
    "Kernebudskab",
    "Hvem er berørt",
    "Plan for kommunikation",
    "Præsentation af løsningen",
    "Dialog, spørgsmål og feedback",
    "Ofte stillede spørgsmål",
    "Arbejdsgruppen",
]


def items(name: str, department: str | None = None, format: str = "docx") -> list[Item]:
    file = rendered(name, department, DOCUMENT, format)
    return word_projection(file) if format == "docx" else html_projection(file.decode("utf-8"))


def texts(name: str, department: str | None = None) -> list[str]:
    return [text for _, text in items(name, department)]


def changed(answers: dict[str, Any], name: str = "jobcenter", department: str | None = None) -> list[Item]:
    """The document of an example with other answers; None takes an answer away."""
    tree = answers_of(name, "D05", "D01", "D02")
    for key, value in answers.items():
        part, _, question = key.rpartition(".")
        tree[part or "svar"][question] = value
        if value is None:
            del tree[part or "svar"][question]
    subject = subject_from(tree, department)
    return said_in(subject, "D05")


def words(found: list[Item]) -> list[str]:
    return [text for _, text in found]


def headings(found: list[Item]) -> list[str]:
    return [text for kind, text in found if kind == "overskrift 1" and text not in CLOSING]


def under(found: list[Item], heading: str) -> list[str]:
    """The texts of a section."""
    at = found.index(("overskrift 1", heading))
    rest = found[at + 1 :]
    end = next((n for n, (kind, _) in enumerate(rest) if kind == "overskrift 1"), len(rest))
    return words(rest[:end])


def answered(found: list[Item]) -> dict[str, str]:
    """Question → answer, as the table of questions says."""
    cells = under(found, "Ofte stillede spørgsmål")[2:]
    return dict(zip(cells[::2], cells[1::2], strict=True))


def boxes(found: list[Item]) -> dict[str, str]:
    """What stands in each box of the sheet."""
    labels = ("Hvorfor", "Hverdagen", "Forventning og udbytte")
    cells = under(found, "Præsentation af løsningen")
    sheet = {label: cells[cells.index(label) + 1] for label in labels}
    after = cells.index(NEXT) + 1
    end = next(n for n in range(after, len(cells)) if cells[n].startswith("Deltager leverandøren"))
    return {**sheet, NEXT: "\n".join(cells[after:end])}


# --- sections and profiles ----------------------------------------------------------------------------------
@each("format", ["docx", "html"])
@each(("name", "more"), [("jobcenter", 1), ("sagsoverblik", 0)])
def test_every_heading_of_the_outline_is_there(name: str, more: int, format: str) -> None:
    freed = ["Hvad den frigjorte tid bruges til"] * more
    wanted = [*STANDARD[:4], *freed, *STANDARD[4:], "Forandringens faser"]
    assert headings(items(name, None, format)) == wanted


def test_in_let_there_are_plan_sheet_and_answers_alone() -> None:
    assert headings(items("koerebog")) == [STANDARD[2], STANDARD[3], STANDARD[5]]


def test_standard_has_no_models_and_no_wished_for_effect() -> None:
    found = changed({"pakke.omfang": "standard"})
    assert headings(found) == [*STANDARD[:4], "Hvad den frigjorte tid bruges til", *STANDARD[4:]]
    assert not [text for text in words(found) if "Ønsket effekt:" in text]


@pytest.mark.parametrize(("profile", "shown"), [("fuld", "ja"), ("standard", "ja"), ("fuld", "nej")])
def test_models_of_change_are_as_the_pack_wants_them(profile: str, shown: str) -> None:
    found = changed({"pakke.omfang": profile, "pakke.vis_modeller": shown})
    assert ("Forandringens faser" in headings(found)) is (shown == "ja")


def test_savings_are_called_by_their_name() -> None:
    kinds = [*answers_of("jobcenter")["svar"]["formaal_typer"], "besparelse"]
    found = headings(changed({"formaal_typer": kinds}))
    assert "Hvad effektiviseringen betyder" in found
    assert "Hvad den frigjorte tid bruges til" not in found


def test_an_empty_file_has_markers_and_places_to_write() -> None:
    found = items("tom")
    assert headings(found) == [*STANDARD[:6], "Forandringens faser"]
    assert under(found, "Kernebudskab")[0].startswith("[Udfyldes: ")
    assert under(found, "Plan for kommunikation") == [*COLUMNS, "[Udfyldes: Kommunikationsaktiviteter]"]
    assert set(answered(found).values()) == {""}


# --- sections 1 and 2 ---------------------------------------------------------------------------------------
def test_the_key_message_comes_first_then_the_purpose_once() -> None:
    found = texts("jobcenter")
    assert found[found.index("Kernebudskab") + 1].startswith("Mere fleksibel hjælp til borgeren")
    assert [text for text in found if text.startswith("Formålet er:") and text.endswith(PASSAGES["ST-109"])]
    assert len([text for text in found if "rådgivernes tid skal gå til" in text]) == 1


def test_those_affected_come_by_how_they_take_part_and_med_is_never_only_informed() -> None:
    rows = [dict(row) for row in answers_of("jobcenter")["svar"]["interessenter"]]
    for row in rows:
        row["inddragelse"] = "informeres"
    cells = under(changed({"interessenter": rows}), "Hvem er berørt")
    assert cells[:5] == ["Interessent", "Det betyder det", "Påvirkning", "Indflydelse", "Inddragelse"]
    assert cells[cells.index("Lokal-MED") + 4] == "Høres"
    assert cells[5] == "Lokal-MED", "who takes part the most stands first"


# --- section 3 ----------------------------------------------------------------------------------------------
def planned(found: list[Item]) -> list[list[str]]:
    """The rows of the plan: one time or several, and three more cells."""
    cells = under(found, "Plan for kommunikation")
    rows: list[list[str]] = []
    first = next(n for n, cell in enumerate(cells) if WHEN.match(cell))
    for cell in cells[first:]:
        begins = WHEN.match(cell) and not (rows and WHEN.match(rows[-1][-1]))
        if begins:
            rows.append([])
        rows[-1].append(cell)
    return rows


@pytest.mark.parametrize(("name", "rows"), [("jobcenter", 13), ("sagsoverblik", 8)])
def test_the_calendar_is_in_the_order_of_the_first_dates(name: str, rows: int) -> None:
    starts = [row[0].removeprefix("Fra ")[:10] for row in planned(items(name))]
    days = [datetime.strptime(text, "%d.%m.%Y") for text in starts]
    assert len(days) == rows
    assert days == sorted(days)


def test_a_line_says_what_to_whom_how_by_whom_and_why() -> None:
    found = items("jobcenter")
    assert under(found, "Plan for kommunikation")[:5] == BY_GO_LIVE
    assert planned(found)[0] == [
        "15.12.2026 (uge 51)",
        "Rådgivere og konsulenter "
        "Projektet begynder: Hvorfor vi gør det, hvem der sidder i gruppen, og hvad der sker nu "
        "Ønsket effekt: Alle kender formål og kontaktpersoner",
        "Fællesmøde (Dialog) Jobcenterchef (ansvarlig: Digitaliseringskonsulent)",
        "Planlagt",
    ]


def test_an_activity_of_each_go_live_is_one_row_with_a_date_for_each() -> None:
    found = items("jobcenter")
    assert under(found, "Plan for kommunikation")[5] == (
        "06.09.2027: Jobindsats; Sygedagpenge og jobfastholdelse · "
        "04.10.2027: Ungeindsatsen; Integration og sprog"
    )
    (first,) = [row for row in planned(found) if any("De første to uger" in cell for cell in row)]
    assert first[:2] == ["20.09.2027 (uge 38)", "18.10.2027 (uge 42)"]
    own = planned(items("jobcenter", "ungeindsats"))
    assert [row[0] for row in own if "De første to uger" in row[1]] == ["18.10.2027 (uge 42)"]


def test_the_status_is_what_was_reported_and_never_the_calendars() -> None:
    cells = under(items("sagsoverblik"), "Plan for kommunikation")
    assert {"Gennemført", "Dato passeret – status ikke meldt", "Planlagt"} <= set(cells)
    undated = planned(changed({"pakke.dato": None}))
    assert undated[0][-1] == "", "a place to write"


# --- section 4 ----------------------------------------------------------------------------------------------
def test_the_sheet_answers_four_questions_and_says_nothing_twice() -> None:
    sheet = boxes(items("jobcenter"))
    assert sheet["Hvorfor"].startswith("Rådgiveren slipper")
    assert sheet["Hverdagen"].startswith("Hver rådgiver tilbyder platformen")
    assert "Vi holder op med: At udskrive mødeindkaldelser" in sheet["Hverdagen"]
    assert "I begyndelsen: De første fire uger" in sheet["Hverdagen"]
    assert "Vi forventer, at du har prøvet forløbene" in sheet["Forventning og udbytte"]
    assert "Det får du fra første dag: Borgeren booker" in sheet["Forventning og udbytte"]
    assert "Hver rådgiver tilbyder" not in sheet["Forventning og udbytte"]


def test_what_happens_now_is_by_date_and_what_is_the_same_is_one_line() -> None:
    process = boxes(items("jobcenter"))["Hvad sker der nu"]
    everybody, first, second = process.split("\n")[1:6:2]
    assert "22.06.2027: Oplæring – Lederforløb om opfølgning" in everybody
    assert process.split("\n")[2] == "Jobindsats; Sygedagpenge og jobfastholdelse"
    assert process.count("Introduktion og første øvelse") == 1 and "Introduktion og første øvelse" in first
    assert "04.10.2027: Ibrugtagning – Booking og beskeder" in second
    own = boxes(items("jobcenter", "ungeindsats"))["Hvad sker der nu"]
    assert "04.10.2027: Ibrugtagning – Booking og beskeder" in own
    assert "(" not in own and "Gruppeforløb for sygemeldte" not in own


def test_in_let_the_third_box_says_what_is_demanded() -> None:
    third = boxes(items("koerebog"))["Forventning og udbytte"]
    demanded = "Alle skal bruge løsningen til alle opgaver, der kommer fra borgerne fra 12.04.2027."
    assert third == (
        f"{demanded} Det får du fra første dag: Ingen sedler, kort med dagens opgaver "
        "og billede i stedet for beskrivelse."
    )
    missing = boxes(changed({"brugskrav": None}, "koerebog"))["Forventning og udbytte"]
    assert "[Udfyldes: Krav til brugen" in missing


def test_the_dates_of_the_presentation_are_those_of_each_go_live() -> None:
    when = under(items("jobcenter"), "Præsentation af løsningen")[1]
    first, second = "mandag den 9. august 2027", "mandag den 6. september 2027"
    assert when.startswith(f"{first} (Jobindsats; ") and f" · {second} (Ungeindsatsen; " in when
    assert under(items("jobcenter", "ungeindsats"), "Præsentation af løsningen")[:2] == ["Hvornår", second]


# --- sections 6 and 8 ---------------------------------------------------------------------------------------
def test_the_way_to_an_answer_is_told() -> None:
    found = under(items("jobcenter"), "Dialog, spørgsmål og feedback")
    assert found[0] == PASSAGES["ST-11"]
    assert found[1].startswith("Sådan opsøger vi bekymringer: TR og superbrugere")
    assert found[2].endswith("inden 5 arbejdsdage her: Fælles kanal i Teams og seddel ved kaffemaskinen.")
    assert found[-1] == (
        "Ansvarlig for svar: Digitaliseringskonsulent · Feedback og svar kan ses af: Alle medarbejdere"
        " · Status gives: Hver 4. uge"
    )


def test_members_are_those_of_the_department() -> None:
    found = under(items("jobcenter", "ungeindsats"), "Arbejdsgruppen")
    facts = dict(zip(found[::2], found[1::2], strict=True))
    assert facts["Medlemmer"] == (
        "Alle afdelinger: Faglig koordinator, It-arkitekt, To repræsentanter fra borgerpanelet, "
        "Tillidsrepræsentant Fra Ungeindsatsen: Ungevejleder (superbruger)"
    )
    assert facts["Periode"].startswith("01.02.2027–")
    assert facts["Kontakt"] == "Arbejdsgruppens side på intranettet med rolle og lokalnummer"
    assert list(facts)[1:] == ["Gruppens opgaver", "Periode", "Kontakt"]
    assert "Arbejdsgruppen" not in headings(changed({"arbejdsgruppe_medlemmer": None}))


# --- section 7 ----------------------------------------------------------------------------------------------
def test_answers_are_built_of_what_the_questionnaire_says() -> None:
    told = answered(items("jobcenter"))
    assert told[ASKED["hvordan"]].startswith("En borgervendt platform")
    assert told[ASKED["anderledes"]] == (
        "Hver rådgiver tilbyder platformen ved den første samtale og aftaler, hvad borgeren arbejder med til "
        "næste gang. Disse arbejdsgange ændrer sig: Booking af samtaler, Forberedelse af samtale, "
        "Cv-vejledning i grupper og Papirindkaldelser."
    )
    assert told[ASKED["job"]].startswith("Den frigjorte tid bliver i jobcentret")
    assert told[ASKED["hjaelp"]] == (
        "Første hjælp er superbruger i teamet. Kan det ikke løses dér, går det videre til systemkonsulent og "
        "leverandør. Åbningstid: hverdage 8-16."
    )
    assert told[ASKED["borgere"]].startswith("Receptionen og superbrugerne hjælper")
    recorded = told["Hvad registreres der om mig og om borgeren, og hvem kan se det?"]
    assert "Borgerens aktivitet i forløbene: Kan ses af borgeren og rådgiveren. Bruges aldrig" in recorded


def test_a_demand_is_one_sentence_for_each_date_with_its_exception() -> None:
    told = answered(items("jobcenter", "ungeindsats"))
    assert told[ASKED["skal_jeg"]] == (
        "Alle skal bruge løsningen til at tilbyde booking og forløb ved første samtale fra 04.10.2027. "
        "Undtagelse: borgere, der er fritaget for digital kontakt."
    )
    assert (
        "Alle i Integration og sprog bør bruge løsningen" in answered(items("jobcenter"))[ASKED["skal_jeg"]]
    )


def test_time_to_learn_is_that_of_the_department_and_of_its_groups() -> None:
    assert answered(items("jobcenter", "ungeindsats"))[ASKED["tid"]] == (
        "Du får 10 timers oplæring: Skriv til borgeren 20.09.2027, Introduktion bølge 2 23.09.2027 og "
        "Sidemandsoplæring 11.10.2027."
    )
    both = answered(items("jobcenter"))[ASKED["tid"]]
    assert both.startswith("Jobindsats; Sygedagpenge og jobfastholdelse: Du får 10 timers oplæring: ")
    counter = answered(items("sagsoverblik", "borgerservice"))[ASKED["tid"]]
    assert "Borgerrådgivere: Du får 6 timers oplæring: " in counter


def test_staff_groups_of_others_have_no_part_in_a_departments_answers() -> None:
    told = answered(items("sagsoverblik", "borgerservice"))
    assert "Socialrådgivere" not in told[ASKED["laere"]]
    assert "Borgerrådgivere: Vurdere relevans ved opslag." in told[ASKED["laere"]]


def test_what_is_not_said_gives_an_empty_place_and_no_marker() -> None:
    unsaid: dict[str, dict[str, Any]] = {
        "hvordan": {"system_beskrivelse": None},
        "skal_jeg": {"brugskrav": [{"gruppe": "alle", "krav": "skal", "til": "alt"}]},
        "job": {"effektivisering_konsekvens": None, "med": {"status": "planlagt"}},
        "tid": {"oplaering": [{"aktivitet": "Kursus", "gruppe": "alle", "afdeling": "alle"}]},
        "laere": {"kompetencebehov": [{"gruppe": "Rådgivere", "afdeling": "alle", "art": "it"}]},
        "hjaelp": {"support_drift": {"foerste_linje": "Superbruger"}},
        "systemer": {"sammenhaeng": {"andre_systemer": "ingen"}},
        "borgere": {"borgere_alternativ": None},
    }
    before = answered(items("jobcenter"))
    after = answered(changed({id: said for answers in unsaid.values() for id, said in answers.items()}))
    assert all(before[ASKED[question]] for question in unsaid)
    assert {question: after[ASKED[question]] for question in unsaid} == dict.fromkeys(unsaid, "")


def test_citizens_are_asked_about_only_where_they_use_the_solution() -> None:
    told = answered(items("sagsoverblik"))
    assert ASKED["borgere"] not in told
    assert "Hvad registreres der om mig og om borgeren, og hvem kan se det?" in told
    for unknown in ({"persondata": None}, {"loesningstype": "intern_hr"}):
        assert ASKED["registreres"] in answered(changed(unknown)), "nobody is guessed"


def test_given_answers_stand_instead_of_built_ones_and_own_questions_below() -> None:
    told = answered(items("sagsoverblik"))
    recorded = told["Hvad registreres der om mig og om borgeren, og hvem kan se det?"]
    assert recorded.startswith("Opslag logges. Der tages stikprøver hver måned")
    assert list(told)[-3:] == [
        "Må jeg slå min egen kommunes tidligere sager op?",
        "Hvad gør jeg, hvis en rettighed mangler?",
        "",
    ]
    assert told["Hvad gør jeg, hvis en rettighed mangler?"] == ""


def test_in_let_only_what_has_an_answer_and_does_not_stand_on_the_sheet() -> None:
    assert list(answered(items("koerebog"))) == [ASKED["job"], ASKED["tid"], ASKED["systemer"]]


def test_words_of_answers_are_never_markup() -> None:
    rows = [{"gruppe": "1. linje", "afdeling": "alle", "art": "it", "behov": "*Svære* sager [A]"}]
    assert answered(changed({"kompetencebehov": rows}))[ASKED["laere"]] == "1. linje: *Svære* sager [A]."


# --- section 9 ----------------------------------------------------------------------------------------------
def test_the_models_tell_what_the_plan_does() -> None:
    found = under(items("sagsoverblik"), "Forandringens faser")
    assert found[:4] == [PASSAGES["ST-39"], "Trin", "Det gør planen", "Målt (1–5)"]
    assert found[-2:] == [PASSAGES["ST-40"], PASSAGES["ST-41"]]
    steps = found[4:-2:3]
    assert steps == ["Forståelse", "Lyst", "Viden", "Evne", "Fastholdelse"]
    assert "Målt (1–5)" not in under(items("jobcenter"), "Forandringens faser"), "nothing is measured yet"


# --- missing ------------------------------------------------------------------------------------------------
def test_a_missing_time_is_a_marker() -> None:
    found = changed(
        {
            "kommunikation": [{"interessent": "raadgivere", "budskab": "Nyt"}],
            "oplaering": [{"aktivitet": "Kursus", "afdeling": "alle"}],
            "praesentation": {"form": "Temadag"},
        }
    )
    markers = [text for text in words(found) if "[Udfyldes:" in text and "idspunkt]" in text]
    assert markers[0].startswith("[Udfyldes: Kommunikationsaktiviteter, Rådgivere og konsulenter: Tidspunkt]")
    assert markers[1] == "[Udfyldes: Præsentation af løsningen, Tidspunkt]"
    assert "[Udfyldes: Oplæring, Kursus: Tidspunkt]: Oplæring – Kursus" in markers[2]
