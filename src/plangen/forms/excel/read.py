"""Reads a filled-in workbook: the answers in it, which answers it was made from, and what cannot be one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from plangen.answers.spelling.choices import meant_option
from plangen.answers.spelling.tree import NONE_WORD
from plangen.catalog.address import Address
from plangen.findings import Place
from plangen.forms.excel import marks
from plangen.forms.excel.cells import answer_of
from plangen.forms.excel.opening import Grid, GridCell, grids
from plangen.forms.excel.rows import Row, SheetFrame, frame_of, text_in
from plangen.forms.excel.tree import Way, root_of
from plangen.forms.model import FormField, FormQuestion
from plangen.forms.page.answer import Plain, fields_of, has_fields, is_list, is_nothing
from plangen.forms.submission import MadeFrom, NoSubmission, Remark, Submission, mapping, submission_of

_YES = {"ja": "ja", "nej": "nej"}
_LONGEST_QUOTE = 60


def read_book(data: bytes, label: str, questions: Sequence[FormQuestion]) -> Submission:
    """The answers in a workbook. `label`: its path as the user wrote it. What cannot be read in a cell, and
    what is not there any more, is as it was when the form was made. Raises `NoSubmission`."""
    found = list(grids(data, label))
    about = next((grid for grid in found if marks.is_told(text_in(grid.rows.get(1, {}), 1))), None)
    if about is None:
        raise NoSubmission(
            "Filen er ikke et spørgeskema fra plangen.",
            "Svar i den fil, som plangen skema har skrevet, og lad dens skjulte ark blive.",
        )
    made_from = marks.read(text_in(row, 1) for row in about.rows.values())
    reader = _BookReader({str(one.address): one for one in questions}, made_from)
    for grid in found:
        if grid is not about and grid.name != marks.LISTS:
            reader.read(grid)
    root = root_of({id: (reader.known[id], answer) for id, answer in reader.answers.items()}, reader.places)
    return submission_of(made_from, root, reader.origins, questions, reader.remarks)


@dataclass
class _BookReader:
    """Reads the sheets of one workbook. `answers`: id of a question → its answer; `origins`: of a table's
    rows; `places`: id → way to a value in the answer → where it stands."""

    known: Mapping[str, FormQuestion]
    made_from: MadeFrom
    remarks: list[Remark] = field(default_factory=list)
    answers: dict[str, Plain] = field(default_factory=dict)
    origins: dict[str, Sequence[int | None]] = field(default_factory=dict)
    places: dict[str, dict[Way, Place]] = field(default_factory=dict)

    def read(self, grid: Grid) -> None:
        """Takes the answers of a sheet, if it has any."""
        frame = frame_of(grid)
        if frame is None:
            return
        if grid.cut:
            message = "Filen har flere rækker, end plangen læser. Fjern de tomme, og send den igen."
            self.remarks.append(Remark(f"arket »{grid.name}«", message))
        if not frame.question:
            self._read_single(grid, frame)
            return
        question = self.known.get(frame.question)
        if question is None or frame.question not in self.made_from.versions:
            return
        if frame.question in self.answers:
            message = "Arket er en kopi af et andet og er ikke læst. Skriv svarene i det oprindelige."
            self.remarks.append(Remark(f"arket »{grid.name}«", message))
        elif question.type == "fixed":
            self._read_preset(grid, frame, question)
        else:
            self._read_table(grid, frame, question)

    # --- single answers -------------------------------------------------------------------------------------
    def _read_single(self, grid: Grid, frame: SheetFrame) -> None:
        column = frame.columns.get(marks.VALUE)
        seen: set[str] = set()
        for row in frame.below(grid):
            key = text_in(row, frame.keys)
            address = Address.parse(key)
            id, name = address.whole, address.column
            question = self.known.get(id)
            one = _field(question, name) if question and id in self.made_from.versions else None
            if question is None or one is None or column is None or key in seen:
                self._stray(cell for place, cell in row.items() if place == column)
                continue
            seen.add(key)
            if has_fields(question):
                way: Way = (name,)
                record = self.answers.setdefault(id, dict(self._shown_record(id)))
                record[name] = self._value(one, row.get(column), id, way, record.get(name))
            else:
                self.answers[id] = self._value(one, row.get(column), id, (), self.made_from.answers.get(id))

    # --- rows -----------------------------------------------------------------------------------------------
    def _read_preset(self, grid: Grid, frame: SheetFrame, question: FormQuestion) -> None:
        rows = {code: dict(self._shown_record(frame.question, code)) for code in question.rows}
        seen: set[str] = set()
        for row in frame.below(grid):
            code = text_in(row, frame.keys)
            if code not in rows or code in seen:
                self._stray(cell for place, cell in row.items() if place > frame.keys + 1)
                continue
            seen.add(code)
            rows[code] |= self._record(question, frame, row, code, rows[code])
            self._stray(frame.beside(row, labels=True))
        self.answers[frame.question] = rows

    def _read_table(self, grid: Grid, frame: SheetFrame, question: FormQuestion) -> None:
        rows: list[Plain] = []
        origins: list[int | None] = []
        for row in frame.below(grid):
            self._stray(frame.beside(row))
            if not any(place in frame.columns.values() for place in row):
                continue
            origin = frame.origin(row)
            origin = None if origin in origins else origin
            shown = {} if origin is None else self._shown_record(frame.question, origin)
            record = self._record(question, frame, row, len(rows), shown)
            if not is_nothing(record):
                rows.append({**shown, **record})
                origins.append(origin)
        self.answers[frame.question] = rows
        self.origins[frame.question] = origins
        if question.none_allowed and _says_none(grid, frame, rows):
            self.answers[frame.question], self.origins[frame.question] = NONE_WORD, ()

    def _record(
        self,
        question: FormQuestion,
        frame: SheetFrame,
        row: Row,
        step: str | int,
        shown: Mapping[str, Plain],
    ) -> dict[str, Plain]:
        id = frame.question
        return {
            name: self._value(one, row.get(frame.columns[name]), id, (step, name), shown.get(name))
            for name, one in fields_of(question).items()
            if name in frame.columns
        }

    def _shown_record(self, id: str, row: str | int | None = None) -> Mapping[str, Plain]:
        """The fields of an answer, or of a row of it, as the form showed them."""
        found = self.made_from.answers.get(id)
        if isinstance(row, int):
            found = found[row] if isinstance(found, list) and row < len(found) else None
        elif row is not None:
            found = mapping(found).get(row)
        return mapping(found)

    # --- values ---------------------------------------------------------------------------------------------
    def _value(self, one: FormField, cell: GridCell | None, id: str, way: Way, shown: Plain) -> Plain:
        """The answer in a cell; the one that was shown where none can be read."""
        nothing: Plain = [] if is_list(one) else ""
        if cell is None:
            return nothing
        if cell.wrong or (cell.formula and cell.held is None):
            what = f"en fejl ({cell.held})" if cell.wrong else "en formel uden resultat"
            message = f"Feltet holder {what}. Skriv svaret i stedet; det i svarfilen er uændret."
            self.remarks.append(Remark(cell.place.inside, message))
            return shown or nothing
        self.places.setdefault(id, {})[way] = cell.place
        return answer_of(one, cell.held, cell.percent)

    def _stray(self, cells: Iterable[GridCell]) -> None:
        """Tells of what stands where no answer belongs."""
        for cell in cells:
            text = " ".join(str(cell.held).split()) if cell.held is not None else ""
            if text:
                quote = text if len(text) <= _LONGEST_QUOTE else f"{text[:_LONGEST_QUOTE]} …"
                message = f"»{quote}« står uden for skemaets felter og er ikke læst som et svar."
                self.remarks.append(Remark(cell.place.inside, message))


def _field(question: FormQuestion, name: str) -> FormField | None:
    return fields_of(question).get(name) if has_fields(question) else question.field


def _says_none(grid: Grid, frame: SheetFrame, rows: Sequence[Mapping[str, Plain]]) -> bool:
    """Whether the sheet says that there are none: in the field for that, or as its only row."""
    if rows:
        return [*map(_only_text, rows)] == [NONE_WORD]
    said = frame.none_text(grid)
    return meant_option(said, _YES) == "ja" or said.casefold() == NONE_WORD


def _only_text(record: Mapping[str, Plain]) -> str:
    """The text of a row that has but one."""
    found: Iterator[Plain] = (value for value in record.values() if not is_nothing(value))
    texts = [str(value).strip(" .!").casefold() for value in found]
    return texts[0] if len(texts) == 1 else ""
