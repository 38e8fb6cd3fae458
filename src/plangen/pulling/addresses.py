"""What an id in a document stands for: a question, a field of it, a cell of a row."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from plangen.answers.options import as_column, preset_rows
from plangen.answers.overlay_parts import AFTER, BEFORE, PARTS, ROW
from plangen.answers.wording import short_label
from plangen.answers.writing import Path
from plangen.catalog import Catalog, Column, Question

_ID = re.compile(r"(?P<package>pakke\.)?(?P<question>\w+)(?:\[(?P<key>.*)\])?(?P<rest>(?:\.\w+)*)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Address:
    """One value of the answers.

    `part`: svar or pakke. `row`: the key of a table's or fixed question's row, else empty. `column`: the
    field, empty for the question's own value (a scalar, or the choice of a choice with fields).
    """

    part: str
    question: str
    row: str = ""
    column: str = ""

    @property
    def whole(self) -> str:
        """The id of the whole answer: what an overlay replaces."""
        return self.question if self.part == "svar" else f"pakke.{self.question}"


def address_of(catalog: Catalog, id: str) -> Address | None:
    """The address of an id as documents carry it; None when the questionnaire has no such value."""
    match = _ID.fullmatch(id)
    if match is None:
        return None
    part = "pakke" if match["package"] else "svar"
    question = questions(catalog, part).get(match["question"])
    names = match["rest"].split(".")[1:]
    if question is None:
        return None
    row = match["key"] or ""
    if question.type == "fixed" and len(names) > 1:
        row, names = ".".join(names[:-1]), names[-1:]  # a row's code may hold a full stop: F1.1
        if row not in preset_rows(catalog, question):
            return None
    columns = {column.id for column in question.columns}
    has_rows = question.type in ("table", "fixed")
    if has_rows != bool(row) or len(names) > 1 or (names and names[0] not in columns):
        return None
    if not names and (has_rows or question.type == "group"):
        return None
    return Address(part, question.id, row, names[0] if names else "")


def questions(catalog: Catalog, part: str) -> dict[str, Question]:
    """The questions under `svar`, or the settings under `pakke`."""
    return dict(catalog.questions if part == "svar" else catalog.package)


def question_of(catalog: Catalog, address: Address) -> Question:
    return questions(catalog, address.part)[address.question]


def column_of(catalog: Catalog, address: Address) -> Column:
    """The column of an address; a question's own value counts as one."""
    question = question_of(catalog, address)
    return question.column(address.column) if address.column else as_column(question)


def label_of(catalog: Catalog, address: Address) -> str:
    """What people call it: »Mål og gevinster, Indikator«, »Mening, Borgere, Begrundelse«."""
    question = question_of(catalog, address)
    names = [f"pakke, {question.short}" if address.part == "pakke" else question.short]
    if question.type == "fixed":
        names.append(short_label(preset_rows(catalog, question)[address.row]))
    if address.column:
        names.append(short_label(column_of(catalog, address).label))
    return ", ".join(names)


def order_of(catalog: Catalog, path: Path) -> Sequence[str]:
    """The names that may stand under a path of an answer file, in the order of the questionnaire."""
    if not path:
        return ("pakke", "svar", "tekster")
    known = questions(catalog, str(path[0])) if path[0] in ("svar", "pakke") else {}
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
    package = id.startswith("pakke.")
    name = id.removeprefix("pakke.").partition(".")[0]
    question = questions(catalog, "pakke" if package else "svar").get(name)
    if question is None or question.type not in ("table", "fixed"):
        return None, id
    return question, f"pakke, {question.short}" if package else question.short
