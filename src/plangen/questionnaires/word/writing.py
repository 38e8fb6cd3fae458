"""The questionnaire as a Word file: drawn from the questions as any form shows them, with a control for each
field.

A control's id is the address of its answer, so whoever reads Word files reads this one. A row of a table is
named by its number in the answer that was shown, a blank one by a number of its own. With the file goes what
it was made from, and the file itself as it was made: what comes back is compared with that."""

from __future__ import annotations

import json
from functools import lru_cache
from typing import Any, Final

from plangen.documents.passages import PassageBook
from plangen.documents.printing import Printing
from plangen.forms.model import FormPage
from plangen.library import Templates
from plangen.ooxml.attached import with_attached
from plangen.ooxml.properties import CoreProperties
from plangen.questionnaires.sent_form import SentForm
from plangen.questionnaires.word.drawing import drawn
from plangen.texts.records import Record
from plangen.texts.values import ContentsList
from plangen.word.engine import WordTemplate

NAMESPACE: Final = "urn:plangen:skema"
MADE_FROM, ORIGINAL = "lavet_af", "original"
TITLE: Final = "Spørgeskema"
_TEMPLATE: Final = "spoergeskema"


def word_form(form: SentForm) -> bytes:
    """The form as a Word file. Raises `TemplateError` for a broken template."""
    base = form.loaded.project.base
    context: dict[str, Any] = {
        "projekt_titel": form.title,
        "logo": form.loaded.logo,
        "dokument": Record({"titel": TITLE, "formaal": _what(form), "afdeling": form.department}),
        "indhold": ContentsList(),
        "st": PassageBook(form.loaded.library.catalog.passages, base.passages, _no_answer),
        "sider": tuple(_page(form, page) for page in form.pages),
    }
    properties = CoreProperties(
        f"{TITLE} – {form.title}",
        subject=form.title,
        author=base.text("kommune_navn"),
        date=base.today,
        records=(("Dokumenttype", TITLE),),
    )
    original = _template(form.loaded.library.templates).render(context, properties, Printing())
    told = json.dumps(form.made_from.data(), ensure_ascii=False).encode("utf-8")
    return with_attached(original, NAMESPACE, {MADE_FROM: told, ORIGINAL: original})


@lru_cache(maxsize=4)
def _template(templates: Templates) -> WordTemplate:
    return WordTemplate(f"{_TEMPLATE}.docx", templates.read("docx", f"{_TEMPLATE}.docx"))


def _what(form: SentForm) -> str:
    whose = f"Svar for {form.department}." if form.department else ""
    return f"{whose} Svarene bruges i projektets dokumenter.".strip()


def _page(form: SentForm, page: FormPage) -> Record:
    title = f"{page.number}. {page.title}" if page.number else page.title
    return Record(
        {
            "titel": title,
            "tid": f"Det tager omkring {page.minutes} minutter." if page.minutes else "",
            "spoergsmaal": tuple(drawn(form, view) for view in form.views[page.id]),
        }
    )


def _no_answer(name: str) -> str:
    raise KeyError(name)  # the form's own passages hold none
