"""R94: every key in a cell that names departments is a department of the project."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from plangen.answers.model import Answers, Row, Value
from plangen.answers.report import At
from plangen.answers.wording import closest, listed, quoted
from plangen.catalog import Demand, Question
from plangen.catalog.address import Address
from plangen.findings import Finding

ALL = "alle"


def department_findings(answers: Answers, departments: Mapping[str, str]) -> Iterator[Finding]:
    """R94 for the answers of one file. `departments`: key → name; nothing is checked without any."""
    if not departments:
        return
    known = {**departments, ALL: "alle afdelinger"}
    demand = answers.catalog.rules["R94"].demands[0]
    for question_id, value in answers.values.items():
        question = answers.catalog.questions[question_id]
        if question.type == "table" and isinstance(value, tuple):
            own = answers.own_rows.get(question_id)
            at = At(Address(question.id), question.short, question.id, own.shared_rows if own else None)
            for row in value:
                yield from _row_findings(question, row, at.row(row.number), known, demand)


def _row_findings(
    question: Question, row: Row, at: At, known: Mapping[str, str], demand: Demand
) -> Iterator[Finding]:
    for column in question.columns:
        cell = row.cells.get(column.id)
        if column.refers == "afdeling" and cell is not None:
            yield from _cell_findings(cell, at.cell(column.id, column.label), known, demand)


def _cell_findings(cell: Value, at: At, known: Mapping[str, str], demand: Demand) -> Iterator[Finding]:
    for part in (part.strip() for part in str(cell.raw).split(";")):
        if not part or part in known:
            continue
        near = closest(part, {key: name for key, name in known.items() if name})
        hint = f"Mente du {quoted(near)}?" if near else f"Brug en af nøglerne: {listed(list(known))}."
        message = demand.says({"vaerdi": quoted(part), "sted": at.where})
        yield Finding(
            "R94",
            demand.severity,
            message,
            cell.place,
            hint=hint,
            where=at.where,
            question=at.question,
            part=at.part,
        )
