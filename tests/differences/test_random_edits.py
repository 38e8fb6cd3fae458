"""Random edits of answers in every document: each comes back as it was meant, and nothing else does.

PLANGEN_EXAMPLES=20 tries twenty times as many.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plangen.answers.model import Multi
from plangen.answers.options import options_of
from plangen.answers.ranges import longest
from plangen.answers.titles import NAMED_BY_TITLE, folded
from plangen.catalog import Column, Document, Question, builtin_catalog
from plangen.catalog.address import Address
from plangen.differences.comparison import compare
from plangen.forms.project import SourceFile, load_project
from plangen.projects.shipped import shipped_library
from plangen.pulling.addresses import address_of, column_of, question_of
from plangen.pulling.answer_texts import written_back
from plangen.pulling.file_writer import AnswerFiles
from plangen.pulling.plan import contexts_of, plan_pull
from plangen.pulling.raw_values import raw_values, row_keys, same
from plangen.pulling.wishes import Choices, Context, EditedDocument, Wish
from plangen.rendering.remembering import memory_of
from plangen.rendering.subject import subject_of
from plangen.texts import danish
from plangen.texts.blocks import Paragraph, plain_text
from plangen.texts.markdown import parse_markdown
from plangen.word.reading.content import Content, Control
from tests.support import word_edits as word
from tests.support.packs import DOCUMENTS, content, departments, example, example_path, rendered
from tests.support.reading import read_word
from tests.support.samples import MORE, sampled, some
from tests.word.libreoffice import resaved
from tests.word.word_saves import saved_by_word

CATALOG = builtin_catalog()
PLACES = [
    (name, department, document)
    for name in ("jobcenter", "sagsoverblik")
    for department in departments(name)[:2]
    for document in DOCUMENTS
]

Typed = tuple[str, Any]
"""What is typed, and the raw value that it means."""

_WORD = st.text("abcdefghijklmnopqrstuvwxyzæøåABCDÆØÅ0123456789-–.,:;#&*_'\"%()!?<>", min_size=1, max_size=12)
_LINE = st.lists(_WORD, min_size=1, max_size=30).map(" ".join)


def base_of(name: str, department: str | None, document: Document) -> tuple[bytes, Content]:
    return rendered(name, department, document, "docx"), content(name, department, document)


@cache
def contexts(name: str) -> Mapping[str | None, Context]:
    project = example(name).project
    return contexts_of(project)


# --- what may be typed --------------------------------------------------------------------------------------
def typed(question: Question, column: Column, control: Control, context: Context) -> st.SearchStrategy[Typed]:
    """Texts that staff may type in a control, each with what it means."""
    match column.type:
        case "date":
            return _dates()
        case "date_or_week":
            weeks = st.integers(-200, 200).map(lambda number: (danish.relative_weeks(number), number))
            return st.one_of(_dates(), weeks)
        case "number":
            return st.sampled_from(_numbers(column)).map(lambda number: (danish.number(number), number))
        case "choice":
            options = options_of(CATALOG, column)
            return st.sampled_from(sorted(options)).map(lambda code: (options[code].upper(), code))
        case "multi":
            return _multi(options_of(CATALOG, column), control.block)
        case "markdown":
            return _markdown() if control.block else _plain_line()
        case "tal_liste":
            return st.just(("2, 4 og 8", (2, 4, 8)))
    return _text(column, context)


def _dates() -> st.SearchStrategy[Typed]:
    days = st.dates(date(2020, 1, 1), date(2040, 12, 31))
    forms = (danish.short_date, danish.long_date, lambda day: f"{day.day}/{day.month}-{day.year}")
    return st.builds(lambda day, form: (form(day), day), days, st.sampled_from(forms))


def _numbers(column: Column) -> range:
    """Whole numbers that the questionnaire allows."""
    least = 0 if column.at_least is None else math.ceil(column.at_least)
    most = least + 400 if column.at_most is None else math.floor(column.at_most)
    return range(least, most + 1)


def _multi(options: Mapping[str, str], block: bool) -> st.SearchStrategy[Typed]:
    some = st.lists(st.sampled_from(sorted(options)), min_size=1, max_size=4, unique=True)

    def written(codes: list[str]) -> Typed:
        labels = [options[code] for code in codes]
        text = "\n".join(f"- {label}" for label in labels) if block else danish.joined(labels)
        return text, Multi(tuple(codes))

    return some.map(written)


def _text(column: Column, context: Context) -> st.SearchStrategy[Typed]:
    match column.refers:
        case "afdeling":
            keys = st.lists(st.sampled_from(sorted(set(context.names.departments) - {"alle"})), min_size=1)
            unique = keys.map(lambda found: list(dict.fromkeys(found)))
            names = context.names.departments
            return unique.map(lambda found: ("; ".join(names[key] for key in found), "; ".join(found)))
        case "interessent":
            return st.sampled_from(sorted(context.names.stakeholders.items())).map(lambda one: one[::-1])
        case "noegle":
            return st.nothing()
    if column.pattern:
        return st.integers(1, 99).map(lambda number: (f"hver {number}. uge", f"hver {number}. uge"))
    return _plain_line().filter(lambda typed: len(typed[0]) <= longest(column))


def _plain_line() -> st.SearchStrategy[Typed]:
    safe = _LINE.filter(lambda text: text not in ("-", "–", "—") and "[Udfyldes" not in text)
    return safe.filter(lambda text: not text.endswith(")")).map(lambda text: (text, text))


def _markdown() -> st.SearchStrategy[Typed]:
    """Paragraphs; what is typed in Word is text and never markup."""
    return st.lists(_LINE, min_size=1, max_size=3).map(lambda lines: ("\n".join(lines), None))


# --- the property -------------------------------------------------------------------------------------------
@pytest.mark.heavy
@settings(max_examples=4 * MORE)
@given(st.data())
def test_random_edits(data: st.DataObject) -> None:
    name, department, document = data.draw(st.sampled_from(PLACES))
    original, base = base_of(name, department, document)
    context = contexts(name)[department]
    edited, wanted = original, {}
    for id in data.draw(st.lists(st.sampled_from(editable(original, base)), max_size=3, unique=True)):
        address = address_of(CATALOG, id)
        assert address is not None
        question, column = question_of(CATALOG, address), column_of(CATALOG, address)
        control = next(one for one in base.controls if one.id == id)
        text, raw = data.draw(typed(question, column, control, context), label=id)
        if text != control.text:  # what a document says of its own accord is no answer, typed or not
            edited, wanted[id] = word.set_text(edited, id, text), raw
    edited = saved_by_word(edited, data.draw(st.integers(0, 5)))
    check(name, department, document, edited, wanted)


@pytest.mark.long
def test_many_edits_after_libreoffice_has_saved_the_files(tmp_path: Path) -> None:
    cases = {
        f"{name} {department} {document.id}": (name, department, document)
        for name, department, document in some(PLACES, every=24)
    }
    edits = {label: many_edits(*place) for label, place in cases.items()}
    saved = resaved({label: edited for label, (edited, _) in edits.items()}, tmp_path)
    for label, place in cases.items():
        check(*place, saved[label], edits[label][1])


def many_edits(name: str, department: str | None, document: Document) -> tuple[bytes, dict[str, Any]]:
    """A document with every fourth answer edited, and what each edit means."""
    edited, base = base_of(name, department, document)
    wanted: dict[str, Any] = {}
    for number, id in enumerate(editable(edited, base)[len(document.file) % 4 :: 4]):
        control = next(one for one in base.controls if one.id == id)
        told = plain_edit(id, control, contexts(name)[department], number)
        if told is not None and told[0] != control.text:
            edited, wanted[id] = word.set_text(edited, id, told[0]), told[1]
    return edited, wanted


def plain_edit(id: str, control: Control, context: Context, number: int) -> Typed | None:
    """Another answer of the right type; None where there is no telling."""
    address = address_of(CATALOG, id)
    assert address is not None
    column = column_of(CATALOG, address)
    options = sorted(options_of(CATALOG, column).items()) if column.type in ("choice", "multi") else []
    match column.type:
        case "date" | "date_or_week":
            return f"5/10-{2030 + number}", date(2030 + number, 10, 5)
        case "number":
            possible = _numbers(column)
            chosen = possible[(number + 1) % len(possible)]
            return danish.number(chosen), chosen
        case "tal_liste":
            return "2, 4 og 8", (2, 4, 8)
        case "choice":
            return options[-1][1], options[-1][0]
        case "multi":
            return None
        case "markdown" if control.block:
            return f"Første afsnit {number}.\nAndet afsnit.", None
    if column.refers in ("afdeling", "interessent") or column.pattern:
        return None
    return f"Rettet svar {number}", f"Rettet svar {number}"


def editable(data: bytes, base: Content) -> list[str]:
    """The ids of a document whose type a text can be made for; boxes to tick are none."""
    typed = set(word.ids(data))
    found = dict.fromkeys(control.id for control in base.controls if control.id in typed)
    return [id for id in found if _can_be_typed(id)]


def _can_be_typed(id: str) -> bool:
    address = address_of(CATALOG, id)
    if address is None or Address.parse(id).is_blank:  # rows that are not there yet come back as rows
        return False
    return column_of(CATALOG, address).refers not in ("noegle", "opgavekort")


def check(
    name: str, department: str | None, document: Document, edited: bytes, wanted: Mapping[str, Any]
) -> None:
    """Every edit is pulled as it was meant, written, and read again; other answers are as they were."""
    original, base = base_of(name, department, document)
    project = example(name).project
    subject = subject_of(example(name), department)
    answers = subject.answers
    difference = compare(base, read_word(edited))
    assert difference.only_answers
    memory = memory_of(shipped_library(), document, subject, original)
    source = EditedDocument(document.id, department, difference, memory.raws, memory.keys, base.shown)
    pull = plan_pull(CATALOG, [source], contexts(name), Choices())
    before = raw_values(answers)
    assert not pull.troubles, pull.troubles
    got = {step.wish.id: step.wish.raw for step in pull.steps if isinstance(step.wish, Wish)}
    for id, raw in wanted.items():
        assert says(id, raw, got.get(id, before.get(id)), contexts(name)[department]), (id, raw, got.get(id))
    assert set(got) <= set(wanted)
    file = SourceFile("p.yaml", name, example_path(name).read_bytes())
    files = AnswerFiles(name, file, {})
    results, written = written_back(CATALOG, files, project, pull)
    assert not written.troubles
    main = SourceFile("p.yaml", name, results.get(None, file.data))
    own = [SourceFile(f"{key}.yaml", key, data) for key, data in results.items() if key is not None]
    after = load_project(name, main, own, CATALOG).answers_of(department)
    follow = {id: raw for id, raw in titles_followed(before, got).items() if id not in got}
    expected = {**before, **follow, **got}
    expected = by_position(expected, row_keys(answers))
    now = by_position(raw_values(after), row_keys(after))
    for place in {*expected, *now}:
        address = address_of(CATALOG, place)
        is_now, was_meant = now.get(place), expected.get(place)
        if address is None:  # the answer »ingen« of a table
            assert is_now == was_meant == "ingen"
            continue
        assert same(column_of(CATALOG, address), is_now, was_meant), (place, is_now, was_meant)
    assert comments(main.data) == comments(file.data)


def says(id: str, wanted: Any, got: Any, context: Context) -> bool:
    """Whether a raw value is what was meant; Markdown that was typed is only known to be there."""
    address = address_of(CATALOG, id)
    assert address is not None
    column = column_of(CATALOG, address)
    if column.type == "markdown" and isinstance(wanted, str) and isinstance(got, str):
        return [plain_text(one.content) for one in parse_markdown(got) if isinstance(one, Paragraph)] == [
            wanted
        ]
    return got is not None if wanted is None else same(column, got, wanted, context.names.roles)


def titles_followed(before: Mapping[str, Any], got: Mapping[str, Any]) -> dict[str, Any]:
    """The cells that name a goal or a trial by a title that was edited, with the new title."""
    titles = {
        (refers, folded(str(before.get(id)))): raw
        for id, raw in got.items()
        for refers, (question, column) in NAMED_BY_TITLE.items()
        if (address := Address.parse(id)).whole == question and address.column == column
    }
    found = {}
    for id, raw in before.items():
        address = address_of(CATALOG, id)
        refers = column_of(CATALOG, address).refers if address else ""
        if (refers, folded(str(raw))) in titles:
            found[id] = titles[refers, folded(str(raw))]
    return found


def by_position(raws: Mapping[str, Any], keys: Mapping[str, tuple[str, ...]]) -> dict[str, Any]:
    """The values with the number of a row in place of its key, which may come from a text that was edited."""
    found = {}
    for id, raw in raws.items():
        table, bracket, rest = id.partition("[")
        key, _, column = rest.rpartition("].")
        number = f"{table}[{keys[table].index(key)}].{column}" if bracket else id
        found[number] = raw
    return found


def comments(data: bytes) -> list[str]:
    return [line for line in data.decode().splitlines() if line.lstrip().startswith("# ")]


# --- no false reports ---------------------------------------------------------------------------------------
@pytest.mark.parametrize("document", sampled(DOCUMENTS, every=6), ids=lambda document: document.id)
@pytest.mark.parametrize("name", sampled(["fjendtlig", "lang"], every=2))
def test_no_file_that_was_only_saved_counts_as_edited(name: str, document: Document) -> None:
    """Hostile and very long answers; `tests/word/test_resave.py` does the same with the examples."""
    for department in departments(name)[:2]:
        data, base = base_of(name, department, document)
        difference = compare(base, read_word(saved_by_word(data, seed=len(name))))
        assert not difference.edited, difference
