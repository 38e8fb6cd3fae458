"""What is cited stands where it is said to: sections of the specification, and files."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parent.parent
CITED = re.compile(r"specifikation\.md\s+(\d+\.\d+)(?:\s+and\s+(\d+\.\d+))?")


def test_every_section_that_is_cited_exists() -> None:
    text = (ROOT / "docs" / "specifikation.md").read_text("utf-8")
    sections = set(re.findall(r"^- \*\*(\d+\.\d+) ", text, re.MULTILINE))
    files = [path for folder in ("src", "tests") for path in (ROOT / folder).rglob("*") if path.is_file()]
    cited = {
        (number, path.name)
        for path in files
        if path.suffix in {".py", ".yaml"}
        for found in CITED.findall(path.read_text("utf-8"))
        for number in found
        if number
    }
    assert len(cited) > 40
    assert {one for one in cited if one[0] not in sections} == set()


NAMED = re.compile(r"`((?:[\w.-]+/)+[\w.-]+\.(?:py|yaml|json|css|html|docx|md))`")
"""A file that a text names with its folder."""
USERS = (".plangen/", "inputs/", "out/")
"""Where users' own files lie."""


def test_every_file_that_a_text_names_exists() -> None:
    texts = [ROOT / "README.md", *(ROOT / "docs").glob("*.md")]
    named = {name for text in texts for name in NAMED.findall(text.read_text("utf-8"))}
    places = (ROOT, ROOT / "src" / "plangen")
    named = {name for name in named if not name.startswith(USERS)}
    assert len(named) > 30
    assert [name for name in sorted(named) if not any((place / name).exists() for place in places)] == []
