"""A pack in whose places tests write: what is written comes back once, and nothing is lost."""

from __future__ import annotations

from collections.abc import Callable

from tests.support.edited_packs import EditedPack, changed_lines


def pulled(pack: EditedPack) -> list[str]:
    """The lines that a pull adds to the answer file; it takes none away and reports no trouble."""
    before = pack.texts()
    code, told = pack.pull("--apply")
    troubles = [told[name] for name in ("konflikter", "ikke_foert_tilbage", "afventer", "forslag", "noter")]
    assert (code, troubles) == (0, [[]] * 5)
    (lines,) = changed_lines(before, pack.texts()).values()
    assert not [line for line in lines if line.startswith("-")]
    return lines


def assert_settled(pack: EditedPack, build: Callable[..., object], *packs: str) -> None:
    """Nothing more is written; a build (of these packs alone, where some are named) prints what came back,
    and nothing is left to pull."""
    texts = pack.texts()
    assert (pack.pull("--apply")[1]["rettelser"], pack.texts()) == ([], texts)
    said = build(pack, *packs)
    assert not list(pack.out.glob("*/*_ny*")), said
    assert (pack.pull("--apply")[1]["rettelser"], pack.texts()) == ([], texts)
