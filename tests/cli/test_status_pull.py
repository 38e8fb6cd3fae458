"""Status and pull end to end: real files, edited as staff edit them, and what becomes of them."""

from __future__ import annotations

from pathlib import Path

import pytest

pytest.register_assert_rewrite("tests.support.edited_packs")

from tests.support.edit_cases import CASES
from tests.support.edited_packs import Case, EditedPack, build_pack, check_case, copy_of


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> EditedPack:
    """The example, built once for each process."""
    return build_pack(tmp_path_factory.mktemp("bygget"))


@pytest.fixture
def pack(built: EditedPack, tmp_path: Path) -> EditedPack:
    """A copy that a test may change."""
    return copy_of(built, tmp_path / "projekt")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_case(pack: EditedPack, case: Case) -> None:
    check_case(pack, case, lambda _name, data: data)
