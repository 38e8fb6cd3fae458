"""A department's documents are about the department: nothing in any part of a file names rows, people or
dates that are other departments' alone (specifikation.md 4.1, »Niveauer«)."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from datetime import date

import pytest

from plangen.answers.model import Answers, Row, Value
from plangen.catalog import Document
from plangen.projects.shipped import shipped_library
from plangen.rendering.now import PackNow
from plangen.texts.danish import short_date
from tests.support.cases import each
from tests.support.packs import IN_PACKS, context_id, example, rendered
from tests.support.variants import answers_of, subject_from

IN_EACH_RUN = ("jobindsats", "borgerservice")
OF_DEPARTMENTS = [
    pytest.param(*one, marks=[] if one[1] in IN_EACH_RUN else [pytest.mark.long])
    for one in IN_PACKS
    if one[0] in ("jobcenter", "sagsoverblik") and one[1]
]
PLAN_WORD = "Projektstart"
"""The plan's own word for a milestone, which an answer says, too."""


def others_words(answers: Answers, department: str) -> set[str]:
    """What the answers say of other departments and nowhere else."""
    said = {True: set[str](), False: set[str]()}
    for question, value in answers.values.items():
        for row in value if isinstance(value, tuple) else (value,):
            said[concerns(answers, question, row, department)].update(texts(answers, question, row))
    said[True].update(row.text("aendringer") for row in answers.package["revisioner"])
    own = "\n".join(said[True])
    return {text for text in said[False] - {PLAN_WORD} if len(text) > 5 and text not in own}


def concerns(answers: Answers, question: str, row: object, department: str) -> bool:
    """Whether a row is the department's or common. The other departments' people, wherever they stand, and
    what is told to their groups are not."""
    if not isinstance(row, Row):
        return True
    if question == "afdelinger":
        return row.key == department
    others = {clean(part) for text in people(answers, department) for part in text.split(";")}
    if question == "interessenter":
        return clean(row.text("navn")) not in others
    told = answers.row("interessenter", row.text("interessent"))
    return row.covers(department) and (told is None or clean(told.text("navn")) not in others)


def people(answers: Answers, department: str) -> Iterator[str]:
    """Staff groups of other departments alone."""
    own = answers.row("afdelinger", department)
    mine = {clean(part) for part in own.text("medarbejdergrupper").split(";")} if own else set()
    for row in answers.rows("afdelinger"):
        groups = (part for part in row.text("medarbejdergrupper").split(";") if clean(part) not in mine)
        yield from groups if row.key != department else ()


def texts(answers: Answers, question: str, row: object) -> Iterator[str]:
    """The words of a row that a document would print as they are. Who owns something is another matter."""
    if isinstance(row, Value):
        yield from [row.raw] if isinstance(row.raw, str) else []
    if not isinstance(row, Row):
        return
    for column in answers.catalog.questions[question].columns:
        text, owns = row.get(column.id), column.refers or column.id == "afsender"
        if column.type in ("text", "markdown") and isinstance(text, str) and not owns:
            yield from (clean(part) for part in (text.split(";") if question == "afdelinger" else [text]))


def clean(text: str) -> str:
    return " ".join(text.split())


def all_text(data: bytes) -> str:
    """All text of all parts of a Word file, with its attributes. Two things are left out, which have the
    other departments beside the own on purpose: the drawing of the time, and the words on when they begin.
    """
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        names = [name for name in package.namelist() if "media/" not in name]
        parts = [package.read(name).decode("utf-8", "replace") for name in names]
    raw = re.sub(r' descr="Tidslinje fra [^"]*"', "", "\n".join(parts))
    raw = re.sub(r"<w:p[ >](?:(?!</w:p>).)*Det begynder hos jer.*?</w:p>", "", raw, flags=re.DOTALL)
    return f"{clean(re.sub(r'<[^>]+>', '', raw))}\n{raw}"


@each(("name", "department", "document"), OF_DEPARTMENTS, ids=context_id)
def test_no_part_of_a_file_names_others(name: str, department: str, document: Document) -> None:
    answers = example(name).project.answers_of(department)
    words = others_words(answers, department)
    assert len(words) > 20
    text = all_text(rendered(name, department, document, "docx"))
    file = f"{document.for_department().template_file}.docx"
    own = all_text(shipped_library().templates.read("docx", file))  # »Barrierer« is a heading, too
    assert {word for word in words if word in text and word not in own} == set()


def test_no_date_of_another_go_live() -> None:
    """Nothing that follows the go-live of another department, and the day itself. The working group is the
    project's: it ends after the last go-live in every pack."""
    tree = answers_of("jobcenter")
    row = next(row for row in tree["svar"]["afdelinger"] if row["afdeling_id"] == "ungeindsats")
    row["idriftsaettelse"] = date(2027, 11, 17)
    theirs = {short_date(window.when.day) for window in subject_from(tree, "ungeindsats").plan.windows}
    now = PackNow(subject_from(tree, "jobindsats"))
    own = {short_date(window.when.day) for window in now.subject.plan.windows}
    group_ends = now.subject.plan.group.end.day
    assert group_ends
    days = {"17.11.2027"} | (theirs - own - {short_date(group_ends)})
    assert len(days) > 3
    for document in now.documents.values():
        text = all_text(now.word(document))
        assert {day for day in days if day in text} == set(), document.id


def test_people_of_others_stand_in_no_cell_and_are_not_missed() -> None:
    """The goal's owner is the leader of another department: the goal is common, its owner is not."""
    tree = answers_of("jobcenter", "D10")
    tree["svar"]["maal"][0]["gevinstejer"] = "Teamleder i Sygedagpenge og Jobcenterchef"
    shown = {key: subject_from(tree, key).context["maal"][0] for key in (None, "sygedagpenge", "integration")}
    assert str(shown[None].gevinstejer) == "Teamleder i Sygedagpenge og Jobcenterchef"
    assert str(shown["sygedagpenge"].gevinstejer) == "Teamleder i Sygedagpenge og Jobcenterchef"
    assert (str(shown["integration"].gevinstejer), shown["integration"].gevinstejer.status) == ("–", "blank")
    assert str(shown["integration"].maal) == str(shown[None].maal)


def test_a_row_for_several_departments_names_only_the_own() -> None:
    tree = answers_of("jobcenter", "D05")
    step = {"del": "Booking", "uge": 0, "afdeling": "jobindsats; integration"}
    tree["svar"]["ibrugtagning_trin"] = [step]
    named = [
        str(subject_from(tree, key).context["ibrugtagning_trin"][0].afdeling) for key in (None, "integration")
    ]
    assert named == ["Jobindsats; Integration og sprog", "Integration og sprog"]
    assert not subject_from(tree, "sygedagpenge").context["ibrugtagning_trin"]


def test_a_staff_group_of_others_is_no_stakeholder_here() -> None:
    told = {
        key: [
            str(row.navn)
            for row in subject_from(answers_of("sagsoverblik", "D05"), key).context["interessenter"]
        ]
        for key in (None, "borgerservice", "boern_unge")
    }
    assert "Borgerrådgivere" in told[None]
    assert "Borgerrådgivere" in told["borgerservice"]
    assert "Borgerrådgivere" not in told["boern_unge"]
    assert "Socialrådgivere" in told["boern_unge"]
