"""What an id in a document stands for: a question, a field of it, a cell of a row."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from plangen.answers.options import as_column, preset_rows
from plangen.answers.overlay_parts import AFTER, BEFORE, PARTS, ROW
from plangen.answers.wording import short_label
from plangen.catalog import Catalog, Column, Question
from plangen.catalog.address import ANSWERS, PACKAGE, Address, Part
from plangen.forms.yaml.write import Path


def address_of(catalog: Catalog, id: str) -> Address | None:
    """The address of an id as documents carry it; None when the questionnaire has no such value."""
    address = Address.parse(id)
    question = questions(catalog, address.part).get(address.question)
    if question is None or not _has_place(catalog, question, address):
        return None
    return address if address.column in ("", *(column.id for column in question.columns)) else None


def _has_place(catalog: Catalog, question: Question, address: Address) -> bool:
    """Whether an answer of the question's type has such a place: a cell, a field, or the value itself."""
    if question.type == "table":
        return address.is_cell
    if question.type == "fixed":
        return not address.key and address.row in preset_rows(catalog, question)
    if not address.steps:
        return question.type != "group"
    return len(address.steps) == 1 and bool(address.column)


def questions(catalog: Catalog, part: Part) -> Mapping[str, Question]:
    """The questions under `svar`, or the settings under `pakke`."""
    return catalog.questions if part == ANSWERS else catalog.package


def question_of(catalog: Catalog, address: Address) -> Question:
    return questions(catalog, address.part)[address.question]


def column_of(catalog: Catalog, address: Address) -> Column:
    """The column of an address; a question's own value counts as one."""
    question = question_of(catalog, address)
    return question.column(address.column) if address.column else as_column(question)


def label_of(catalog: Catalog, address: Address) -> str:
    """What people call it: »Mål og gevinster, Indikator«, »Mening, Borgere, Begrundelse«."""
    question = question_of(catalog, address)
    names = [f"Pakken, {question.short}" if address.part == PACKAGE else question.short]
    if question.type == "fixed":
        names.append(short_label(preset_rows(catalog, question)[address.row]))
    if address.column:
        names.append(short_label(column_of(catalog, address).label))
    return ", ".join(names)


def order_of(catalog: Catalog, path: Path) -> Sequence[str]:
    """The names that may stand under a path of an answer file, in the order of the questionnaire."""
    if not path:
        return ("pakke", "svar", "tekster")
    part: Part = PACKAGE if path[0] == PACKAGE else ANSWERS
    known = questions(catalog, part) if path[0] == part else {}
    if len(path) == 1:
        return tuple(known)
    question = known.get(str(path[1]))
    if question is None:
        return ()
    columns = tuple(column.id for column in question.columns)
    if len(path) == 2 and question.type in ("table", "fixed"):
        return (*PARTS[question.type], *preset_rows(catalog, question))
    if len(path) > 2 and path[2] in PARTS.get(question.type, ()):
        return (ROW, *columns, AFTER, BEFORE)
    return ("valg", "egne", *columns) if question.type in ("choice", "multi") else columns


def table_question(catalog: Catalog, id: str) -> tuple[Question | None, str]:
    """The table that an id stands for as a whole (`maal`, `pakke.revisioner`, `krav.faglig` of an empty
    category), and what people call it; None for an id of something else."""
    address = Address.parse(id)
    question = questions(catalog, address.part).get(address.question)
    if question is None or question.type not in ("table", "fixed") or address.key:
        return None, id
    return question, f"Pakken, {question.short}" if address.part == PACKAGE else question.short
