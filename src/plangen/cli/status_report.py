"""What `plangen status` prints."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from plangen.answers.wording import masked
from plangen.cli import report
from plangen.cli.tables import contrasted, print_table, shortened
from plangen.pack.sources import LoadedProject
from plangen.pack.status import DocumentStatus
from plangen.roundtrip.comparing import Difference
from plangen.texts.danish import counted


def status_json(loaded: LoadedProject, found: Sequence[DocumentStatus]) -> dict[str, Any]:
    """The states as data with stable names."""
    documents = [_document(one) for one in found]
    return {"projekt": loaded.name, "svarfil": str(loaded.path), "dokumenter": documents}


def _document(one: DocumentStatus) -> dict[str, Any]:
    told: dict[str, Any] = {
        "fil": one.file,
        "dokument": one.document,
        "afdeling": one.department,
        "tilstand": one.state,
        "svar_nyere": list(one.newer),
        "svar": [],
        "raekker": [],
        "slettede_felter": [],
        "fri_tekst": [],
        "formatering": [],
        "kommentarer": [],
        "sporede_aendringer": 0,
    }
    if one.reason:
        told["aarsag"] = one.reason
    if one.edited is not None:
        told.update(_edited(one, one.edited.difference))
    return told


def _edited(one: DocumentStatus, edits: Difference) -> dict[str, Any]:
    """What staff did to a document, as data."""
    told: dict[str, Any] = {}
    told["svar"] = [
        {
            "id": edit.id,
            "spoergsmaal": one.labels.get(edit.id, edit.id),
            "var": masked(edit.was),
            "nu": masked(edit.now),
            "sted": edit.place,
            "afventer": edit.pending,
        }
        for edit in edits.answers
    ]
    told["raekker"] = [
        {"tabel": row.question, "art": row.kind, "raekke": row.key, "sted": row.place} for row in edits.rows
    ]
    told["slettede_felter"] = [
        {"id": lost.id, "spoergsmaal": one.labels.get(lost.id, lost.id), "var": masked(lost.was)}
        for lost in edits.lost
    ]
    told["fri_tekst"] = [{"var": masked(edit.was), "nu": masked(edit.now)} for edit in edits.free]
    told["formatering"] = [
        {"tekst": masked(look.text), "var": look.was, "nu": look.now} for look in edits.looks
    ]
    told["kommentarer"] = [masked(comment) for comment in edits.comments]
    told["sporede_aendringer"] = edits.tracked
    return told


def status_tables(loaded: LoadedProject, found: Sequence[DocumentStatus]) -> None:
    """The states as tables: one line a document, then what was edited."""
    print_table(
        f"{loaded.name} ({loaded.path})",
        ("Dokument", "Tilstand", "Hvad"),
        [(one.file, one.state, _summary(one)) for one in found],
    )
    print_table(
        "Rettet i Word",
        ("Dokument", "Hvad", "Var", "Nu"),
        [(one.file, *line) for one in found if one.edited for line in _edits(one)],
    )
    if not found:
        report.say("Pakken har ingen Word-filer.")


def _summary(one: DocumentStatus) -> str:
    parts = [one.reason] if one.reason else []
    if one.edited is not None:
        edits = one.edited.difference
        counts = (
            (len(edits.answers), "svar", "svar"),
            (len(edits.rows), "række", "rækker"),
            (len(edits.lost), "slettet felt", "slettede felter"),
            (len(edits.free), "stykke fri tekst", "stykker fri tekst"),
            (len(edits.looks), "ændret formatering", "ændrede formateringer"),
            (len(edits.comments), "kommentar", "kommentarer"),
            (edits.tracked, "sporet ændring", "sporede ændringer"),
        )
        parts += [counted(*count) for count in counts if count[0]]
    if one.newer:
        parts.append(f"nyere svar: {', '.join(one.newer[:3])}{' …' if len(one.newer) > 3 else ''}")
    return "; ".join(parts)


def _edits(one: DocumentStatus) -> Iterator[tuple[str, str, str]]:
    assert one.edited is not None
    edits = one.edited.difference
    for edit in edits.answers:
        waits = " (sporet ændring)" if edit.pending else ""
        yield f"{one.labels.get(edit.id, edit.id)}{waits}", *contrasted(edit.was, edit.now)
    for row in edits.rows:
        shown = " | ".join(text for _, text in row.cells)
        new = row.kind in ("tilføjet", "kopieret")
        yield f"Række {row.kind} ({row.place})", "" if new else _cell(shown), _cell(shown) if new else ""
    for lost in edits.lost:
        yield f"Felt slettet: {one.labels.get(lost.id, lost.id)}", _cell(lost.was), _cell(lost.retyped)
    for text in edits.free:
        yield "Fri tekst", _cell(text.was), _cell(text.now)
    for comment in edits.comments:
        yield "Kommentar", "", _cell(comment)


def _cell(text: str) -> str:
    return shortened(text.replace("\ufffc", "…"))
