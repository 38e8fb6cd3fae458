"""A section asked in words: what is typed is understood at once, and each answer is saved before the next."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from plangen.answers.scalars import Refused
from plangen.answers.spelling.names import KnownNames
from plangen.catalog import builtin_catalog
from plangen.findings import UsageError
from plangen.projects.shipped import shipped_library
from plangen.projects.sources import read_project
from plangen.questionnaires.interview import Interview, Interviewed
from plangen.questionnaires.typed import Understanding
from plangen.questionnaires.workplace import Workplace
from plangen.serving.founding import found_project
from tests.forms.test_excel import QUESTIONS
from tests.serving.site import a_clock
from tests.support.cases import each

UNDERSTANDING = Understanding(builtin_catalog(), KnownNames())


class Stop(Exception):
    """Somebody has stopped the interview."""


class Talk:
    """An interview of a new project in which these answers are typed; then it is stopped."""

    def __init__(self, folder: Path, scope: str, section: int, typed: dict[str, Iterable[str]]) -> None:
        library = shipped_library()
        self.path = found_project(library.catalog, folder, "proeve", scope, "Prøve")
        self.typed = {question: list(lines) for question, lines in typed.items()}
        self.said: list[str] = []
        self.question = ""
        workplace = Workplace([self.path], folder / "out", library, a_clock)
        self.done: Interviewed | None = None
        with contextlib.suppress(Stop):
            self.done = Interview(workplace, "proeve", self.ask, self.tell).section(section)

    def tell(self, line: str) -> None:
        self.said.append(line)
        if line.startswith("\n"):
            self.question = line.strip().partition(". ")[2]

    def ask(self, words: str) -> str:
        lines = next((lines for begins, lines in self.typed.items() if self.question.startswith(begins)), [])
        line = lines.pop(0) if lines else ""
        self.said.append(f"{words}: {line}")
        if line == "STOP":
            raise Stop
        return line

    @property
    def answers(self) -> Any:
        return read_project(self.path, shipped_library()).project.base


def test_the_first_section_of_a_small_project(tmp_path: Path) -> None:
    talk = Talk(
        tmp_path,
        "let",
        1,
        {
            "Hvilken kommune": ["Egelund Kommune"],
            "Hvilke afdelinger": [
                "Hjemmeplejen",
                "Teamleder",
                "mange",
                "12",
                "Nattevagten",
                "Leder",
                "",
                "",
            ],
            "Hvilken slags løsning": ["9", "5"],
            "Hvornår starter": ["?", "snart", "uge 20, 2027"],
        },
    )
    base = talk.answers
    assert base.text("kommune_navn") == "Egelund Kommune" and base.text("projekt_titel") == "Prøve"
    assert [(row.text("navn"), row.text("leder")) for row in base.rows("afdelinger")] == [
        ("Hjemmeplejen", "Teamleder"),
        ("Nattevagten", "Leder"),
    ]
    assert base.raw("loesningstype") == "velfaerdsteknologi" and base.raw("projektstart") == date(2027, 5, 17)
    assert talk.done == Interviewed(8, 5)
    said = "\n".join(talk.said)
    assert "Nu: Prøve" in said and "   5. Velfærdsteknologi" in said
    assert "»mange« er ikke et tal" in said and "»9« er ikke en af valgmulighederne" in said
    assert "»snart« er ikke en dato. Skriv den fx som 15. marts 2027." in said
    assert "Bruges i: " in said, "asked for with a question mark"


def test_what_was_answered_before_it_is_stopped_is_saved(tmp_path: Path) -> None:
    talk = Talk(tmp_path, "let", 1, {"Hvilken kommune": ["Egelund Kommune"], "Hvilke afdelinger": ["STOP"]})
    assert talk.done is None
    assert talk.answers.text("kommune_navn") == "Egelund Kommune"


def test_preset_rows_fields_and_several_options(tmp_path: Path) -> None:
    roles = Talk(
        tmp_path / "roller",
        "fuld",
        2,
        {
            "Hvem har hvilken rolle": ["Chef", "Jobcenter", ".", "", "Leder"],
            "Er der en styregruppe": ["ingen"],
        },
    )
    base = roles.answers
    assert base.row("roller", "projektejer").text("rolle") == "Chef"
    assert [row.key for row in base.rows("roller") if row.text("rolle")] == [
        "projektejer",
        "gevinstansvarlig",
    ]
    assert "  styregruppe: ingen" in roles.path.read_text("utf-8")
    purpose = Talk(
        tmp_path / "formaal",
        "fuld",
        3,
        {
            "Hvor kommer idéen fra": ["", "Fra driften"],
            "Hvilke slags forbedringer": ["1, 4"],
        },
    )
    assert purpose.answers.raw("formaal_typer").chosen == ("kvalitet", "besparelse")


@pytest.mark.parametrize(("kind", "asked"), [("1", True), ("2", False)])
def test_a_question_that_is_not_shown_is_not_asked(kind: str, asked: bool, tmp_path: Path) -> None:
    talk = Talk(tmp_path, "fuld", 1, {"Hvilken slags": [kind]})
    workplace = Workplace([talk.path], tmp_path, shipped_library(), a_clock)
    talk.said.clear()
    Interview(workplace, "proeve", talk.ask, talk.tell).section(3)
    assert any("Hvad skal borgerne vide" in line for line in talk.said) is asked


def test_a_section_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="intet afsnit 40"):
        Talk(tmp_path, "let", 40, {})


@each(
    ("id", "name", "typed", "value"),
    [
        ("loesningstype", "", "fagsystem", "fagsystem"),
        ("loesningstype", "", "2", "fagsystem"),
        ("formaal_typer", "", "Styrket faglighed", ["faglighed"]),
        ("formaal_typer", "", "2;1", None),
        ("arbejdsgruppe_opgaver", "", "1; noget helt andet", None),
        ("formaal_typer", "", "77", Refused),
        ("maal", "maales_uge", "12 uger", "12"),
        ("maal", "maales_uge", "tolv måner", Refused),
        ("omkostninger", "engang", "396.000 kr.", "396000"),
        ("evaluering_rytme", "valg", "1", None),
        ("evaluering_rytme", "egne_uger", "2, 4 og 8", ["2", "4", "8"]),
        ("evaluering_rytme", "egne_uger", "ofte", Refused),
        ("idriftsaettelsesdato", "", "6/9-2027", "2027-09-06"),
    ],
)
def test_what_is_typed_is_understood_or_refused(id: str, name: str, typed: str, value: Any) -> None:
    question = next(one for one in QUESTIONS if one.id == id)
    found = UNDERSTANDING.value(question, name, typed)
    if value is Refused:
        assert isinstance(found, Refused)
    elif value is None:
        assert found and not isinstance(found, Refused)
    else:
        assert found == value
