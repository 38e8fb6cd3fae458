"""What staff write in the list of tasks comes back: how far a card is, a new deadline, who does it, a remark;
and the boxes and states of the other sections of D06 (specifikation.md 2.3)."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.support import word_edits as word
from tests.support.edited_packs import Edit, EditedPack, changed_lines, copy_of
from tests.support.places import written_pack
from tests.support.projection import word_projection
from tests.support.samples import sampled
from tests.support.variants import section
from tests.word.word_saves import saved_by_word

OF = "D06"
PACKS = ("faelles", "jobindsats")
ANSWERS = """
pakke: {dato: 2027-02-01}
svar:
  kommune_navn: Egelund Kommune
  projekt_titel: Jobplatform
  projektstart: 2027-01-04
  idriftsaettelsesdato: 2027-09-06
  fasemodel: proces_4
  roller:
    projektejer: {rolle: Jobcenterchef}
    projektleder: {rolle: Digitaliseringskonsulent}
  afdelinger:
    - {afdeling_id: jobindsats, navn: Jobindsats, medarbejdere: 24}
    - {afdeling_id: ungeindsats, navn: Ungeindsatsen, medarbejdere: 12, idriftsaettelse: 2027-10-04}
  igangsaettelse:
    kriterier: Alle har adgang til løsningen.
    beslutter: Jobcenterchef
    noedplan: Samtaler bookes på telefon.
  risici:
    - risiko: For få borgere logger ind
      sandsynlighed: 3
      konsekvens: 4
      haandtering: Hjælpepunkt
      ejer: projektleder
  opgave_tilpasning:
    - kort: OPG-01
      status: i_gang
"""
GOAL, GROUP = "Fastlæg mål, udgangspunkt og gevinstejere", "Nedsæt arbejdsgruppen"
TRAINING = "Planlæg og gennemfør oplæring"


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> EditedPack:
    return written_pack(tmp_path_factory.mktemp("opgaver"), ANSWERS, build)


@pytest.fixture
def pack(built: EditedPack, tmp_path: Path) -> EditedPack:
    return copy_of(built, tmp_path / "projekt")


def build(pack: EditedPack) -> str:
    departments = [part for key in PACKS for part in ("--department", key)]
    return pack.build("--format", "docx", "--document", OF, *departments).err


def cells(pack: EditedPack, title: str, department: str = "faelles") -> list[str]:
    """Performer, deadline, status and remark of a card, as the document prints them."""
    found = section(word_projection(pack.document(department, OF).read_bytes()), "Opgaver")
    return found[found.index(title) + 1 :][:4]


def place(data: bytes, title: str, column: str) -> str:
    """The id of the place in the row of a card."""

    def of_row(parts: dict[str, word.Element]) -> None:
        for root in parts.values():
            for row in root.iter(f"{word.W}tr"):
                texts = ["".join(t.text or "" for t in p.iter(f"{word.W}t")) for p in row.iter(f"{word.W}p")]
                if title in texts:
                    found.extend(word.tag_of(sdt) for sdt in row.iter(f"{word.W}sdt"))

    found: list[str] = []
    word.edited(data, of_row)
    return next(id for id in found if id.startswith("opgave_tilpasning[") and id.endswith(f".{column}"))


def written(**texts: tuple[str, str]) -> Edit:
    """Column → title of a card, and what is written in that place."""

    def edit(data: bytes) -> bytes:
        for column, (title, text) in texts.items():
            data = word.set_text(data, place(data, title, column), text)
        return data

    return edit


def pulled(pack: EditedPack, department: str, edit: Edit) -> list[str]:
    """The lines that an edit changes in the answer file; afterwards nothing is left to pull, and the next
    build prints what came back in the file's place."""
    pack.edit(department, OF, edit)
    before = pack.texts()
    code, told = pack.pull("--apply")
    troubles = [told[name] for name in ("konflikter", "ikke_foert_tilbage", "afventer", "forslag", "noter")]
    assert (code, troubles) == (0, [[]] * 5)
    (lines,) = changed_lines(before, pack.texts()).values()
    build(pack)
    assert not [path.name for path in pack.out.glob("*/*_ny*")]
    assert pack.pull("--apply")[1]["rettelser"] == []
    return lines


SAVES: dict[str, Callable[[bytes], bytes]] = {"som den er": lambda data: data, "gemt af Word": saved_by_word}


@pytest.mark.parametrize("save", sampled(SAVES.values(), every=2), ids=SAVES)
def test_a_report_on_a_card_without_a_row_is_a_new_row(
    pack: EditedPack, save: Callable[[bytes], bytes]
) -> None:
    assert cells(pack, GOAL)[2:] == ["Planlagt", ""]
    edit = written(status=(GOAL, "Afsluttet"), bemaerkning=(GOAL, "Drøftet i ledergruppen"))
    lines = pulled(pack, "faelles", lambda data: save(edit(data)))
    assert lines == ["+- kort: OPG-02", "+status: afsluttet", "+bemaerkning: Drøftet i ledergruppen"]
    assert cells(pack, GOAL)[2:] == ["Afsluttet", "Drøftet i ledergruppen"]


def test_a_report_on_a_card_with_a_row_changes_that(pack: EditedPack) -> None:
    title = "Formulér formål og problem"
    assert cells(pack, title)[2] == "I gang"
    lines = pulled(pack, "faelles", written(status=(title, "Afsluttet")))
    assert lines == ["-status: i_gang", "+status: afsluttet"]


def test_a_new_deadline_moves_the_card_and_somebody_else_does_it(pack: EditedPack) -> None:
    lines = pulled(pack, "faelles", written(slut=(GROUP, "15.03.2027"), udfoerer=(GROUP, "HR-konsulent")))
    assert lines == ["+- kort: OPG-05", "+udfoerer: HR-konsulent", "+slut: 2027-03-15"]
    assert cells(pack, GROUP)[:2] == ["HR-konsulent", "15.03.2027"]


def test_a_department_reports_on_its_own_work(pack: EditedPack) -> None:
    lines = pulled(pack, "jobindsats", written(status=(TRAINING, "I gang")))
    assert lines == ["+- kort: OPG-22", "+status: i_gang", "+afdeling: jobindsats"]
    assert cells(pack, TRAINING, "jobindsats")[2] == "I gang"
    lines = pulled(pack, "faelles", written(bemaerkning=(TRAINING, "Lokaler mangler")))
    assert lines == ["+- kort: OPG-22", "+bemaerkning: Lokaler mangler"], "that of all is a row of its own"


def test_the_state_of_a_risk_and_the_decision_come_back(pack: EditedPack) -> None:
    def edit(data: bytes) -> bytes:
        risk = next(id for id in word.ids(data) if id.startswith("risici[") and id.endswith(".status"))
        data = word.set_text(data, risk, "Under håndtering")
        data = word.set_text(data, "igangsaettelse.besluttet_dato", "30.08.2027")
        return word.set_text(data, "igangsaettelse.besluttet=ja", "☒")

    assert set(pulled(pack, "faelles", edit)) == {
        "+status: under_haandtering",
        "+besluttet: ja",
        "+besluttet_dato: 2027-08-30",
    }
    found = section(
        word_projection(pack.document("faelles", OF).read_bytes()), "Beslutning om idriftsættelse og nødplan"
    )
    assert "Beslutning ☒ Gå i gang ☐ Udsat" in found
    assert "Dato 30.08.2027" in found
