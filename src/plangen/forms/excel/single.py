"""The sheet with the questions that have one answer, or a few fields: a row for each field."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from xlsxwriter.worksheet import Worksheet

from plangen.forms.excel import marks
from plangen.forms.excel.cells import cell_of
from plangen.forms.excel.fields import fits, note_of, write_field, write_note
from plangen.forms.excel.lists import OptionLists
from plangen.forms.excel.looks import FormLooks, height
from plangen.forms.model import FormPage
from plangen.forms.page.answer import has_fields
from plangen.forms.page.posted import SEPARATOR
from plangen.forms.page.seen import FieldView, QuestionView
from plangen.ooxml.characters import clean
from plangen.ooxml.workbooks import A4
from plangen.texts.danish import upper_first

Found = Sequence[tuple[FormPage, Sequence[QuestionView]]]
"""Pages with those of their questions that stand on a sheet."""
_ONLY_IN_FILE = "Svaret kan kun ændres i svarfilen."
_COMMON = "Fælles svar"
_TITLE_ROW, _FIELDS_ROW, _HEAD_ROW, _FIRST = 0, 1, 2, 3


@dataclass(frozen=True)
class _AnswerLine:
    """A row of the sheet: one field of a question."""

    page: FormPage
    view: QuestionView
    field: FieldView
    first: bool
    who: str

    @property
    def id(self) -> str:
        """The id of the answer."""
        address = self.view.question.address
        if has_fields(self.view.question):
            address = address.field(self.field.name.rpartition(SEPARATOR)[2])
        return str(address)

    @property
    def asked(self) -> str:
        """What is asked, below the question's title; empty when that says it."""
        title = self.view.question.title
        return "" if self.field.label == title else f"\n{self.field.label}"

    @property
    def help(self) -> str:
        question = self.view.question
        whole = has_fields(question)
        lines = [question.text if whole else "", question.help] if self.first else []
        lines += [self.field.help] if self.field.help not in lines else []
        if question.when:
            lines.append(f"Besvares kun, når {question.when}.")
        return "\n".join(line for line in lines if line)

    @property
    def needed(self) -> str:
        """When there must be an answer."""
        question = self.view.question
        return upper_first(self.field.required if has_fields(question) else question.requirement)


def write_answers(
    sheet: Worksheet, pages: Found, who: Mapping[str, str], looks: FormLooks, lists: OptionLists
) -> None:
    """Fills the sheet. A department's has the common answers, too. `who`: id of a question → who can answer
    it."""
    lines = [
        _AnswerLine(page, view, field, number == 0, who.get(str(view.question.address), ""))
        for page, views in pages
        for view in views
        for number, field in enumerate(view.fields)
    ]
    columns = _columns(any(line.view.common for line in lines))
    sheet.set_column(0, 0, None, None, {"hidden": True})
    sheet.write_string(_TITLE_ROW, 1, "Spørgsmål med ét svar", looks.title)
    sheet.set_row(_FIELDS_ROW, None, None, {"hidden": True})
    sheet.write_string(_FIELDS_ROW, 0, marks.FIELDS, looks.hidden)
    for place, (name, title, width) in enumerate(columns, start=1):
        sheet.set_column(place, place, width)
        sheet.write_string(_HEAD_ROW, place, title, looks.heading)
        if name == marks.VALUE:
            sheet.write_string(_FIELDS_ROW, place, marks.VALUE, looks.hidden)
    for row, line in enumerate(lines, start=_FIRST):
        _write_line(sheet, row, line, [(name, width) for name, _, width in columns], looks, lists)
    sheet.autofilter(_HEAD_ROW, 1, max(_HEAD_ROW, _FIRST + len(lines) - 1), len(columns))
    sheet.freeze_panes(_FIRST, 4)
    sheet.repeat_rows(_HEAD_ROW)
    sheet.set_landscape()
    sheet.set_paper(A4)
    sheet.fit_to_pages(1, 0)
    sheet.set_footer(f"&L{marks.SINGLE}&RSide &P af &N")


def _columns(with_common: bool) -> list[tuple[str, str, int]]:
    """Name, heading and width of each."""
    return [
        ("afsnit", "Afsnit", 24),
        ("spoergsmaal", "Spørgsmål", 38),
        (marks.VALUE, "Svar", 52),
        *([("faelles", _COMMON, 40)] if with_common else []),
        ("hjaelp", "Hjælp", 48),
        ("skal", "Skal det besvares?", 20),
        ("hvem", "Kan svare", 24),
        ("bruges", "Bruges i", 30),
    ]


def _write_line(
    sheet: Worksheet,
    row: int,
    line: _AnswerLine,
    columns: Sequence[tuple[str, int]],
    looks: FormLooks,
    lists: OptionLists,
) -> None:
    question = line.view.question
    common = line.view.common
    told = {
        "afsnit": f"{line.page.number} {line.page.title}" if line.page.number else line.page.title,
        "faelles": "\n".join(common.lines) if common and line.first else "",
        "hjaelp": line.help,
        "skal": line.needed,
        "hvem": line.who,
        "bruges": question.used_in.removeprefix("Bruges i: "),
    }
    locked = bool(line.view.locked) or not fits(iter(line.view.fields))
    for place, (name, _) in enumerate(columns, start=1):
        if name == "spoergsmaal":
            star = " *" if line.needed.lower().startswith("skal") else ""
            title, asked = f"{question.title}{star}", line.asked
            parts = (looks.bold, title, looks.plain, asked or " ")  # a rich text has two parts
            sheet.write_rich_string(row, place, *parts, looks.ruled)
            told[name] = title + asked
        elif name != marks.VALUE:
            sheet.write_string(row, place, clean(told[name]), looks.quiet)
        elif locked:
            sheet.write_string(row, place, line.view.locked or _ONLY_IN_FILE, looks.quiet)
        else:
            sheet.write_string(row, 0, line.id, looks.hidden)
            write_field(sheet, row, place, line.field, looks)
            lists.offer(sheet, row, place, line.field)
            write_note(sheet, row, place, "\n".join(dict.fromkeys(_note(line))))
            told[name] = str(cell_of(line.field))
    sheet.set_row(row, height(*((told.get(name, ""), width) for name, width in columns)))


def _note(line: _AnswerLine) -> Iterator[str]:
    question = line.view.question
    yield from [question.help] if line.first and question.help else []
    yield from note_of(line.field, question.field).splitlines()
    yield from [f"Uden svar: {question.why}"] if line.first and question.why else []
