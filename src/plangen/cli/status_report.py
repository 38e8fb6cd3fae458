"""What `plangen status` prints."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from plangen.answers.wording import masked
from plangen.cli import report
from plangen.cli.screen import is_quiet
from plangen.cli.tables import contrasted, print_table
from plangen.differences.comparison import Difference
from plangen.differences.telling import looks_apart, said, told_edits, told_once
from plangen.projects.sources import LoadedProject
from plangen.texts.danish import counted
from plangen.wordfiles.stale import Stale
from plangen.wordfiles.status import (
    BOTH,
    EDITED,
    MISSING,
    NEWER,
    UNCHANGED,
    UNKNOWN,
    UNREADABLE,
    DocumentStatus,
)


def status_json(
    loaded: LoadedProject, found: Sequence[DocumentStatus], stale: Sequence[Stale]
) -> dict[str, Any]:
    """The states as data with stable names."""
    return {
        "projekt": loaded.name,
        "svarfil": str(loaded.path),
        "dokumenter": [_document(one) for one in found],
        "foraeldede_filer": [{"fil": str(one.path), "aarsag": one.reason} for one in stale],
    }


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
        "andet": [],
    }
    if one.reason:
        told["aarsag"] = one.reason
    if one.copy_of:
        told["kopi_af"] = one.copy_of
    if one.edited is not None and one.edited.guessed:
        told["udgave_gaettet"] = True
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
            "afvist": masked(edit.refused),
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
    told["fri_tekst"] = [
        {
            "var": masked(said(edit.was, edit.was_ids, one.labels)),
            "nu": masked(said(edit.now, edit.now_ids, one.labels)),
        }
        for edit in edits.free
    ]
    told["formatering"] = [
        {"tekst": masked(said(look.text, look.ids, one.labels)), "var": was, "nu": now}
        for look in edits.looks
        for was, now in [looks_apart(look, one.labels)]
    ]
    told["kommentarer"] = [masked(comment) for comment in edits.comments]
    told["sporede_aendringer"] = edits.tracked
    told["andet"] = [masked(fact) for fact in edits.beside]
    return told


def status_tables(loaded: LoadedProject, found: Sequence[DocumentStatus], stale: Sequence[Stale]) -> None:
    """The states as tables: one line for each document that there is something to say of, then what was
    edited in each, and what is out of date; last how many of each state there are."""
    told = [one for one in found if one.state != UNCHANGED or one.reason]
    print_table(
        f"{loaded.name} ({loaded.path})",
        ("Dokument", "Tilstand", "Hvad"),
        [(one.file, one.state, _summary(one)) for one in sorted(told, key=_weight)],
    )
    for one in found:
        if one.edited:
            print_table(f"Rettet i Word: {one.file}", ("Hvad", "Var", "Nu"), _edits(one))
    print_table(
        "Forældede filer (plangen build danner dem igen)",
        ("Fil", "Hvorfor"),
        [(str(one.path), one.reason) for one in stale],
    )
    for one in found:
        if is_quiet() and one.exit_code:
            report.problem(f"{one.file}: {one.reason}.")
    report.say(_counts(loaded, found))


_COUNTED = {
    UNREADABLE: ("kan ikke læses", "kan ikke læses"),
    UNKNOWN: ("ukendt", "ukendte"),
    MISSING: ("mangler", "mangler"),
    BOTH: ("rettet i Word, mens svarene er blevet nyere", "rettede i Word, mens svarene er blevet nyere"),
    EDITED: ("rettet i Word", "rettede i Word"),
    NEWER: ("ældre end svarene", "ældre end svarene"),
    UNCHANGED: ("uændret", "uændrede"),
}
"""What is said of one and of several files in a state, what asks most of people first."""


def _weight(one: DocumentStatus) -> int:
    return list(_COUNTED).index(one.state)


def _counts(loaded: LoadedProject, found: Sequence[DocumentStatus]) -> str:
    """»jobcenter: 37 Word-filer: 2 rettede i Word, 35 uændrede«."""
    if not found:
        return "Pakken har ingen Word-filer."
    states = Counter(one.state for one in found)
    parts = [counted(states[state], *words) for state, words in _COUNTED.items() if states[state]]
    return f"{loaded.name}: {counted(len(found), 'Word-fil', 'Word-filer')}: {', '.join(parts)}"


def _summary(one: DocumentStatus) -> str:
    parts = [one.reason] if one.reason else []
    if one.edited is not None:
        edits = one.edited.difference
        counts = (
            (len(edits.answers), "svar", "svar"),
            (len(edits.rows), "række", "rækker"),
            (len(edits.lost), "slettet felt", "slettede felter"),
            (sum(1 for _ in told_once(edits.free)), "stykke fri tekst", "stykker fri tekst"),
            (len(edits.looks), "ændret formatering", "ændrede formateringer"),
            (len(edits.comments), "kommentar", "kommentarer"),
            (edits.tracked, "sporet ændring", "sporede ændringer"),
            (len(edits.beside), "anden ændring", "andre ændringer"),
        )
        parts += [counted(*count) for count in counts if count[0]]
    if one.newer:
        parts.append(f"nyere svar: {', '.join(one.newer[:3])}{' …' if len(one.newer) > 3 else ''}")
    return "; ".join(parts)


def _edits(one: DocumentStatus) -> Iterator[tuple[str, str, str]]:
    assert one.edited is not None
    for edit in told_edits(one.edited.difference, one.labels):
        yield edit.what, *contrasted(edit.was, edit.now)
