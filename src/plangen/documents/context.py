"""The context that every template sees; see docs/skabeloner.md, »What a template sees«.

One context serves all documents and both formats. A document adds only what concerns itself (`for_document`).
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from plangen.answers.acquisition import requirements_variant
from plangen.answers.department_view import shown_to
from plangen.answers.model import Answers
from plangen.answers.packs import SHARED, documents_of, is_alone, pack_key, prints_sections_of
from plangen.answers.reported import is_handed_over
from plangen.answers.supplier import supplier_is_chosen
from plangen.catalog import Document
from plangen.catalog.address import PACKAGE, Address
from plangen.checks.checked import Checked
from plangen.checks.judging import met
from plangen.documents.assessments import by_deadline, concerning_the_solution
from plangen.documents.display import ALL_DEPARTMENTS, Display, marker
from plangen.documents.effects import without_amounts
from plangen.documents.faq_table import questions_and_answers
from plangen.documents.figures import figures, goal_figures
from plangen.documents.mirror import mirrored
from plangen.documents.open_points import OpenPoint
from plangen.documents.passages import PassageBook
from plangen.documents.plan_view import plan_record
from plangen.documents.potentials import potentials_and_barriers
from plangen.documents.quality import quality
from plangen.documents.requirements import by_category, prioritised
from plangen.documents.sheets import Sheets
from plangen.plan.model import Plan
from plangen.texts.danish import begins_with_infinitive, counted, long_date
from plangen.texts.records import Record, Rows
from plangen.texts.values import Answer, ContentsList, Picture

_ABOUT_RISKS = ("D04", "D11")
BLANK_ROWS, SHEETS = " blank rows", " sheets"  # names no template can write


def base_context(
    answers: Answers, plan: Plan, checked: Checked, logo: Picture | None = None
) -> dict[str, Any]:
    """What all documents of one context share.

    `answers`: merged; for a department (`answers.department`) the tables keep only the rows that cover it.
    `plan`: computed from the same answers; `checked`: what the checks came to.
    """
    view = shown_to(answers, answers.department) if answers.department else answers
    context: dict[str, Any] = {}
    book = PassageBook(
        answers.catalog.passages, answers.passages, lambda name: _placeholder(name, context, plan, view)
    )
    display = Display(view, answers, book)
    context[BLANK_ROWS] = display.blanks.made
    for question in answers.catalog.questions.values():
        context[question.id] = display.question(question)
    context["leverandoer"] = _supplier(context["leverandoer"], answers)
    context["pakke"] = _package(display, answers)
    context["st"] = book
    context["logo"] = logo
    context["indhold"] = ContentsList()
    context["krav_grupper"] = by_category(context["krav"], answers)
    context["krav_prioriteret"] = prioritised(context["krav_grupper"])
    context["forventede_effekter"] = without_amounts(context["maal"])
    context["anvendelse_er_handlinger"] = begins_with_infinitive(answers.text("anvendelse"))
    context["vurderinger"] = concerning_the_solution(
        context["compliance"], answers.catalog.questions["compliance"]
    )
    context["vurderinger_efter_frist"] = by_deadline(context["compliance"])
    context["afdelinger_repraesenteret"] = met(answers, plan, "R19")
    titles = {document.id: document.title for document in documents_of(answers)}
    # What no template makes yet is delivered all the same.
    titles |= {id: t for id, t in answers.catalog.titles.items() if id not in answers.catalog.documents}
    context["plan"] = plan_record(plan, context, titles, display.blanks, answers.catalog)
    context["ofte_stillede"] = questions_and_answers(context, view, answers, plan, display.blanks)
    context["potentialeplan"] = potentials_and_barriers(context, answers, plan, display.blanks)
    context |= mirrored(context, answers, plan, checked.judgement)
    context["kvalitetstjek"] = quality(answers, checked, book)
    context["figur"] = figures(view, answers, plan)
    context[SHEETS] = Sheets(view, display, context)
    context["figur_af_maal"] = goal_figures(view, plan)
    return context


def for_document(
    base: Mapping[str, Any],
    answers: Answers,
    document: Document,
    points: Sequence[OpenPoint] = (),
    overview: Record | None = None,
) -> dict[str, Any]:
    """The context of one document: the shared one, what the document is called, and its open points.

    `overview`: what D00 tells of the pack's other documents. A workshop sheet sees its fields as `ark`.
    """
    sheet = answers.catalog.sheets.get(document.id)
    return {
        **base,
        **({"ark": base[SHEETS].record(sheet, department_name(answers))} if sheet else {}),
        "dokument": _about(document, answers),
        "aabne_punkter": tuple(points),
        "pakken": overview or Record({}),
    }


def _about(document: Document, answers: Answers) -> Record:
    """The record `dokument`: what it is, whose, and which of its sections are printed. With one department
    it is not said whose (specifikation.md 4.1)."""
    department = department_name(answers)
    is_shared = pack_key(answers) == SHARED
    return Record(
        {
            "id": document.id,
            "titel": document.title,
            "fuld_titel": document.title if is_shared else f"{document.title} – {department}",
            "formaal": document.purpose,
            "afdeling": "" if is_alone(answers) and answers.department_keys() else department,
            "grundlag": document.basis,
            "udkast": (answers.setting("status") or "udkast") == "udkast",
            "internt": document.internal,
            "liggende": document.landscape,
            "udfoerer": document.variant.performer.casefold(),
            "faelles": is_shared,
            "alene": is_alone(answers),
            "variant": requirements_variant(answers),
            "afsluttet": is_handed_over(answers),
            "standard": prints_sections_of(answers, document, "standard"),
            "fuld": prints_sections_of(answers, document, "fuld"),
        }
    )


def department_name(answers: Answers) -> str:
    """The name of the department that the pack is for, its key when it has no name, or »Alle afdelinger«.
    The one pack of a project with one department is for that."""
    keys = answers.department_keys()
    key = answers.department or (keys[0] if len(keys) == 1 else "")
    if not key:
        return ALL_DEPARTMENTS
    row = answers.row("afdelinger", key)
    return (row.text("navn") if row else "") or key


def _placeholder(name: str, context: Mapping[str, Any], plan: Plan, answers: Answers) -> str | None:
    """The value of a passage's {placeholder}; None for what the plan does not have."""
    match name:
        case "projektejer":
            value = context["roller"].projektejer.rolle
        case "idriftsaettelse_lang":
            own = long_date(plan.go_live) if plan.go_live else ""
            common = context["idriftsaettelsesdato"].lang
            value = common if str(common) == own or not own else own
        case "kort_OPG08":
            card = plan.card("OPG-08")
            return card.number if card else None
        case "kontakt":
            value = context["kommunikation_ramme"].kontakt
        case "svarfrist":
            value = context["feedback"].svarfrist_dage
        case "kanal":
            value = context["feedback"].kanal
        case "borgere":
            value = "borgere" if context["loesningstype"].raw == "borgervendt" else "slutbrugere"
        case "antal":
            value = _testers(context["afproevning_foer_valg"])
        case "uger":
            value = "" if plan.lead is None else str(plan.lead)
        case "varighed":
            value = context["evaluering_ramme"].varighed
        case "om_risici":
            return _named(answers, _ABOUT_RISKS)
        case _:
            value = context[name]
    return value if isinstance(value, str) else str(value)


def _named(answers: Answers, ids: Collection[str]) -> str | None:
    """The titles of those of the documents that the pack has; None when it has none of them."""
    return " og ".join(f"»{one.title}«" for one in documents_of(answers) if one.id in ids) or None


def _testers(trial: Record) -> str:
    """How many try the solution before the choice, all in all: that is what suppliers are told of it."""
    count = (trial.medarbejdere.raw or 0) + (trial.borgere.raw or 0)
    return counted(count, "person", "personer") if count else "de deltagende"


def _supplier(given: Answer, answers: Answers) -> Answer:
    """The supplier once it is chosen: before that nothing is printed and nothing is missing; where the
    solution is bought already, the name is (specifikation.md 4.1, »Leverandør«)."""
    label = answers.catalog.questions["leverandoer"].short
    if not supplier_is_chosen(answers):
        return Answer("", id="leverandoer", label=label, status="hidden")
    if given or answers.raw("anskaffelsesform") != "anskaffet":
        return given
    return Answer(marker(label), id="leverandoer", label=label, status="missing")


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
