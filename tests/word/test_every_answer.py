"""Every answer that a document prints stands in a control that says which one, and of what kind, it is.

`test_controls` counts what the engine prints; here the finished files are compared with the answers.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date
from functools import cache
from typing import Any

import pytest

from plangen.catalog import Document, builtin_catalog
from plangen.catalog.address import Address, of_tick
from plangen.texts.markdown import parse_markdown
from plangen.texts.records import Record
from plangen.texts.values import TICKED, UNTICKED, Answer
from plangen.word.filling import answers as answers_module
from plangen.word.reading.markdown_source import plain_text
from tests.support.packs import DOCUMENTS, UNLIKE, content, context_id, made, rendered, subject
from tests.support.samples import sampled
from tests.word.building import names, outline
from tests.word.test_controls import controls, is_placeholder, kind_of, tag_of
from tests.word.word_saves import w

NOT_DERIVED = [place for place in UNLIKE if place[2].id != "D00"]
MARKER = re.compile(r"\[Udfyldes: .+\]|–")
ROOM_TO_WRITE = re.compile("\u2002+")
PICTURE = re.compile("‹billede: .*?›")  # what a figure shows is said beside it, too
W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
LONG = 24  # characters: no answer of that length is printed by chance
# In sentences; beside a need; in what an open point lacks of it.
NAMED = re.compile(r"afdelinger\[.+\]\.navn|oplaering\[.+\]\.aktivitet|interessenter\[.+\]\.navn")


def answers_in(value: Any) -> Iterator[Answer]:
    if isinstance(value, Answer):
        yield value
    elif isinstance(value, Record):
        yield from (answer for field in value._fields.values() for answer in answers_in(field))
    elif isinstance(value, tuple | list):
        yield from (answer for item in value for answer in answers_in(item))


@cache
def known(name: str, department: str | None) -> dict[str, list[Answer]]:
    """The answers that templates see, by id."""
    context = subject(name, department).context
    found: dict[str, list[Answer]] = defaultdict(list)
    for key in (
        *builtin_catalog().questions,
        "pakke",
        "plan",
        "ofte_stillede",
        "potentialeplan",
        "krav_grupper",
    ):
        for answer in answers_in(context[key]):
            found[answer.id].append(answer)
    return found


def text_in(control: Any) -> str:
    paragraphs = list(control.iter(w("p"))) or [control]
    return "\n".join("".join(text.text or "" for text in p.iter(w("t"))) for p in paragraphs)


def forms(answer: Answer) -> set[str]:
    """What may stand in the control of an answer."""
    if answer.kind == "markdown" or "items" in answer.variants:
        items = answer.variants.get("items", "")
        return {plain_text(parse_markdown(str(answer))), items, str(answer)}
    return {str(answer).strip(), str(answer.stort).strip(), *answer.variants.values()}


def printed_in(control: Any, answers: list[Answer]) -> Answer:
    """The answer that a control prints: the plan may know what holds while nobody has given it."""
    text = text_in(control)
    return next((answer for answer in answers if answer and text in forms(answer)), answers[0])


def check(control: Any, answer: Answer) -> None:
    """The kind of the control fits the answer, and so does its text."""
    kind, text = kind_of(control), text_in(control)
    assert is_placeholder(control) == (not answer)
    if answer.kind == "choice" and answer.options:
        labels = [label.strip() for label in answer.options.values() if label.strip()]
        items = [item.get(w("displayText")) for item in control.iter(w("listItem"))]
        assert items == labels
        assert kind == ("dropDownList" if not answer or text in labels else "comboBox")
    elif answer.kind == "date":
        assert kind == "date"
        picker = next(control.iter(w("date")))
        day = answer.raw.isoformat() if isinstance(answer.raw, date) else None
        assert picker.get(w("fullDate")) == (day and f"{day}T00:00:00Z")
    else:
        assert kind in ("text", "")
    if not answer:
        marker = answer.status != "to_write" and MARKER.fullmatch(text)
        assert marker or ROOM_TO_WRITE.fullmatch(text)  # a template may give any answer a place to write


def check_tick(control: Any, answers: list[Answer]) -> None:
    """The box of an option, ticked when that is the answer; none of a row that is not there yet."""
    code = of_tick(tag_of(control))[1]
    ticked = any(answer.raw == code for answer in answers)
    assert text_in(control) == (TICKED if ticked else UNTICKED)
    assert next(control.iter(f"{W14}checked")).get(f"{W14}val") == str(int(ticked))


@pytest.mark.parametrize(("name", "department", "document"), sampled(UNLIKE, every=4), ids=context_id)
def test_every_control_is_that_of_its_answer(name: str, department: str | None, document: Document) -> None:
    answers = known(name, department)
    data = rendered(name, department, document, "docx")
    found = controls(data)
    for control in found:
        id = tag_of(control)
        if of_tick(id)[1]:
            check_tick(control, answers.get(of_tick(id)[0], []))
        elif id in answers:
            check(control, printed_in(control, answers[id]))
        elif Address.parse(id).is_blank:
            assert Address.parse(id).whole in builtin_catalog().questions
            assert is_placeholder(control)
            assert ROOM_TO_WRITE.fullmatch(text_in(control))
        else:  # the marker of a table, or of a category of requirements, without rows
            assert id.partition(".")[0] in builtin_catalog().questions
            assert is_placeholder(control)
            assert MARKER.fullmatch(text_in(control))
    numbers = Counter(control.find(f"{w('sdtPr')}/{w('id')}").get(w("val")) for control in found)
    assert all(count == 1 and len(number) <= 4 for number, count in numbers.items())
    for read in content(name, department, document).controls:
        said = {form for answer in answers.get(read.id, []) if answer for form in forms(answer)}
        text = plain_text(parse_markdown(read.text))
        nothing = read.placeholder or not read.text  # the boxes of a choice are read as one answer
        # A state that another document derives (»Frist passeret …«) may be a place to write here.
        assert read.text in said or text in said or (nothing and (read.to_write or not said)), read


YEAR = re.compile(r"(?s)Årshjulet måned for måned.*?(?=\n.{0,2}Mål og gevinster)")


@pytest.mark.parametrize(("name", "department", "document"), sampled(NOT_DERIVED, every=4), ids=context_id)
def test_no_answer_stands_outside_its_control(name: str, department: str | None, document: Document) -> None:
    """Not in D00, nor in the year of D10: there answers are named in lines that are computed. Dates and
    choices are derived too, and so are the employee groups, which stand in one answer together."""
    rows = subject(name, department).context["afdelinger"]
    groups = {part.strip() for row in rows for part in row.medarbejdergrupper.split(";")}
    free = PICTURE.sub("", "\n".join(content(name, department, document).free))
    free = YEAR.sub("", free)
    for id, answers in known(name, department).items():
        for answer in (a for a in answers if a and a.kind in ("text", "markdown")):
            extract = plain_text(answer.foerste_afsnit.blocks) if answer.kind == "markdown" else ""
            outside = {form for form in forms(answer) if len(form) >= LONG and form in free}
            assert outside <= {extract, *groups} or NAMED.fullmatch(id), id


@pytest.mark.parametrize("document", sampled(DOCUMENTS, every=3), ids=context_id)
@pytest.mark.parametrize("name", ["jobcenter", "tom"])
def test_controls_change_nothing_else(name: str, document: Document, monkeypatch: pytest.MonkeyPatch) -> None:
    """Paragraphs, styles, lists, tables and looks are those of a rendering that makes no controls."""
    usual = rendered(name, None, document, "docx")
    monkeypatch.setattr(answers_module, "_has_control", lambda answer: False)
    plain = made(name, None, document, "docx")
    assert controls(plain) == []
    assert names(usual) == names(plain)
    for part in names(usual):
        if re.fullmatch(r"word/(document|header\d*|footer\d*)\.xml", part):
            assert lines_of(usual, part) == lines_of(plain, part)


def lines_of(data: bytes, part: str) -> list[str]:
    """The outline; a text may be split over runs of one look."""
    return [line.replace("****", "").replace("__", "") for line in outline(data, part)]
