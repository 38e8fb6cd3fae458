"""When answers must be there (specifikation.md 3.5)."""

from __future__ import annotations

from datetime import date
from typing import Any

from plangen.answers.project import Project
from plangen.catalog import Catalog, Question
from plangen.plan import DueDate, compute_plan, due_date, not_yet_due
from tests.plan.building import answers_of

DATES = {"projektstart": date(2027, 1, 4), "idriftsaettelsesdato": date(2027, 9, 6)}


def due(catalog: Catalog, question: str, **svar: Any) -> DueDate | None:
    return due_date(compute_plan(answers_of({**DATES, **svar})), catalog.questions[question])


def test_it_is_the_slut_of_the_card_before_go_live(jobcenter: Project, catalog: Catalog) -> None:
    plan = compute_plan(jobcenter.base)
    assert due_date(plan, catalog.questions["krav"]) == DueDate(
        date(2027, 3, 15), "A08", "Afdæk ønsker og skriv kravspecifikation"
    )


def test_a_card_that_ends_after_go_live_is_due_when_it_begins_at_the_latest(catalog: Catalog) -> None:
    training, follow_up = due(catalog, "oplaering"), due(catalog, "opfoelgning")
    assert training is not None
    assert training.day == date(2027, 8, 9)
    assert follow_up is not None
    assert follow_up.day == DATES["idriftsaettelsesdato"]


def test_due_at_once(catalog: Catalog) -> None:
    assert due(catalog, "problem") is None  # no card
    assert due(catalog, "krav", projektstart=None) is None
    assert due(catalog, "krav", idriftsaettelsesdato=None) is None
    assert due(catalog, "onboarding_i_kontrakt", anskaffelsesform="anskaffet") is None  # no such card


def test_not_yet_due_is_a_matter_of_the_packs_date(catalog: Catalog) -> None:
    question: Question = catalog.questions["opfoelgning"]

    def at(today: date | None) -> DueDate | None:
        package = {"dato": today} if today else {}
        return not_yet_due(compute_plan(answers_of(DATES, package)), question)

    assert at(date(2027, 9, 5)) is not None
    assert at(date(2027, 9, 6)) is None
    assert at(None) is None
