"""A requirement typed under the heading of its category belongs to that category."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from tests.support import word_edits as word
from tests.support.edited_packs import Edit, EditedPack, printed_in, written_pack
from tests.support.samples import sampled
from tests.word.word_saves import saved_by_word

pytestmark = [pytest.mark.usefixtures("everywhere"), pytest.mark.documents("D03")]

TypedAs = Callable[[bytes, str], bytes]
"""A requirement put in, with this text."""


@pytest.fixture
def pack(tmp_path: Path) -> EditedPack:
    """The example without technical requirements, so that a marker stands in their place."""
    text = printed_in("D03")
    return written_pack(tmp_path / "projekt", text.replace("kategori: teknisk", "kategori: faglig"), build)


def build(pack: EditedPack) -> None:
    pack.build("--format", "docx", "--department", "faelles", "--document", "D03")


def said(row: word.Element) -> str:
    return "".join(row.itertext())


def new_row(below: int, downwards: int = 0) -> TypedAs:
    """A row typed below a requirement, that many rows further down."""

    def edit(data: bytes, text: str) -> bytes:
        data = word.insert_row(data, "krav", word.row_keys(data, "krav")[below], ("", text, "Mindstekrav"))

        def move(parts: dict[str, word.Element]) -> None:
            rows = parts["word/document.xml"].iter(f"{word.W}tr")
            row = next(row for row in rows if text in said(row))
            place = row
            for _ in range(downwards):
                place = next(place.itersiblings(f"{word.W}tr"))
            if downwards:
                place.addnext(row)

        return word.edited(data, move)

    return edit


def copy_under(heading: str) -> TypedAs:
    """The first requirement copied to the place below the row that names a category."""

    def edit(data: bytes, text: str) -> bytes:
        data = word.copy_row(data, "krav", word.row_keys(data, "krav")[0], {"tekst": text})

        def move(parts: dict[str, word.Element]) -> None:
            rows = list(parts["word/document.xml"].iter(f"{word.W}tr"))
            place = next(row for row in rows if heading in said(row) and text not in said(row))
            place.addnext(next(row for row in rows if text in said(row)))

        return word.edited(data, move)

    return edit


TYPED = {
    "faglig": new_row(0),
    "brugervenlighed": new_row(3, downwards=2),  # the first one under its heading
    "ophoer": new_row(13),
    "integration": new_row(7),  # whose heading stands in the cell of its only requirement
    "teknisk": copy_under("Tekniske krav"),  # where only a marker stands
    "onboarding": copy_under("Onboarding og undervisning"),
}
"""The category under whose heading a requirement is typed."""


@pytest.mark.parametrize("save", sampled([lambda data: data, saved_by_word], every=2))
def test_a_requirement_belongs_where_it_stands(pack: EditedPack, save: Edit) -> None:
    texts = {category: f"Systemet skal kunne tale {number} sprog." for number, category in enumerate(TYPED)}
    for category, edit in TYPED.items():
        pack.edit("faelles", "D03", partial(edit, text=texts[category]))
    pack.edit("faelles", "D03", save)
    code, told = pack.pull("--apply")
    assert (code, len(told["rettelser"]), told["noter"]) == (0, len(TYPED), [])
    found = {row["tekst"]: row["kategori"] for row in requirements(pack)}
    assert {category: found.get(text) for category, text in texts.items()} == {one: one for one in TYPED}
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
