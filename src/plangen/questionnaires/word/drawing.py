"""The questions of a questionnaire as its Word template draws them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from plangen.catalog.address import Address
from plangen.forms.model import FormQuestion
from plangen.forms.page.answer import CHOSEN, Plain, fields_of, has_fields
from plangen.forms.page.posted import SEPARATOR
from plangen.forms.page.seen import FieldView, QuestionView, RowView
from plangen.questionnaires.sent_form import SentForm
from plangen.questionnaires.word.controls import (
    CHOOSE,
    WRITE,
    blank_key,
    day_answer,
    field_answer,
    key_of,
    tick_of_none,
    ticks,
)
from plangen.texts.records import Record
from plangen.texts.values import Answer

MOST_COLUMNS: Final = 4
"""Of a table whose rows are rows in Word, too; those of a wider one are written below each other."""
_NEEDED: Final = "skal udfyldes"
_SAME: Final = "Det står i felterne. Ret det kun, hvis det er anderledes hos jer."
_NONE_YET: Final = "Ikke besvaret."
_BLANK_ROWS, _BLANK_CARDS = 3, 1


def drawn(form: SentForm, view: QuestionView) -> Record:
    """A question with what is said of it and its fields."""
    question = view.question
    shown: dict[str, Any] = {
        "titel": question.title,
        "tekst": question.text,
        "noter": tuple(
            tuple(Record({"navn": name, "tekst": text}) for name, text in note)
            for note in _notes(form, view)
            if note
        ),
        "faelles": _common(view),
        "laast": view.locked,
        "ingen": "",
        "form": "",
        "felt": "",
        "kryds": (),
        "andet": (),
        "felter": (),
        "raekker": (),
        "kolonner": (),
    }
    return Record(shown if view.locked else shown | _DrawnFields(form, view).parts())


def _common(view: QuestionView) -> tuple[str, ...]:
    """The project's answer beside a department's. Where the department has none of its own, the fields show
    it."""
    if view.common is None:
        return ()
    if view.common.own or view.common.adds or view.locked:
        return view.common.lines or ("Ikke besvaret",)
    return (_SAME if view.common.lines else _NONE_YET,)


def _notes(form: SentForm, view: QuestionView) -> Iterator[tuple[tuple[str, str], ...]]:
    """What is said of a question above its answer: paragraphs of texts, each with what stands before it."""
    question = view.question
    if question.when:
        yield (("Besvares kun, hvis", f"{question.when}."),)
    if question.help:
        yield (("", question.help),)
    yield tuple((name, f"{text.rstrip('.')}.") for name, text in _about(form, question) if text)
    if is_listed(view):
        yield from (((f"{_head(one)}:", told),) for one in columns_of(view) if (told := _said_of(one)))


def _about(form: SentForm, question: FormQuestion) -> Iterator[tuple[str, str]]:
    required = question.requirement.startswith(("skal", "bør"))
    yield "Uden svar:", question.why if required else ""
    yield "Kan svare:", form.who.get(str(question.address), "")
    yield "Bruges i:", question.used_in.removeprefix("Bruges i: ")


def _said_of(field: FieldView) -> str:
    """What is said of a field, besides the sign that it is needed."""
    needed = field.required if field.required not in ("", _NEEDED) else ""
    return " ".join(part for part in (_sentence(needed) if needed else "", field.help) if part)


def _sentence(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}."


def is_listed(view: QuestionView) -> bool:
    """Whether the rows of a question are rows of a table in Word."""
    question = view.question
    fields = columns_of(view)
    if question.type not in ("table", "fixed") or any(one.kind == "boxes" for one in fields):
        return False
    return len(fields) + (question.type == "fixed") <= MOST_COLUMNS


def columns_of(view: QuestionView) -> tuple[FieldView, ...]:
    """The fields that every row has. The key of a row comes last: hardly anybody has to write one."""
    row = view.template or next(iter(view.rows), None)
    return _written_in(view.question, row) if row else ()


def _written_in(question: FormQuestion, row: RowView) -> tuple[FieldView, ...]:
    known = fields_of(question)
    return tuple(sorted(row.fields, key=lambda field: known[_last(field)].refers == "noegle"))


class _DrawnFields:
    """What stands below a question: its fields, or its rows, as a template draws them."""

    def __init__(self, form: SentForm, view: QuestionView) -> None:
        self._view = view
        self._question = view.question
        self._fields = fields_of(view.question)
        self._answer: Plain = form.made_from.answers[str(view.question.address)]

    def parts(self) -> dict[str, Any]:
        """Names of the template with what they print."""
        question, view = self._question, self._view
        if question.type in ("table", "fixed"):
            return self._rows()
        if has_fields(question):
            return {"form": "felter", "felter": self._labelled(view.fields, question.address, self._answer)}
        (field,) = view.fields
        if field.kind != "boxes":
            return {
                "form": "felt",
                "felt": self._control(field, question.address, self._answer, prompts=True),
            }
        others = Record({"felt": field_answer(question.address, "\n".join(field.others.splitlines()), WRITE)})
        boxes = ticks(question.address, field)
        return {"form": "kryds", "kryds": boxes, "andet": (others,) if field.takes_others else ()}

    # --- rows -----------------------------------------------------------------------------------------------
    def _rows(self) -> dict[str, Any]:
        view, question = self._view, self._question
        listed = is_listed(view)
        found = {"ingen": tick_of_none(view)} if view.none_name else {}
        if not listed:
            cards = (
                Record(
                    {
                        "titel": self._title(row, number),
                        "felter": self._labelled(_written_in(question, row), at, record),
                    }
                )
                for number, (row, at, record) in enumerate(self._records(_BLANK_CARDS), start=1)
            )
            return found | {"form": "kort", "raekker": tuple(cards)}
        labels = (question.title,) if question.type == "fixed" else ()
        heads = (*labels, *(_head(field) for field in columns_of(view)))
        rows = (
            Record({"celler": (*((row.title,) if labels else ()), *self._cells(row, at, record))})
            for row, at, record in self._records(_BLANK_ROWS)
        )
        return found | {"form": "tabel", "kolonner": heads, "raekker": tuple(rows)}

    def _records(self, blanks: int) -> Iterator[tuple[RowView, Address, Mapping[str, Plain]]]:
        """Each row with its address and what it says; then the blank ones of a table."""
        view, question = self._view, self._question
        if question.type == "fixed":
            for row in view.rows:
                yield row, question.address.field(row.token), self._answer[row.token]
            return
        given = [row for row in view.rows if row.origin]
        for row in given:
            yield row, question.address.item(key_of(int(row.origin))), self._answer[int(row.origin)]
        assert view.template is not None
        for number in range(max(blanks, question.min_rows - len(given))):
            yield view.template, question.address.item(blank_key(number)), {}

    def _cells(self, row: RowView, at: Address, record: Mapping[str, Plain]) -> Iterator[Answer]:
        for field in _written_in(self._question, row):
            name = _last(field)
            yield self._control(field, at.field(name), record.get(name, ""), prompts=False)

    def _title(self, row: RowView, number: int) -> str:
        if self._question.type == "fixed":
            return row.title
        return f"{number}. {row.title}" if row.title else f"{number}. (ny)"

    # --- fields ---------------------------------------------------------------------------------------------
    def _labelled(
        self, fields: Iterable[FieldView], at: Address, record: Mapping[str, Plain]
    ) -> tuple[Record, ...]:
        return tuple(self._field(field, at, record) for field in fields)

    def _field(self, field: FieldView, at: Address, record: Mapping[str, Plain]) -> Record:
        name = _last(field)
        address = at if name == CHOSEN else at.field(name)
        boxes = ticks(address, field) if field.kind == "boxes" else ()
        control = "" if boxes else self._control(field, address, record.get(name, ""), prompts=True)
        return Record(
            {
                "navn": _head(field),
                "hjaelp": "" if name == CHOSEN else _said_of(field),
                "kryds": boxes,
                "svar": control,
            }
        )

    def _control(self, field: FieldView, address: Address, value: Plain, prompts: bool) -> Answer:
        one = self._fields[_last(field)] if self._fields else self._question.field
        assert one is not None
        if field.kind in ("choice", "radios"):
            label = next((field.options[code] for code in field.chosen), "")
            return field_answer(address, label, CHOOSE, kind="choice", options=dict(field.options))
        if one.type == "date":
            return day_answer(address, field, value, prompts)
        kind = "markdown" if one.type == "markdown" else "text"
        return field_answer(address, field.value, WRITE if prompts else "", kind=kind)


def _head(field: FieldView) -> str:
    return f"{field.label} *" if field.required == _NEEDED else field.label


def _last(field: FieldView) -> str:
    """The name of a field in its record; the field of a question without others has none."""
    steps = field.name.split(SEPARATOR)[2:]
    return steps[-1] if steps else ""
