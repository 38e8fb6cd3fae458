"""Raw answers to the values that templates print.

The shown form is made here, before any template runs, so that every printed answer still knows its
question: a date is shown as »06.09.2027«, a choice by its label, a department key by its name.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import partial
from typing import Any

from plangen.answers.model import Answers, AnswerValue, Multi, NoneAnswer, Row, Value
from plangen.answers.options import as_column, options_of, preset_rows
from plangen.answers.row_keys import naming_column
from plangen.answers.wording import short_label
from plangen.catalog import Column, Question
from plangen.catalog.address import Address
from plangen.documents.blanks import BlankRows
from plangen.texts import danish
from plangen.texts.records import Record, Rows
from plangen.texts.values import Answer, AnswerKind, Passage, Status

BLANK = "–"
ALL_DEPARTMENTS = "Alle afdelinger"
LONGEST_NAME = 40
"""Of a row in the label of what it lacks, in characters."""


def marker(label: str) -> str:
    """What stands where an answer is missing (specifikation.md 4.1, policy M)."""
    return f"[Udfyldes: {label}]"


class Display:
    """Makes printed values of one context's answers.

    `answers`: the rows to print (a department's view); `project`: the unfiltered answers, which know the
    names of all departments; `passages`: the filled standard passages. `blanks`: makes rows to write in.
    """

    def __init__(self, answers: Answers, project: Answers, passages: Mapping[str, Passage]) -> None:
        self._answers = answers
        self._passages = passages
        self._departments = {row.key: row.text("navn") for row in project.rows("afdelinger") if row.key}
        self._stakeholders = {row.key: row.text("navn") for row in answers.rows("interessenter")}
        self._role_labels = answers.catalog.questions["roller"].rows
        self._roles = {row.key: row.text("rolle") for row in answers.rows("roller")}
        self.blanks = BlankRows(answers, self._to_write)

    # --- whole questions -----------------------------------------------------------------------------------
    def question(self, question: Question) -> Answer | Passage | Record | Rows:
        """The printed value of a question of the questionnaire, answered or not."""
        visible = self._answers.asked(question.id)
        value = self._answers.values.get(question.id) if visible else None
        return self.value(question, value, Address(question.id), visible)

    def value(
        self, question: Question, value: AnswerValue | None, base: Address, visible: bool = True
    ) -> Answer | Passage | Record | Rows:
        """The printed value of any question-like thing; `base` is where it stands."""
        match question.type:
            case "table":
                return self._table(question, value, base, visible)
            case "fixed":
                return self._fixed(question, value, base, visible)
            case "group":
                row = value if isinstance(value, Row) else Row({})
                return self._record(question, row, base, f"{question.short}, ", visible)
            case "choice" if question.columns:
                return self._choice_with_fields(question, value, base, visible)
        if not visible:
            return Answer("", id=str(base), label=question.short, status="hidden")
        scalar = value if isinstance(value, Value) else None
        missing: Status = "missing" if question.missing != "U" else "blank"
        return self._scalar(as_column(question), scalar, base, question.short, missing)

    def _choice_with_fields(
        self, question: Question, value: AnswerValue | None, base: Address, visible: bool
    ) -> Record:
        row = value if isinstance(value, Row) else Row({"valg": value} if isinstance(value, Value) else {})
        record = self._record(question, row, base, f"{question.short}, ", visible)
        fields = {column.id: getattr(record, column.id) for column in question.columns}
        missing: Status = "missing" if visible else "hidden"
        chosen = self._scalar(as_column(question), row.cells.get("valg"), base, question.short, missing)
        return Record({"valg": chosen, **fields}, vises=visible)

    def _table(self, question: Question, value: AnswerValue | None, base: Address, visible: bool) -> Rows:
        rows = value if isinstance(value, tuple) else ()
        records = [
            self._record(
                question, row, base.item(row.key), f"{question.short}, {self._row_name(question, row)}: "
            )
            for row in rows
        ]
        known = question.id in self._answers.catalog.questions and not base.steps
        blanks = partial(self.blanks.some, question.id) if known and visible else None
        return Rows(records, self._instead_of_rows(question, value, base, visible), visible, blanks)

    def _row_name(self, question: Question, row: Row) -> str:
        """What staff call a row: the words that name it, shortened; its number when it has none."""
        column = naming_column(question, row)
        raw = row.get(column.id) if column else None
        if column is None or raw is None or self._is_withheld(question, row, column):
            return f"række {row.number}"
        name = " ".join(self._shown(column, raw)[0].split()).rstrip(".")
        return name if len(name) <= LONGEST_NAME else f"{name[: LONGEST_NAME - 1].rstrip()}…"

    def _is_withheld(self, question: Question, row: Row, column: Column) -> bool:
        return Address(question.id).item(row.key).field(column.id) in self._answers.withheld

    def _instead_of_rows(
        self, question: Question, value: AnswerValue | None, base: Address, visible: bool
    ) -> Answer | Passage:
        id = str(base)
        if not visible:
            return Answer("", id=id, label=question.short, status="hidden")
        if question.passage and (isinstance(value, NoneAnswer) or question.missing == "S"):
            return self._passages[question.passage]
        if isinstance(value, NoneAnswer):
            return Answer("Ingen", id=id, label=question.short)
        if question.missing == "U":
            return Answer(BLANK, id=id, label=question.short, status="blank")
        return Answer(marker(question.short), id=id, label=question.short, status="missing")

    def _fixed(self, question: Question, value: AnswerValue | None, base: Address, visible: bool) -> Record:
        given = {row.key: row for row in value} if isinstance(value, tuple) else {}
        labels = preset_rows(self._answers.catalog, question)
        rows: dict[str, Any] = {}
        for key, label in labels.items():
            prefix = f"{question.short}, {short_label(label)}: "
            row = given.get(key, Row({}, key=key))
            rows[key] = self._record(question, row, base.field(key), prefix, visible, label)
        listed = list(rows) if question.rows_required else [key for key in rows if key in given]
        otherwise = self._instead_of_rows(question, value, base, visible)
        return Record({**rows, "ellers": otherwise}, vises=visible, listed=listed)

    def _record(
        self, question: Question, row: Row, base: Address, prefix: str, visible: bool = True, label: str = ""
    ) -> Record:
        fields: dict[str, Any] = {}
        for column in question.columns:
            name = prefix + short_label(column.label)
            missing: Status = "missing" if column.required == "ja" else "blank"
            if question.state:
                missing = "to_write"
            if not visible or (missing == "missing" and not self._asked(question, column)):
                missing = "hidden"
            fields[column.id] = self._scalar(
                column, row.cells.get(column.id), base.field(column.id), name, missing
            )
        return Record(fields, key=row.key, label=label, vises=visible)

    def _to_write(self, question: Question, column: Column, at: Address) -> Answer:
        """The empty place for a cell of a row that is not there yet."""
        return self._scalar(column, None, at, f"{question.short}: {short_label(column.label)}", "to_write")

    def place(self, at: Address) -> Answer:
        """An answer that stands in no table, or an empty place to write it, whether it is asked or not."""
        question = self._answers.catalog.questions[at.question]
        value = self._answers.values.get(question.id)
        if not at.column:
            cell = value if isinstance(value, Value) else None
            return self._scalar(as_column(question), cell, at, question.short, "to_write")
        rows = value if isinstance(value, tuple) else (value,)
        row = next((one for one in rows if isinstance(one, Row) and at.row in ("", one.key)), Row({}))
        column = question.column(at.column)
        label = f"{question.short}, {short_label(column.label)}"
        return self._scalar(column, row.cells.get(column.id), at, label, "to_write")

    def _asked(self, question: Question, column: Column) -> bool:
        """Whether a column is asked; those of the pack's settings are."""
        known = question.id in self._answers.catalog.questions
        return not known or self._answers.asked(question.id, column.id)

    # --- single values --------------------------------------------------------------------------------------
    def _scalar(
        self, column: Column, value: Value | None, at: Address, label: str, missing: Status
    ) -> Answer:
        """One cell or scalar answer. `missing` is the status it gets without a value."""
        id, options = str(at), None
        if column.type in ("choice", "multi"):
            options = options_of(self._answers.catalog, column)
        if value is None and at in self._answers.withheld:
            missing = "blank"
        if value is None:
            shown_form = {"missing": marker(label), "blank": BLANK}.get(missing, "")
            return Answer(shown_form, id=id, label=label, status=missing, kind=column.type, options=options)
        text, kind, variants = self._shown(column, value.raw)
        return Answer(
            text,
            id=id,
            raw=value.raw,
            kind=kind,
            label=label,
            status="given" if value.place else "default",
            options=options,
            variants=variants,
        )

    def _shown(self, column: Column, raw: Any) -> tuple[str, AnswerKind, dict[str, str]]:
        """Shown form, kind and variants of a raw value."""
        if isinstance(raw, date):
            return danish.short_date(raw), "date", {"long": danish.long_date(raw)}
        if isinstance(raw, Multi):
            labels = [
                options_of(self._answers.catalog, column).get(code, code) for code in raw.chosen
            ] + list(raw.own)
            inline = danish.joined([labels[0], *(danish.lower_first(label) for label in labels[1:])])
            return inline, "multi", {"items": "\n".join(labels)}
        if isinstance(raw, tuple):
            return danish.joined([str(number) for number in raw]), "number_list", {}
        if column.type == "choice":
            return options_of(self._answers.catalog, column).get(str(raw), str(raw)), "choice", {}
        if column.type == "date_or_week":
            return danish.relative_weeks(int(raw)), "date_or_week", {}
        if isinstance(raw, int | float):
            return danish.number(raw), "number", {}
        return self._shown_text(column, str(raw))

    def _shown_text(self, column: Column, raw: str) -> tuple[str, AnswerKind, dict[str, str]]:
        match column.refers:
            case "rolle" if raw in self._role_labels:
                title = self._roles.get(raw) or self._role_labels[raw]
                first = f"{title} ({danish.lower_first(self._role_labels[raw].split(' (')[0])})"
                return title, "role", {"first": first if self._roles.get(raw) else title}
            case "afdeling":
                return self._department_names(raw), "departments", {}
            case "interessent":
                return self._stakeholders.get(raw) or raw, "stakeholder", {}
            case "opgavekort" if raw in self._answers.catalog.cards:
                return self._answers.catalog.cards[raw].title, "card", {}
        return raw, column.type, {}

    def _department_names(self, raw: str) -> str:
        """By name; in a department's documents no other department's."""
        own = self._answers.department
        keys = [key.strip() for key in raw.split(";") if key.strip()]
        keys = [key for key in keys if own is None or key in (own, "alle")]
        names = [ALL_DEPARTMENTS if key == "alle" else self._departments.get(key) or key for key in keys]
        return danish.names(names)
