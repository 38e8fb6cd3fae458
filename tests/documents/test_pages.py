"""The documents of the two examples take no more pages than they do now (specifikation.md 4.1, »Length«)."""

from __future__ import annotations

import io

import pikepdf
import pytest

from tests.support.packs import DOCUMENTS, rendered, whose

# What each takes in the two examples now, so that none grows unseen.
MOST_PAGES = {
    "D00": {"jobcenter": 3, "sagsoverblik": 3},
    "D01": {"jobcenter": 3, "sagsoverblik": 3},
    "D01b": {"jobcenter": 2, "sagsoverblik": 1},
    "D02": {"jobcenter": 3, "sagsoverblik": 3},
    "D03": {"jobcenter": 6, "sagsoverblik": 2},
    "D04": {"jobcenter": 3, "sagsoverblik": 3},
    "D05": {"jobcenter": 5, "sagsoverblik": 4},
    "D06": {"jobcenter": 10, "sagsoverblik": 10},
    "D06b": {"jobcenter": 20, "sagsoverblik": 18},
    "D06c": {"jobcenter": 1, "sagsoverblik": 1},
    "D07": {"jobcenter": 4, "sagsoverblik": 3},
    "D08": {"jobcenter": 5, "sagsoverblik": 3},
    "D09": {"jobcenter": 3, "sagsoverblik": 3},
    "D10": {"jobcenter": 4, "sagsoverblik": 4},
    "D11": {"jobcenter": 5, "sagsoverblik": 5},
    "D12": {"jobcenter": 2, "sagsoverblik": 2},
    "D13": {"jobcenter": 2, "sagsoverblik": 2},
}


def test_every_document_has_a_limit() -> None:
    assert list(MOST_PAGES) == [document.id for document in DOCUMENTS]


@pytest.mark.parametrize("name", ["jobcenter", "sagsoverblik"])
@pytest.mark.parametrize("document", MOST_PAGES)
def test_the_document_keeps_to_its_pages(name: str, document: str) -> None:
    file = next(one for one in DOCUMENTS if one.id == document)
    with pikepdf.open(io.BytesIO(rendered(name, whose(name, file), file, "pdf"))) as pdf:
        assert len(pdf.pages) <= MOST_PAGES[document][name]
