"""Makes what a page shows of a question: its fields with names and values, its rows, and what is found."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from plangen.answers.spelling.names import KnownNames
from plangen.answers.spelling.tree import NONE_WORD
from plangen.catalog import Catalog
from plangen.forms.model import FormField, FormQuestion
from plangen.forms.page.answer import (
    CHOSEN,
    Plain,
    fields_of,
    has_fields,
    is_nothing,
    mark,
    told,
)
from plangen.forms.page.posted import field_name, shown_text
from plangen.forms.page.seen import Common, FieldKind, FieldView, QuestionView, RowView
from plangen.texts.danish import plain_date

NEW_ROW = "ny"
"""The token of the row that a script copies."""
_FEW_OPTIONS = 12
_LONG_TEXT, _LONG_LINES = 70, range(200, 1000)
"""Characters of a text in one line that gets a field of several."""
_KINDS: Mapping[str, FieldKind] = {
    "text": "text",
    "markdown": "long",
    "date": "date",
    "date_or_week": "date",
    "number": "number",
    "choice": "choice",
    "multi": "boxes",
    "tal_liste": "list",
}


@dataclass(frozen=True, slots=True)
class Viewer:
    """Makes the views of the questions of one file. `names`: whom its answers may refer to; `titles`: what a
    kind of reference may be called (goals, trials)."""

    catalog: Catalog
    names: KnownNames
    titles: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def view(self, question: FormQuestion, answer: Plain, blanks: int = 0) -> QuestionView:
        """A question with an answer in its shape. `blanks`: the least blank rows of a table."""
        seen = QuestionView(
            question=question,
            id=f"{question.part}-{question.id}",
            name=field_name(question),
            version=mark(answer),
            shown=shown_text(answer),
            answered=not is_nothing(answer),
        )
        if question.type == "table":
            return self._with_rows(seen, answer, blanks)
        if question.type == "fixed":
            rows = (self._preset(question, row, label, answer[row]) for row, label in question.rows.items())
            return replace(seen, rows=tuple(rows))
        if has_fields(question):
            fields = self._shown_fields(question, answer)
            return replace(
                seen,
                fields=tuple(
                    self._field(one, answer[name], field_name(question, name)) for name, one in fields
                ),
            )
        assert question.field is not None
        return replace(seen, fields=(self._single(question, question.field, answer),))

    # --- rows -----------------------------------------------------------------------------------------------
    def _with_rows(self, seen: QuestionView, answer: Plain, blanks: int) -> QuestionView:
        question = seen.question
        given = answer if isinstance(answer, list) else []
        least = 0 if answer == NONE_WORD else max(1, question.min_rows) - len(given)
        blanks = max(blanks, least)
        rows = [self._row(question, row, str(number), given) for number, row in enumerate(given)]
        for number in range(len(given), len(given) + blanks):
            rows.append(replace(self._row(question, {}, str(number), given), origin="", is_open=True))
        return replace(
            seen,
            rows=tuple(rows),
            template=replace(self._row(question, {}, NEW_ROW, given), origin="", is_open=True),
            none_name=field_name(question, ".ingen") if question.none_allowed else "",
            none_chosen=answer == NONE_WORD,
        )

    def _row(
        self,
        question: FormQuestion,
        row: Mapping[str, Plain],
        token: str,
        given: Sequence[Mapping[str, Plain]],
    ) -> RowView:
        fields = self._shown_fields(question, *given)
        blank = is_nothing(row)
        return RowView(
            token,
            f"{question.part}-{question.id}-{token}",
            row_title(question, row),
            tuple(
                self._field(one, row.get(name, ""), field_name(question, token, name)) for name, one in fields
            ),
            token,
            blank,
            blank,
        )

    def _preset(self, question: FormQuestion, row: str, label: str, record: Mapping[str, Plain]) -> RowView:
        fields = tuple(
            self._field(one, record[name], field_name(question, row, name))
            for name, one in self._shown_fields(question, record)
        )
        return RowView(row, _dom_id(field_name(question, row)), label, fields, is_blank=is_nothing(record))

    @staticmethod
    def _shown_fields(question: FormQuestion, *records: Mapping[str, Plain]) -> list[tuple[str, FormField]]:
        """The fields that the profile asks, and those that are given anyway."""
        return [
            (name, replace(one, help="") if name == CHOSEN else one)  # its help is the question's
            for name, one in fields_of(question).items()
            if one.asked or any(not is_nothing(record.get(name, "")) for record in records)
        ]

    # --- fields ---------------------------------------------------------------------------------------------
    def _single(self, question: FormQuestion, one: FormField, answer: Plain) -> FieldView:
        seen = self._field(replace(one, label=question.text, help=""), answer, field_name(question))
        if one.type == "choice" and len(one.choices) <= _FEW_OPTIONS:
            seen = replace(seen, kind="radios")
        if one.type == "text" and one.longest in _LONG_LINES:
            seen = replace(seen, kind="long")
        if question.ordered:
            seen = replace(seen, ordered=True)
        if question.own_items:
            others = "\n".join(item for item in answer if item not in one.choices)
            seen = replace(seen, others=others, takes_others=True)
        return seen

    def _field(self, one: FormField, value: Plain, name: str) -> FieldView:
        chosen = (
            tuple(value) if isinstance(value, list) else (value,) if one.type == "choice" and value else ()
        )
        text = ", ".join(value) if isinstance(value, list) else value
        options = dict(one.choices)
        options |= {code: code for code in chosen if code not in options and one.type == "choice"}
        if one.type == "multi":  # what is chosen stands first, in its order, and is sent in it
            options = {code: options[code] for code in (*chosen, *options) if code in options}
        return FieldView(
            name=name,
            id=_dom_id(name),
            label=one.label,
            help=" ".join(part for part in (one.help, self._format(one)) if part),
            kind="long" if one.type == "text" and len(text) > _LONG_TEXT else _kind(one),
            value=self._display(one, text),
            chosen=chosen,
            options=options,
            suggestions=tuple(self._suggestions(one)),
            required="" if one.required.startswith("bør") else one.required,
            longest=one.longest,
        )

    @staticmethod
    def _format(one: FormField) -> str:
        match one.type:
            case "date":
                return "Fx 15. marts 2027."
            case "date_or_week":
                return "En dato, eller uger fra idriftsættelsen, fx -4 for fire uger før."
            case "tal_liste":
                return "Hele tal med komma imellem, fx 2, 4, 8."
            case "number":
                return f"Et tal{f', {one.range}' if one.range else ''}."
        return "Flere adskilles med semikolon." if one.refers == "afdeling" else ""

    def _display(self, one: FormField, text: str) -> str:
        """A value as people write it; the reader takes it for the same value."""
        if one.type in ("date", "date_or_week"):
            try:
                return plain_date(date.fromisoformat(text))
            except ValueError:
                return text
        if one.refers in ("afdeling", "interessent"):
            called = {**self._called(one.refers), "alle": "alle"}
            if not all(key.strip() in called for key in text.split(";")):
                return text  # none of the project's own, so it stands as somebody wrote it
            return "; ".join(called[key.strip()] for key in text.split(";"))
        return text

    def _called(self, kind: str) -> dict[str, str]:
        """Key → the name that is read as that key."""
        names: dict[str, str] = {}
        for name, key in self.names.rows.get(kind, {}).items():
            if name != key and ";" not in name:
                names.setdefault(key, name)
        return names

    def _suggestions(self, one: FormField) -> Iterator[str]:
        match one.refers:
            case "afdeling" | "interessent":
                yield from self._called(one.refers).values()
                yield from ["alle"] if one.refers == "afdeling" else []
            case "rolle":
                yield from self.names.labels
            case "opgavekort":
                yield from self.catalog.cards
            case "":
                return
            case kind:
                yield from self.titles.get(kind, ())


def row_title(question: FormQuestion, row: Mapping[str, Plain]) -> str:
    """What a row is called: the first text that its question requires, else its first text."""
    texts = [one for one in question.fields if one.type == "text" and not one.id.endswith("_id")]
    texts.sort(key=lambda one: not one.required.startswith("skal"))
    return next((str(row[one.id]) for one in texts if row.get(one.id)), "")


def _kind(one: FormField) -> FieldKind:
    if one.refers == "opgavekort":
        return "text"
    return _KINDS[one.type]


def _dom_id(name: str) -> str:
    return "f-" + "".join(sign if sign.isascii() and sign.isalnum() else "-" for sign in name)


def common_of(question: FormQuestion, answer: Plain, own: bool, by_rows: bool) -> Common:
    """The project's answer beside a department's."""
    return Common(told(question, answer), own, by_rows, question.state and question.type == "table")
