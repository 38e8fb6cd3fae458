"""What staff wrote between the brackets of a marker, and the words by which `status` tells of rows."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support import word_edits as word
from tests.support.cli import run
from tests.support.edit_cases import typed
from tests.support.edited_packs import SMALL, EditedPack, written_pack

pytestmark = pytest.mark.usefixtures("everywhere")

MISSING = "foerstelinjeledere"


@pytest.fixture
def pack(tmp_path: Path) -> EditedPack:
    text = SMALL.read_text("utf-8")
    missing = text[text.index(f"  {MISSING}:") : text.index("  arbejdsgruppe_medlemmer:")]
    return written_pack(tmp_path / "projekt", text.replace(missing, ""), build)


def build(pack: EditedPack) -> str:
    return pack.build("--format", "docx", "--department", "faelles", "--document", "D01").err


def marker(pack: EditedPack) -> str:
    """What plangen printed where the answer is missing."""
    parts = word.stories(pack.document("faelles", "D01").read_bytes())
    return "".join(word.controls(parts, MISSING)[0].itertext())


def test_own_words_between_the_brackets_are_refused_by_name_and_kept(pack: EditedPack) -> None:
    """Those in a new row, too."""
    path = pack.document("faelles", "D01")
    key = word.row_keys(path.read_bytes(), "maal")[0]
    pack.edit("faelles", "D01", typed(MISSING, "[Udfyldes: De fire teamledere]"))
    pack.edit("faelles", "D01", lambda data: word.copy_row(data, "maal", key, {"maal": "[Udfyldes: Ro]"}))
    edited = path.read_bytes()
    code, told = pack.pull("--apply")
    assert (code, told["rettelser"]) == (1, [])
    (row,) = (one for one in told["ikke_foert_tilbage"] if "[Udfyldes: Ro]" in one["besked"])
    (refused,) = (one for one in told["ikke_foert_tilbage"] if one is not row)
    assert "De fire teamledere" in refused["besked"]
    assert "lad kun svaret stå" in refused["hjaelp"]
    pack.build("--format", "docx", "--department", "faelles", "--document", "D01")
    assert path.read_bytes() == edited


def test_the_marker_that_was_printed_is_no_answer(pack: EditedPack) -> None:
    """Also when the mark that says so is gone, as LibreOffice leaves it."""
    printed = marker(pack)
    assert printed.startswith("[Udfyldes: ")
    pack.edit("faelles", "D01", typed(MISSING, printed))
    assert pack.pull() == (0, {**pack.pull()[1], "rettelser": [], "konflikter": []})
    states = pack.status(pack.document("faelles", "D01"))
    assert {one["tilstand"] for one in states.values()} == {"uændret"}


def test_status_tells_of_rows_in_whole_words(pack: EditedPack) -> None:
    path = pack.document("faelles", "D01")
    original = path.read_bytes()
    first, second = word.row_keys(original, "maal")[:2]
    pack.edit("faelles", "D01", lambda data: word.insert_row(data, "maal", first, ["Ro på", "Sygedage", "3"]))
    pack.edit("faelles", "D01", lambda data: word.delete_row(data, "maal", second))
    assert {"Række tilføjet", "Række slettet"} <= told(pack)
    pack.pull("--apply")
    path.write_bytes(word.set_text(original, "formaal_kort", "Et nyt formål."))
    assert {
        "Ny række slettet igen",
        "Slettet række sat ind igen",
    } <= told(pack)


def told(pack: EditedPack) -> set[str]:
    """What `status` calls the edits of rows, without their places."""
    shown = " ".join(run("status", pack.out / "faelles").out.replace("│", " ").split())
    return {words for words in WORDS if words in shown}


WORDS = (
    "Række tilføjet",
    "Række slettet",
    "Ny række slettet igen",
    "Slettet række sat ind igen",
)
