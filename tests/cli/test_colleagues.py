"""Two people have written in copies of one document: `plangen update` makes them one file, through files and
the command line."""

from __future__ import annotations

import json
import random
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from plangen.ooxml.ns import w
from plangen.ooxml.opening import opened
from tests.fuzz.package import Package
from tests.merging import hand
from tests.support import word_edits as word
from tests.support.cli import run
from tests.support.edit_cases import typed
from tests.support.edited_packs import EditedPack, build_pack, copy_of
from tests.support.shared import made_once
from tests.support.structure.check import check_structure

pytestmark = pytest.mark.usefixtures("everywhere")

D02 = "faelles/02_kommissorium_faelles.docx"
COPY = "faelles/02_kommissorium_faelles - Kopi.docx"
MEETING = "faelles/Bente/Til mødet.docx"
LEADER, ARCHITECT = (
    f"arbejdsgruppe_medlemmer[{row}].bidrag" for row in ("faglig_koordinator", "it_arkitekt")
)
OF_ANNA, OF_BENTE, OF_CARL = "Annas afsnit om mødetid.", "Bentes afsnit om gruppen.", "Carls afsnit."
EVERYBODY = (OF_ANNA, OF_BENTE, OF_CARL, "Annas spørgsmål", "Carls spørgsmål", "Bentes it")


def saved_by(name: str, day: str) -> hand.Edit:
    def edit(data: bytes) -> bytes:
        package = Package.read(data, random.Random(1))
        for one in package.root("docProps/core.xml"):
            kind = one.tag.rpartition("}")[2]
            one.text = {"lastModifiedBy": name, "modified": f"{day}T10:00:00Z"}.get(kind, one.text)
        return package.data()

    return edit


ANNA = hand.both(
    lambda data: word.add_paragraph(data, OF_ANNA),
    hand.comment_on("Gruppen er sat sammen", "Annas spørgsmål"),
    typed(LEADER, "Annas bidrag"),
    saved_by("Anna Berg", "2026-11-20"),
)
BENTE = hand.both(
    hand.after("Gruppen er sat sammen", hand.written(OF_BENTE)),
    typed(LEADER, "Bentes bidrag"),
    typed(ARCHITECT, "Bentes it"),
    saved_by("Bente Hansen", "2026-11-22"),
)
CARL = hand.both(
    lambda data: word.add_paragraph(data, OF_CARL),
    hand.comment_on("Gruppen er sat sammen", "Carls spørgsmål"),
    saved_by("Carl Dam", "2026-11-23"),
)


def shared(folder: Path) -> EditedPack:
    """A pack in which three have written in copies of one edition; the answers are newer than all of them."""
    pack = build_pack(folder)
    made = (pack.out / D02).read_bytes()
    (pack.out / MEETING).parent.mkdir()
    for name, edit in ((D02, ANNA), (COPY, BENTE), (MEETING, CARL)):
        (pack.out / name).write_bytes(edit(made))
    text = pack.answers.read_text("utf-8")
    pack.answers.write_text(text.replace("Egelund Kommune", "Nyby Kommune"), "utf-8")
    return pack


def update(pack: EditedPack, *options: str, path: Path | None = None) -> dict[str, Any]:
    told: dict[str, Any] = json.loads(
        run("update", path or pack.out / "faelles", "--format", "json", *options).out
    )
    return told


def documents(told: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {one["fil"]: one for one in told["dokumenter"]}


def words_of(path: Path) -> str:
    roots = word.stories(path.read_bytes()).values()
    comments = opened(path.read_bytes()).get("word/comments.xml", b"")
    said = "\n".join("".join(one.itertext()) for root in roots for one in root.iter(w("p")))
    return said + comments.decode("utf-8")


def word_files(pack: EditedPack) -> dict[str, bytes]:
    found = (path for path in pack.out.rglob("*.docx") if ".plangen" not in path.parts)
    return {path.relative_to(pack.out).as_posix(): path.read_bytes() for path in found}


def everything(pack: EditedPack) -> dict[Path, bytes]:
    found = (path for path in pack.folder.rglob("*") if path.is_file() and ".plangen" not in path.parts)
    return {path: path.read_bytes() for path in found}


@dataclass(frozen=True)
class Joined:
    """The pack before and after one update, and what was told."""

    before: EditedPack
    after: EditedPack
    told: dict[str, Any]


@pytest.fixture
def joined() -> Joined:
    folder = made_once("colleagues", _make)
    told = json.loads((folder / "told.json").read_text("utf-8"))
    return Joined(EditedPack(folder / "before"), EditedPack(folder / "after"), told)


def _make(folder: Path) -> None:
    pack = copy_of(shared(folder / "before"), folder / "after")
    (folder / "told.json").write_text(json.dumps(update(pack, "--ja")), "utf-8")


@pytest.fixture
def before(joined: Joined, tmp_path: Path) -> EditedPack:
    return copy_of(joined.before, tmp_path / "projekt")


@pytest.fixture
def after(joined: Joined, tmp_path: Path) -> EditedPack:
    return copy_of(joined.after, tmp_path / "projekt")


# --- one file -----------------------------------------------------------------------------------------------
def test_the_document_says_what_everybody_wrote(joined: Joined) -> None:
    said = words_of(joined.after.out / D02)
    assert [one for one in (*EVERYBODY, "Nyby Kommune") if one not in said] == []
    known = check_structure((joined.before.out / D02).read_bytes())
    assert [one for one in check_structure((joined.after.out / D02).read_bytes()) if one not in known] == []


def test_the_copies_are_put_away_and_kept(joined: Joined) -> None:
    assert [name for name in word_files(joined.after) if name in (COPY, MEETING)] == []
    kept = joined.after.out / ".plangen" / "faelles" / "erstattet"
    was = word_files(joined.before)
    found = {path.read_bytes() for path in kept.iterdir()}
    assert {name for name in (D02, COPY, MEETING) if was[name] not in found} == set()


def test_it_is_told_who_wrote_what(joined: Joined) -> None:
    told = documents(joined.told)
    assert told[D02]["tilstand"] == "flettet"
    assert told[D02]["samlet_med"] == [
        {"fil": COPY, "gemt_af": "Bente Hansen", "gemt_den": "2026-11-22"},
        {"fil": MEETING, "gemt_af": "Carl Dam", "gemt_den": "2026-11-23"},
    ]
    for name, by, text in (
        (D02, "Anna Berg", OF_ANNA),
        (COPY, "Bente Hansen", OF_BENTE),
        (MEETING, "Carl Dam", OF_CARL),
    ):
        assert told[name]["gemt_af"] == by
        assert text in [one["nu"] for one in told[name]["rettet_i_word"]]
    assert {told[name]["samlet_i"] for name in (COPY, MEETING)} == {D02}
    page = (joined.after.out / "opdateringer" / "opdatering_0001.html").read_text("utf-8")
    assert "Samlet med kopien faelles/Bente/Til mødet.docx, som er gemt af Carl Dam den 23.11.2026." in page


def test_where_two_disagree_both_stand_there_and_the_answer_waits(joined: Joined) -> None:
    (place,) = documents(joined.told)[D02]["konflikter"]
    assert (place["jeres"], place["ny"], place["fra"]) == ("Annas bidrag", "Bentes bidrag", "Bente Hansen")
    assert "Kobling til samtalemodellen" in joined.after.texts()["jobcenter"]
    root = word.stories((joined.after.out / D02).read_bytes())["word/document.xml"]
    put_in = [hand.text_of(one) for one in root.iter(w("ins")) if one.get(w("author")) == "Bente Hansen"]
    assert "Bentes bidrag" in put_in
    overview = (joined.after.out / "oversigt.html").read_text("utf-8")
    assert "tag stilling under »Sammensætning«" in overview


def test_answers_of_all_go_back(joined: Joined) -> None:
    assert "bidrag: Bentes it" in joined.after.texts()["jobcenter"]


# --- and then -----------------------------------------------------------------------------------------------
def test_a_second_update_does_nothing(after: EditedPack) -> None:
    was = everything(after)
    told = update(after, "--ja")
    assert (told["svar"], told["rapport"], told["noter"]) == ([], "", [])
    assert {one["tilstand"] for one in told["dokumenter"]} == {"uændret"}
    assert everything(after) == was


def test_what_was_accepted_is_not_held_back_any_more(after: EditedPack) -> None:
    """Somebody rejects what Bente wrote: what Anna wrote is the answer."""
    path = after.out / D02

    def reject(parts: dict[str, word.Element]) -> None:
        for one in [*parts["word/document.xml"].iter(w("p"))]:
            if hand.text_of(one) == "Bentes bidrag":
                one.getparent().remove(one)

    path.write_bytes(word.edited(path.read_bytes(), reject))
    assert [one["rettet_til"] for one in update(after, "--ja", path=path)["svar"]] == ["Annas bidrag"]


def test_undoing_puts_all_back(after: EditedPack, joined: Joined) -> None:
    assert run("fortryd", after.out / "faelles").code == 0
    assert word_files(after) == word_files(joined.before)


@pytest.mark.long  # what is shown of an update is tried in test_updating.py
def test_showing_writes_nothing(before: EditedPack, joined: Joined) -> None:
    was = everything(before)
    told = update(before, "--vis")
    assert everything(before) == was
    assert documents(told)[D02]["samlet_med"] == documents(joined.told)[D02]["samlet_med"]
    assert documents(told)[D02]["konflikter"] == documents(joined.told)[D02]["konflikter"]


# --- what cannot be -----------------------------------------------------------------------------------------
def test_what_cannot_be_joined_stays_and_is_named_and_what_is_open_waits(before: EditedPack) -> None:
    """Bente has moved columns of a table in which Anna has written: no row would know its cells. Carl's copy
    is joined another time."""
    path, meeting = before.out / COPY, before.out / MEETING
    path.write_bytes(hand.swap_columns("RolleAfdeling", 2, 3)(path.read_bytes()))
    lock = meeting.with_name(f"~${meeting.name[2:]}")
    lock.write_bytes(b"")
    told = update(before, "--ja")
    assert (meeting.is_file(), told["afslutningskode"]) == (True, 3)
    assert "Nyby Kommune" in words_of(path)
    assert documents(told)[COPY]["tilstand"] == "flettet"
    assert documents(told)[COPY]["aarsag"].startswith(
        f"Kopien kan ikke samles med {D02}. Samlet ville de mangle de nye kolonner"
    )
    lock.unlink()
    told = update(before, "--ja")
    assert (documents(told)[COPY]["tilstand"], told["afslutningskode"]) == ("ikke opdateret", 1)
    assert (OF_BENTE in words_of(path), meeting.exists()) == (True, False)
    said = words_of(before.out / D02)
    assert [one for one in EVERYBODY if said.count(one) != 1] == [OF_BENTE]
    # A build leaves copies where they are.
    theirs = path.read_bytes()
    before.build("--format", "docx", "--department", "faelles", "--document", "D02")
    assert path.read_bytes() == theirs


def test_a_renamed_file_takes_the_place_of_its_document(before: EditedPack) -> None:
    (before.out / D02).unlink()
    (before.out / COPY).unlink()
    update(before, "--ja")
    said = words_of(before.out / D02)
    assert (OF_CARL in said, "Nyby Kommune" in said) == (True, True)
    assert not (before.out / MEETING).exists()
    assert run("fortryd", before.out).code == 0
    assert ((before.out / D02).exists(), (before.out / MEETING).is_file()) == (False, True)
