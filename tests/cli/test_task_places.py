"""What staff write in the list of tasks comes back: how far a card is, a new deadline, who does it, a remark;
and the boxes and states of the other sections of D06 (specifikation.md 2.3)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest
from ruamel.yaml import YAML

from tests.support import word_edits as word
from tests.support.edited_packs import Edit, EditedPack, written_pack
from tests.support.projection import word_projection
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


def build(pack: EditedPack, *packs: str) -> str:
    departments = [part for key in packs or PACKS for part in ("--department", key)]
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


FIRST = "Formulér formål og problem"


def answers(pack: EditedPack) -> dict[str, Any]:
    assert [*pack.texts()] == ["jobcenter"]
    return dict(YAML(typ="safe").load(pack.texts()["jobcenter"])["svar"])


@dataclass(frozen=True)
class Reported:
    """The answers that a pull has changed, and the pack after a build."""

    answers: dict[str, Any]
    pack: EditedPack


@pytest.fixture(scope="module")
def reported(tmp_path_factory: pytest.TempPathFactory) -> Reported:
    """A card without a row gets one, that of a card with a row is changed, a new deadline moves the card; the
    file of all is as Word saves it, that of a department as it is. Afterwards nothing is left to pull."""
    pack = written_pack(tmp_path_factory.mktemp("meldt") / "projekt", ANSWERS, build)

    def edit(data: bytes) -> bytes:
        data = written(status=(GOAL, "Afsluttet"), bemaerkning=(GOAL, "Drøftet i ledergruppen"))(data)
        data = written(slut=(GROUP, "15.03.2027"), udfoerer=(GROUP, "HR-konsulent"))(data)
        data = written(status=(FIRST, "Afsluttet"), bemaerkning=(TRAINING, "Lokaler mangler"))(data)
        risk = next(id for id in word.ids(data) if id.startswith("risici[") and id.endswith(".status"))
        decided = {"igangsaettelse.besluttet_dato": "30.08.2027", "igangsaettelse.besluttet=ja": "☒"}
        return saved_by_word(word.set_texts(data, {risk: "Under håndtering", **decided}))

    assert (cells(pack, GOAL)[2:], cells(pack, FIRST)[2]) == (["Planlagt", ""], "I gang")
    pack.edit("faelles", OF, edit)
    pack.edit("jobindsats", OF, written(status=(TRAINING, "I gang")))
    before = answers(pack)
    code, told = pack.pull("--apply")
    troubles = [told[name] for name in ("konflikter", "ikke_foert_tilbage", "afventer", "forslag", "noter")]
    assert (code, troubles) == (0, [[]] * 5)
    changed = {id: value for id, value in answers(pack).items() if value != before.get(id)}
    build(pack)
    assert not [path.name for path in pack.out.glob("*/*_ny*")]
    assert pack.pull("--apply")[1]["rettelser"] == []
    return Reported(changed, pack)


def test_reports_on_cards_the_state_of_a_risk_and_a_decision(reported: Reported) -> None:
    changed, pack = reported.answers, reported.pack
    assert changed.keys() == {"igangsaettelse", "risici", "opgave_tilpasning"}
    decided = changed["igangsaettelse"]
    assert (decided["besluttet"], decided["besluttet_dato"]) == ("ja", date(2027, 8, 30))
    assert [risk["status"] for risk in changed["risici"]] == ["under_haandtering"]
    assert changed["opgave_tilpasning"][:3] == [
        {"kort": "OPG-01", "status": "afsluttet"},
        {"kort": "OPG-02", "status": "afsluttet", "bemaerkning": "Drøftet i ledergruppen"},
        {"kort": "OPG-05", "udfoerer": "HR-konsulent", "slut": date(2027, 3, 15)},
    ]
    assert cells(pack, GOAL)[2:] == ["Afsluttet", "Drøftet i ledergruppen"]
    assert cells(pack, GROUP)[:2] == ["HR-konsulent", "15.03.2027"]
    found = section(
        word_projection(pack.document("faelles", OF).read_bytes()), "Beslutning om idriftsættelse og nødplan"
    )
    assert "Beslutning ☒ Gå i gang ☐ Udsat" in found
    assert "Dato 30.08.2027" in found


def test_a_department_reports_on_its_own_work(reported: Reported) -> None:
    """What is said of the card of all is a row of its own."""
    assert reported.answers["opgave_tilpasning"][3:] == [
        {"kort": "OPG-22", "bemaerkning": "Lokaler mangler"},
        {"kort": "OPG-22", "status": "i_gang", "afdeling": "jobindsats"},
    ]
    assert cells(reported.pack, TRAINING, "jobindsats")[2] == "I gang"
