"""The ways in which answers come into an answer file: each makes, of a project that is to be, the file (or
what a page sends) that somebody would send back who had answered so in a form of the project as it is."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import Any
from unittest.mock import patch

from openpyxl import load_workbook

from plangen.answers.asking import Reach
from plangen.catalog import builtin_catalog
from plangen.forms.excel import marks
from plangen.forms.model import form_of
from plangen.forms.page.answer import Plain, is_nothing, mark
from plangen.forms.page.posted import posted_answers
from plangen.forms.page.seen import FieldView, QuestionView
from plangen.ooxml.attached import attached, with_attached
from plangen.projects.shipped import shipped_library
from plangen.projects.sources import read_project
from plangen.questionnaires.fetching import Fetching
from plangen.questionnaires.formats import WRITERS
from plangen.questionnaires.saving import save
from plangen.questionnaires.sent_form import SentForm, form_to_send
from plangen.questionnaires.sides import main_side
from plangen.questionnaires.word.writing import NAMESPACE, ORIGINAL
from plangen.questionnaires.workplace import Workplace

CATALOG = builtin_catalog()
QUESTIONS = {str(one.address): one for one in form_of(CATALOG, Reach("fuld")).questions()}
Save = Callable[[bytes], bytes]


def sent(answers: Path, sections: tuple[str, ...] = ()) -> SentForm:
    """The form of a project as its file is now."""
    return form_to_send(read_project(answers, shipped_library()), None, sections)


def standing(answers: Path) -> dict[str, Plain]:
    """Every answer of a file in canonical form, those that say nothing left out."""
    side = main_side(answers, CATALOG)
    found = {id: side.answer(question) for id, question in QUESTIONS.items()}
    return {id: answer for id, answer in found.items() if not is_nothing(answer)}


def fingerprint(answers: Path) -> str:
    """What tells the canonical answers of a file from others."""
    told = {id: mark(answer) for id, answer in standing(answers).items()}
    return sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()


# --- what comes back ----------------------------------------------------------------------------------------
def saved_form(now: SentForm, then: SentForm) -> bytes:
    """What the form in one file saves."""
    told = replace(now.made_from, answers={}).data()
    whole: dict[str, dict[str, Plain]] = {"svar": {}, "pakke": {}}
    for id, answer in then.made_from.answers.items():
        whole[QUESTIONS[id].part][QUESTIONS[id].id] = answer
    return json.dumps(told | {"answers": whole}).encode()


def workbook(now: SentForm, then: SentForm) -> bytes:
    """The filled-in workbook."""
    book = load_workbook(BytesIO(WRITERS["xlsx"](then)))
    about = book[marks.ABOUT]
    about.delete_rows(1, about.max_row)
    for row, piece in enumerate(marks.told(now.made_from), start=1):
        about.cell(row, 1).value = piece
    buffer = BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def word_file(now: SentForm, then: SentForm) -> bytes:
    """The filled-in Word file: rows that were not there are copies of the first blank one."""
    drawing = "plangen.questionnaires.word.drawing"
    with patch(f"{drawing}.key_of", lambda _number: "ny0"):
        filled = attached(WRITERS["docx"](then), NAMESPACE)[ORIGINAL]
    return with_attached(filled, NAMESPACE, attached(WRITERS["docx"](now), NAMESPACE))


def sent_by_page(now: SentForm, then: SentForm) -> list[tuple[str, str]]:
    """What the pages send."""
    views = {view.name: view for some in now.views.values() for view in some}
    return [
        pair
        for some in then.views.values()
        for view in some
        for pair in _pairs(view, views[view.name].version)
    ]


def _pairs(view: QuestionView, version: str) -> list[tuple[str, str]]:
    pairs = [(f"{view.name}/.version", version), *_fields(view.fields)]
    if view.none_chosen:
        pairs.append((view.none_name, "ja"))
    for row in view.rows:
        if not (row.is_blank and view.question.type == "table"):
            pairs += _fields(row.fields)
    return pairs


def _fields(fields: tuple[FieldView, ...]) -> list[tuple[str, str]]:
    pairs: list[tuple[str, str]] = []
    for one in fields:
        if one.kind in ("boxes", "radios", "choice"):
            pairs += [(one.name, code) for code in one.options if code in one.chosen] or [(one.name, "")]
            pairs += [(f"{one.name}/.andre", one.others)] if one.takes_others else []
        else:
            pairs.append((one.name, one.value.replace("\n", "\r\n")))
    return pairs


FILES: Mapping[str, Callable[[SentForm, SentForm], bytes]] = {
    ".json": saved_form,
    ".docx": word_file,
    ".xlsx": workbook,
}
"""The ending of the file of a way → what makes it of the form as it was sent, and as it is to be."""


# --- taken in -----------------------------------------------------------------------------------------------
def fetch(answers: Path, *files: tuple[str, bytes]) -> list[Any]:
    """What becomes of files that came back, written into the answer file."""
    paths = []
    for name, data in files:
        path = answers.parent / name
        path.write_bytes(data)
        paths.append(path)
    run = Fetching(shipped_library(), answers, answers.parent / "out", a_clock, write=True)
    return list(run.fetch(paths))


def post(answers: Path, pairs: list[tuple[str, str]]) -> Any:
    """What becomes of what pages send."""
    workplace = Workplace([answers], answers.parent / "out", shipped_library(), a_clock)
    return save(workplace, answers.stem, None, QUESTIONS, posted_answers(QUESTIONS.values(), pairs), "Prøve")


def a_clock() -> datetime:
    return datetime(2026, 12, 11, 9, 30)
