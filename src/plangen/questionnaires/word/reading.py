"""The answers of a questionnaire that came back as a Word file.

The file brings along itself as it was sent, so what somebody did to it is what `differences` finds between
the two, as in a document of a pack. A field that nobody touched keeps the very value that it was made from.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from plangen.answers.nodes import Entry, MappingNode, ScalarNode
from plangen.catalog import Catalog
from plangen.catalog.address import ANSWERS, PACKAGE, Address
from plangen.differences.comparison import Difference, compare
from plangen.differences.typed_beside import with_text_in_its_place
from plangen.forms.model import FormQuestion
from plangen.forms.page.answer import Plain, has_fields
from plangen.forms.submission import MadeFrom, NoSubmission, Submission, submission_of
from plangen.ooxml.attached import attached
from plangen.ooxml.opening import UnreadableWord, opened
from plangen.ooxml.properties import CUSTOM_PART
from plangen.questionnaires.word.fields import FormFields
from plangen.questionnaires.word.remarks import remarks_of
from plangen.questionnaires.word.rows import FormTable, RowsRead
from plangen.questionnaires.word.writing import MADE_FROM, NAMESPACE, ORIGINAL, TITLE
from plangen.word.reading.document import read_word

_GONE: Final = RowsRead(ScalarNode(""))
"""The answer of a question that the questionnaire does not have any more."""
_LOST = "Filen er et spørgeskema, som har mistet oplysningen om, hvad det er lavet af."
_LOST_HINT = "Bed om filen, som den er gemt i Word eller LibreOffice, eller sæt svarene ind i et nyt skema."


def read_word_form(
    data: bytes, label: str, catalog: Catalog, questions: Sequence[FormQuestion]
) -> Submission | None:
    """The answers of a questionnaire. `label`: its path as the user wrote it; None for a Word file that is no
    questionnaire. Raises `UnreadableWord`, `NoSubmission`."""
    things = attached(data, NAMESPACE)
    if not {MADE_FROM, ORIGINAL} <= set(things):
        if TITLE.encode() in opened(data).get(CUSTOM_PART, b""):
            raise NoSubmission(_LOST, _LOST_HINT)
        return None
    try:
        made_from = MadeFrom.read(json.loads(things[MADE_FROM]))
    except (ValueError, RecursionError) as error:
        raise UnreadableWord("filen er beskadiget") from error
    known = {str(question.address): question for question in questions}
    if _is_untouched(data, things[ORIGINAL]):
        return submission_of(made_from, MappingNode(), {}, questions)
    base, now = (read_word(one, catalog) for one in (things[ORIGINAL], data))
    difference = compare(base, now)
    fields = FormFields(label, base, with_text_in_its_place(base, now), difference)
    entries: dict[str, list[Entry]] = {ANSWERS: [], PACKAGE: []}
    origins: dict[str, tuple[int | None, ...]] = {}
    for id in _touched(difference, made_from.versions):
        part, name = Address.parse(id).part, Address.parse(id).question
        found = _answer(fields, known[id], made_from.answers[id]) if id in known else _GONE
        if found is not None:
            entries[part].append(Entry(name, found.node, fields.place(id)))
            origins[id] = found.origins
    root = MappingNode(tuple(Entry(part, MappingNode(tuple(some))) for part, some in entries.items()))
    titles = {id: question.title for id, question in known.items()}
    remarks = (*fields.remarks, *remarks_of(fields.now, difference, titles))
    return submission_of(made_from, root, origins, questions, remarks)


def _touched(difference: Difference, ids: Iterable[str]) -> Iterator[str]:
    """The questions in which somebody did something, in the form's order. `ids`: those of the form."""
    edited = [one.id for one in difference.answers] + [one.id for one in difference.lost]
    found = {Address.parse(id).whole for id in edited} | {row.question for row in difference.rows}
    return (id for id in ids if id in found)


def _answer(fields: FormFields, question: FormQuestion, shown: Plain) -> RowsRead | None:
    """What the form says of a question now. `shown`: what it said. None when that cannot be told."""
    at = question.address
    if question.type == "table":
        return FormTable(fields, question, shown if isinstance(shown, list) else ()).read()
    if question.type == "fixed":
        rows = ((row, fields.record(question, at.field(row), shown[row])) for row in question.rows)
        return RowsRead(MappingNode(tuple(Entry(row, node) for row, node in rows)))
    if has_fields(question):
        return RowsRead(fields.record(question, at, shown))
    if question.own_items:
        return RowsRead(fields.with_others(question, shown))
    return RowsRead(fields.value(question, "", at, shown))


def _is_untouched(data: bytes, original: bytes) -> bool:
    """Whether every part with text is as it was sent."""
    now, then = opened(data), opened(original)
    return all(
        now.get(name) == part
        for name, part in then.items()
        if name.startswith("word/") and "rels" not in name
    )
