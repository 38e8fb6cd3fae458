"""How each date of each card comes about, as the expected tables tell it (`golden/how.tsv`)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from plangen.plan import Plan, When, compute_plan
from plangen.plan.steps import DateStep
from tests.conftest import load_example
from tests.plan.test_golden import EXAMPLES, golden, plan_of
from tests.support.cases import each

_DECIDED = {"milepæl": "milepæl", "tilpasning": "tilpasning"}


def told(when: When) -> str:
    """»-24 → -35: 2027-01-04; svar med.dato = 2027-01-19: 2027-01-19«, in the words of the table."""
    parts: list[str] = []
    steps = [step for step in when.steps if step.kind != "afdelinger"]
    for before, step in zip([None, *steps], steps, strict=False):
        _tell(parts, before, step)
    return "; ".join(parts)


def _tell(parts: list[str], before: DateStep | None, step: DateStep) -> None:
    match step.kind:
        case "katalog" | "uger" if before is None or before.kind not in ("svar", "milepæl", "tilpasning"):
            stretched = step.catalog_weeks not in (None, step.weeks)
            parts.append(
                f"{step.catalog_weeks:g} → {step.weeks:g}: {step.day}"
                if stretched
                else f"{step.weeks:g}: {step.day}"
            )
        case "arbejdsdag":
            parts[-1] += f" → {step.day}"
        case "ferie" if before is not None and before.kind == "varighed":
            parts[-1] += f" → {step.day}"  # the table does not say why such a day is moved
        case "ferie":
            parts[-1] += f" → {step.day} (flyttet, uge {step.from_week})"
        case "svar":
            value = f"{step.weeks:g}" if step.weeks is not None else step.day
            parts.append(f"svar {step.answer} = {value}: {step.day}")
        case "milepæl" | "tilpasning":
            parts.append(f"{_DECIDED[step.kind]} {step.day}")
        case "varighed":
            parts.append(f"samme varighed: {step.day}")
        case "gruppe":
            parts.append(f"gruppen findes fra {step.day}")
        case "overdragelse":
            parts.append("senest ved overdragelsen")
        case "slut":
            parts.append("ikke efter slut")


@each("example", EXAMPLES)
def test_how_every_start_and_slut_comes_about(example: str) -> None:
    plan = plan_of(example)
    expected = {line["number"]: (line["start"], line["slut"]) for line in golden("how", example)}
    assert {card.number: (told(card.start), told(card.end)) for card in plan.cards} == expected


@each("example", EXAMPLES)
def test_the_last_step_of_each_date_of_a_plan_is_the_date(example: str) -> None:
    for when in _whens(plan_of(example)):
        assert when.steps
        assert when.steps[-1].day == when.day


def _whens(plan: Plan) -> list[When]:
    found = [when for card in plan.cards for when in (card.start, card.end)]
    found += [window.when for window in plan.windows]
    found += [row.when for row in plan.dated]
    found += [contact.when for contact in plan.communication]
    return [when for when in found if when.day is not None]


def test_a_card_of_several_departments_says_whose_date_it_is() -> None:
    """In the project's plan superusers are named from the first go-live to the last."""
    card = plan_of("jobcenter").card("OPG-15")
    assert card is not None
    assert [(one.steps[0].kind, one.steps[0].go_live) for one in (card.start, card.end)] == [
        ("afdelinger", date(2027, 9, 6)),
        ("afdelinger", date(2027, 10, 4)),
    ]
    own = compute_plan(replace(load_example("jobcenter").base, department="ungeindsats")).card("OPG-15")
    assert own is not None
    assert [step.kind for step in own.end.steps] == ["katalog", "ferie"]
    assert own.end.steps[-1] == DateStep("ferie", date(2027, 8, 9), from_week=30)
