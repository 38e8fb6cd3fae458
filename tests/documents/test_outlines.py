"""Every document has the headings and the answers of its outline, in both formats (specifikation.md 4.2).

`indhold.yaml` beside this file says which answers stand under which heading. The documents are made of an
answer file in which every question is answered (`full_answers`), for all departments and for one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from plangen.catalog import Document, builtin_catalog
from plangen.rendering.subject import Subject
from plangen.texts.records import Record, Rows
from plangen.texts.values import Answer
from tests.documents.full_answers import DEPARTMENTS, full_answers
from tests.support.cases import each
from tests.support.projection import Item, html_projection, word_projection
from tests.support.rendering import first_told, render
from tests.support.samples import sampled
from tests.support.variants import subject_from

FRONT = "Forside"
TABLE: dict[str, Any] = YAML(typ="safe").load(Path(__file__).with_name("indhold.yaml"))
LEFT_OUT: dict[str, dict[str, str]] = TABLE.pop("uden_for")
OF_PACKS: dict[str, dict[str, list[str]]] = TABLE.pop("pakker")
PACKS = (None, DEPARTMENTS[1])
FORMATS = ("html", "docx")
# Where a shown form may stand: as a word of its own; the label of a choice fills its cell, brackets, or one
# of several facts in a line (»Status: Godkendt · Version: 1«), for it may be part of other words.
WORD = r"(?<![\w.]){}(?!\w)"
ALONE = r"(?:^|(?<=: )|(?<=· )|(?<=\()){}(?=$| ·|\)|\. )"


@cache
def subject(department: str | None) -> Subject:
    return subject_from(full_answers(builtin_catalog()), department)


def made(department: str | None) -> dict[str, Document]:
    """The documents of a pack by their outlines: a form that departments have of their own has its own."""
    forms = {document.id: document for document in subject(department).documents}
    own = {f"{key}_afdeling": key for key in forms} if department else {}
    names = {key: name for name, key in own.items() if name in TABLE}
    return {names.get(key, key): document for key, document in forms.items()}


# A pack is made of the documents that it has, and of no other.
IN_PACKS = [(document, one) for one in PACKS for document in made(one) if document in TABLE]
# That both formats say the same is held by tests/building/test_same_content.py.
EACH = pytest.mark.parametrize(
    ("document", "department", "format"),
    sampled(((*one, format) for one, format in product(IN_PACKS, FORMATS)), every=2),
)


@cache
def items(document: str, department: str | None, format: str) -> list[Item]:
    one = subject(department)
    here = made(department)[document]
    file = render(here, one, (), first_told(here, one), format)
    return word_projection(file) if format == "docx" else html_projection(file.decode("utf-8"))


# --- what should be printed ---------------------------------------------------------------------------------


def wanted(document: str, heading: str, department: str | None) -> Iterator[Answer]:
    """The answers that the outline names under a heading."""
    for entry in TABLE[document][heading]:
        path, fields = next(iter(entry.items())) if isinstance(entry, dict) else (entry, None)
        chosen = fields or [c for c in whole(path) if f"{path}.{c}" not in LEFT_OUT.get(document, {})]
        value: Any = subject(department).context
        for part in path.split("."):
            value = value[part] if isinstance(value, dict) else getattr(value, part)
        for record in records(value):
            yield from [getattr(record, name) for name in chosen] or [record]


def whole(path: str) -> list[str]:
    """Every field of a question; none when it has a single value."""
    catalog = builtin_catalog()
    question = catalog.package[path[6:]] if path.startswith("pakke.") else catalog.questions[path]
    columns = [column.id for column in question.columns]
    return ["valg", *columns] if question.type == "choice" and columns else columns


def records(value: Any) -> list[Any]:
    """The rows of a table or a fixed question, else the value itself. The row of the current version in the
    revision history repeats other answers."""
    if isinstance(value, Rows):
        return [row for row in value if row.key != "denne"]
    preset = list(value) if isinstance(value, Record) else []
    return preset if preset and all(isinstance(row, Record) for row in preset) else [value]


# --- what is printed ----------------------------------------------------------------------------------------


def matches(heading: str, outlined: str) -> bool:
    return heading == outlined or (outlined.endswith("…") and heading.startswith(outlined[:-1]))


@cache
def sections(document: str, department: str | None, format: str) -> dict[str, list[str]]:
    """The texts under each heading of the outline, in the order of the document."""
    found: dict[str, list[str]] = {FRONT: []}
    here = FRONT
    for kind, text in items(document, department, format):
        if kind.startswith("overskrift"):
            here = next((outlined for outlined in TABLE[document] if matches(text, outlined)), here)
            found.setdefault(here, [])
        found[here].append(text)
    return found


class Printed:
    """The texts of a section, from which every answer takes the place away where it stands."""

    def __init__(self, texts: list[str]) -> None:
        self._text = "\n".join(texts)

    def take(self, answer: Answer) -> bool:
        """Whether the answer still stood there, in any of its shown forms."""
        around = ALONE if answer.kind == "choice" else WORD
        forms = [form for name, form in answer.variants.items() if name != "items"]
        points = answer.variants.get("items", "").split("\n")
        each = any(self._take_all([form], around) for form in (str(answer), *forms))
        return each or self._take_all(points, WORD)

    def _take_all(self, parts: list[str], around: str) -> bool:
        rest = self._text
        for part in parts:
            found = re.search(around.format(re.escape(part)), rest, re.IGNORECASE | re.MULTILINE)
            if not part or not found:
                return False
            rest = rest[: found.start()] + rest[found.end() :]
        self._text = rest
        return True


@EACH
def test_every_heading_of_the_outline_is_there_in_its_order(
    document: str, department: str | None, format: str
) -> None:
    elsewhere = OF_PACKS["faelles" if department else "afdeling"].get(document, [])
    expected = [heading for heading in TABLE[document] if heading not in elsewhere]
    assert list(sections(document, department, format)) == expected


@EACH
def test_every_answer_of_the_outline_stands_under_its_heading(
    document: str, department: str | None, format: str
) -> None:
    """Two cells with the same label (»Høj«) must be there twice."""
    missing = []
    for heading, texts in sections(document, department, format).items():
        there = Printed(texts)
        answers = sorted(wanted(document, heading, department), key=len, reverse=True)
        missing += [f"{heading}: {answer.id} »{answer}«" for answer in answers if not there.take(answer)]
    assert not missing


@EACH
def test_nothing_is_missing_when_every_question_is_answered(
    document: str, department: str | None, format: str
) -> None:
    assert not [text for _, text in items(document, department, format) if "[Udfyldes" in text]


def test_every_document_has_an_outline_and_every_outline_a_document() -> None:
    there = {document for one in PACKS for document in made(one)}
    assert there - {"D01b"} == set(TABLE)  # D01b prints what is given and no more: test_d01


@each(("document", "department"), IN_PACKS)
def test_the_answer_file_answers_all_that_is_looked_for(document: str, department: str | None) -> None:
    for heading in TABLE[document]:
        for answer in wanted(document, heading, department):
            assert isinstance(answer, Answer)
            assert answer.status == "given", answer.id


def test_what_is_left_out_is_left_out() -> None:
    """A reason for an answer that is printed after all would be wrong."""
    for document, reasons in LEFT_OUT.items():
        everything = [text for _, text in items(document, None, "docx")]
        for path in reasons:
            question, column = path.split(".")
            rows = records(subject(None).context[question])
            assert not any(Printed(everything).take(getattr(row, column)) for row in rows), path
