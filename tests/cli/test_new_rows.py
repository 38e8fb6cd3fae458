"""Rows that staff type or copy: every cell comes back right, or the row is refused by name."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from pathlib import Path

import pytest

from tests.support import word_edits as word
from tests.support.edited_packs import Edit, EditedPack, changed_lines, printed_in, written_pack
from tests.support.projection import word_projection
from tests.word.word_saves import saved_by_word

DOCUMENTS = ("D03", "D05", "D12")
pytestmark = [pytest.mark.usefixtures("everywhere"), pytest.mark.documents(*DOCUMENTS)]


@pytest.fixture
def pack(tmp_path: Path) -> EditedPack:
    """The pack of all departments, with the documents whose tables differ most."""
    return written_pack(tmp_path / "projekt", printed_in(*DOCUMENTS), build)


def build(pack: EditedPack, *ids: str) -> str:
    documents = [part for document in ids or DOCUMENTS for part in ("--document", document)]
    return pack.build("--format", "docx", "--department", "faelles", *documents).err


def key(data: bytes, question: str, number: int) -> str:
    return word.row_keys(data, question)[number]


def inserted(question: str, number: int, *texts: str) -> Edit:
    return lambda data: word.insert_row(data, question, key(data, question, number), texts)


def copied(question: str, number: int, texts: dict[str, str], cells: dict[int, str] | None = None) -> Edit:
    """A row copied; `texts` typed in its controls, `cells` over whole cells of the copy."""

    def edit(data: bytes) -> bytes:
        name = key(data, question, number)
        data = word.copy_row(data, question, name, texts)
        return word.type_in_row(data, question, name, cells, number=1) if cells else data

    return edit


@dataclass(frozen=True)
class Understood:
    """A new row, and the lines that it must add."""

    name: str
    document: str
    edit: Edit
    lines: tuple[str, ...]


CONTACT = ("15.03.2027 (uge 11)", "Teamledere\nVi er på vej", "E-Boks\nJobcenterchef")
COST = partial(inserted, "omkostninger", 0)
UNDERSTOOD = [
    Understood("words after", "D03", inserted("tildelingskriterier", 1, "Miljø", "12,5 pct.", "Mærkning"),
               ("- kriterium: Miljø", "vaegt: 12.5", "vurderes_paa: Mærkning")),
    Understood("words left out", "D03", inserted("tildelingskriterier", 1, "Miljø", "10"),
               ("- kriterium: Miljø", "vaegt: 10")),
    Understood("words after a hard space", "D03", inserted("tildelingskriterier", 1, "Miljø", "10\u00a0pct."),
               ("- kriterium: Miljø", "vaegt: 10")),
    Understood("kroner", "D12", COST("Konsulent", "12.000 kr.", "1.500 kr.", "Puljen"),
               ("- post: Konsulent", "engang: 12000", "aarlig: 1500", "finansiering: Puljen")),
    Understood("a copy typed over", "D12", copied("omkostninger", 0, {"post": "Kursus"}, {1: "7.500 kr."}),
               ("- post: Kursus", "engang: 7500", "aarlig: 310000", "finansiering: Driftsbudget")),
    Understood("a copy with a computed day", "D05",
               copied("kommunikation", 0, {"anledning": "Prøvedrift"}, {0: "15. marts 2027"}),
               ("anledning: Prøvedrift", "tidspunkt: 2027-03-15")),
    Understood("a copy with weeks", "D05",
               copied("kommunikation", 0, {"anledning": "Prøvedrift"}, {0: "8 uger før idriftsættelse"}),
               ("anledning: Prøvedrift", 'tidspunkt: "-8"')),
    Understood("a message without its occasion", "D05",
               inserted("kommunikation", 0, *CONTACT, "Planlagt"),
               ("- interessent: teamledere", "budskab: Vi er på vej", "kanal: E-Boks",
                "afsender: Jobcenterchef", "tidspunkt: 2027-03-15", "status: planlagt")),
    Understood("a copy as it is", "D03", copied("tildelingskriterier", 1, {}),
               ("- kriterium: Pris", "vaegt: 30", "vurderes_paa: Fireårig totalpris")),
]  # fmt: skip

REFUSED = {
    "a day that is none": (
        "D05",
        copied("kommunikation", 0, {}, {0: "engang i foråret"}),
        "engang i foråret",
    ),
    "a calendar week": ("D05", copied("kommunikation", 0, {}, {0: "uge 20"}), "uge 20"),
    "a day in another week": ("D05", copied("kommunikation", 0, {}, {0: "15.03.2027 (uge 12)"}), "uge 12"),
    "a third line in a cell with two answers": (
        "D05",
        inserted("kommunikation", 0, *CONTACT[:2], f"{CONTACT[2]}\nog mere"),
        "og mere",
    ),
    "other words beside": ("D12", copied("omkostninger", 0, {}, {1: "cirka 7.500 kr. i alt"}), "i alt"),
    "a column of the document's": (
        "D03",
        copied("krav", 0, {"tekst": "Et nyt krav"}, {4: "Leverandøren svarer ja"}),
        "Leverandøren svarer ja",
    ),
}


def as_is(data: bytes) -> bytes:
    return data


IN_ONE_PULL = ("words after", "a copy as it is", "a copy with a computed day")
REFUSED_THERE = ("a day that is none", "a third line in a cell with two answers", "other words beside")
"""Rows that do not meet in the tables of the documents."""


def test_rows_are_understood_or_refused_by_name(pack: EditedPack) -> None:
    """Many at once, in files as they are and as Word saves them. A document whose rows are all understood is
    renewed, and one in which a row is refused is kept."""
    cases = [case for case in UNDERSTOOD if case.name in IN_ONE_PULL]
    refused = [REFUSED[name] for name in REFUSED_THERE]
    for case in cases:
        pack.edit("faelles", case.document, case.edit)
    for document, edit, _ in refused:
        pack.edit("faelles", document, edit)
    for document in ("D03", "D05"):
        pack.edit("faelles", document, saved_by_word)
    kept, before = pack.document("faelles", "D12").read_bytes(), pack.texts()
    code, told = pack.pull("--apply")
    said = [one["besked"] for one in told["ikke_foert_tilbage"]]
    assert (code, len(said), told["konflikter"]) == (1, len(refused), [])
    assert [words for _, _, words in refused if not any(words in one for one in said)] == []
    lines = changed_lines(before, pack.texts())["jobcenter"]
    assert not [line for line in lines if line.startswith("-")]
    assert len([line for line in lines if line.startswith("+- ")]) == len(cases)
    assert {f"+{line}" for case in cases for line in case.lines} <= set(lines), lines
    written = pack.texts()
    assert (pack.pull("--apply")[1]["rettelser"], pack.texts()) == ([], written)
    message = build(pack, "D03", "D12")
    assert not list(pack.out.glob("faelles/*_ny*")), message
    assert "03_" not in message, message
    assert pack.document("faelles", "D12").read_bytes() == kept
    assert (pack.pull("--apply")[1]["rettelser"], pack.texts()) == ([], written)


PRINTED_OTHERWISE = (
    "words after a hard space",
    "a copy with weeks",
    "a message without its occasion",
    "kroner",
)


def test_rows_in_a_file_that_is_merged_are_pulled_once(pack: EditedPack) -> None:
    """The document prints them in other words, and in another place, than they were typed."""
    for case in (case for case in UNDERSTOOD if case.name in PRINTED_OTHERWISE):
        pack.edit("faelles", case.document, case.edit)
    own = "Vores egen bemærkning."
    for document in DOCUMENTS:
        pack.edit("faelles", document, lambda data: word.add_paragraph(data, own))
    assert pack.pull("--apply")[0] == 0
    written, said = pack.texts(), build(pack)
    assert said.count("det nye er flettet ind") == len(DOCUMENTS), said
    told = pack.pull("--apply")[1]
    assert (told["rettelser"], pack.texts()) == ([], written)
    for document in DOCUMENTS:
        assert ("afsnit", own) in word_projection(pack.document("faelles", document).read_bytes())


@pytest.mark.long
@pytest.mark.parametrize("save", [as_is, saved_by_word])
@pytest.mark.parametrize("case", UNDERSTOOD, ids=lambda one: one.name)
def test_a_new_row_is_understood(pack: EditedPack, case: Understood, save: Edit) -> None:
    pack.edit("faelles", case.document, lambda data: save(case.edit(data)))
    before = pack.texts()
    code, told = pack.pull("--apply")
    lines = changed_lines(before, pack.texts()).get("jobcenter", [])
    assert (code, told["ikke_foert_tilbage"], told["konflikter"]) == (0, [], [])
    assert not [line for line in lines if line.startswith("-")]
    assert {f"+{line}" for line in case.lines} <= set(lines), lines
    assert_written_once(pack, case.document)


@pytest.mark.long
@pytest.mark.parametrize("case", REFUSED.values(), ids=REFUSED)
def test_a_row_that_cannot_be_read_is_refused_by_name(pack: EditedPack, case: tuple[str, Edit, str]) -> None:
    document, edit, words = case
    pack.edit("faelles", document, edit)
    file, before = pack.document("faelles", document), pack.texts()
    kept = file.read_bytes()
    code, told = pack.pull("--apply")
    assert (code, pack.texts()) == (1, before)
    assert words in told["ikke_foert_tilbage"][0]["besked"]
    build(pack, document)
    assert file.read_bytes() == kept


def assert_written_once(pack: EditedPack, document: str) -> None:
    """Nothing more is written, and then the document is renewed."""
    written = pack.texts()
    code, told = pack.pull("--apply")
    assert (code, told["rettelser"], pack.texts()) == (0, [], written)
    said = build(pack, document)
    assert not list(pack.out.glob("faelles/*_ny*")), said
    assert pack.pull("--apply")[1]["rettelser"] == []
    assert pack.texts() == written
