from __future__ import annotations

from pathlib import Path

import pytest

from tests.serving.site import Site


@pytest.fixture
def site(tmp_path: Path) -> Site:
    """The example with departments, served."""
    return Site(tmp_path, "jobcenter")
