"""The sheet of one table: its question, the headings of its columns, its rows, and empty ones below."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from xlsxwriter.worksheet import Worksheet

from plangen.forms.excel import marks
from plangen.forms.excel.cells import cell_of
from plangen.forms.excel.fields import fits, note_of, width_of, write_field, write_note
from plangen.forms.excel.lists import LAST_ROW, OptionLists
from plangen.forms.excel.looks import FormLooks, height
from plangen.forms.model import FormPage
from plangen.forms.page.posted import SEPARATOR
from plangen.forms.page.seen import FieldView, QuestionView, RowView
from plangen.ooxml.characters import clean
from plangen.ooxml.workbooks import A4
from plangen.texts.danish import upper_first

_A3 = 8
_WIDE = 190
"""Characters beside each other that need the larger paper."""
_BLANKS = 12
_LABELS = 34
_SHOWN = 120
"""Characters of the question's text in a line."""
_BACK_ROW, _TITLE_ROW, _ABOUT_ROW, _NONE_ROW, _FIELDS_ROW, _HEAD_ROW, _FIRST = range(7)


@dataclass(frozen=True)
class _Sheet:
    """A sheet that is being written."""

    page: Worksheet
    view: QuestionView
    looks: FormLooks
    lists: OptionLists

    @property
    def preset(self) -> bool:
        """Whether the rows are given, and have labels."""
        return self.view.question.type == "fixed"

    @property
    def fields(self) -> Sequence[FieldView]:
        """The columns."""
        pattern = self.view.template or next(iter(self.view.rows), None)
        return pattern.fields if pattern else ()

    @property
    def first(self) -> int:
        """The place of the first column with answers."""
        return 2 if self.preset else 1


def write_table(
    page: Worksheet,
    on: FormPage,
    view: QuestionView,
    who: Mapping[str, str],
    looks: FormLooks,
    lists: OptionLists,
) -> None:
    """Fills the sheet of a question. `who`: id of a question → who can answer it."""
    sheet = _Sheet(page, view, looks, lists)
    locked = view.locked or ("" if _fit(view.rows) else "Rækkerne kan kun ændres i svarfilen.")
    page.set_column(0, 0, None, None, {"hidden": True})
    page.write_url(_BACK_ROW, 1, f"internal:'{marks.GUIDE}'!A1", looks.link, "← Alle ark")
    page.write_string(_TITLE_ROW, 1, view.question.title, looks.title)
    _write_about(sheet, on, who.get(str(view.question.address), ""), locked)
    _set_up(sheet)
    if locked:
        return
    _write_none(sheet)
    _write_heads(sheet)
    rows = [row for row in view.rows if row.origin or sheet.preset]
    for number, row in enumerate(rows, start=_FIRST):
        page.write_string(number, 0, row.token if sheet.preset else row.origin, looks.hidden)
        if sheet.preset:
            page.write_string(number, 1, clean(row.title), looks.ruled)
        _write_row(sheet, number, row.fields)
        texts = [row.title if sheet.preset else "", *(str(cell_of(field)) for field in row.fields)]
        page.set_row(number, height(*zip(texts[not sheet.preset :], _widths(sheet), strict=False)))
    if view.template is not None:
        for number in range(_FIRST + len(rows), _FIRST + len(rows) + _BLANKS):
            _write_row(sheet, number, view.template.fields)
    last = _FIRST + len(rows) - 1 if sheet.preset else LAST_ROW
    for place, field in enumerate(sheet.fields, start=sheet.first):
        lists.offer(page, _FIRST, place, field, last)


def _fit(rows: Sequence[RowView]) -> bool:
    return all(fits(iter(row.fields)) for row in rows)


def _write_about(sheet: _Sheet, on: FormPage, who: str, locked: str) -> None:
    """The question, its help, and what else is to be known before it is answered."""
    question, common = sheet.view.question, sheet.view.common
    about = [
        question.text if question.text != question.title else "",
        question.help,
        f"Besvares kun, når {question.when}." if question.when else "",
        f"Spørgsmålet {question.requirement}." if question.requirement else "",
        f"Afsnit: {on.title}{f' ({on.setting})' if on.setting else ''}.",
        f"Kan svare: {who}." if who else "",
        f"{question.used_in}." if question.used_in else "",
    ]
    if common is not None and common.adds:
        about.append("Rækkerne her kommer til de fælles.")
    elif common is not None and not common.own and not locked:
        about.append("Rækkerne er de fælles. Rettes de her, får afdelingen sit eget svar.")
    text = locked or " ".join(line for line in about if line)
    columns = max(2, min(len(sheet.fields) + sheet.first - 1, 6))
    wide = max(40, sum(_widths(sheet)[:columns]))
    sheet.page.merge_range(_ABOUT_ROW, 1, _ABOUT_ROW, columns, "", sheet.looks.text)
    sheet.page.write_string(_ABOUT_ROW, 1, clean(text), sheet.looks.text)
    sheet.page.set_row(_ABOUT_ROW, height((text, wide)))


def _widths(sheet: _Sheet) -> list[int]:
    labels = [_LABELS] if sheet.preset else []
    return [*labels, *(width_of(field) for field in sheet.fields)]


def _set_up(sheet: _Sheet) -> None:
    page, widths = sheet.page, _widths(sheet)
    for place, width in enumerate(widths, start=1):
        page.set_column(place, place, width)
    page.set_row(_FIELDS_ROW, None, None, {"hidden": True})
    page.freeze_panes(_FIRST, 2)
    page.repeat_rows(_HEAD_ROW)
    page.set_landscape()
    page.set_paper(_A3 if sum(widths) > _WIDE else A4)
    page.fit_to_pages(1, 0)
    page.set_footer(f"&L{page.get_name()}&RSide &P af &N")


def _write_none(sheet: _Sheet) -> None:
    """Where it is said that a table is to have no rows."""
    if not sheet.view.none_name:
        return
    page, looks = sheet.page, sheet.looks
    page.write_string(_NONE_ROW, 0, marks.NONE, looks.hidden)
    page.write_string(_NONE_ROW, 1, "Der er ingen (skriv ja):", looks.text)
    if sheet.view.none_chosen:
        page.write_string(_NONE_ROW, 2, "ja", looks.words)
    else:
        page.write_blank(_NONE_ROW, 2, None, looks.words)


def _write_heads(sheet: _Sheet) -> None:
    page, looks, question = sheet.page, sheet.looks, sheet.view.question
    page.write_string(_FIELDS_ROW, 0, f"{marks.FIELDS} {question.address}", looks.hidden)
    if sheet.preset:
        page.write_string(_HEAD_ROW, 1, "", looks.heading)
    known = {one.id: one for one in question.fields}
    for place, field in enumerate(sheet.fields, start=sheet.first):
        id = field.name.rpartition(SEPARATOR)[2]
        page.write_string(_FIELDS_ROW, place, id, looks.hidden)
        star = " *" if field.required else ""
        page.write_string(_HEAD_ROW, place, f"{upper_first(field.label)}{star}", looks.heading)
        write_note(page, _HEAD_ROW, place, note_of(field, known.get(id)))
    labels = [f"{field.label} *" for field in sheet.fields]
    page.set_row(_HEAD_ROW, height(*zip(labels, _widths(sheet)[sheet.preset :], strict=True)))


def _write_row(sheet: _Sheet, number: int, fields: Sequence[FieldView]) -> None:
    for place, field in enumerate(fields, start=sheet.first):
        write_field(sheet.page, number, place, field, sheet.looks)
