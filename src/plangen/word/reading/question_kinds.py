"""What the questionnaire says an answer is, for controls that have lost the bookmark that says so."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from plangen.answers.options import as_column, options_of
from plangen.answers.wording import closest, short_label
from plangen.catalog import Catalog, Column, Question
from plangen.catalog.address import PACKAGE, Address
from plangen.ooxml.memory import INLINE, VALUE


@dataclass(frozen=True)
class AnswerKinds:
    """What the answers of a questionnaire are."""

    catalog: Catalog

    def kind_of(self, address: Address, in_paragraphs: bool) -> str:
        """Whether the answer is Markdown or another value, as in `ControlMemory.kind`; empty for unknown
        ones.

        `in_paragraphs`: whether its control stands around whole paragraphs, as that of a multi-choice as
        bullets.
        """
        match self._type_of(address):
            case "":
                return ""
            case "markdown":
                return INLINE
            case "multi":
                return INLINE if in_paragraphs else VALUE
        return VALUE

    def option(self, address: Address, code: str) -> str:
        """The name of an option of a choice; its code where the questionnaire knows no such option."""
        question = self._question(address)
        column = None if question is None else _column(question, address.column)
        options = {} if column is None else options_of(self.catalog, column)
        return options.get(code, code).strip()

    def has_one_line(self, address: Address) -> bool:
        """Whether an answer is one line of text, as all are but Markdown and choices of several."""
        return self._type_of(address) not in ("markdown", "multi")

    def column_under(self, question: Address, heading: str) -> Address:
        """The column of a table that a heading names; the question itself for none."""
        known = self._question(question)
        labels = {column.id: short_label(column.label) for column in known.columns} if known else {}
        column = heading if heading in labels else closest(heading, labels)
        return question.field(column) if column else question

    def is_markdown(self, address: Address) -> bool:
        return self._type_of(address) == "markdown"

    def is_required(self, address: Address) -> bool:
        """Whether a column must be answered in each row."""
        question = self._question(address)
        column = None if question is None else _column(question, address.column)
        return column is not None and column.required == "ja"

    def labels(self, question: Address, without: Collection[str]) -> tuple[tuple[str, str], ...]:
        """The labels of the columns of a table, each with its column: as a whole, and what stands before a
        slash. `without`: columns left out."""
        known = self._question(question)
        columns = [one for one in known.columns if one.id not in without] if known else []
        whole = {short_label(one.label): one.id for one in columns}
        first = {label.partition("/")[0]: id for label, id in whole.items()}
        return tuple({**first, **whole}.items())

    def names_choice(self, question: Address, text: str, without: Collection[str]) -> bool:
        """Whether a text is an option of a choice in a table. `without`: columns that are left out."""
        known = self._question(question)
        columns = [one for one in known.columns if one.type == "choice"] if known else []
        labels = (label for one in columns if one.id not in without for label in self._options(one))
        return text.casefold() in labels

    def _options(self, column: Column) -> Iterator[str]:
        return (label.casefold() for label in options_of(self.catalog, column).values())

    def _type_of(self, address: Address) -> str:
        """The type of a question, or of a column."""
        question = self._question(address)
        if question is None or not address.column:
            return "" if question is None else question.type
        column = _column(question, address.column)
        return "" if column is None else column.type

    def _question(self, address: Address) -> Question | None:
        catalog = self.catalog
        known = catalog.package if address.part == PACKAGE else catalog.questions
        return known.get(address.question)


def _column(question: Question, id: str) -> Column | None:
    """A column of a question; the question's own value without a name."""
    if not id:
        return as_column(question)
    return next((column for column in question.columns if column.id == id), None)
