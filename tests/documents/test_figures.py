"""The figures in the context: drawn from the answers of each example, and not drawn without them."""

from __future__ import annotations

import pytest

from plangen.texts.values import Picture
from tests.support.drawn import faults, words
from tests.support.packs import CONTEXTS, context_id, subject


def figure(name: str, department: str | None, id: str) -> Picture | None:
    found = getattr(subject(name, department).context["figur"], id)
    assert found is None or isinstance(found, Picture)
    return found


def drawn(name: str, department: str | None, id: str) -> Picture:
    found = figure(name, department, id)
    assert found
    return found


@pytest.mark.parametrize(("name", "department"), CONTEXTS, ids=context_id)
def test_every_figure_of_every_example_can_be_read(name: str, department: str | None) -> None:
    for picture in subject(name, department).context["figur"]:
        assert picture is None or (faults(picture) == [] and picture.alt)


# --- F8 -----------------------------------------------------------------------------------------------------
def test_the_rhythm_has_dates_in_a_department_and_not_where_days_differ() -> None:
    together, own = drawn("jobcenter", None, "F8"), drawn("jobcenter", "ungeindsats", "F8")
    assert "2 uger" in words(together)
    assert not any("2027" in text for text in words(together)), "the departments go live on two days"
    assert {"04.10.2027", "25.10.2027", "flyttet"} <= set(words(own))


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
