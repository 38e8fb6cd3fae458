"""Finds the tools that only tests need. In CI none may be missing."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent


def missing_tool(what: str) -> None:
    """Skips the test with a clear reason; fails it where `.ci/run` promised the tool."""
    message = f"{what} er ikke installeret; .ci/run installerer det"
    if os.environ.get("PLANGEN_REQUIRE_TOOLS"):
        pytest.fail(message)
    pytest.skip(message)


def program(name: str) -> str:
    """The path of a program on this machine."""
    path = shutil.which(name)
    if path is None:
        missing_tool(name)
    assert path is not None
    return path
