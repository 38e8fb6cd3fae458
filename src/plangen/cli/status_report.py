"""What `plangen status` prints."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from plangen.answers.wording import masked
from plangen.cli import report
from plangen.cli.screen import is_quiet
from plangen.cli.tables import contrasted, print_table, shortened
from plangen.differences.comparison import Difference
from plangen.differences.free_text import LookEdit
from plangen.differences.pieces import CONTROL
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

_ROWS = {
    "tilføjet": "Række tilføjet",
    "kopieret": "Række kopieret",
    "slettet": "Række slettet",
    "flyttet": "Rækker flyttet",
    "delvis": "Række slettet et af de steder, hvor den står",
    "omplaceret": "Række flyttet til en anden tabel",
    "tabel": "Alle tabellens rækker slettet",
    "trukket": "Ny række slettet igen",
    "genindsat": "Slettet række sat ind igen",
}
_PICTURE = re.compile(r"billedfil( [ld]+)?")
_ANSWER = re.compile(f"{CONTROL}([^{CONTROL}]*){CONTROL}")  # an answer in a look
_POINT = re.compile(r"(?<=\d)\.(?=\d+(?:/[\d.]+)* (?:mm|pt|%))")


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
            "var": masked(_said(edit.was, edit.was_ids, one.labels)),
            "nu": masked(_said(edit.now, edit.now_ids, one.labels)),
        }
        for edit in edits.free
    ]
    told["formatering"] = [
        {"tekst": masked(_said(look.text, look.ids, one.labels)), "var": was, "nu": now}
        for look in edits.looks
        for was, now in [_looks(look, one.labels)]
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
            (len(edits.free), "stykke fri tekst", "stykker fri tekst"),
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
    edits = one.edited.difference
    for edit in edits.answers:
        more = f" ({edit.refused})" if edit.refused else " (sporet ændring)" if edit.pending else ""
        yield f"{one.labels.get(edit.id, edit.id)}{more}", *contrasted(edit.was, edit.now)
    for row in edits.rows:
        shown = " | ".join(text for _, text in row.cells)
        new = row.kind in ("tilføjet", "kopieret", "genindsat")
        shown = shortened(shown)
        place = f" ({row.place})" if row.place else ""
        yield f"{_ROWS[row.kind]}{place}", "" if new else shown, shown if new else ""
    for lost in edits.lost:
        yield (
            f"Felt slettet: {one.labels.get(lost.id, lost.id)}",
            shortened(lost.was),
            shortened(lost.retyped),
        )
    for text in edits.free:
        was, now = _said(text.was, text.was_ids, one.labels), _said(text.now, text.now_ids, one.labels)
        yield "Fri tekst", *contrasted(was, now)
    for look in edits.looks:
        was, now = _looks(look, one.labels)
        yield f"Formatering af »{shortened(_said(look.text, look.ids, one.labels), 60)}«", was, now
    for comment in edits.comments:
        yield "Kommentar", "", shortened(comment)
    for fact in edits.beside:
        yield "Andet", "", shortened(_with_commas(fact))


def _said(text: str, ids: Sequence[str], labels: Mapping[str, str]) -> str:
    """Free text with the names of the answers in it: »[Projektejer] · Alle afdelinger«."""
    names = iter(ids)
    return "".join(_name(next(names, ""), labels) if letter == CONTROL else letter for letter in text)


def _facts(look: str) -> list[str]:
    """The single facts of a look; the fingerprint of a picture says nothing to a reader."""
    return [_PICTURE.sub("billedet", fact) for fact in look.split("; ")]


def _name(id: str, labels: Mapping[str, str]) -> str:
    return f"[{labels.get(id, id) or 'svar'}]"


def _looks(look: LookEdit, labels: Mapping[str, str]) -> tuple[str, str]:
    """What sets the two looks of a piece apart."""
    was, now = (_facts(text) for text in (look.was, look.now))
    went = [fact for fact in was if fact not in now]
    came = [fact for fact in now if fact not in was]
    was_said, now_said = (_with_commas("; ".join(facts)) for facts in (went, came))
    return _with_names(was_said, labels), _with_names(now_said, labels)


def _with_names(look: str, labels: Mapping[str, str]) -> str:
    """A look with the names of the answers that look so."""
    return _ANSWER.sub(lambda found: _name(found[1], labels), look)


def _with_commas(facts: str) -> str:
    """Measures as they are written in Danish: »7,1 mm«."""
    return _POINT.sub(",", facts)
