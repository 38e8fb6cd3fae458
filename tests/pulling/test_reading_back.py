"""What documents show is read back to what it stands for."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plangen.answers.model import Multi
from plangen.answers.options import preset_rows
from plangen.answers.scalars import Refused, parse_scalar
from plangen.answers.spelling.dates import read_date, read_date_or_week
from plangen.answers.spelling.name_lists import items_of, segments
from plangen.answers.spelling.numbers import figures_of
from plangen.catalog import builtin_catalog
from plangen.pulling.addresses import address_of, column_of, order_of, question_of
from plangen.pulling.names import names_of
from plangen.pulling.raw_values import raw_values, same
from plangen.pulling.readback import ReadBack
from plangen.texts import danish
from plangen.texts.records import Record
from plangen.texts.values import Answer
from tests.answers.test_spelling import COLUMNS, WRITTEN
from tests.support.cases import each
from tests.support.packs import CONTEXTS, subject

CATALOG = builtin_catalog()
AMOUNT = CATALOG.questions["omkostninger"].column("engang")


def answers_in(value: Any) -> Iterator[Answer]:
    """Every answer in a value that templates see."""
    if isinstance(value, Answer):
        yield value
    elif isinstance(value, Record):
        yield from (answer for field in value._fields.values() for answer in answers_in(field))
    elif isinstance(value, tuple):
        yield from (answer for item in value for answer in answers_in(item))


@pytest.mark.parametrize(("name", "department"), CONTEXTS)
def test_every_shown_form_is_read_back(name: str, department: str | None) -> None:
    one = subject(name, department)
    raws, back = raw_values(one.answers), ReadBack(CATALOG, names_of(one.answers))
    names = [*CATALOG.questions, "pakke"]
    seen = 0
    for answer in (found for key in names for found in answers_in(one.context[key]) if found):
        address = address_of(CATALOG, answer.id)
        if address is None or answer.kind == "markdown_extract":
            continue
        question, column = question_of(CATALOG, address), column_of(CATALOG, address)
        for form in {str(answer), *answer.variants.values()}:
            read = back.value(question, column, form, raws.get(answer.id))
            roles = names_of(one.answers).roles
            assert not isinstance(read, Refused), (answer.id, form, read)
            if column is not None and column.refers == "afdeling" and department:
                # A department's pack names the department alone of those that a row covers.
                assert str(read) in {department, *(key.strip() for key in str(answer.raw).split(";"))}
                continue
            assert same(column, read, answer.raw, roles), (answer.id, form, read, answer.raw)
            seen += 1
    assert seen > 100 or name in ("tom", "fjendtlig", "lang")


def test_every_value_of_the_questionnaire_has_an_address_and_a_place() -> None:
    for part, known in (("svar", CATALOG.questions), ("pakke", CATALOG.package)):
        head = "" if part == "svar" else "pakke."
        for question in known.values():
            assert question.id in order_of(CATALOG, (part,))
            first = next(iter(preset_rows(CATALOG, question) or ["a"]))
            row = {"table": "[a.b]_c]", "fixed": f".{first}"}.get(question.type, "")
            for column in question.columns:
                id = f"{head}{question.id}{row}.{column.id}"
                address = address_of(CATALOG, id)
                assert address is not None, id
                assert column_of(CATALOG, address) == column


@each("id", ["", "findes_ikke", "krav", "krav.faglig", "maal[x]", "mening.borgere", "roller.x.y"])
def test_ids_that_are_no_single_value(id: str) -> None:
    assert address_of(CATALOG, id) is None


@given(st.dates(date(2000, 1, 1), date(2099, 12, 30)))
def test_every_date_in_every_form(day: date) -> None:
    forms = [
        danish.short_date(day),
        danish.long_date(day),
        danish.weekday_date(day),
        day.isoformat(),
        f"{day.day}/{day.month}-{day.year}",
        f"{day.day}.{day.month}.{day.year}",
        f"d. {danish.long_date(day).split(' den ')[1]}",
        f"{day.day}. {danish.month_year(day)[:3]}. {day.year}",
    ]
    assert [read_date(form) for form in forms] == [day] * len(forms)
    other = danish.long_date(day + timedelta(days=1)).split(" ")[0]
    wrong = read_date(f"{other} {danish.long_date(day).split(' ', 1)[1]}")
    assert isinstance(wrong, Refused)
    assert "ugedagen" in wrong.expected


@given(st.integers(-520, 520))
def test_weeks_in_every_form(weeks: int) -> None:
    assert read_date_or_week(danish.relative_weeks(weeks)) == weeks
    assert read_date_or_week(str(weeks)) == weeks


@given(st.integers(-(10**9), 10**9))
def test_numbers_in_every_form(number: int) -> None:
    for form in (danish.number(number), danish.kroner(number), str(number)):
        assert int(str(figures_of(form, AMOUNT))) == number


# Names are those of a project: `test_every_shown_form_is_read_back`.
WITHOUT_NAMES = [
    case for case in WRITTEN if COLUMNS[case[0]].refers not in ("afdeling", "interessent", "rolle")
]


@each(("where", "written", "canonical"), WITHOUT_NAMES)
def test_what_people_write_in_files_is_read_in_word_files_too(
    where: str, written: str, canonical: str
) -> None:
    column = COLUMNS[where]
    question = {**CATALOG.questions, **CATALOG.package}[where.partition(".")[0]]
    back = ReadBack(CATALOG, names_of(subject("tom", None).answers))
    assert back.value(question, column, written) == parse_scalar(CATALOG, column, canonical)


NAMES = {"Børn": "b", "Børn og Unge": "bu", "Unge, Job og Vækst": "ujv", "Nord": "n", "Syd og Vest": "sv"}


@given(st.lists(st.sampled_from(sorted(NAMES)), min_size=1, max_size=4, unique=True))
def test_names_with_og_and_commas(names: list[str]) -> None:
    expected = [NAMES[name] for name in names]
    assert items_of("; ".join(names), NAMES) == expected
    assert items_of("\n".join(f"- {name}" for name in names), NAMES) == expected
    assert segments("; ".join(names).upper(), NAMES) == expected


def test_a_choice_may_be_said_in_the_words_of_the_page_or_of_an_earlier_edition() -> None:
    """Without offers D03 says »Ønske« of what suppliers would compete on."""
    back = ReadBack(CATALOG, names_of(subject("sagsoverblik", None).answers))
    question = CATALOG.questions["krav"]
    kind = question.column("kravtype")
    assert back.value(question, kind, "Ønske", None) == "konkurrencekrav"
    assert back.value(question, kind, "Konkurrencekrav (ønske, der vurderes)", None) == "konkurrencekrav"
    assert isinstance(back.value(question, kind, "Ønsker", None), Refused)


def test_own_items_of_a_multi_choice() -> None:
    question = CATALOG.questions["arbejdsgruppe_opgaver"]
    address = address_of(CATALOG, question.id)
    assert address is not None
    label = next(iter(question.options.values()))
    back = ReadBack(CATALOG, names_of(subject("tom", None).answers))
    column = column_of(CATALOG, address)
    was = Multi((next(iter(question.options)),), ("Ét, to og tre",))
    read = back.value(question, column, f"{label}, ét, to og tre og noget nyt", was)
    assert read == Multi(was.chosen, ("Ét, to og tre", "Noget nyt"))
    remembered = {"valg": list(was.chosen), "egne": ["Ét, to og tre"]}
    assert back.value(question, column, f"{label} og ét, to og tre", remembered) == was
