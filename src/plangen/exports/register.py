"""`manifest.csv`: what a system for cases and documents needs to file the documents that are sent."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable
from dataclasses import astuple, dataclass, fields

from plangen.texts.spreadsheet import harmless

_KLE = re.compile(r"(\d\d\.\d\d(?:\.\d\d)?)(?:-([A-ZÆØÅ]\d\d))?(?:-|$)")


@dataclass(frozen=True, slots=True)
class RegisterLine:
    """One file. `kle`: subject and facet of KLE as the case number has them (»15.20.00 P20«); `dato`: as
    ÅÅÅÅ-MM-DD."""

    sagsnummer: str
    kle: str
    titel: str
    dokumenttype: str
    afdeling: str
    version: str
    dato: str
    fil: str
    sha256: str


def kle_of(case: str) -> str:
    """Subject and facet of KLE in a case number such as »15.20.00-P20-3-26«; empty when it has none."""
    found = _KLE.match(case.strip())
    return " ".join(part for part in found.groups() if part) if found else ""


def register_csv(lines: Iterable[RegisterLine]) -> bytes:
    """The register as Danish Excel opens it without questions: semicolons and a byte-order mark."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, delimiter=";", lineterminator="\r\n")
    writer.writerow([field.name for field in fields(RegisterLine)])
    writer.writerows([harmless(cell) for cell in astuple(line)] for line in lines)
    return buffer.getvalue().encode("utf-8-sig")
