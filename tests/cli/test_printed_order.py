"""Rows that a document prints in an order of its own: what is done in Word is done to what was printed."""

from __future__ import annotations

from pathlib import Path

import pytest
from ruamel.yaml import YAML

from tests.support import word_edits as word
from tests.support.edit_cases import in_row, move
from tests.support.edited_packs import EditedPack, printed_in, written_pack

GOAL = ("Kortere sagsbehandling", "–", "10 dage", "9", "Jobcenterchef")
"""A goal as D01 prints it, but for the week of measuring."""
TWICE = "raadgivere_3"
"""A message of D05 that departments get on different dates."""
GONE = "Jeres bekymringer og idéer former planen"
"""What it says."""


@pytest.fixture
def pack(tmp_path: Path) -> EditedPack:
    """Its first requirement is of another category, so that D03 prints it after later ones."""
    text = printed_in("D01", "D03", "D05")
    return written_pack(
        tmp_path / "projekt", text.replace("kategori: faglig", "kategori: brugervenlighed", 1), build
    )


def build(pack: EditedPack, *ids: str) -> None:
    documents = [part for document in ids or ("D01", "D03", "D05") for part in ("--document", document)]
    pack.build("--format", "docx", "--department", "faelles", *documents)


def rows(pack: EditedPack, question: str, column: str) -> list[str]:
    """The texts of a column, in the order of the answer file."""
    svar = YAML(typ="safe").load(pack.texts()["jobcenter"])["svar"]
    return [row[column] for row in svar[question]]


def printed(pack: EditedPack, document: str, question: str) -> list[str]:
    return word.row_keys(pack.document("faelles", document).read_bytes(), question)


def test_what_is_done_in_word_is_done_to_what_was_printed(pack: EditedPack) -> None:
    """A row is put below the one that was printed above it, one moves among goals of one date, one under its
    heading among the rows of the heading, and one with a date for each go-live, which D05 prints once with
    the dates of all departments, is gone when it is deleted."""
    goals, weeks = rows(pack, "maal", "maal"), rows(pack, "maal", "maales_uge")
    assert goals[:2] == ["Færre aflyste og flyttede samtaler", "Platformen tilbydes systematisk"]
    assert weeks[2] == weeks[3], "the last two are measured at once"
    keys = printed(pack, "D01", "maal")
    pack.edit("faelles", "D01", in_row(word.insert_row, "maal", 0, GOAL))
    pack.edit("faelles", "D01", lambda data: word.move_row(data, "maal", keys[3], keys[2]))

    wanted, needs = printed(pack, "D03", "krav"), rows(pack, "krav", "tekst")
    at = next(number for number, key in enumerate(wanted) if key.startswith("raadgiveren"))
    assert at > 0  # the first one of the file, printed under a later heading
    moved, other = wanted[at : at + 2]
    pack.edit("faelles", "D03", lambda data: word.move_row(data, "krav", other, moved))

    messages = rows(pack, "kommunikation", "budskab")
    pack.edit("faelles", "D05", without_message)
    (told,) = pack.status(pack.document("faelles", "D05")).values()
    assert [(one["art"], one["raekke"]) for one in told["raekker"]] == [("slettet", TWICE)]

    code, told = pack.pull("--apply")
    assert (code, len(told["rettelser"]), told["noter"]) == (0, 4, [])
    assert rows(pack, "maal", "maal") == [*goals[:2], GOAL[0], goals[3], goals[2]]
    after = rows(pack, "krav", "tekst")
    assert (after != needs, sorted(after)) == (True, sorted(needs))
    left = rows(pack, "kommunikation", "budskab")
    assert len(left) == len(messages) - 1 and set(messages) - set(left) == {GONE}
    build(pack, "D01", "D03")
    assert list(pack.out.glob("*/*_ny*")) == []
    assert printed(pack, "D01", "maal") == [keys[0], "kortere_sagsbehandling", keys[1], keys[3], keys[2]]
    wanted[at : at + 2] = other, moved
    assert printed(pack, "D03", "krav") == wanted
    assert pack.pull()[1]["rettelser"] == []


def without_message(data: bytes) -> bytes:
    def edit(parts: dict[str, word.Element]) -> None:
        (line,) = [row for root in parts.values() for row in root.iter(f"{word.W}tr") if names_it(row)]
        line.getparent().remove(line)  # type: ignore[union-attr]

    return word.edited(data, edit)


def names_it(row: word.Element) -> bool:
    tags = (word.tag_of(control) for control in row.iter(f"{word.W}sdt"))
    return any(tag.startswith(f"kommunikation[{TWICE}]") for tag in tags)


def test_the_printed_row_is_deleted(pack: EditedPack) -> None:
    before = rows(pack, "maal", "maal")
    pack.edit("faelles", "D01", in_row(word.delete_row, "maal", 0))
    assert pack.pull("--apply")[0] == 0
    assert rows(pack, "maal", "maal") == [before[0], *before[2:]]


def test_a_move_against_the_order_of_dates_is_told_and_stays(pack: EditedPack) -> None:
    """Also one that gives the order of the answer file by chance."""
    before = pack.texts()
    pack.edit("faelles", "D01", move("maal", 0, 2))
    code, told = pack.pull("--apply")
    assert [note["besked"] for note in told["noter"]] == [
        "Rækkerne er flyttet, men dokumentet sorterer dem selv."
    ]
    assert (code, told["rettelser"], pack.texts()) == (0, [], before)
    edited = pack.document("faelles", "D01").read_bytes()
    build(pack, "D01")
    assert pack.document("faelles", "D01").read_bytes() == edited
