"""How many pages the documents of the examples take as PDF, and how many they may (specifikation.md 4.1)."""

from __future__ import annotations

import io

import pikepdf
import pytest

from plangen.answers.packs import most_pages
from plangen.catalog import Document, builtin_catalog
from tests.support.packs import context_id, departments, documents, rendered, subject
from tests.support.samples import sampled

LIMITED = [
    *((name, one) for name in ("jobcenter", "koerebog") for one in documents(name, None) if any(one.pages)),
    *(
        pytest.param("sagsoverblik", one, marks=pytest.mark.long)
        for one in documents("sagsoverblik", None)
        if any(one.pages)
    ),
]


def length(name: str, department: str | None, document: Document) -> int:
    with pikepdf.open(io.BytesIO(rendered(name, department, document, "pdf"))) as pdf:
        return len(pdf.pages)


@pytest.mark.parametrize(("name", "document"), LIMITED, ids=context_id)
def test_a_document_of_the_projects_pack_keeps_to_its_pages(name: str, document: Document) -> None:
    one = subject(name, None)
    most = most_pages(one.answers, document, len(one.plan.windows))
    assert 0 < length(name, None, document) <= most


def test_the_smallest_project_has_eight_pages() -> None:
    assert sum(length("koerebog", None, document) for document in documents("koerebog", None)) == 8


@pytest.mark.parametrize("name", sampled(["jobcenter", "sagsoverblik"], every=2))
def test_a_departments_overview_has_two_pages(name: str) -> None:
    overview = builtin_catalog().documents["D00"]
    assert length(name, departments(name)[1], overview) == 2
