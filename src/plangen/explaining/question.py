"""What somebody asks to have explained: a card, an answer, a document, a date, or a text to look for."""

from __future__ import annotations

from plangen.answers.wording import closest
from plangen.catalog import Catalog
from plangen.explaining import dates, places
from plangen.explaining.account import Account
from plangen.rendering.now import PackNow

_MOST = 8
FORMS = (
    "Skriv et kort (A13, OPG-15), et svar (formaal_kort, med.dato), et dokument (D05, »D05:Kalender«),"
    " en dato (2027-08-09), »vindue 2«, navnet på en milepæl eller en tekst fra et dokument."
)


def what_to_ask(catalog: Catalog, asked: str) -> str:
    """What to do when nothing is found: the answer or document that was probably meant, else what can be
    asked."""
    names = {question.id: question.short for question in catalog.questions.values()}
    names |= {document.id: document.title for document in catalog.documents.values()}
    near = closest(asked, names)
    return f"Mente du »{near}« ({names[near]})?" if near else FORMS


def explained(now: PackNow, asked: str) -> list[Account]:
    """All that is meant by what is asked, the most certain meaning alone; none when nothing is."""
    what = " ".join(asked.split()).strip('»«"')
    if not what:
        return []
    certain = (
        dates.of_card(now.subject, what)
        or dates.of_window(now.subject, what)
        or dates.of_day(now.subject, what)
        or places.of_answer(now, what)
        or _of_document(now, what)
    )
    if certain or dates.as_day(what):
        return certain
    return [*dates.of_text(now.subject, what)[:_MOST], *places.of_words(now, what)[:_MOST]]


def _of_document(now: PackNow, what: str) -> list[Account]:
    """»D05«, »D05:Kalender«, »05_kommunikationsplan«."""
    name, _, where = what.partition(":")
    id = document_id(now.catalog, name.strip())
    if id not in now.documents:
        return []
    return places.of_section(now, id, where.strip()) if where.strip() else places.of_document(now, id)


def document_id(catalog: Catalog, name: str) -> str:
    """The id of the document that is called so; empty for none."""
    wanted = name.casefold()
    for document in catalog.documents.values():
        if wanted in (document.id.casefold(), document.file, document.title.casefold()):
            return document.id
    return ""
