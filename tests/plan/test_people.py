"""Roles: titles, performers, who owns what, who can answer."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from plangen.plan import Plan, compute_plan, who_can_answer
from plangen.plan.people import RoleOverview
from tests.plan.building import answers_of

ROLES = {
    "projektejer": {"rolle": "Jobcenterchef"},
    "systemejer": {"rolle": "Afdelingsleder"},
    "gevinstansvarlig": {"rolle": "afdelingsleder "},
}


def performers(**svar: Any) -> dict[str, str]:
    return {card.id: card.performer.text for card in compute_plan(answers_of(svar)).cards}


def overview(**svar: Any) -> dict[str, RoleOverview]:
    return {entry.role.text: entry for entry in compute_plan(answers_of(svar)).roles}


def duties(entry: RoleOverview) -> dict[str, list[str]]:
    return {group.label: [duty.what.text for duty in group.duties] for group in entry.groups}


def test_role_keys_become_titles_and_else_the_roles_name() -> None:
    who = performers(roller=ROLES)
    assert who["OPG-01"] == "Jobcenterchef"
    assert who["OPG-03"] == "Projektleder"
    assert who["OPG-11"] == "Databeskyttelse og informationssikkerhed"
    card = compute_plan(answers_of({"roller": ROLES})).card("OPG-01")
    assert card is not None
    assert card.performer.source is not None
    assert card.performer.source.row_key == "projektejer"


def test_words_and_chains_of_performers() -> None:
    assert performers()["OPG-15"] == "De nærmeste ledere"
    assert performers()["OPG-26"] == "Projektleder"
    assert performers()["OPG-34"] == "Systemejer"
    member = {"rolle": "Metodekonsulent", "kategori": "fagkoordinator"}
    who = performers(
        arbejdsgruppe_medlemmer=[member], overdragelse={"driftsejer": "systemejer"}, roller=ROLES
    )
    assert who["OPG-26"] == "Metodekonsulent"
    assert who["OPG-34"] == "Afdelingsleder"  # the role key in driftsejer, resolved


def test_a_department_has_its_own_coordinator_or_else_the_projects_manager() -> None:
    rows = [
        {"rolle": "Koordinator A", "kategori": "fagkoordinator", "afdeling": "a"},
        {"rolle": "Koordinator B", "kategori": "fagkoordinator", "afdeling": "b"},
    ]
    svar = {"arbejdsgruppe_medlemmer": rows, "afdelinger": [{"afdeling_id": k} for k in "abc"]}
    found = [compute_plan(answers_of(svar, department=key)).card("OPG-26") for key in "abc"]
    assert [c.performer.text for c in found if c] == ["Koordinator A", "Koordinator B", "Projektleder"]


def test_roles_with_the_same_title_are_one_entry() -> None:
    entry = overview(roller=ROLES, opfoelgning=[{"hvad": "Drift", "hvem": "AFDELINGSLEDER"}])[
        "Afdelingsleder"
    ]
    assert entry.labels == ("Systemejer", "Gevinstansvarlig")
    assert duties(entry)["Opfølgning"] == ["Drift"]
    assert "Lav foreløbig effektvurdering" in duties(entry)["Opgavekort"]


@pytest.mark.parametrize(
    ("cell", "owners"),
    [
        ("projektejer", ["Jobcenterchef"]),
        ("Jobcenterchef, It-arkitekt", ["Jobcenterchef", "It-arkitekt"]),
        ("It-arkitekt og jobcenterchef", ["Jobcenterchef", "It-arkitekt"]),
        ("HR- og it-konsulent", ["HR- og it-konsulent"]),  # no part is known: one title
        ("Drift og support", ["Drift og support"]),  # a known title as a whole
    ],
)
def test_a_cell_may_name_several(cell: str, owners: list[str]) -> None:
    found = overview(
        roller=ROLES,
        afdelinger=[{"afdeling_id": "a", "leder": "Drift og support"}],
        risici=[{"risiko": "Forsinkelse", "ejer": cell}],
    )
    assert {name for name, entry in found.items() if "Risici" in duties(entry)} == set(owners)


def test_duties_come_with_their_day() -> None:
    plan: Plan = compute_plan(
        answers_of(
            {
                "idriftsaettelsesdato": date(2027, 9, 6),
                "roller": ROLES,
                "compliance": {"dpia": {"ansvarlig": "projektejer", "dato": date(2027, 5, 7)}},
                "kommunikation": [{"anledning": "Nyt", "ansvarlig": "projektejer", "tidspunkt": -4}],
                "milepaele": [{"titel": "Budget", "ansvarlig": "projektejer", "tidspunkt": date(2027, 4, 1)}],
                "igangsaettelse": {"beslutter": "projektejer"},
                "risici": [{"risiko": "Forsinkelse", "ejer": "projektejer"}],
            }
        )
    )
    (owner,) = [entry for entry in plan.roles if entry.role.key == "projektejer"]
    days = {g.label: g.duties[0].day for g in owner.groups if g.question}
    assert days == {
        "Vurderinger og aftaler": date(2027, 5, 7),
        "Kommunikationsaktiviteter": date(2027, 8, 9),
        "Igangsættelse og nødplan": date(2027, 8, 30),
        "Risici": None,
        "Faste datoer og milepæle": date(2027, 4, 1),
    }
    texts = {g.label: g.duties[0].what.text for g in owner.groups}
    assert texts["Vurderinger og aftaler"] == "Konsekvensanalyse (DPIA)"  # a preset row by its name


@pytest.mark.parametrize(
    ("question", "who"),
    [
        ("compliance", "Databeskyttelse og informationssikkerhed"),  # its own entry
        ("krav", "Afdelingsleder"),  # its section's
        ("problem", "Jobcenterchef"),
        ("pakke", "Projektleder"),
    ],
)
def test_who_can_answer(question: str, who: str) -> None:
    assert who_can_answer(answers_of({"roller": ROLES}), question).text == who
