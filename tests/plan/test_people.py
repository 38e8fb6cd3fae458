"""Roles: titles, performers, who can answer."""

from __future__ import annotations

from typing import Any

from plangen.plan import compute_plan, who_can_answer
from tests.plan.building import answers_of
from tests.support.cases import each

ROLES = {
    "projektejer": {"rolle": "Jobcenterchef"},
    "systemejer": {"rolle": "Afdelingsleder"},
    "gevinstansvarlig": {"rolle": "afdelingsleder "},
}


def performers(**svar: Any) -> dict[str, str]:
    return {card.id: card.performer.text for card in compute_plan(answers_of(svar)).cards}


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
    assert performers()["OPG-15"] == "Nærmeste ledere"
    assert performers()["OPG-26"] == "Projektleder"
    assert performers()["OPG-34"] == "Systemejer"
    member = {"rolle": "Metodekonsulent", "kategori": "fagkoordinator"}
    who = performers(
        arbejdsgruppe_medlemmer=[member], overdragelse={"driftsejer": "systemejer"}, roller=ROLES
    )
    assert who["OPG-26"] == "Metodekonsulent"
    assert who["OPG-34"] == "Afdelingsleder"  # the role key in driftsejer, resolved


def test_what_earlier_documents_called_a_performer_is_said_in_todays_words() -> None:
    """Staff may have taken it over from a document into the answers."""
    taken = [{"kort": "OPG-01", "udfoerer": "De nærmeste ledere"}]
    assert performers(opgave_tilpasning=taken)["OPG-01"] == "Nærmeste ledere"


def test_a_department_has_its_own_coordinator_or_else_the_projects_manager() -> None:
    rows = [
        {"rolle": "Koordinator A", "kategori": "fagkoordinator", "afdeling": "a"},
        {"rolle": "Koordinator B", "kategori": "fagkoordinator", "afdeling": "b"},
    ]
    svar = {"arbejdsgruppe_medlemmer": rows, "afdelinger": [{"afdeling_id": k} for k in "abc"]}
    found = [compute_plan(answers_of(svar, department=key)).card("OPG-26") for key in "abc"]
    assert [c.performer.text for c in found if c] == ["Koordinator A", "Koordinator B", "Projektleder"]


@each(
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
