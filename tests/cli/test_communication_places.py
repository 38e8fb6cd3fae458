"""What staff write in the communication plan comes back: answers to questions, questions of their own, and
what became of an activity (specifikation.md 2.3)."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.support import word_edits as word
from tests.support.edited_packs import Edit, EditedPack, changed_lines, written_pack
from tests.support.samples import sampled
from tests.word.word_saves import saved_by_word

OF = "D05"
ANSWERS = """
pakke: {omfang: standard, dato: 2027-02-01}
svar:
  kommune_navn: Egelund Kommune
  projekt_titel: Jobplatform
  projektstart: 2027-01-04
  idriftsaettelsesdato: 2027-09-06
  afdelinger:
    - {afdeling_id: jobindsats, navn: Jobindsats, medarbejdere: 24}
  system_beskrivelse: En platform med cv og booking.
  interessenter:
    - {interessent_id: raadgivere, navn: Rådgivere, gruppe: medarbejdere}
  kommunikation:
    - interessent: raadgivere
      anledning: Projektet begynder
      budskab: Hvorfor vi gør det
      kanal: Teammøde
      form: dialog
      afsender: Leder
      tidspunkt: 2027-01-12
    - interessent: raadgivere
      anledning: Status
      budskab: Nyt siden sidst
      kanal: Intranet
      form: information
      afsender: Leder
      tidspunkt: 2027-02-12
"""


@pytest.fixture
def pack(tmp_path: Path) -> EditedPack:
    return written_pack(tmp_path / "projekt", ANSWERS, build)


def build(pack: EditedPack) -> str:
    return pack.build("--format", "docx", "--document", OF).err


def document(pack: EditedPack) -> bytes:
    return pack.document("faelles", OF).read_bytes()


def places(data: bytes, start: str, end: str) -> list[str]:
    return [id for id in word.ids(data) if id.startswith(start) and id.endswith(end)]


def edited(pack: EditedPack, edit: Edit) -> list[str]:
    """The lines that an edit changes in the answer file; afterwards nothing is left to pull, and the next
    build prints what came back in the file's place."""
    pack.edit("faelles", OF, edit)
    before = pack.texts()
    code, told = pack.pull("--apply")
    troubles = [told[name] for name in ("konflikter", "ikke_foert_tilbage", "afventer", "forslag", "noter")]
    assert (code, troubles) == (0, [[]] * 5)
    (lines,) = changed_lines(before, pack.texts()).values()
    said = build(pack)
    assert not list(pack.out.glob("*/*_ny*")), said
    assert pack.pull("--apply")[1]["rettelser"] == []
    return lines


def text_of(data: bytes, id: str) -> str:
    found: list[str] = []

    def look(parts: dict[str, word.Element]) -> None:
        control = word.controls(parts, id)[0]
        found.append("".join(text.text or "" for text in control.iter(f"{word.W}t")))

    word.edited(data, look)
    return found[0].strip()


SAVES: dict[str, Callable[[bytes], bytes]] = {"som den er": lambda data: data, "gemt af Word": saved_by_word}


@pytest.mark.parametrize("save", sampled(SAVES.values(), every=2), ids=SAVES)
def test_answers_own_questions_and_status_come_back(pack: EditedPack, save: Callable[[bytes], bytes]) -> None:
    """A built answer that is corrected is an answer of its own."""
    assert text_of(document(pack), "faq.hvordan.svar") == "En platform med cv og booking."
    status = places(document(pack), "kommunikation[", ".status")[0]

    def edit(data: bytes) -> bytes:
        question, answer = (places(data, "faq_egne[+", f".{column}")[0] for column in ("spoergsmaal", "svar"))
        data = word.set_text(data, "faq.hjaelp.svar", "Spørg Mette i receptionen.")
        data = word.set_text(data, "faq.hvordan.svar", "Cv og booking på telefonen.")
        data = word.set_text(data, question, "Må jeg bruge min egen telefon?")
        data = word.set_text(data, answer, "Ja.")
        return save(word.set_text(data, status, "Gennemført"))

    assert text_of(document(pack), status) == "Dato passeret – status ikke meldt"
    assert set(edited(pack, edit)) == {
        "+status: gennemfoert",
        "+faq:",
        "+hjaelp:",
        "+svar: Spørg Mette i receptionen.",
        "+hvordan:",
        "+svar: Cv og booking på telefonen.",
        "+faq_egne:",
        "+- spoergsmaal: Må jeg bruge min egen telefon?",
        "+svar: Ja.",
    }
    after = document(pack)
    assert text_of(after, "faq.hjaelp.svar") == "Spørg Mette i receptionen."
    assert text_of(after, status) == "Gennemført"
    assert len(places(after, "faq_egne[+", ".spoergsmaal")) == 2, "there is room for more"
    text = pack.answers.read_text("utf-8").replace("En platform med cv og booking.", "Noget andet end før.")
    pack.answers.write_text(text, "utf-8")
    build(pack)
    assert text_of(document(pack), "faq.hvordan.svar") == "Cv og booking på telefonen."


def test_a_built_answer_follows_what_it_is_built_of(pack: EditedPack) -> None:
    text = pack.answers.read_text("utf-8").replace("En platform med cv og booking.", "En ny platform.")
    pack.answers.write_text(text, "utf-8")
    build(pack)
    assert text_of(document(pack), "faq.hvordan.svar") == "En ny platform."
    assert pack.pull("--apply")[1]["rettelser"] == []
