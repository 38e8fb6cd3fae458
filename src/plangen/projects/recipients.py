"""Who the packs are sent to: a file of the municipality's own, which is none of the project's files."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from plangen.exports.mail import Addresses
from plangen.findings import FilePlace, Finding, Severity, SystemRefusal, UsageError, reason_of
from plangen.projects.file_names import is_file

COLUMNS = ("afdeling", "til", "kopi")
_ADDRESS = re.compile(r"[\w.!#$%&'*+/=?^`{|}~-]*\w@[\w-]+(\.[\w-]+)+")
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
    try:
        rows = list(csv.reader(io.StringIO(text), delimiter=";" if ";" in text.partition("\n")[0] else ","))
    except csv.Error as error:
        raise UsageError(f"{path} kan ikke læses som tabel.", _HINT) from error
    names = [name.strip().lower() for name in rows[0]] if rows else []
    if not {"afdeling", "til"} <= set(names) or len(set(names)) < len(names):
        raise UsageError(f"{path} har ikke kolonnerne afdeling og til, hver én gang.", _HINT)
    return _read(rows[1:], names, str(path))


def _read(
    rows: Iterable[Sequence[str]], names: Sequence[str], label: str
) -> tuple[dict[str, Addresses], list[Finding]]:
    found: dict[str, Addresses] = {}
    findings: list[Finding] = []
    for number, row in enumerate(rows, start=2):
        if not any(cell.strip() for cell in row):
            continue
        cells = dict(zip(names, (cell.strip() for cell in row), strict=False))
        key, place = cells.get("afdeling", ""), FilePlace(label, number)
        wrong = list(_wrong(cells, len(row) > len(names)))
        if key in found:
            wrong.append(f"Afdelingen »{key}« står i flere rækker.")
        findings += [Finding("V05", Severity.ERROR, message, place, hint=_HINT) for message in wrong]
        found[key] = Addresses() if wrong else _addresses(cells)
    return found, findings


def _addresses(cells: Mapping[str, str]) -> Addresses:
    return Addresses(*(tuple(_parts(cells.get(name, ""))) for name in COLUMNS[1:]))


def _parts(cell: str) -> list[str]:
    return [part for part in re.split(r"[\s,;]+", cell) if part]


def _wrong(cells: Mapping[str, str], too_many: bool) -> Iterator[str]:
    """What is wrong in a row; nobody is written to because of such a one."""
    if too_many:
        yield "Rækken har flere felter, end der er kolonner."
    for name in COLUMNS[1:]:
        if not all(map(_ADDRESS.fullmatch, _parts(cells.get(name, "")))):
            yield f"»{cells[name]}« under »{name}« er ikke kun mailadresser."


def under_version_control(path: Path) -> bool:
    """Whether a file lies in a folder whose contents are kept with their history (git)."""
    return any((folder / ".git").exists() for folder in path.absolute().parents)
