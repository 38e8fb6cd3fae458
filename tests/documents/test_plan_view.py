"""The plan in the words of the templates: what a date says, whom a line is for, how it goes."""

from __future__ import annotations

from datetime import date
from typing import Any

from plangen.checks.checked import Checked
from plangen.documents.context import base_context
from plangen.plan import compute_plan
from plangen.texts.danish import short_date
from plangen.texts.records import Record
from tests.plan.building import answers_of
from tests.support.cases import each

TWO = [
    {"afdeling_id": "a", "navn": "Anden"},
    {"afdeling_id": "b", "navn": "Brand", "idriftsaettelse": date(2027, 10, 4)},
]
MANY: list[dict[str, Any]] = [
    {"afdeling_id": name.lower(), "navn": name, "idriftsaettelse": date(2028, month, 3)}
    for name, month in zip("ABCDE", (1, 2, 3, 4, 9), strict=True)
]
DATES = {"projektstart": date(2027, 1, 4), "idriftsaettelsesdato": date(2027, 9, 6), "afdelinger": TWO}


def plan_of(today: date | None = None, department: str | None = None, **svar: Any) -> Record:
    pakke = {"dato": today} if today else {}
    answers = answers_of({**DATES, **svar}, pakke, department)
    record: Record = base_context(answers, compute_plan(answers), Checked())["plan"]
    return record


def by_title(rows: Any, title: str) -> Any:
    return next(row for row in rows if str(row.titel) == title)


def test_a_moved_date_says_so() -> None:
    slut = next(k for k in plan_of().kort if k.key == "OPG-17").slut
    assert str(slut) == "09.08.2027 (flyttet fra uge 28 pga. ferie)"
    assert (slut.kort, slut.flyttet) == ("09.08.2027", "flyttet fra uge 28 pga. ferie")
    assert slut.med_uger == "09.08.2027 (8 uger før idriftsættelsen; flyttet fra uge 28 pga. ferie)"
    assert (slut.lang, slut.ugedag) == ("mandag den 9. august 2027", "mandag 09.08.2027")
    assert slut.maaned == "august 2027"


def test_a_date_that_stays_says_nothing_more() -> None:
    slut = next(k for k in plan_of().kort if k.key == "OPG-14").slut
    assert (str(slut), slut.flyttet) == ("28.06.2027", "")


def test_a_date_that_is_not_known_is_said_in_weeks() -> None:
    slut = next(k for k in plan_of(idriftsaettelsesdato=None, afdelinger=[]).kort if k.key == "OPG-34").slut
    words = "52 uger efter idriftsættelsen"
    assert (bool(slut), str(slut), slut.lang) == (False, words, words)


STEPS = [
    {"del": "Booking", "uge": 0, "afdeling": "alle"},
    {"del": "Fest", "uge": 2, "afdeling": "b"},
]


def test_whom_a_line_is_for_is_said_only_where_it_differs() -> None:
    def dates(record: Record) -> dict[str, list[tuple[str, str]]]:
        return {str(getattr(t.svar, "del")): _pairs(t.datoer) for t in record.trin}

    assert dates(plan_of(ibrugtagning_trin=STEPS)) == {
        "Booking": [("06.09.2027", "Anden"), ("04.10.2027", "Brand")],
        "Fest": [("18.10.2027", "Brand")],
    }
    assert dates(plan_of(ibrugtagning_trin=STEPS, department="b")) == {
        "Booking": [("04.10.2027", "")],
        "Fest": [("18.10.2027", "")],
    }
    same = [{"afdeling_id": "a", "navn": "Anden"}, {"afdeling_id": "b", "navn": "Brand"}]
    assert dates(plan_of(ibrugtagning_trin=STEPS[:1], afdelinger=same)) == {
        "Booking": [("06.09.2027", "Alle afdelinger")]
    }
    assert dates(plan_of(ibrugtagning_trin=STEPS[:1], afdelinger=same[:1])) == {
        "Booking": [("06.09.2027", "")]
    }


def _pairs(rows: Any) -> list[tuple[str, str]]:
    return [(str(row.dato), row.afdelinger) for row in rows]


def test_milestones_of_each_go_live_stand_in_one_row() -> None:
    table = plan_of().milepaele_tabel
    assert table.kolonner == ["Anden", "Brand"]
    go_live = by_title(table.raekker, "Idriftsættelse")
    assert go_live.idriftsaettelse
    assert [(one.dato, one.bredde) for one in go_live.datoer] == [("06.09.2027", "1"), ("04.10.2027", "1")]
    start = by_title(table.raekker, "Projektstart")
    assert [one.bredde for one in start.datoer] == ["2"], "the project's own across all"


def test_more_go_lives_than_columns_are_named_in_their_rows() -> None:
    table = plan_of(afdelinger=MANY).milepaele_tabel
    assert table.kolonner == ["Dato"]
    told = [(row.afdelinger, row.datoer[0].dato) for row in table.raekker if row.idriftsaettelse]
    assert told == [(row["navn"], short_date(row["idriftsaettelse"])) for row in MANY]


def test_an_activity_stands_once_with_its_time_for_each_go_live() -> None:
    told: dict[str, Any] = {
        "interessenter": [{"interessent_id": "t", "navn": "Team", "gruppe": "medarbejdere"}],
        "kommunikation": [
            {"interessent": "t", "budskab": "Nyt", "tidspunkt": 2},
            {"interessent": "t", "budskab": "Til alle", "tidspunkt": date(2027, 3, 1)},
        ],
    }
    plan = plan_of(**told).kommunikationsplan
    assert plan.kolonner == ["Idriftsættelse 06.09.2027", "Idriftsættelse 04.10.2027"]
    everybody, each = plan.raekker
    assert [(cell.bredde, [time.tidspunkt for time in cell.tider]) for cell in each.celler] == [
        ("1", ["20.09.2027 (uge\u00a038)"]),
        ("1", ["18.10.2027 (uge\u00a042)"]),
    ]
    assert [cell.bredde for cell in everybody.celler] == ["2"]
    told["kommunikation"].pop()
    (many,) = plan_of(afdelinger=MANY, **told).kommunikationsplan.raekker
    assert [time.afdelinger for time in many.celler[0].tider] == list("ABCDE"), "no room for columns"


def test_a_departments_own_dates() -> None:
    lines = plan_of(department="b", praesentation={"tidspunkt": -4}).jeres_datoer
    assert [(line.dato.kort, line.hvad) for line in lines if line.vigtig] == [
        ("04.10.2027", "Idriftsættelse")
    ]
    assert ("06.09.2027", "Præsentation for medarbejderne") in [(x.dato.kort, x.hvad) for x in lines]
    assert [line.dato.raw for line in lines] == sorted(line.dato.raw for line in lines)


def test_lines_of_the_next_weeks_say_what_they_are() -> None:
    svar: dict[str, Any] = {
        "interessenter": [{"interessent_id": "t", "navn": "Team", "gruppe": "medarbejdere"}],
        "kommunikation": [
            {
                "interessent": "t",
                "anledning": "Start",
                "budskab": "Vi begynder",
                "tidspunkt": date(2027, 3, 3),
            }
        ],
        "barrierer": [{"barriere": "Tid", "deadline": date(2027, 3, 4)}],
        "beslutninger": [{"hvad": "Ny vagt", "frist": date(2027, 3, 5)}],
    }
    plan = plan_of(date(2027, 3, 1), **svar)
    said = [str(row.hvad) for row in plan.naeste_fire_uger]
    told = {"Start: Vi begynder · Til: Team", "Frist for barriere: Tid", "Frist for beslutning: Ny vagt"}
    assert told <= set(said)
    assert [str(row.hvad) for row in plan.de_tre_naeste] == said[:3]


def test_how_it_goes() -> None:
    quiet = plan_of(date(2027, 1, 4)).fremdrift
    assert not quiet.vises
    state: dict[str, Any] = {
        "opgave_tilpasning": [{"kort": "OPG-01", "status": "afsluttet"}],
        "maal": [{"maal": "Kø", "baseline": "40 pct.", "maalvaerdi": "20 pct.", "maales_uge": 8}],
        "maalinger": [
            {"maal": "kø ", "dato": date(2027, 11, 1), "vaerdi": "31,5 pct."},
            {"maal": "Kø", "dato": date(2027, 10, 1), "vaerdi": "38 pct."},
        ],
        "beslutninger": [{"hvad": "Ny vagt"}, {"hvad": "Skilte", "status": "loest"}],
    }
    plan = plan_of(date(2027, 12, 1), **state)
    going = plan.fremdrift
    assert (going.vises, going.kort_afsluttet) == (True, 1)
    assert going.kort_passeret > 0
    assert going.kort_i_alt == len(plan.kort)
    assert [str(goal.seneste.vaerdi) for goal in going.maalinger] == ["31,5 pct."]
    assert [str(decision.hvad) for decision in going.beslutninger] == ["Ny vagt"]
    assert len(going.vinduer_uden_resultat) == 7  # four of one department, three of the other


@each(
    ("row", "today", "status"),
    [
        ({"hvad": "X", "frist": date(2027, 3, 1)}, date(2027, 3, 1), "Åben"),
        ({"hvad": "X", "frist": date(2027, 3, 1)}, date(2027, 3, 2), "Frist passeret – status ikke meldt"),
        ({"hvad": "X", "frist": date(2027, 3, 1), "status": "i_gang"}, date(2027, 3, 2), "I gang"),
        ({"hvad": "X", "frist": date(2027, 3, 1), "status": "bortfaldet"}, date(2027, 3, 2), "Bortfaldet"),
        ({"hvad": "X"}, None, "Åben"),
    ],
)
def test_status_of_a_decision(row: dict[str, Any], today: date | None, status: str) -> None:
    (decision,) = plan_of(today, beslutninger=[row]).beslutninger
    assert decision.status == status


def test_four_years_are_reckoned() -> None:
    rows = [{"post": "Licens", "engang": 88_000, "aarlig": 142_000}]
    assert plan_of(omkostninger=rows).oekonomi.fireaar_regnet == "88.000 + 4 × 142.000 = 656.000 kr."


def test_coverage_says_where_training_is_missing() -> None:
    departments = [
        {"afdeling_id": "a", "navn": "A", "medarbejdergrupper": "Rådgivere; Vejledere"},
        {"afdeling_id": "b", "navn": "B", "medarbejdergrupper": "rådgivere"},
    ]
    training = [
        {"aktivitet": "Dag 1", "gruppe": "Rådgivere", "afdeling": "a", "timer": 4},
        {"aktivitet": "Dag 2", "gruppe": "alle", "afdeling": "a", "timer": 2.5},
    ]
    plan = plan_of(afdelinger=departments, oplaering=training)
    assert [str(name) for name in plan.daekning.afdelinger] == ["A", "B"]
    assert [(row.gruppe, row.celler) for row in plan.daekning.raekker] == [
        ("Rådgivere", ["6,5 t.", "mangler"]),
        ("Vejledere", ["2,5 t.", "–"]),
    ]
    assert (plan.timer.oplaering_mindst, plan.timer.oplaering_mest) == ("2,5", "6,5")


def test_the_steps_of_a_change_have_what_the_plan_does_and_the_latest_measurement() -> None:
    svar: dict[str, Any] = {
        "afdelinger": [],
        "praesentation": {"tidspunkt": -4},
        "kommunikation": [
            {"anledning": "Brev", "form": "information", "tidspunkt": -20},
            {"anledning": "Møde", "form": "dialog", "tidspunkt": -16},
        ],
        "oplaering": [
            {"aktivitet": "Dag", "form": "temadag", "tidspunkt": -2},
            {"aktivitet": "Hjælp", "form": "sidemandsoplaering", "tidspunkt": 1},
        ],
        "parathed": [
            {"dato": date(2027, 8, 1), "svar": 9, "kan": 2.4},
            {"dato": date(2027, 6, 1), "svar": 9, "kan": 2, "vil": 3},
        ],
    }
    steps = {row.trin: (row.goer, row.maalt) for row in plan_of(**svar).forandring}
    assert steps == {
        "Forståelse": (["Præsentation: 09.08.2027"], ""),
        "Lyst": (["Dialog før start: 18.05.2027"], "3 (01.06.2027)"),
        "Viden": (["Oplæring: 23.08.2027"], ""),
        "Evne": (["Sidemandsoplæring: 13.09.2027", "Ekstra støtte til: 01.11.2027"], "2,4 (01.08.2027)"),
        "Fastholdelse": (["Evalueringsvindue: 20.09.2027", "Opfølgning fra: 01.11.2027"], ""),
    }
