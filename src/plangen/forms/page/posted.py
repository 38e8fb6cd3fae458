"""What a page sends back: pairs of names and texts, as the answer to one question.

A field is named by the way to it: `svar/problem`, `svar/med/status`, `svar/roller/projektleder/tid`,
`svar/maal/2/indikator`. Names that begin with a full stop are the page's own: `.version` of the answer that
was shown, `.raekke` the number that a row has in the file, `.ingen` that a table is to have no rows, `.eget`
that a department has an answer of its own, `.andre` what is beside the options.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from plangen.answers.spelling.tree import NONE_WORD
from plangen.forms.model import FormField, FormQuestion
from plangen.forms.page.answer import Plain, fields_of, has_fields, is_list, tidy

Pairs = Iterable[tuple[str, str]]
SEPARATOR = "/"
MOST_ROWS = 500


def field_name(question: FormQuestion, *steps: str) -> str:
    """The name of a field of a question."""
    return SEPARATOR.join((question.part, question.id, *steps))


@dataclass(frozen=True, slots=True)
class Posted:
    """An answer as it was sent. `version`: of the answer shown; `answer`: what was sent, in the shape of the
    question, without the fields that the page did not have; `origins`: of each row the number that it has in
    the file, None for a new one; `own`: whether it is to be the department's own."""

    version: str
    answer: Plain
    origins: tuple[int | None, ...] = ()
    own: bool | None = True


@dataclass
class _Sent:
    """What was sent of one question: way to a field → texts, in the order of the page."""

    values: dict[tuple[str, ...], list[str]] = field(default_factory=dict)

    def first(self, *way: str) -> str:
        return next(iter(self.values.get(way, ())), "")

    def heads(self, prefix: tuple[str, ...] = ()) -> list[str]:
        """The names under a way, in the order of the page."""
        depth = len(prefix)
        return list(
            dict.fromkeys(way[depth] for way in self.values if len(way) > depth + 1 and way[:depth] == prefix)
        )


def posted_answers(questions: Iterable[FormQuestion], pairs: Pairs) -> Mapping[str, Posted]:
    """Id of a question, as its address spells it → what was sent of it. Questions that the page did not have
    are not in it, and names that no question has are left out."""
    known: dict[tuple[str, str], FormQuestion] = {(one.part, one.id): one for one in questions}
    sent: dict[tuple[str, str], _Sent] = {}
    for name, text in pairs:
        steps = tuple(name.split(SEPARATOR))
        if len(steps) >= 2 and steps[:2] in known:
            sent.setdefault((steps[0], steps[1]), _Sent()).values.setdefault(steps[2:], []).append(text)
    return {
        str(known[key].address): _posted(known[key], one)
        for key, one in sent.items()
        if (".version",) in one.values
    }


def _posted(question: FormQuestion, sent: _Sent) -> Posted:
    version = sent.first(".version")
    own = (".eget",) not in sent.values or "ja" in sent.values[".eget",]
    if question.type == "table":
        rows, origins = _rows(question, sent)
        if sent.first(".ingen") and not rows:
            return Posted(version, NONE_WORD, (), own)
        return Posted(version, rows, origins, own)
    if question.type == "fixed":
        rows_sent = {row: _record(question, sent, (row,)) for row in question.rows}
        return Posted(version, rows_sent, (), own)
    if has_fields(question):
        return Posted(version, _record(question, sent, ()), (), own)
    assert question.field is not None
    values = _values(question.field, sent.values.get((), []))
    others = [line.strip() for line in sent.first(".andre").splitlines() if line.strip()]
    return Posted(version, [*values, *others] if isinstance(values, list) else values, (), own)


def _rows(question: FormQuestion, sent: _Sent) -> tuple[list[Plain], tuple[int | None, ...]]:
    rows: list[Plain] = []
    origins: list[int | None] = []
    for token in sent.heads()[:MOST_ROWS]:
        record = _record(question, sent, (token,))
        origin = sent.first(token, ".raekke")
        number = int(origin) if origin.isascii() and origin.isdigit() and len(origin) < 6 else None
        if number is None and not any(record.values()):
            continue
        rows.append(record)
        origins.append(number)
    return rows, tuple(origins)


def _record(question: FormQuestion, sent: _Sent, way: tuple[str, ...]) -> dict[str, Plain]:
    return {
        name: _values(one, sent.values[(*way, name)])
        for name, one in fields_of(question).items()
        if (*way, name) in sent.values
    }


def _values(one: FormField, texts: list[str]) -> Plain:
    if one.type == "tal_liste":  # in one field: 2, 4, 8
        texts = [number for text in texts for number in text.split(",")]
    found = [text for text in (tidy(one, text) for text in texts) if text]
    if is_list(one):
        return list(dict.fromkeys(found))
    return found[-1] if found else ""


def laid_over(question: FormQuestion, sent: Posted, old: Plain) -> Plain:
    """What was sent together with the fields that the page did not have, as they stand."""
    if question.type == "table":
        return _rows_over(sent, old)
    if question.type == "fixed":
        return {row: _over(sent.answer.get(row, {}), old[row]) for row in question.rows}
    return _over(sent.answer, old)


def _over(new: Plain, old: Plain) -> Plain:
    """A record with what was sent of it."""
    if isinstance(new, Mapping):
        return {name: _over(new.get(name, old.get(name, "")), old.get(name, "")) for name in {**old, **new}}
    return new


def _rows_over(sent: Posted, old: Plain) -> Plain:
    if not isinstance(sent.answer, list):
        return sent.answer
    before = old if isinstance(old, list) else []
    return [
        _over(row, before[origin] if origin is not None and origin < len(before) else {})
        for row, origin in zip(sent.answer, sent.origins, strict=True)
    ]
