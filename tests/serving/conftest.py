from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.serving.site import Site
from tests.support.edited_packs import SMALL


@pytest.fixture
def site(tmp_path: Path) -> Site:
    """The small project with departments, served: a page of it is saved in half the time of the example's."""
    site = Site(tmp_path)
    shutil.copyfile(SMALL, site.yaml("jobcenter"))
    return site
