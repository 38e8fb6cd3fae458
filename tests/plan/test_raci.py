"""Who does, answers for, is asked about and is told of a card; risks; the year after the last go-live."""

from __future__ import annotations

from datetime import date
from typing import Any

from plangen.plan import Plan, compute_plan
from plangen.plan.raci import RaciRow
from tests.conftest import load_example
from tests.plan.building import answers_of
from tests.support.cases import each

DATES = {"projektstart": date(2027, 1, 4), "idriftsaettelsesdato": date(2027, 9, 6)}
ROLES = {
    "projektejer": {"rolle": "Direktør"},
    "projektleder": {"rolle": "Konsulent"},
    "systemejer": {"rolle": "Chef"},
}


def plan_of(**svar: Any) -> Plan:
    return compute_plan(answers_of({**DATES, **svar}))


def row_of(plan: Plan, card_id: str) -> RaciRow:
    return next(row for row in plan.raci.rows if row.card.id == card_id)


def test_columns_are_the_roles_that_are_filled_in() -> None:
    plan = plan_of(roller=ROLES)
    assert [role.text for role in plan.raci.roles] == ["Direktør", "Konsulent", "Chef"]
    assert [row.card.number for row in plan.raci.rows] == [card.number for card in plan.cards]


def test_one_role_may_do_it_and_answer_for_it() -> None:
    row = row_of(plan_of(roller=ROLES), "OPG-01")
    assert row.cells == ("U/A", "", "")
    assert row.others == (("K", "ledere"), ("K", "medarbejdere"), ("K", "MED"), ("O", "alle medarbejdere"))


def test_who_is_asked_and_told() -> None:
    row = row_of(plan_of(roller=ROLES), "OPG-04")
    assert row.cells == ("O", "U/A", "K")
    assert row.others == (("K", "it"), ("K", "ledere"))


def test_a_title_finds_its_column_and_a_new_performer_counts() -> None:
    change = [{"kort": "OPG-01", "udfoerer": "konsulent "}]
    row = row_of(plan_of(roller=ROLES, opgave_tilpasning=change), "OPG-01")
    assert row.cells == ("A", "U", "")


@each("name", ["jobcenter", "sagsoverblik", "koerebog"])
def test_exactly_one_answers_for_each_card(name: str) -> None:
    for row in compute_plan(load_example(name).base).raci.rows:
        letters = [*row.cells, *(letter for letter, _ in row.others)]
        assert sum("A" in letter for letter in letters) == 1, row.card.id


@each(
    ("likely", "severe", "level"),
    [(1, 4, "Lav"), (1, 5, "Middel"), (3, 3, "Middel"), (2, 5, "Høj"), (5, 5, "Høj"), (3, None, "")],
)
def test_risks_have_a_number_and_a_word(likely: int, severe: int | None, level: str) -> None:
    row = {"risiko": "X", "sandsynlighed": likely} | ({"konsekvens": severe} if severe else {})
    (risk,) = plan_of(risici=[row]).risks
    assert (risk.number, risk.level) == (likely * severe if severe else None, level)


def test_the_highest_risk_comes_first() -> None:
    rows = [{"risiko": str(n), "sandsynlighed": n, "konsekvens": n} for n in (2, 5, 3)]
    assert [risk.what.text for risk in plan_of(risici=[*rows, {"risiko": "?"}]).risks] == ["5", "3", "2", "?"]


def test_the_year_begins_with_the_last_go_live() -> None:
    plan = plan_of(
        afdelinger=[{"afdeling_id": "a"}, {"afdeling_id": "b", "idriftsaettelse": date(2027, 11, 15)}],
        opfoelgning=[
            {"hvad": "Fejl", "frekvens_uger": 2},
            {"hvad": "Tal", "frekvens_uger": 12},
        ],
        maal=[{"maal": "Kø", "maales_uge": 12}],
    )
    months = {str(first): [one.kind for one in happenings] for first, happenings in plan.year.months}
    assert next(iter(months)) == "2027-11-01"
    assert list(months)[-1] == "2028-10-01"
    kinds = {kind for happenings in months.values() for kind in happenings}
    assert kinds == {"Evaluering", "Måling", "Opfølgning", "MUS og ledelsestilsyn", "Overdragelse"}
    assert {"Evaluering", "Måling", "Opfølgning"} <= set(months["2027-11-01"])  # twelve weeks after the first
    assert [(rhythm, what.text) for rhythm, what, _ in plan.year.all_along] == [("Hver 2. uge", "Fejl")]
    assert plan_of(idriftsaettelsesdato=None).year.months == ()
