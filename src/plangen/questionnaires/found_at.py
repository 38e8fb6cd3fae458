"""What is found in an answer, at the field of the page that it is about."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from plangen.catalog.address import Address
from plangen.findings import Finding, Severity
from plangen.forms.model import FormQuestion
from plangen.forms.page.posted import field_name
from plangen.forms.page.seen import FieldView, FoundHere, QuestionView, RowView

_MISSING = {"V01", "V02", "V03"}
_Found = Mapping[tuple[str, str], Sequence[Finding]]
"""Row and field → what is found there; both empty for the answer as a whole, the field for a row."""


def with_findings(view: QuestionView, findings: Iterable[Finding], rows_before: int = 0) -> QuestionView:
    """A question with each finding where it belongs: at its field, its row, or the answer as a whole when the
    page has no such place. `rows_before`: how many rows of others are counted before those of the page."""
    question = view.question
    rows = {row.token for row in view.rows if row.origin or question.type == "fixed"}
    names = {one.name for one in view.every_field}
    found: dict[tuple[str, str], list[Finding]] = defaultdict(list)
    for finding in findings:
        row, column = place_in(question, finding.part, rows_before)
        has_field = field_name(question, *filter(None, (row, column))) in names
        if view.locked or (row and row not in rows):
            row = column = ""
        elif not has_field:
            column = ""
        found[row, column].append(finding)
    return replace(
        view,
        told=_told(found["", ""]),
        fields=tuple(_field(question, one, "", found) for one in view.fields),
        rows=tuple(_row(question, row, found) for row in view.rows),
    )


def place_in(question: FormQuestion, part: str, rows_before: int = 0) -> tuple[str, str]:
    """The token of the row on its page, and the field, that a finding is about. Both are empty where it is
    about the whole answer."""
    address = Address.parse(part)
    if not part or not address.steps:
        return "", ""
    if question.type == "table":
        number = int(address.key) - 1 - rows_before if address.key.isdigit() else -1
        return (str(number), address.column) if number >= 0 else ("", "")
    if question.type == "fixed":
        return (address.row, address.column) if address.row else (address.column, "")
    return "", address.column


def _row(question: FormQuestion, row: RowView, found: _Found) -> RowView:
    fields = tuple(_field(question, one, row.token, found) for one in row.fields)
    told = _told(found.get((row.token, ""), ()))
    is_open = row.is_open or bool(told.errors) or any(one.told.errors for one in fields)
    return replace(row, fields=fields, told=told, is_open=is_open)


def _field(question: FormQuestion, one: FieldView, row: str, found: _Found) -> FieldView:
    for (where, column), some in found.items():
        if where == row and column and field_name(question, *filter(None, (row, column))) == one.name:
            return replace(one, told=_told(some))
    return one


def _told(findings: Sequence[Finding]) -> FoundHere:
    errors = tuple(one for one in findings if one.severity is Severity.ERROR and one.code not in _MISSING)
    return FoundHere(errors, tuple(one for one in findings if one not in errors))


def said_at_once(view: QuestionView) -> FoundHere:
    """All that is found in a question, for a page that cannot tell its rows from others' any more."""
    told = (view.told, *(row.told for row in view.rows), *(one.told for one in view.every_field))
    return FoundHere(
        tuple(finding for one in told for finding in one.errors),
        tuple(finding for one in told for finding in one.notes),
    )
