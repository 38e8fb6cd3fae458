"""Files that people really make in a pack: each is read as what it is, or named with what to do."""

from __future__ import annotations

import os
import re
import stat
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest

from tests.support import word_edits as word
from tests.support.cli import run
from tests.support.edit_cases import typed
from tests.support.edited_packs import EditedPack, light_pack

pytestmark = pytest.mark.usefixtures("everywhere")

ONE = ("--format", "docx", "--department", "faelles", "--document", "D01")
EDIT = typed("med.udvalg", "Hoved-MED")
NAME = "01_formaalsbeskrivelse_faelles"
DOCUMENT = f"faelles/{NAME}.docx"


@pytest.fixture
def pack(tmp_path: Path) -> EditedPack:
    return light_pack(tmp_path / "projekt")


@pytest.fixture
def document(pack: EditedPack) -> Path:
    return pack.document("faelles", "D01")


def without_edition(data: bytes) -> bytes:
    """As Word's document inspector leaves a file: the property is gone."""
    custom = re.compile(rb"<(?:Relationship|Override) [^>]*custom[^>]*/>")
    buffer = BytesIO()
    with ZipFile(BytesIO(data)) as old, ZipFile(buffer, "w") as new:
        for name in old.namelist():
            if name != "docProps/custom.xml":
                new.writestr(name, custom.sub(b"", old.read(name)))
    return buffer.getvalue()


def status(pack: EditedPack) -> dict[str, dict[str, Any]]:
    """Of the folder in which the tests put their files."""
    return pack.status(pack.out / "faelles")


def change_answers(pack: EditedPack, to: str = "Nyby Kommune") -> None:
    text = pack.answers.read_text("utf-8")
    pack.answers.write_text(text.replace("kommune_navn: ", f"kommune_navn: {to} #"), "utf-8")


# --- Word files under other names ---------------------------------------------------------------------------

COPIES = (
    f"faelles/{NAME} - Kopi.docx",
    f"faelles/{NAME} - Copy (2).docx",
    f"faelles/{NAME}-PC-1234.docx",
    f"faelles/{NAME}.DOCX",
    "faelles/Vores formål, endelig æøå.docx",
    "faelles/til gennemsyn/ny mappe/01.docx",
    f"ungeindsats/{NAME}.docx",
    f"{NAME}.docx",
    f"faelles/{NAME}.doc",
    f"faelles/{NAME}.docm",
    f"faelles/{NAME} (udskrift).pdf",
    "faelles/~WRL0001.tmp",
    "Nord/formaal",
)


@pytest.mark.heavy
def test_edited_copies_are_read_whatever_their_names(pack: EditedPack, document: Path) -> None:
    edited = EDIT(document.read_bytes())
    for name in COPIES:
        (pack.out / name).parent.mkdir(parents=True, exist_ok=True)
        (pack.out / name).write_bytes(edited)
    states = pack.status()
    for name in COPIES:
        one = states[name]
        told = (one["tilstand"], one["kopi_af"], [edit["nu"] for edit in one["svar"]])
        assert told == ("rettet", DOCUMENT, ["Hoved-MED"]), name
    code, told = pack.pull("--apply")
    assert (code, [step["rettet_til"] for step in told["rettelser"]]) == (0, ["Hoved-MED"])
    for name in COPIES:
        assert f"{pack.out / name}: læst som kopi af {DOCUMENT}." in told["oplysninger"]
    assert "Hoved-MED" in pack.texts()["jobcenter"]
    assert not pack.pull()[1]["rettelser"]


def test_one_copy_given_by_its_path(
    pack: EditedPack, document: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy = document.parent / "under mappe æ" / "kopi.docx"
    copy.parent.mkdir()
    copy.write_bytes(EDIT(document.read_bytes()))
    (pack.folder / "genvej").symlink_to(pack.out)
    (pack.folder / "kopi.docx").symlink_to(copy)
    monkeypatch.chdir(copy.parent)
    name = "faelles/under mappe æ/kopi.docx"
    for given in (copy, "kopi.docx", ".", "../under mappe æ/", pack.folder / "genvej" / name):
        assert [*pack.status(Path(given))] == [name], given
    assert [*pack.status(pack.folder / "kopi.docx")] == [name]


def test_a_document_that_is_a_link_to_elsewhere(pack: EditedPack, document: Path) -> None:
    elsewhere = pack.folder / "delt drev.docx"
    document.rename(elsewhere)
    document.symlink_to(elsewhere)
    elsewhere.write_bytes(EDIT(elsewhere.read_bytes()))
    assert pack.status(document)[DOCUMENT]["tilstand"] == "rettet"


def test_a_pipe_in_the_place_of_a_document_is_named_and_waited_for_by_nobody(
    pack: EditedPack, document: Path
) -> None:
    document.unlink()
    os.mkfifo(document)
    os.mkfifo(document.with_name("Kopi.docx"))
    states = status(pack)
    assert states[DOCUMENT]["tilstand"] == "kan ikke læses"
    assert "det er ingen almindelig fil" in states[DOCUMENT]["aarsag"]
    assert "det er ingen almindelig fil" in states["faelles/Kopi.docx"]["aarsag"]
    result = pack.build(*ONE)
    assert result.code == 3
    assert "det er ingen almindelig fil" in result.err
    assert stat.S_ISFIFO(document.stat().st_mode)


def test_a_hidden_file_that_is_an_edited_document_is_read(pack: EditedPack, document: Path) -> None:
    made = document.read_bytes()
    document.with_name("~$_formaalsbeskrivelse_faelles.docx").write_bytes(EDIT(made))
    other = typed("formaal_kort", "Kort sagt.")(made)
    document.with_name(".01_formaalsbeskrivelse_faelles.docx").write_bytes(other)
    for junk in (".DS_Store", "._01_formaalsbeskrivelse_faelles.docx", "~$anden.docx"):
        document.with_name(junk).write_bytes(b"\x00\x05\x16\x07" * 40)
    document.with_name(".arkiv.docx").write_bytes(packed("x"))
    code, told = pack.pull("--apply")
    said = sorted(step["rettet_til"] for step in told["rettelser"])
    assert (code, said) == (0, ["Hoved-MED", "Kort sagt."])
    assert told["ulaeselige_filer"] == []


def test_a_renamed_document_is_read_and_said_to_be_renamed(pack: EditedPack, document: Path) -> None:
    renamed = document.with_name("Formål til udvalget.docx")
    document.rename(renamed)
    renamed.write_bytes(word.add_paragraph(EDIT(renamed.read_bytes()), "Vores egen bemærkning."))
    states = status(pack)
    assert states[DOCUMENT]["tilstand"] == "mangler"
    assert states[DOCUMENT]["aarsag"] == "filen er omdøbt eller flyttet til faelles/Formål til udvalget.docx"
    code, told = pack.pull("--apply")
    assert (code, [step["rettet_til"] for step in told["rettelser"]]) == (0, ["Hoved-MED"])
    renamed.write_bytes(typed("med.udvalg", "Lokal-MED")(renamed.read_bytes()))
    code, told = pack.pull("--apply")
    assert (code, [step["rettet_til"] for step in told["rettelser"]]) == (0, ["Lokal-MED"])


def test_a_deleted_document_is_said_to_be_gone(pack: EditedPack, document: Path) -> None:
    document.unlink()
    assert status(pack)[DOCUMENT]["aarsag"] == "filen er slettet eller flyttet"
    code, told = pack.pull()
    assert (code, told["oplysninger"]) == (0, [f"{document}: filen er slettet eller flyttet."])


def test_two_copies_with_different_words_for_one_answer_are_a_conflict(
    pack: EditedPack, document: Path
) -> None:
    copy = document.with_name(f"{NAME} - Kopi.docx")
    copy.write_bytes(typed("med.udvalg", "Lokal-MED")(document.read_bytes()))
    pack.edit("faelles", "D01", EDIT)
    before = pack.texts()
    code, told = pack.pull("--apply")
    assert (code, told["rettelser"], len(told["konflikter"])) == (1, [], 1)
    places = [place["dokument"] for place in told["konflikter"][0]["steder"]]
    assert places == [
        "D01 Formålsbeskrivelse (faelles)",
        f"D01 Formålsbeskrivelse (faelles), filen faelles/{NAME} - Kopi.docx",
    ]
    assert pack.texts() == before


def test_a_copy_never_replaces_what_was_pulled_from_the_document(pack: EditedPack, document: Path) -> None:
    copy = typed("med.udvalg", "Lokal-MED")(document.read_bytes())
    pack.edit("faelles", "D01", EDIT)
    assert pack.pull("--apply")[0] == 0
    document.with_name(f"{NAME} - Kopi.docx").write_bytes(copy)
    code, told = pack.pull("--apply")
    assert (code, told["rettelser"], len(told["konflikter"])) == (1, [], 1)
    assert "Hoved-MED" in pack.texts()["jobcenter"]


def test_an_edited_new_version_is_read(pack: EditedPack, document: Path) -> None:
    made = document.read_bytes()
    document.write_bytes(b"ikke en Word-fil")
    change_answers(pack)
    pack.build(*ONE)
    document.write_bytes(made)
    new = document.with_name(f"{NAME}_ny.docx")
    assert status(pack)[f"faelles/{new.name}"]["tilstand"] == "uændret"
    new.write_bytes(EDIT(new.read_bytes()))
    one = status(pack)[f"faelles/{new.name}"]
    assert (one["tilstand"], one["aarsag"]) == ("rettet", f"ny version af {DOCUMENT}")
    code, told = pack.pull("--apply")
    assert (code, [step["rettet_til"] for step in told["rettelser"]]) == (0, ["Hoved-MED"])


def test_another_documents_file_in_the_place_of_a_document(pack: EditedPack, document: Path) -> None:
    document.write_bytes(EDIT(pack.document("ungeindsats", "D01").read_bytes()))
    one = status(pack)[DOCUMENT]
    assert one["tilstand"] == "kan ikke læses"
    assert (
        "den er en udgave af et andet dokument, ungeindsats/01_formaalsbeskrivelse_ungeindsats"
        in one["aarsag"]
    )
    assert run("pull", pack.out).code == 1


# --- a file that has lost its edition -----------------------------------------------------------------------


def test_an_old_copy_that_lost_its_edition_is_compared_with_what_it_is_most_like(
    pack: EditedPack, document: Path
) -> None:
    copy = without_edition(EDIT(document.read_bytes()))
    change_answers(pack)
    assert pack.build(*ONE).code == 0
    document.write_bytes(copy)
    one = status(pack)[DOCUMENT]
    assert ([edit["nu"] for edit in one["svar"]], one["udgave_gaettet"]) == (["Hoved-MED"], True)
    assert "filen siger ikke, hvilken udgave den er" in one["aarsag"]
    code, told = pack.pull("--apply")
    assert (code, [step["rettet_til"] for step in told["rettelser"]]) == (0, ["Hoved-MED"])
    assert [notice.partition(": ")[2][:40] for notice in told["oplysninger"]] == [
        "filen siger ikke, hvilken udgave den er,"
    ]


def test_a_copy_that_lost_its_edition_and_its_name(pack: EditedPack, document: Path) -> None:
    other = pack.document("ungeindsats", "D02")
    document.with_name("hentet.docx").write_bytes(
        without_edition(word.add_paragraph(other.read_bytes(), "Ny."))
    )
    one = status(pack)["faelles/hentet.docx"]
    assert (one["kopi_af"], [edit["nu"] for edit in one["fri_tekst"]]) == (
        f"ungeindsats/{other.name}",
        ["Ny."],
    )


# --- files that cannot be read ------------------------------------------------------------------------------

_OLE_WORD = (
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 100 + "WordDocument".encode("utf-16-le") + b"\0" * 600
)
_WORD_XML = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\r\n<?mso-application progid="Word.Document"?>'
)


def packed(name: str, data: bytes = b"x") -> bytes:
    buffer = BytesIO()
    with ZipFile(buffer, "w") as archive:
        archive.writestr(name, data)
    return buffer.getvalue()


UNREAD = {
    "gammel.doc": (_OLE_WORD, "gem den som almindeligt Word-dokument (*.docx)"),
    "uden endelse": (_OLE_WORD, "gem den som almindeligt Word-dokument (*.docx)"),
    "rettet.odt": (packed("mimetype", b"application/vnd.oasis.opendocument.text"), "*.docx"),
    "rettet.RTF": (b"{\\rtf1 tekst}", "gem den som almindeligt Word-dokument (*.docx)"),
    "gemt som.xml": (_WORD_XML, "gem den som almindeligt Word-dokument (*.docx)"),
    "kommenteret.PDF": (b"%PDF-1.7 ...", "en PDF-fil kan ikke læses tilbage"),
    "fra mail.zip": (packed("01.docx"), "Pak den ud"),
    "noter.txt": (b"Ret navnet", "gem det som Word-dokument (*.docx)"),
    "tom.docx": (b"", "filen"),
}


def test_a_file_that_cannot_be_read_is_named_with_what_to_do(pack: EditedPack, document: Path) -> None:
    for name, (data, _) in UNREAD.items():
        document.with_name(name).write_bytes(data)
    states = status(pack)
    code, told = pack.pull()
    reasons = {Path(one["fil"]).name: one["aarsag"] for one in told["ulaeselige_filer"]}
    assert code == 1
    for name, (_, what) in UNREAD.items():
        assert what in states[f"faelles/{name}"]["aarsag"]
        assert what in reasons[name]
    result = run("pull", pack.out)
    assert result.code == run("status", pack.out).code == 1
    assert "Ingen rettelser af svar." not in result.out
    assert "Ingen rettelser af svar i de filer, der kunne læses." in result.out


def test_a_word_file_that_is_not_the_packs_is_named(pack: EditedPack, document: Path) -> None:
    import docx

    docx.Document().save(str(document.with_name("referat.docx")))
    assert "filen er ikke dannet af plangen" in status(pack)["faelles/referat.docx"]["aarsag"]
    assert run("pull", pack.out).code == 1


def test_files_that_hold_no_text_say_nothing(pack: EditedPack, document: Path) -> None:
    for name in ("Thumbs.db", "desktop.ini", "foto.jpg", ".DS_Store", "budget.xlsx"):
        document.with_name(name).write_bytes(
            packed("xl/workbook.xml") if name.endswith("xlsx") else b"\xff\xd8"
        )
    assert {one["tilstand"] for one in status(pack).values()} == {"uændret"}
    assert run("pull", pack.out).out.strip() == "Ingen rettelser af svar."


def test_a_document_that_is_open_is_read_and_said_to_be_open(pack: EditedPack, document: Path) -> None:
    """In Word, or in LibreOffice."""
    other = pack.document("faelles", "D02")
    document.write_bytes(EDIT(document.read_bytes()))
    document.with_name(f"~${document.name[2:]}").write_bytes(b"")
    other.write_bytes(typed("arbejdsgruppe_moeder.frekvens", "Hver uge")(other.read_bytes()))
    other.with_name(f".~lock.{other.name}#").write_bytes(b"")
    states = status(pack)
    for path in (document, other):
        one = states[f"faelles/{path.name}"]
        assert (one["tilstand"], one["aarsag"]) == (
            "rettet",
            "filen er åben i et program; det, der ikke er gemt, er ikke set",
        )
    code, told = pack.pull()
    assert (code, len(told["rettelser"]), len(told["oplysninger"])) == (0, 2, 2)
