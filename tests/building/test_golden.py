"""What the documents say, as readable text that a domain expert can read and correct.

`pytest tests/building/test_golden.py --opdater-golden` writes the texts anew; the diff is then the review.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from plangen.catalog import Document
from tests.support.packs import context_id, documents, rendered
from tests.support.projection import Item, word_projection

GOLDEN = Path(__file__).parent.parent / "golden"
PACKS: list[tuple[str, str | None]] = [
    ("jobcenter", None),
    ("jobcenter", "ungeindsats"),
    ("sagsoverblik", None),
    ("koerebog", None),
    ("tom", None),
]
MARKS = {
    "titel": "# ",
    "overskrift 1": "\n## ",
    "overskrift 2": "\n### ",
    "overskrift 3": "\n#### ",
    "afsnit": "",
    "punkt": "- ",
    "celle": "| ",
}


# A new rule is no new text; how many were judged is asked by test_d00.
CHECKS = re.compile(r"^\d+ af \d+ kontroller er udført; \d+ gælder", re.MULTILINE)


def readable(items: list[Item]) -> str:
    text = "\n".join(f"{MARKS[kind]}{text}".rstrip() for kind, text in items) + "\n"
    return CHECKS.sub("‹antal› kontroller er udført; ‹antal› gælder", text)


@pytest.mark.parametrize(
    ("name", "department", "document"),
    [(*pack, document) for pack in PACKS for document in documents(*pack)],
    ids=context_id,
)
def test_the_document_says_what_it_said(
    name: str, department: str | None, document: Document, request: pytest.FixtureRequest
) -> None:
    path = GOLDEN / f"{name}_{department or 'faelles'}" / f"{document.file}.txt"
    text = readable(word_projection(rendered(name, department, document, "docx")))
    if request.config.getoption("--opdater-golden"):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    assert path.read_text("utf-8") == text
