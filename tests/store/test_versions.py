"""New versions beside edited files are told from the documents of a department with such a name."""

from __future__ import annotations

from pathlib import Path

from plangen.store.versions import is_new_version, main_version, new_versions
from tests.support.cases import each


@each("department", ["nord", "ny", "boern_ny", "ny_ny2"])
def test_a_document_and_its_new_versions(department: str) -> None:
    document = Path("out/p") / department / f"01_formaal_{department}.docx"
    assert not is_new_version(document)
    for beside in new_versions(document):
        assert is_new_version(beside)
        assert main_version(beside) == document
