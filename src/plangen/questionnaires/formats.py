"""The kinds of files in which the questionnaire is sent: a row for each."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from plangen.ooxml.properties import CoreProperties
from plangen.questionnaires.lone_form import lone_form
from plangen.questionnaires.sent_form import SentForm
from plangen.questionnaires.word.writing import word_form

FormWriter = Callable[[SentForm], bytes]
"""The form → the bytes of its file; the same form gives the same bytes."""


def _page(form: SentForm) -> bytes:
    return lone_form(form).encode("utf-8")


def _book(form: SentForm) -> bytes:
    from plangen.forms.excel.book import FormBook, form_book

    answers = form.loaded.project.base
    properties = CoreProperties(
        f"Spørgeskema – {form.title}", form.title, answers.text("kommune_navn"), date=answers.today
    )
    pages = [(page, form.views[page.id]) for page in form.pages]
    return form_book(FormBook(form.title, form.department, pages, form.made_from, properties, form.who))


WRITERS: Final[Mapping[str, FormWriter]] = {"html": _page, "docx": word_form, "xlsx": _book}
"""Format, which is the ending of the file too → its writer."""
