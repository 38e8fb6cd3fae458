"""Who the packs are sent to: a file of the municipality's own, which is none of the project's files."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from plangen.exports.mail import Addresses
from plangen.findings import FilePlace, Finding, Severity, SystemRefusal, UsageError, reason_of
from plangen.projects.file_names import is_file

COLUMNS = ("afdeling", "til", "kopi")
_ADDRESS = re.compile(r"[^\s@<>,;]+@[^\s@<>,;]+\.[^\s@<>,;]+")
_HINT = (
    "Filen er en tabel med kolonnerne afdeling;til;kopi. Flere adresser i et felt adskilles med mellemrum."
)


def read_recipients(path: Path) -> tuple[dict[str, Addresses], list[Finding]]:
    """The addresses by pack, and what is wrong in the file. Raises `UsageError` when it is no such table,
    `SystemRefusal` when it may not be read."""
    if not is_file(path):
        raise UsageError(f"Filen {path} findes ikke.", _HINT)
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UsageError(f"{path} er ikke gemt som UTF-8.", "Gem den som »CSV UTF-8« i Excel.") from error
    except OSError as error:
        raise SystemRefusal(f"{path} kan ikke læses: {reason_of(error)}.") from error
    lines = csv.DictReader(io.StringIO(text), delimiter=";" if ";" in text.partition("\n")[0] else ",")
    names = [str(name).strip().lower() for name in lines.fieldnames or ()]
    if not {"afdeling", "til"} <= set(names):
        raise UsageError(f"{path} har ikke kolonnerne afdeling og til.", _HINT)
    found: dict[str, Addresses] = {}
    findings: list[Finding] = []
    for number, row in enumerate(lines, start=2):
        cells = {name: str(value or "").strip() for name, value in zip(names, row.values(), strict=False)}
        place = FilePlace(str(path), number)
        findings += _wrong(cells, place)
        found[cells.get("afdeling", "")] = _addresses(cells)
    return found, findings


def _addresses(cells: Mapping[str, str]) -> Addresses:
    to, copy = (tuple(_ADDRESS.findall(cells.get(name, ""))) for name in COLUMNS[1:])
    return Addresses(to, copy)


def _wrong(cells: Mapping[str, str], place: FilePlace) -> Iterator[Finding]:
    """The cells of a row in which something is no address."""
    for name in COLUMNS[1:]:
        parts = [part for part in re.split(r"[\s,;]+", cells.get(name, "")) if part]
        if not all(map(_ADDRESS.fullmatch, parts)):
            message = f"»{cells[name]}« under »{name}« er ikke kun mailadresser."
            yield Finding("V05", Severity.ERROR, message, place, hint=_HINT)


def under_version_control(path: Path) -> bool:
    """Whether a file lies in a folder whose contents are kept with their history (git)."""
    return any((folder / ".git").exists() for folder in path.absolute().parents)
