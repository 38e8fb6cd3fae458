"""A document is called what the project calls it: D03 by how the solution is acquired."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support import word_edits as word
from tests.support.edited_packs import EditedPack, written_pack

ANSWERS = """
pakke: {{omfang: fuld}}
svar:
  kommune_navn: Egelund Kommune
  projekt_titel: Jobplatform
  anskaffelsesform: {form}
  formaal_kort: Borgerne skal hurtigere i job.
"""


def build(pack: EditedPack) -> str:
    return "".join(pack.build("--format", "docx", "--document", one).err for one in ("D01", "D03"))


@pytest.mark.parametrize(
    ("form", "title"),
    [
        ("faelleskommunal", "Ønsker og krav til den fælleskommunale løsning"),
        ("under_taerskel", "Kravspecifikation"),
    ],
)
def test_a_pull_names_the_document_as_its_first_page_does(form: str, title: str, tmp_path: Path) -> None:
    pack = written_pack(tmp_path / "projekt", ANSWERS.format(form=form), build)
    for document, text in (("D01", "Flere skal i job."), ("D03", "Alle skal i job.")):
        file = pack.document("faelles", document)
        file.write_bytes(word.set_text(file.read_bytes(), "formaal_kort", text))

    _, told = pack.pull()

    (conflict,) = told["konflikter"]
    places = [place["dokument"] for place in conflict["steder"]]
    assert places == ["D01 Formålsbeskrivelse (faelles)", f"D03 {title} (faelles)"]
