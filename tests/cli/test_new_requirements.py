"""A requirement typed under the heading of its category belongs to that category."""

from __future__ import annotations

from pathlib import Path

import pytest
from ruamel.yaml import YAML

from tests.support import word_edits as word
from tests.support.edited_packs import Edit, EditedPack, printed_in, written_pack
from tests.support.samples import LONG, sampled
from tests.word.word_saves import saved_by_word

pytestmark = [pytest.mark.usefixtures("everywhere"), pytest.mark.documents("D03")]

NEW = ("", "Systemet skal kunne tale.", "Mindstekrav")


@pytest.fixture
def pack(tmp_path: Path) -> EditedPack:
    """The example without technical requirements, so that a marker stands in their place."""
    text = printed_in("D03")
    return written_pack(tmp_path / "projekt", text.replace("kategori: teknisk", "kategori: faglig"), build)


def build(pack: EditedPack) -> None:
    pack.build("--format", "docx", "--department", "faelles", "--document", "D03")


def said(row: word.Element) -> str:
    return "".join(row.itertext())


def new_row(below: int, downwards: int = 0) -> Edit:
    """A row typed below a requirement, that many rows further down."""

    def edit(data: bytes) -> bytes:
        data = word.insert_row(data, "krav", word.row_keys(data, "krav")[below], NEW)

        def move(parts: dict[str, word.Element]) -> None:
            rows = parts["word/document.xml"].iter(f"{word.W}tr")
            row = next(row for row in rows if NEW[1] in said(row))
            place = row
            for _ in range(downwards):
                place = next(place.itersiblings(f"{word.W}tr"))
            if downwards:
                place.addnext(row)

        return word.edited(data, move)

    return edit


def copy_under(heading: str) -> Edit:
    """The first requirement copied to the place below the row that names a category."""

    def edit(data: bytes) -> bytes:
        data = word.copy_row(data, "krav", word.row_keys(data, "krav")[0], {"tekst": NEW[1]})

        def move(parts: dict[str, word.Element]) -> None:
            rows = list(parts["word/document.xml"].iter(f"{word.W}tr"))
            place = next(row for row in rows if heading in said(row) and NEW[1] not in said(row))
            place.addnext(next(row for row in rows if NEW[1] in said(row)))

        return word.edited(data, move)

    return edit


@pytest.mark.parametrize("save", sampled([lambda data: data, saved_by_word], every=2))
@pytest.mark.parametrize(
    ("edit", "category"),
    [
        (new_row(0), "faglig"),
        (new_row(3, downwards=2), "brugervenlighed"),  # the first one under its heading
        (new_row(13), "ophoer"),
        (new_row(7), "integration"),  # whose heading stands in the cell of its only requirement
        (copy_under("Tekniske krav"), "teknisk"),  # where only a marker stands
        (copy_under("Onboarding og undervisning"), "onboarding"),
    ],
)
def test_a_requirement_belongs_where_it_stands(
    pack: EditedPack, edit: Edit, category: str, save: Edit
) -> None:
    pack.edit("faelles", "D03", edit)
    pack.edit("faelles", "D03", save)
    code, told = pack.pull("--apply")
    assert (code, len(told["rettelser"]), told["noter"]) == (0, 1, [])
    rows = pack.texts()["jobcenter"].split("- kategori: ")
    (row,) = (row for row in rows if NEW[1] in row)
    assert row.splitlines()[0] == category
    if not LONG and category != "teknisk":  # after a build nothing is left: where most has to be understood
        return
    build(pack)
    assert list(pack.out.glob("*/*_ny*")) == []
    assert pack.pull()[1]["rettelser"] == []


@pytest.mark.parametrize("save", sampled([saved_by_word, lambda data: data], every=2))
def test_a_requirement_moved_under_another_heading_changes_its_category(pack: EditedPack, save: Edit) -> None:
    def move(data: bytes) -> bytes:
        keys = word.row_keys(data, "krav")
        return word.move_row(data, "krav", keys[4], keys[1])

    before = [row["kategori"] for row in requirements(pack)]
    pack.edit("faelles", "D03", move)
    pack.edit("faelles", "D03", save)
    code, told = pack.pull("--apply")
    assert (code, len(told["rettelser"]), told["noter"], told["konflikter"]) == (0, 1, [], [])
    after = [row["kategori"] for row in requirements(pack)]
    (number,) = (number for number, (was, now) in enumerate(zip(before, after, strict=True)) if was != now)
    assert (before[number], after[number]) != ("faglig", "faglig")
    assert after[number] == "faglig"
    assert pack.pull("--apply")[1]["rettelser"] == []


def requirements(pack: EditedPack) -> list[dict[str, str]]:
    return list(YAML(typ="safe").load(pack.texts()["jobcenter"])["svar"]["krav"])
