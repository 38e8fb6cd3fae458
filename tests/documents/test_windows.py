"""The pages of D09: which windows share one."""

from __future__ import annotations

from datetime import date
from typing import Any

from plangen.documents.windows import WindowPage, window_pages
from plangen.plan import compute_plan
from tests.plan.building import answers_of

GO_LIVE = date(2027, 9, 6)
TWO = [{"afdeling_id": "a", "navn": "A"}, {"afdeling_id": "b", "navn": "B"}]


def pages(*departments: dict[str, Any], **svar: Any) -> tuple[WindowPage, ...]:
    answers = answers_of({"idriftsaettelsesdato": GO_LIVE, "afdelinger": list(departments), **svar})
    return window_pages(compute_plan(answers).windows)


def keys(page: WindowPage) -> list[str]:
    return [department.key for department in page.departments]


def test_departments_with_the_same_day_share_a_page() -> None:
    assert [keys(page) for page in pages(*TWO)] == [["a", "b"]] * 6


def test_the_same_day_of_another_week_is_another_page() -> None:
    later = {**TWO[1], "idriftsaettelse": date(2027, 10, 4)}
    same_day = [p for p in pages(TWO[0], later) if p.when.day == date(2027, 11, 1)]
    assert [(keys(page), page.weeks) for page in same_day] == [(["b"], (4,)), (["a"], (8,))]


def test_pages_are_numbered_and_every_window_stands_on_one() -> None:
    found = pages(TWO[0], {**TWO[1], "idriftsaettelse": date(2027, 10, 4)})
    assert [page.number for page in found] == list(range(1, 13))
    assert sum(len(page.windows) for page in found) == 12


def test_a_department_with_a_result_has_a_page_of_its_own() -> None:
    result = {"dato": date(2027, 9, 20), "afdeling": "a", "gik_godt": "Alt."}
    found = pages(*TWO, evalueringsresultater=[result])
    assert [(keys(page), page.result is not None) for page in found[:3]] == [
        (["a"], True),
        (["b"], False),
        (["a", "b"], False),
    ]


def test_a_result_for_both_is_shared() -> None:
    found = pages(*TWO, evalueringsresultater=[{"dato": date(2027, 9, 20), "afdeling": "alle"}])
    assert keys(found[0]) == ["a", "b"]
    assert found[0].result is not None


def test_what_only_one_of_them_looks_at_says_so() -> None:
    goals = [{"maal": "Sent", "maales_uge": 4}, {"maal": "Tidligt", "maales_uge": 3}]
    trials = [{"titel": "Prøve", "evalueres": 4, "afdeling": "b"}]
    page = pages(*TWO, maal=goals, proevehandlinger=trials)[1]
    assert [(one.text.text, [d.key for d in one.departments]) for one in page.trials] == [("Prøve", ["b"])]
    assert [(one.text.text, one.departments) for one in page.goals] == [("Tidligt", ()), ("Sent", ())]
