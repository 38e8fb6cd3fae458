"""The list of checks is that of the codes that findings carry."""

from __future__ import annotations

import re
from pathlib import Path

import plangen
from plangen.checks.codes import CHECKS

SOURCES = Path(plangen.__file__).parent


def test_the_checks_are_the_codes_of_all_findings() -> None:
    found = set()
    for path in SOURCES.rglob("*.py"):
        if path.name != "codes.py":
            found |= set(re.findall(r'"([VR]\d\d)"', path.read_text("utf-8")))
    assert found == set(CHECKS)
