"""Writes the questionnaire as a workbook, from the views of its pages; the same answers, the same bytes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from io import BytesIO
from zipfile import ZipFile

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from plangen.forms.excel import marks
from plangen.forms.excel.guide import write_guide
from plangen.forms.excel.lists import OptionLists
from plangen.forms.excel.looks import FormLooks
from plangen.forms.excel.single import write_answers
from plangen.forms.excel.tables import write_table
from plangen.forms.model import FormPage
from plangen.forms.page.seen import QuestionView
from plangen.forms.submission import MadeFrom
from plangen.ooxml.properties import CoreProperties
from plangen.ooxml.workbooks import finished
from plangen.ooxml.zipped import write_zip

_NO_TIME = datetime(1980, 1, 1)
_LONGEST_NAME = 31
_NOT_IN_NAMES = str.maketrans(dict.fromkeys("[]:*?/\\'", " "))
_TABLES = ("table", "fixed")


@dataclass(frozen=True)
class FormBook:
    """What a workbook is made of. `title`: the project's; `department`: its name, empty for the project's
    answers; `pages`: those that it is to have, with their questions; `made_from`: what goes with it, so that
    it can be read back; `who`: id of a question → who can answer it."""

    title: str
    department: str
    pages: Sequence[tuple[FormPage, Sequence[QuestionView]]]
    made_from: MadeFrom
    properties: CoreProperties
    who: Mapping[str, str] = field(default_factory=dict)


def form_book(form: FormBook) -> bytes:
    """The file."""
    buffer = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    book = xlsxwriter.Workbook(buffer, options)
    book.set_properties({"created": _NO_TIME})
    looks = FormLooks(book)
    single = [(page, [v for v in found if v.question.type not in _TABLES]) for page, found in form.pages]
    tables = [(page, view) for page, found in form.pages for view in found if view.question.type in _TABLES]
    names = _names(view.question.title for _, view in tables)
    guide = book.add_worksheet(marks.GUIDE)
    answers = book.add_worksheet(marks.SINGLE) if any(found for _, found in single) else None
    sheets = [book.add_worksheet(name) for name in names]
    lists = OptionLists(book.add_worksheet(marks.LISTS))
    if answers is not None:
        write_answers(answers, single, form.who, looks, lists)
    for sheet, (page, view) in zip(sheets, tables, strict=True):
        write_table(sheet, page, view, form.who, looks, lists)
    named = [(name, page, view) for name, (page, view) in zip(names, tables, strict=True)]
    write_guide(guide, form.title, form.department, single, named, looks)
    _write_about(book.add_worksheet(marks.ABOUT), form.made_from)
    lists.sheet.hide()
    book.close()
    return finished(_growing(buffer.getvalue()), form.properties)


def _growing(data: bytes) -> bytes:
    """The file with rows that grow while somebody types: they have the height of their texts, but not for
    good."""
    with ZipFile(BytesIO(data)) as archive:
        return write_zip(
            (name, archive.read(name).replace(b' customHeight="1"', b"")) for name in archive.namelist()
        )


def _names(titles: Iterator[str]) -> list[str]:
    """Names of sheets: short, without signs that names may not have, and no two alike."""
    taken = {name.casefold() for name in (marks.GUIDE, marks.SINGLE, marks.LISTS, marks.ABOUT)}
    found = []
    for title in titles:
        plain = " ".join(title.translate(_NOT_IN_NAMES).split()) or "Ark"
        name, number = plain[:_LONGEST_NAME].strip(), 1
        while name.casefold() in taken:
            number += 1
            name = f"{plain[: _LONGEST_NAME - 4].strip()} {number}"
        taken.add(name.casefold())
        found.append(name)
    return found


def _write_about(sheet: Worksheet, made_from: MadeFrom) -> None:
    for number, piece in enumerate(marks.told(made_from)):
        sheet.write_string(number, 0, piece)
    sheet.very_hidden()
