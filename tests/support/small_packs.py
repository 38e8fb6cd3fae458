"""A built pack with one short document: D01 with the few sections that a small project has, for everyone.

A command reads half as much of it as of the documents of `edited_packs.build_pack`. For modules with the
fixture `everywhere`.
"""

from __future__ import annotations

from pathlib import Path

from tests.support.edited_packs import SMALL, EditedPack, written_pack
from tests.support.everywhere import documents_everywhere


def build_small_pack(folder: Path) -> EditedPack:
    """In a new folder; built once for all tests."""
    return written_pack(folder, SMALL.read_text("utf-8").replace("omfang: fuld", "omfang: let"), _build)


def _build(pack: EditedPack) -> None:
    with documents_everywhere():
        pack.build("--format", "docx", "--document", "D01")
