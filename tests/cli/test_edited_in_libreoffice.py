"""A document edited in LibreOffice's own window: an answer, a row, a comment, a paragraph deleted; then new
answers come into the same file."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.test_updating import documents, newer, update, words_of
from tests.fuzz.package import Raw
from tests.support.cli import run
from tests.support.edited_packs import build_pack
from tests.word.libreoffice import typed

pytestmark = pytest.mark.usefixtures("everywhere")

GOAL, LAST = "Færre aflyste og flyttede samtaler", "Borgerne oplever hjælpen som relevant"
GONE = "De første uger går langsommere."
REMARK = "Er det tal rigtigt?"


@pytest.mark.heavy
def test_what_was_done_there_lives_with_new_answers(tmp_path: Path) -> None:
    pack = build_pack(tmp_path / "projekt")
    path = pack.document("faelles", "D01")
    name = f"faelles/{path.name}"
    typed(
        {
            path: [
                ("retype", (GOAL, 1, "13 pct. (2026)")),
                ("comment", ("Målværdi", 0, REMARK)),
                ("row", (LAST, 0, "Flere ringer tilbage")),
                ("delete", (GONE, 0, "")),
            ]
        },
        tmp_path / "kontor",
    )
    newer(pack, "Nyby Kommune")

    one = documents(json.loads(run("status", pack.out, "--format", "json").out))[name]
    assert one["tilstand"] == "begge"
    assert [(edit["id"].rpartition(".")[2], edit["nu"]) for edit in one["svar"]] == [
        ("baseline", "13 pct. (2026)")
    ]
    assert [row["art"] for row in one["raekker"]] == ["tilføjet"]
    assert one["kommentarer"] == [REMARK]
    assert any(edit["var"].startswith(GONE) and not edit["nu"] for edit in one["fri_tekst"])

    update(pack, "--ja")
    said = words_of(path)
    assert all(text in said for text in ("13 pct. (2026)", "Flere ringer tilbage", "Nyby Kommune"))
    assert GONE not in said
    assert REMARK in Raw.of(path.read_bytes()).text
    answers = pack.texts()["jobcenter"]
    assert "13 pct. (2026)" in answers
    assert "Flere ringer tilbage" in answers
