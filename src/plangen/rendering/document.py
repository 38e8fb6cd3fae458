"""One document of one context. Pure but for reading templates."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from plangen.catalog import Document
from plangen.compiling.page import page_source
from plangen.documents.context import for_document
from plangen.documents.open_points import OpenPoint, open_points
from plangen.documents.printing import Printing
from plangen.library import Templates
from plangen.ooxml.paper import on_paper
from plangen.ooxml.properties import CoreProperties
from plangen.rendering.subject import Subject
from plangen.templates.source import Source
from plangen.texts.records import Record
from plangen.web.page import Page, PageTemplates
from plangen.web.pdf import Pdf, write_pdf
from plangen.word.engine import WordTemplate

SHELL = "_base.html"
"""The page template around every page."""


@cache
def _pages(templates: Templates, paper: str) -> PageTemplates:
    """The page templates of a library on that paper, compiled once per process."""

    def text(name: str) -> str:
        """A page template: one of its own, or else that of the Word template of the same name."""
        if templates.has("html", name) or not name.endswith(".html"):
            return templates.read("html", name).decode("utf-8")
        return _compiled(templates, name, paper).text

    def place(name: str, line: int) -> tuple[str, str]:
        """File and place that a line of a page template stands for, as people know them."""
        if templates.has("html", name) or not name.endswith(".html"):
            return name, f"linje {line}"
        placed = _compiled(templates, name, paper).at(line)
        return _word_name(name), "" if placed is None else str(placed.site)

    return PageTemplates(text, place)


def _compiled(templates: Templates, name: str, paper: str) -> Source:
    return page_source(_word_name(name), on_paper(templates.read("docx", _word_name(name)), paper))


def _word_name(name: str) -> str:
    return f"{name.removesuffix('.html')}.docx"


@cache
def _word(templates: Templates, file: str, paper: str) -> WordTemplate:
    """A Word template on that paper, compiled once per process."""
    return WordTemplate(f"{file}.docx", on_paper(templates.read("docx", f"{file}.docx"), paper))


def find_open_points(document: Document, subject: Subject, overview: Record | None) -> tuple[OpenPoint, ...]:
    """The markers the document prints, found on its page before »Åbne punkter« is filled in."""
    return points_on(page_of(document, subject, (), overview), subject)


def points_on(page: Page, subject: Subject) -> tuple[OpenPoint, ...]:
    """The markers of a page."""
    return open_points(page.missing, subject.answers, subject.due)


@dataclass(frozen=True, slots=True)
class RenderedFile:
    """One file. `notes`: what the user should know about it, in Danish. `pages`: how many it has, 0 when
    nobody knows; `anchors`: on which of them each id of the page stands; `made_of`: the mark of what it was
    made of, for one that is no page."""

    data: bytes
    notes: tuple[str, ...] = ()
    pages: int = 0
    anchors: Mapping[str, int] = field(default_factory=dict)
    made_of: str = ""


def word_of(
    document: Document,
    subject: Subject,
    points: Sequence[OpenPoint],
    overview: Record | None,
    pages: Callable[[], tuple[int, ...]],
) -> bytes:
    """The document as a Word file. `overview`: what D00 tells of the others; none for others. `pages`: those
    of its headings, asked for when it has a contents list.

    Raises `PlangenError` for a broken template.
    """
    context = for_document(subject.context, subject.answers, document, points, overview)
    return _word(subject.library.templates, document.template_file, document.variant.paper).render(
        context, core_properties(document, subject), Printing(), pages
    )


def pdf_file(html: str) -> RenderedFile:
    """A page as PDF, with what the engine had to say. Raises `PlangenError` when what it needs is not
    installed."""
    pdf = write_pdf(html)
    return RenderedFile(pdf.content, tuple(_pdf_notes(pdf)), pdf.pages, pdf.anchors)


def _pdf_notes(pdf: Pdf) -> Iterator[str]:
    if pdf.replaced:
        yield f"PDF-filen viser □ i stedet for tegn, som ingen skrifttype har: {' '.join(pdf.replaced)}"
    for message in pdf.messages:
        yield f"PDF-motoren siger: {message}"


def page_of(
    document: Document, subject: Subject, points: Sequence[OpenPoint], overview: Record | None
) -> Page:
    """The document as a page. Raises `PlangenError` for a broken template."""
    context = for_document(subject.context, subject.answers, document, points, overview)
    properties = core_properties(document, subject)
    return _pages(subject.library.templates, document.variant.paper).render(
        f"{document.template_file}.html", context, Printing(), properties
    )


def page_reads(document: Document, subject: Subject) -> frozenset[str] | None:
    """What the page of a document, which was made, reads of its context; None when that is not known,
    because it has a template of its own, or is put together of others than the shell."""
    templates, page = subject.library.templates, f"{document.template_file}.html"
    pages = _pages(templates, document.variant.paper)
    if templates.has("html", page) or not pages.uses_only(page, (SHELL,)):
        return None
    return pages.reads(page)


def word_reads(document: Document, subject: Subject) -> frozenset[str]:
    """The same of its Word file."""
    return _word(subject.library.templates, document.template_file, document.variant.paper).reads


def core_properties(document: Document, subject: Subject) -> CoreProperties:
    """Title, subject, author and keywords of the files (specifikation.md 4.1).

    A document for suppliers does not name the system: a product's name in the file of a tender could look
    as if the choice had been made.
    """
    answers = subject.answers
    municipality = answers.text("kommune_navn")
    system = "" if document.for_suppliers else answers.text("system_navn")
    keywords = (municipality, system, document.title)
    return CoreProperties(
        title=f"{document.title} – {subject.name}",
        subject=answers.text("projekt_titel"),
        author=str(answers.setting("udarbejdet_af") or municipality),
        keywords=", ".join(word for word in keywords if word),
        date=answers.today,
        records=tuple(records_of(document, subject).items()),
    )


def records_of(document: Document, subject: Subject) -> dict[str, str]:
    """What a system for cases and documents files a document by; what is not known is left out."""
    found = {
        "Sagsnummer": str(subject.answers.setting("sagsnummer") or ""),
        "Dokumenttype": document.title,
        "Afdeling": subject.name,
    }
    return {name: value for name, value in found.items() if value}


def pack_properties(subject: Subject) -> CoreProperties:
    """Title, subject, author and keywords of a file that holds the whole pack."""
    answers = subject.answers
    municipality, project = answers.text("kommune_navn"), answers.text("projekt_titel")
    return CoreProperties(
        title=f"Planpakke – {subject.name}",
        subject=project,
        author=str(answers.setting("udarbejdet_af") or municipality),
        keywords=", ".join(word for word in (municipality, answers.text("system_navn")) if word),
        date=answers.today,
    )
