"""The file that the form in one file saves: answers as they were typed, and which answers they began as.

    {"format": "plangen-skema", "version": 1, "project": "jobcenter", "department": "",
     "answers_file": "jobcenter.yaml", "made_from": {"problem": "mark of the whole.mark of what was shown"},
     "rows": {"maal": [0, 1, null]}, "answers": {"svar": {"problem": "…", "maal": [{…}]}, "pakke": {…}}}

`answers` is the tree of an answer file. `rows` has, of a table, the number that each row had in the file,
null for a new one. Values are read as those of any answer file (`answers/spelling`).
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from plangen.catalog.address import ANSWERS, PACKAGE, Address
from plangen.findings import PlangenError
from plangen.forms.model import FormQuestion
from plangen.forms.page.answer import NotShown, Plain, node_of, shown_answer
from plangen.forms.page.posted import MOST_ROWS, Posted

FORMAT, VERSION = "plangen-skema", 1
MOST_BYTES = 4_000_000


class NoSubmission(PlangenError):
    """A file that no form has saved."""


@dataclass(frozen=True)
class Submission:
    """What a form saved. `answers_file`: the name of the answer file it was made from; `sent`: id of a
    question → what was answered; `unknown`: names that the questionnaire does not have."""

    project: str
    department: str
    answers_file: str
    sent: Mapping[str, Posted]
    unknown: tuple[str, ...] = ()


def read_submission(data: bytes, questions: Iterable[FormQuestion]) -> Submission:
    """The answers in a saved file. Raises `NoSubmission` with the reason."""
    read = _read(data)
    known = {str(question.address): question for question in questions}
    made_from, rows, answers = (_mapping(read.get(name)) for name in ("made_from", "rows", "answers"))
    sent: dict[str, Posted] = {}
    unknown: list[str] = []
    for part in (ANSWERS, PACKAGE):
        for name, value in _mapping(answers.get(part)).items():
            id = str(Address.at(part, name))
            question = known.get(id)
            if question is None:
                unknown.append(id)
                continue
            sent[id] = _posted(question, value, str(made_from.get(id, "")), rows.get(id))
    project, department, file = (
        str(read.get(name) or "") for name in ("project", "department", "answers_file")
    )
    return Submission(project, department, file, sent, tuple(unknown))


def _read(data: bytes) -> Mapping[str, Any]:
    if len(data) > MOST_BYTES:
        raise NoSubmission(f"Filen fylder over {MOST_BYTES // 1_000_000} MB.")
    try:
        read = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise NoSubmission("Filen kan ikke læses.", "Gem svarene igen i skemaet.") from error
    if not isinstance(read, dict) or read.get("format") != FORMAT:
        raise NoSubmission("Filen er ikke svar fra et skema.", "Vælg den fil, som skemaet har gemt.")
    if read.get("version") != VERSION:
        raise NoSubmission("Filen er fra en anden udgave af plangen.", "Lav et nyt skema, og svar i det.")
    return read


def _mapping(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}


def _posted(question: FormQuestion, value: Any, version: str, rows: Any) -> Posted:
    try:
        answer = shown_answer(question, node_of(_texts(value)))
    except NotShown as error:
        raise NoSubmission(f"Svaret på »{question.title}« har ikke den rette form.") from error
    if question.type != "table" or not isinstance(answer, list):
        return Posted(version, answer)
    if len(answer) > MOST_ROWS:
        raise NoSubmission(f"»{question.title}« har over {MOST_ROWS} rækker.")
    given = rows if isinstance(rows, list) else []
    origins = tuple(_origin(given[at]) if at < len(given) else None for at in range(len(answer)))
    return Posted(version, answer, origins)


def _texts(value: Any) -> Plain:
    """What JSON holds as an answer file holds it: texts."""
    if isinstance(value, dict):
        return {str(name): _texts(one) for name, one in value.items()}
    if isinstance(value, list):
        return [_texts(one) for one in value]
    return "" if value is None else str(value)


def _origin(value: Any) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 10_000 else None
