"""All figures in one Word file: SVG with PNG beside it, and no edit when a program has saved it again."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest

from plangen.differences.comparison import compare
from plangen.documents.context import for_document
from plangen.texts.values import Picture
from plangen.word.conservation import held, unconserved
from tests.support.packs import DOCUMENTS, overview, subject
from tests.support.reading import read_word
from tests.support.samples import LONG, some
from tests.support.structure.check import check_structure
from tests.word.building import HOUSE_TEMPLATE, docx, emptied, member, names, render_file
from tests.word.libreoffice import resaved
from tests.word.word_saves import saved_by_word

IDS = ("F1", "F2", "F3", "F4", "F8", "F9", "F10")


def figures() -> dict[str, Picture]:
    drawn = subject("jobcenter", None).context["figur"]
    return {id: getattr(drawn, id) for id in IDS}


@cache
def made() -> bytes:
    one = subject("jobcenter", None)
    template = "# Figurer\n" + "\n".join(f"{{{{ figur.{id} }}}}" for id in IDS)
    context = for_document(one.context, one.answers, DOCUMENTS[1], (), overview("jobcenter", None))
    return render_file(docx(template, emptied(HOUSE_TEMPLATE.read_bytes())), **context)


def test_each_figure_stands_as_svg_with_a_png_beside_it() -> None:
    """The Open XML SDK judges documents that have figures (tests/building/test_valid_files.py)."""
    media = [name for name in names(made()) if name.startswith("word/media/")]
    assert sorted(name.rpartition(".")[2] for name in media) == ["png"] * 7 + ["svg"] * 7
    xml = member(made())
    assert len(re.findall("<asvg:svgBlip", xml)) == 7
    assert all(f'descr="{picture.alt}"' in xml for picture in figures().values())
    assert check_structure(made()) == []


def test_the_printed_size_is_the_size_of_the_drawing() -> None:
    sizes = re.findall(r'<wp:extent cx="(\d+)" cy="(\d+)"/>', member(made()))
    assert [(int(cx) / 36000, int(cy) / 36000) for cx, cy in sizes] == [
        pytest.approx((picture.width_mm, picture.height_mm), abs=0.01) for picture in figures().values()
    ]


def test_a_figure_is_no_edit_after_word_has_saved_the_file() -> None:
    for seed in some(range(3), every=3):
        saved = saved_by_word(made(), seed)
        assert not compare(read_word(made()), read_word(saved)).edited


def test_a_figure_is_no_edit_after_libreoffice_has_saved_the_file(tmp_path: Path) -> None:
    saved = resaved({"figurer": made()}, tmp_path)["figurer"]
    again = [resaved({"figurer": saved}, tmp_path / "igen")["figurer"]] if LONG else []
    assert check_structure(saved) == []
    for data in (saved, *again):
        difference = compare(read_word(made()), read_word(data))
        assert (difference.looks, difference.free, difference.lost) == ((), (), ())
        assert not unconserved(held(made()), held(data), held(made()))
        assert read_word(data).layouts, "the pictures are looked at"
