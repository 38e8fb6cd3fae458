"""The file that the form in one file saves: answers as they were typed, and which answers they began as.

    {"format": "plangen-skema", "version": 1, "project": "jobcenter", "department": "", "answers_file":
    "inputs/jobcenter.yaml", "made_from": {"problem": "mark of the answer shown"}, "shown": {"problem": "…"},
    "rows": {"maal": [0, 1, null]}, "own": {"problem": true}, "answers": {"svar": {"problem": "…", "maal":
    [{…}]}, "pakke": {…}}}

`answers` is the tree of an answer file, `shown` the answers that the form was made from. `rows` has, of a
table, the number that each row had there, null for a new one; `own`, in a department's form, whether it has
an answer of its own. Values are read as those of any answer file (`answers/spelling`)."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from plangen.answers.nodes import Entry, MappingNode, Node, ScalarNode, SequenceNode
from plangen.catalog.address import ANSWERS, PACKAGE, Address
from plangen.findings import PagePlace, Place
from plangen.forms.model import FormQuestion
from plangen.forms.submission import MadeFrom, NoSubmission, Submission, mapping, submission_of

MOST_BYTES = 4_000_000


def read_saved_form(data: bytes, label: str, questions: Iterable[FormQuestion]) -> Submission:
    """The answers in a saved file. `label`: its path as the user wrote it. Raises `NoSubmission`."""
    questions = tuple(questions)
    read = _read(data)
    made_from = MadeFrom.read(read)
    root = MappingNode(tuple(_parts(mapping(read.get("answers")), label, questions)))
    rows = {id: tuple(map(_origin, given)) for id, given in _lists(mapping(read.get("rows")))}
    own = {id: bool(is_own) for id, is_own in mapping(read.get("own")).items()}
    return submission_of(made_from, root, rows, questions, own=own)


def _read(data: bytes) -> Any:
    if len(data) > MOST_BYTES:
        raise NoSubmission(f"Filen fylder over {MOST_BYTES // 1_000_000} MB.")
    try:
        return json.loads(data)
    except (ValueError, RecursionError) as error:
        raise NoSubmission("Filen kan ikke læses.", "Gem svarene igen i skemaet.") from error


def _parts(answers: Mapping[str, Any], label: str, questions: Iterable[FormQuestion]) -> Iterator[Entry]:
    places = {str(question.address): PagePlace(label, question.title, 0) for question in questions}
    for part in (ANSWERS, PACKAGE):
        given = mapping(answers.get(part)).items()
        entries = (
            Entry(name, _node(value, place), place)
            for name, value in given
            for place in [places.get(str(Address.at(part, name)))]
        )
        yield Entry(part, MappingNode(tuple(entries)))


def _node(value: Any, place: Place | None) -> Node:
    """What JSON holds as a tree: texts with composed letters."""
    if isinstance(value, dict):
        return MappingNode(tuple(Entry(str(name), _node(one, place), place) for name, one in value.items()))
    if isinstance(value, list):
        return SequenceNode(tuple(_node(one, place) for one in value), place)
    text = unicodedata.normalize("NFC", "" if value is None else str(value))
    return ScalarNode(text, plain=False, place=place)


def _lists(rows: Mapping[str, Any]) -> Iterator[tuple[str, list[Any]]]:
    return ((id, given) for id, given in rows.items() if isinstance(given, list))


def _origin(value: Any) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 10_000 else None
