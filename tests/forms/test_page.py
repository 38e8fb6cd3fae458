"""Answers as fields of a page and back: shapes, marks, what is written, and what a saved form holds."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plangen.answers.asking import Reach
from plangen.answers.spelling.names import KnownNames
from plangen.catalog import builtin_catalog
from plangen.forms.model import FormField, FormQuestion, form_of
from plangen.forms.page.answer import (
    canonical_answer,
    fields_of,
    has_fields,
    is_list,
    mark,
    node_of,
    shown_answer,
)
from plangen.forms.page.changes import changes_between
from plangen.forms.page.conditions import condition_data, names_in
from plangen.forms.page.posted import posted_answers
from plangen.forms.page.reuse import reused
from plangen.forms.page.rows import rearranged
from plangen.forms.page.saved_form import read_saved_form
from plangen.forms.page.seen import FieldView
from plangen.forms.page.three_way import Mine, merged
from plangen.forms.page.view import Viewer
from plangen.forms.submission import FORMAT, NoSubmission, Submission
from plangen.forms.yaml.read.tree import read_tree
from plangen.pulling.earlier_forms import tree_of, with_changes
from tests.support.cases import each

CATALOG = builtin_catalog()
FORM = form_of(CATALOG, Reach("fuld"))
QUESTIONS = {str(question.address): question for question in FORM.questions()}
NAMES = KnownNames()


def values(field: FormField) -> st.SearchStrategy[Any]:
    """What somebody may have answered: blank, an option, or any text."""
    texts = st.text(st.characters(exclude_categories=["Cs", "Cc", "Co", "Cn"]), max_size=20)
    one = st.sampled_from(sorted(field.choices)) if field.choices else texts.map(lambda text: text.strip())
    if field.type == "tal_liste":
        one = st.integers(0, 99).map(str)
    if field.type == "markdown":
        one = st.lists(texts.map(str.strip), max_size=3).map("\n\n".join).map(str.strip)
    return st.lists(one.filter(bool), unique=True, max_size=3) if is_list(field) else st.just("") | one


def answers(question: FormQuestion) -> st.SearchStrategy[Any]:
    record = st.fixed_dictionaries({name: values(one) for name, one in fields_of(question).items()})
    if question.type == "table":
        return st.lists(record.filter(lambda row: any(row.values())), max_size=3)
    if question.type == "fixed":
        return st.fixed_dictionaries(dict.fromkeys(question.rows, record))
    if has_fields(question):
        return record
    assert question.field is not None
    return values(question.field)


def sent(fields: tuple[FieldView, ...]) -> list[tuple[str, str]]:
    """What a browser sends of fields."""
    pairs: list[tuple[str, str]] = []
    for one in fields:
        if one.kind in ("boxes", "radios", "choice"):
            pairs += [(one.name, code) for code in one.options if code in one.chosen]
            pairs += [(one.name, "")] if one.kind == "boxes" else []
            pairs += [(f"{one.name}/.andre", one.others)] if one.takes_others else []
        else:
            pairs.append((one.name, one.value.replace("\n", "\r\n")))
    return pairs


@given(st.data())
def test_what_a_page_shows_comes_back_as_it_was(data: st.DataObject) -> None:
    """Of every kind of question, with any texts: a page that is only looked at changes nothing."""
    question = data.draw(st.sampled_from(list(QUESTIONS.values())))
    answer = canonical_answer(question, data.draw(answers(question)), CATALOG, NAMES)
    viewer = Viewer(CATALOG, NAMES)
    seen = viewer.view(question, answer)
    pairs = [
        (f"{seen.name}/.version", seen.version),
        (f"{seen.name}/.vist", seen.shown),
        *sent(seen.fields),
    ]
    for row in seen.rows:
        pairs += [(f"{seen.name}/{row.token}/.raekke", row.origin)] if question.type == "table" else []
        pairs += sent(row.fields)
    back = posted_answers([question], pairs)[str(question.address)]
    read = canonical_answer(question, back.answer, CATALOG, NAMES)
    assert back.shown == answer and back.version == mark(answer)
    assert mark(merged(question, answer, Mine(read, back.origins), answer, prefer_mine=True).answer) == mark(
        answer
    )


@given(st.data())
def test_changes_make_the_file_say_the_other_answer(data: st.DataObject) -> None:
    question = data.draw(st.sampled_from([q for q in QUESTIONS.values() if q.part == "svar"]))
    old, new = (canonical_answer(question, data.draw(answers(question)), CATALOG, NAMES) for _ in range(2))
    start = with_changes(
        CATALOG,
        b"# Svar\npakke:\n  omfang: fuld\n",
        list(changes_between(question, blank(question), old, (None,) * _rows(old))),
    )
    origins = [at if at < _rows(old) else None for at in range(_rows(new))]
    changed = with_changes(CATALOG, start, list(changes_between(question, old, new, origins)))
    assert mark(standing(question, changed)) == mark(new)
    assert changed.startswith(b"# Svar\n")


def _rows(answer: Any) -> int:
    return len(answer) if isinstance(answer, list) else 0


def blank(question: FormQuestion) -> Any:
    return shown_answer(question, None)


def standing(question: FormQuestion, data: bytes) -> Any:
    assert read_tree(data, "").complete
    part = tree_of(CATALOG, data).get("svar")
    return shown_answer(question, part.get(question.id) if part else None)  # type: ignore[union-attr]


# --- conditions and rows ------------------------------------------------------------------------------------
def test_a_page_can_work_out_every_condition() -> None:
    """The form in one file hides and shows each question that the server does."""
    for question in CATALOG.questions.values():
        data = condition_data(question.shown_if)
        assert (data is None) == (not question.shown_if), question.id
        assert names_in(data) <= set(CATALOG.questions)


def test_what_a_page_cannot_work_out_is_no_condition() -> None:
    assert condition_data("antal(maal) > 2") is None
    assert condition_data("a == 'x' and b not in ('y',)") == [
        "og",
        ["lig", ["navn", "a"], ["tekst", "x"]],
        ["ikke_i", ["navn", "b"], ["liste", ["tekst", "y"]]],
    ]


def test_buttons_of_rows() -> None:
    pairs = [
        ("svar/maal/.version", "v"),
        ("svar/maal/0/maal", "a"),
        ("svar/maal/1/maal", "b"),
        ("svar/x", "y"),
    ]

    def after(action: str) -> list[str]:
        return [
            text
            for name, text in rearranged(pairs, action)
            if name.startswith("svar/maal/") and "." not in name
        ]

    assert after("ned:svar/maal/0") == after("op:svar/maal/1") == ["b", "a"]
    assert after("slet:svar/maal/0") == ["b"]
    assert after("op:svar/maal/0") == after("op:svar/maal/7") == after("gem") == after("") == ["a", "b"]


@each(
    ("action", "order"),
    [
        ("op:svar/formaal_typer=c", ["a", "c", "b"]),
        ("ned:svar/formaal_typer=a", ["b", "a", "c"]),
        ("op:svar/formaal_typer=a", ["a", "b", "c"]),
        ("op:svar/formaal_typer=x", ["a", "b", "c"]),
        ("op:svar/maal=c", ["a", "b", "c"]),
    ],
)
def test_buttons_of_options(action: str, order: list[str]) -> None:
    name = "svar/formaal_typer"
    pairs = [(name, ""), *((name, code) for code in "abc"), ("svar/problem", "P")]
    found = rearranged(pairs, action)
    assert [text for field, text in found if field == name and text] == order
    assert ("svar/problem", "P") in found


def test_dates_are_not_taken_over() -> None:
    question = QUESTIONS["proevehandlinger"]
    dated = next(one.id for one in question.fields if one.type == "date_or_week")
    row = shown_answer(question, node_of([{question.fields[0].id: "T1", dated: "2027-03-15"}]))
    assert reused(question, row)[0][dated] == ""
    weeks = shown_answer(question, node_of([{question.fields[0].id: "T1", dated: "-4"}]))
    assert reused(question, weeks)[0][dated] == "-4"
    assert reused(QUESTIONS["projektstart"], "2027-03-15") == ""


# --- files from the form in one file ------------------------------------------------------------------------
def read_submission(data: bytes) -> Submission:
    return read_saved_form(data, "svar.json", list(QUESTIONS.values()))


def saved(**more: Any) -> bytes:
    return json.dumps({"format": FORMAT, "version": 1, "project": "x", "answers": {}} | more).encode()


def test_a_saved_form_is_read() -> None:
    answers = {
        "svar": {
            "problem": "Ja",
            "maal": [{"maal": "A"}, {"maal": "B", "maales_uge": 8}],
            "findes_ikke": "x",
        },
        "pakke": {"version": 1.0, "sagsnummer": None},
    }
    found = read_submission(saved(answers=answers, made_from={"problem": "a.b"}, rows={"maal": [3, None]}))
    assert found.sent["problem"].answer == "Ja" and found.sent["problem"].version == "a.b"
    assert [row["maal"] for row in found.sent["maal"].answer] == ["A", "B"]
    assert found.sent["maal"].answer[1]["maales_uge"] == "8"
    assert found.sent["maal"].origins == (3, None)
    assert found.sent["pakke.version"].answer == "1.0" and found.sent["pakke.sagsnummer"].answer == ""
    assert [one.message for one in found.remarks] == [
        "Skemaet har spørgsmål, som ikke findes mere: findes_ikke. De er sprunget over."
    ]


@each(
    "data",
    [
        b"",
        b"{",
        b"[]",
        b"\xff\xfe",
        b"[" * 100_000,
        b'{"format": "andet"}',
        saved(version=2),
        saved(answers={"svar": {"problem": {"a": "b"}}}),
        saved(answers={"svar": {"maal": "tekst"}}),
        saved(answers={"svar": {"maal": [{"maal": "x"}] * 501}}),
        b"x" * 4_000_001,
    ],
)
def test_a_file_that_no_form_saved_is_refused_in_words(data: bytes) -> None:
    with pytest.raises(NoSubmission) as told:
        read_submission(data)
    assert told.value.message.endswith(".")


def test_rows_that_lie_about_their_number_are_new() -> None:
    found = read_submission(
        saved(answers={"svar": {"maal": [{"maal": "A"}] * 3}}, rows={"maal": [-1, True, "2"]}),
    )
    assert found.sent["maal"].origins == (None, None, None)
