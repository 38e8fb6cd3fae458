"""The context that every template sees; see docs/skabeloner.md, »What a template sees«.

One context serves all documents and both formats. A document adds only what concerns itself (`for_document`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from plangen.answers.model import Answers
from plangen.catalog import Document
from plangen.catalog.address import PACKAGE, Address
from plangen.checks.judging import met
from plangen.documents.assessments import concerning_the_solution
from plangen.documents.display import ALL_DEPARTMENTS, Display, marker
from plangen.documents.figures import figures
from plangen.documents.open_points import OpenPoint
from plangen.documents.passages import PassageBook
from plangen.documents.plan_view import plan_record
from plangen.documents.requirements import by_category, numbered, prioritised
from plangen.plan.model import Plan
from plangen.texts.danish import long_date
from plangen.texts.values import Answer, ContentsList, Picture, Record, Rows

BLANK_ROWS = " blank rows"  # a name no template can write


def base_context(answers: Answers, plan: Plan, logo: Picture | None = None) -> dict[str, Any]:
    """What all documents of one context share.

    `answers`: merged; for a department (`answers.department`) the tables keep only the rows that cover it.
    `plan`: computed from the same answers.
    """
    view = answers.only(answers.department) if answers.department else answers
    context: dict[str, Any] = {}
    book = PassageBook(
        answers.catalog.passages, answers.passages, lambda name: _placeholder(name, context, plan)
    )
    display = Display(view, answers, book)
    context[BLANK_ROWS] = display.blanks.made
    for question in answers.catalog.questions.values():
        context[question.id] = display.question(question)
    _supplier_once_bought(context, answers)
    context["pakke"] = _package(display, answers)
    context["st"] = book
    context["logo"] = logo
    context["indhold"] = ContentsList()
    context["krav_grupper"] = by_category(context["krav"], answers)
    context["krav_nummereret"] = numbered(context["krav"])
    context["krav_prioriteret"] = prioritised(context["krav"])
    context["vurderinger"] = concerning_the_solution(
        context["compliance"], answers.catalog.questions["compliance"]
    )
    context["afdelinger_repraesenteret"] = met(answers, plan, "R19")
    context["plan"] = plan_record(plan, context, answers.catalog.titles, display.blanks)
    context["figur"] = figures(view, answers, plan)
    return context


def for_document(
    base: Mapping[str, Any],
    answers: Answers,
    document: Document,
    points: Sequence[OpenPoint] = (),
    overview: Record | None = None,
) -> dict[str, Any]:
    """The context of one document: the shared one, what the document is called, and its open points.

    `overview`: what D00 tells of the pack's other documents.
    """
    department = department_name(answers)
    suffix = f" – {department}" if answers.department else ""
    return {
        **base,
        "dokument": Record(
            {
                "id": document.id,
                "titel": document.title,
                "fuld_titel": f"{document.title}{suffix}",
                "afdeling": "" if _only_one(answers) else department,
                "formaal": document.purpose,
                "grundlag": document.basis,
                "udkast": (answers.setting("status") or "udkast") == "udkast",
                "internt": document.internal,
                "liggende": document.landscape,
                "faelles": not answers.department,
            }
        ),
        "aabne_punkter": tuple(points),
        "pakken": overview or Record({}),
    }


def _only_one(answers: Answers) -> bool:
    """Whether the project has one department, which then needs no mention (specifikation.md 4.1)."""
    return not answers.department and len(answers.rows("afdelinger")) == 1


def department_name(answers: Answers) -> str:
    """The name of the context's department, its key when it has no name, or »Alle afdelinger«."""
    if not answers.department:
        return ALL_DEPARTMENTS
    row = answers.row("afdelinger", answers.department)
    return (row.text("navn") if row else "") or answers.department


def _placeholder(name: str, context: Mapping[str, Any], plan: Plan) -> str:
    """The value of a passage's {placeholder}."""
    match name:
        case "projektejer":
            value = context["roller"].projektejer.rolle
        case "idriftsaettelse_lang":
            own = long_date(plan.go_live) if plan.go_live else ""
            common = context["idriftsaettelsesdato"].lang
            value = common if str(common) == own or not own else own
        case "kort_OPG08":
            card = plan.card("OPG-08")
            value = card.number if card else "om erfaringer fra andre"
        case "kontakt":
            value = context["kommunikation_ramme"].kontakt
        case "varighed":
            value = context["evaluering_ramme"].varighed
        case _:
            value = context[name]
    return value if isinstance(value, str) else str(value)


def _supplier_once_bought(context: dict[str, Any], answers: Answers) -> None:
    """Before the solution is bought nothing is missing where no supplier is named; afterwards it is
    (specifikation.md 4.2, D03 1)."""
    if not context["leverandoer"] and answers.raw("anskaffelsesform") == "anskaffet":
        label = answers.catalog.questions["leverandoer"].short
        context["leverandoer"] = Answer(marker(label), id="leverandoer", label=label, status="missing")


def _package(display: Display, answers: Answers) -> Record:
    """The settings under `pakke:`; the current version first in the revision history (specifikation.md
    4.1)."""
    settings = answers.catalog.package
    fields: dict[str, Any] = {
        key: display.value(setting, answers.package.get(key), Address.at(PACKAGE, key))
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
