"""The context that every template sees; see docs/arkitektur.md, »What a template sees«.

One context serves all documents and both formats. A document adds only what concerns itself (`for_document`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from plangen.answers.model import Answers
from plangen.catalog import Document
from plangen.documents.display import ALL_DEPARTMENTS, Display, marker
from plangen.documents.open_points import OpenPoint
from plangen.documents.passages import PassageBook
from plangen.texts.values import Answer, ContentsList, Passage, Picture, Record, Rows


def base_context(answers: Answers, logo: Picture | None = None) -> dict[str, Any]:
    """What all documents of one context share.

    `answers`: merged; for a department (`answers.department`) the tables keep only the rows that cover it.
    """
    view = answers.only(answers.department) if answers.department else answers
    context: dict[str, Any] = {}
    book = PassageBook(answers.catalog.passages, answers.passages, lambda name: _placeholder(name, context))
    display = Display(view, answers, book)
    for question in answers.catalog.questions.values():
        context[question.id] = display.question(question)
    _supplier_once_bought(context, answers)
    context["pakke"] = _package(display, answers)
    context["st"] = book
    context["logo"] = logo
    context["indhold"] = ContentsList()
    return context


def for_document(
    base: Mapping[str, Any], answers: Answers, document: Document, points: Sequence[OpenPoint] = ()
) -> dict[str, Any]:
    """The context of one document: the shared one, what the document is called, and its open points."""
    department = department_name(answers)
    suffix = f" – {department}" if answers.department else ""
    return {
        **base,
        "dokument": Record(
            {
                "id": document.id,
                "titel": document.title,
                "fuld_titel": f"{document.title}{suffix}",
                "afdeling": department,
                "grundlag": document.basis,
                "udkast": (answers.setting("status") or "udkast") == "udkast",
                "internt": document.internal,
            }
        ),
        "aabne_punkter": tuple(points),
    }


def department_name(answers: Answers) -> str:
    """The name of the context's department, its key when it has no name, or »Alle afdelinger«."""
    if not answers.department:
        return ALL_DEPARTMENTS
    row = answers.row("afdelinger", answers.department)
    return (row.text("navn") if row else "") or answers.department


def _placeholder(name: str, context: Mapping[str, Any]) -> str:
    """The value of a passage's {placeholder}."""
    match name:
        case "projektejer":
            value = context["roller"].projektejer.rolle
        case "idriftsaettelse_lang":
            value = context["idriftsaettelsesdato"].lang
        case _:
            value = context[name]
    return value if isinstance(value, str) else str(value)


def _supplier_once_bought(context: dict[str, Any], answers: Answers) -> None:
    """»Leverandøren er ikke valgt« is wrong once the solution is bought: then it is a missing answer
    (ST-23; documents.md 3.2, D03 1)."""
    if isinstance(context["leverandoer"], Passage) and answers.raw("anskaffelsesform") == "anskaffet":
        label = answers.catalog.questions["leverandoer"].short
        context["leverandoer"] = Answer(marker(label), id="leverandoer", label=label, status="missing")


def _package(display: Display, answers: Answers) -> Record:
    """The settings under `pakke:`; the current version first in the revision history (documents.md 3.1)."""
    settings = answers.catalog.package
    fields: dict[str, Any] = {
        key: display.value(setting, answers.package.get(key), f"pakke.{key}")
        for key, setting in settings.items()
    }
    if answers.package.get("status") is None:
        label = settings["status"].options["udkast"]
        fields["status"] = Answer(label, id="pakke.status", raw="udkast", kind="choice", status="default")
    fields["revisioner"] = _revisions(fields)
    return Record(fields)


def _revisions(fields: Mapping[str, Any]) -> Rows:
    current = Record(
        {
            "version": fields["version"],
            "dato": fields["dato"],
            "af": fields["udarbejdet_af"],
            "aendringer": "Denne version",
        },
        key="denne",
    )
    earlier: Rows = fields["revisioner"]
    if all(row.dato.raw for row in earlier):
        ordered = sorted(earlier, key=lambda row: row.dato.raw, reverse=True)
    else:
        ordered = list(reversed(earlier))
    return Rows([current, *ordered], earlier.ellers)
