"""The first sheet: how to fill the workbook in and send it back, and what is on the others."""

from __future__ import annotations

from collections.abc import Sequence

from xlsxwriter.worksheet import Worksheet

from plangen.forms.excel import marks
from plangen.forms.excel.looks import FormLooks, height
from plangen.forms.excel.single import Found
from plangen.forms.model import FormPage
from plangen.forms.page.seen import QuestionView
from plangen.ooxml.characters import clean
from plangen.ooxml.workbooks import A4
from plangen.texts.danish import counted

_HOW = (
    "Skriv i de gule felter. Arket »Svar« har spørgsmål med ét svar; hver tabel har sit eget ark.",
    "Svar på det, I ved, og lad resten stå tomt. En * siger, at feltet skal udfyldes, før pakken er færdig.",
    "Hjælpen står som en note ved felter og overskrifter: hold musen over det røde hjørne.",
    "Har et felt en pil, så vælg fra listen. Flere valg i ét felt skrives med semikolon imellem.",
    "Datoer kan skrives som 15-03-2027, 15. marts 2027 eller uge 11, 2027. Hvor der også kan stå uger, er -4 "
    "fire uger før idriftsættelsen.",
    "En ny række skrives under den sidste. En række fjernes ved at slette den eller tømme dens felter.",
    "Kopiér gerne tekst ind. Lad skjulte kolonner og ark være: de viser, hvor svarene hører til.",
    "Gem filen som Excel-fil (.xlsx), og send den til den, I fik den fra. Har en anden svaret på det samme "
    "imens, bliver begge svar vist, og ingen af dem går tabt.",
)
_WIDTHS = (34, 44, 34, 18)


def write_guide(
    sheet: Worksheet,
    title: str,
    department: str,
    single: Found,
    tables: Sequence[tuple[str, FormPage, QuestionView]],
    looks: FormLooks,
) -> None:
    """Fills the sheet. `tables`: of each other sheet its name, the page and the question."""
    for place, width in enumerate(_WIDTHS):
        sheet.set_column(place, place, width)
    sheet.write_string(0, 0, clean(f"Spørgeskema: {title}"), looks.title)
    row = 1
    if department:
        sheet.write_string(row, 0, clean(f"Svar for {department}"), looks.subtitle)
        row += 1
    sheet.write_string(row + 1, 0, "Sådan gør I", looks.subtitle)
    row += 2
    for number, text in enumerate(_HOW, start=1):
        line = f"{number}. {text}"
        sheet.merge_range(row, 0, row, len(_WIDTHS) - 1, "", looks.text)
        sheet.write_string(row, 0, line, looks.text)
        sheet.set_row(row, height((line, sum(_WIDTHS))))
        row += 1
    sheet.write_string(row + 1, 0, "Arkene", looks.subtitle)
    row += 2
    for place, head in enumerate(("Ark", "Spørgsmål", "Afsnit", "Indtil nu")):
        sheet.write_string(row, place, head, looks.heading)
    row += 1
    views = [view for _, found in single for view in found]
    if views:
        answered = sum(view.answered for view in views)
        told = ("Spørgsmål med ét svar", "Alle afsnit", f"{answered} af {len(views)} besvaret")
        _write_sheet(sheet, row, marks.SINGLE, told, looks)
        row += 1
    for name, page, view in tables:
        told = (view.question.text, page.title, _so_far(view))
        _write_sheet(sheet, row, name, told, looks)
        row += 1
    sheet.hide_gridlines(2)
    sheet.set_portrait()
    sheet.set_paper(A4)
    sheet.fit_to_pages(1, 0)
    sheet.activate()


def _write_sheet(sheet: Worksheet, row: int, name: str, told: tuple[str, str, str], looks: FormLooks) -> None:
    sheet.write_url(row, 0, f"internal:'{name}'!A1", looks.ruled_link, name)
    for place, text in enumerate(told, start=1):
        sheet.write_string(row, place, clean(text), looks.ruled)
    sheet.set_row(row, height(*zip(told, _WIDTHS[1:], strict=True)))


def _so_far(view: QuestionView) -> str:
    if view.none_chosen:
        return "Ingen"
    if view.question.type == "fixed":
        given = sum(not row.is_blank for row in view.rows)
        return f"{given} af {len(view.rows)} rækker" if given else "Ikke besvaret"
    given = sum(bool(row.origin) and not row.is_blank for row in view.rows)
    return counted(given, "række", "rækker") if given else "Ikke besvaret"
