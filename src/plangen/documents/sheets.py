"""What the template of a workshop sheet sees: its fields with places to write, and how it is used
(specifikation.md 4.4)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from plangen.answers.model import Answers
from plangen.answers.options import preset_rows
from plangen.answers.packs import is_alone
from plangen.catalog import Band, Question, Sheet, SheetField
from plangen.catalog.address import Address
from plangen.catalog.sheets import GUIDE
from plangen.documents.display import Display
from plangen.documents.sheet_cards import card_pages
from plangen.pictures.figures.guide import GuideStep, guide_picture
from plangen.texts.danish import counted
from plangen.texts.records import Record
from plangen.texts.values import Answer, Picture

_MOST_THERE = 2
"""Rows that are there in one field: it has no room for more, and the sheet's figure names all."""
RESULTS, DECISIONS, MEASUREMENTS = "evalueringsresultater", "beslutninger", "maalinger"


class Sheets:
    """Makes what sheets print of one pack. `context`: what its documents see besides."""

    def __init__(self, answers: Answers, display: Display, context: Mapping[str, Any]) -> None:
        self._answers = answers
        self._display = display
        self._context = context

    def record(self, sheet: Sheet, team: str) -> Record:
        """`ark` of the template's context (docs/skabeloner.md). `team`: whose sheet it is."""
        fields = _SheetFields(self._answers, self._display, self._context, sheet)
        catalog = self._answers.catalog
        return Record(
            {
                "nr": str(sheet.number),
                "titel": sheet.title,
                "formaal": sheet.purpose,
                "deltagere": sheet.participants,
                "tid": counted(sheet.minutes, "minut", "minutter"),
                "materialer": sheet.materials,
                "trin": sheet.steps,
                "baand": tuple(fields.band(band) for band in sheet.bands),
                "har_formaal": any(one.answer == "formaal_kort" for one in sheet.fields),
                "resultat": tuple(_where(self._answers, question) for question in sheet.questions),
                "figur": self._figure(sheet),
                "figurtitel": sheet.figure_title,
                "kortsider": card_pages(catalog, sheet.cards),
                "team": team,
                "dato": str(self._context["pakke"].dato or ""),
            }
        )

    def _figure(self, sheet: Sheet) -> Picture | None:
        """The sheet's figure, when there is something to draw."""
        if sheet.figure == GUIDE:
            steps = [GuideStep(one.text, tuple(one.cells[0].split(", "))) for one in sheet.fields]
            return guide_picture(steps)
        found: Picture | None = getattr(self._context["figur"], sheet.figure) if sheet.figure else None
        return found


def _where(answers: Answers, id: str) -> str:
    """A question and the documents that print its answer: »Barrierer (Potentiale- og barriereplan)«."""
    question = answers.catalog.questions[id]
    titles = [answers.catalog.titles[one] for one in question.documents if one in answers.catalog.titles]
    return f"»{question.short}« ({', '.join(titles)})" if titles else f"»{question.short}«"


class _SheetFields:
    """The fields of one sheet."""

    def __init__(self, answers: Answers, display: Display, context: Mapping[str, Any], sheet: Sheet) -> None:
        self._answers = answers
        self._display = display
        self._context = context
        self._listed: Counter[str] = Counter()
        self._window = _next_window(answers, context) if sheet.window else None

    def band(self, band: Band) -> Record:
        """One band: fields beside each other, or the rows of a table."""
        is_table = bool(band.heads)
        rows = [_filled(row, band) for one in band.fields for row in self._rows(one)] if is_table else []
        return Record(
            {
                "form": band.shape,
                "tekst": band.caption,
                "hoveder": band.heads,
                "felter": () if is_table else tuple(self._field(one) for one in band.fields),
                "raekker": tuple(rows),
            }
        )

    def _field(self, one: SheetField) -> Record:
        answers = list(self._answers_of(one))
        return Record(
            {
                "tekst": one.text,
                "note": one.note,
                "linjer": () if one.ticks else tuple(answers),
                "kryds": tuple(box for line in answers for box in line.svar.kryds) if one.ticks else (),
            }
        )

    def _answers_of(self, one: SheetField) -> Iterator[Record]:
        """Lines with a place to write each, or without any the room that the field has."""
        address = Address.parse(one.answer)
        if one.answer and not one.columns:
            yield _line("", self._display.place(address))
        rows = list(self._records(one)) if one.columns else []
        shown = rows[:_MOST_THERE] if one.there else rows
        for _, row in shown:
            for column, label in one.columns.items():
                yield _line(label, getattr(row, column).skriv)

        if len(shown) < len(rows):
            yield Record({"foran": f"og {len(rows) - len(shown)} til", "svar": ""})

    def _rows(self, one: SheetField) -> Iterator[list[str]]:
        """The cells of the rows of a table: label, texts, places to write."""
        if not one.columns:
            yield [one.text, *one.cells]
        for label, row in self._records(one) if one.columns else ():
            before = [text for text in (label or one.text, *one.cells) if text]
            columns = list(one.columns)[1 if label and one.answer == MEASUREMENTS else 0 :]
            yield [*before, *(getattr(row, column).skriv for column in columns)]

    # --- rows of answers ------------------------------------------------------------------------------------
    def _records(self, one: SheetField) -> Iterator[tuple[str, Record]]:
        """The rows of a field, there or not, each with its own label."""
        question = self._answers.catalog.questions[one.answer]
        if question.type == "fixed":
            for key, label in preset_rows(self._answers.catalog, question).items():
                yield label, self._preset(question, key)
            return
        of_window = list(self._of_window(self._window, one)) if self._window is not None else []
        if of_window:
            yield from of_window
            return
        found = [row for row in self._context[one.answer] if _is_known(row, one)] if one.there else []
        for row in found or self._blank(one):
            yield "", row

    def _preset(self, question: Question, key: str) -> Record:
        at = Address(question.id).field(key)
        return Record({column.id: self._display.place(at.field(column.id)) for column in question.columns})

    def _blank(self, one: SheetField) -> Sequence[Record]:
        """Rows that are not there yet. They are numbered after those that are, so that a sheet that was
        filled in is another one than the next. Fields of one row write in the same; those of several have
        their own."""
        taken = {column: self._id_of(id) for column, id in one.taken.items()}
        after = len(self._answers.rows(one.answer))
        if one.rows > 1:
            after += self._listed[one.answer]
            self._listed[one.answer] += one.rows
        return self._display.blanks.some(one.answer, one.known, one.rows, taken, after)

    def _id_of(self, id: str) -> str:
        """The id of the cell of the sheet's own row that an answer's id stands for."""
        address = Address.parse(id)
        question = address.question
        (row,) = self._display.blanks.some(question, count=1, after=len(self._answers.rows(question)))
        return str(getattr(row, address.column).id)

    def _of_window(self, window: Record, one: SheetField) -> Iterator[tuple[str, Record]]:
        """What belongs to the next evaluation window."""
        if one.answer == MEASUREMENTS:
            yield from ((str(line.maal.maal), line.maaling) for line in window.maalt)
        else:
            rows: Sequence[Record] = window.beslutninger if one.answer == DECISIONS else (window.ark,)
            yield from (("", row) for row in rows)


def _line(label: str, answer: Answer) -> Record:
    return Record({"foran": f"{label}: " if label else "", "svar": answer})


def _filled(cells: Sequence[str], band: Band) -> Record:
    """A row with a cell for each head; those that nothing stands in are for paper alone."""
    return Record({"celler": (*cells, *[""] * (len(band.heads) - len(cells)))})


def _is_known(row: Record, one: SheetField) -> bool:
    return all(getattr(row, column).raw == raw for column, raw in one.known.items())


def _next_window(answers: Answers, context: Mapping[str, Any]) -> Record | None:
    """The next evaluation window of the department; None in the pack of several."""
    if answers.department is None and not is_alone(answers):
        return None
    return next((one for one in context["plan"].vinduer if not one.ark), None)
