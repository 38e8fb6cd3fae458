"""What `plangen update` and `plangen fortryd` print."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from plangen.answers.wording import masked
from plangen.building.undoing import Undone
from plangen.building.updating import Update
from plangen.cli import report
from plangen.cli.tables import contrasted, print_table
from plangen.exports.update import AS_BEFORE, RENEWED, STAYS, ToldChange, UpdatedDocument, WrittenCopy
from plangen.reports.data import VERSION
from plangen.texts.danish import counted, short_date

GOES = "(udgår)"
"""What stands for a new text that is none: what stood there goes."""


def update_json(update: Update) -> dict[str, Any]:
    """An update as data with stable names. `skrevet`: whether it was made, or only shown."""
    told = update.report
    return {
        "formatversion": VERSION,
        "projekt": told.project,
        "dato": told.day,
        "skrevet": update.written,
        "rapport": str(update.page) if update.page else "",
        "kopier": told.copies,
        "svar": [
            {
                "spoergsmaal": one.question,
                "var": masked(one.was),
                "rettet_til": masked(one.now),
                "fil": one.file,
            }
            for one in told.answers
        ],
        "ikke_foert_tilbage": list(map(masked, told.left)),
        "dokumenter": [_document(one) for one in told.documents],
        "noter": list(update.notes),
        "problemer": [one.message for one in update.failures],
        "afslutningskode": update.exit_code,
    }


def _document(one: UpdatedDocument) -> dict[str, Any]:
    return {
        "fil": one.file,
        "dokument": one.title,
        "pakke": one.pack,
        "tilstand": one.state,
        "gemt_af": one.saved_by,
        "gemt_den": one.saved_on,
        "rettet_i_word": _changes(one.staff),
        "nyt_fra_planen": _changes(one.plan),
        "konflikter": [
            {
                "sted": dispute.place,
                "jeres": masked(dispute.theirs),
                "ny": masked(dispute.ours),
                "hvorfor": masked(dispute.why),
                "fra": dispute.by,
            }
            for dispute in one.disputes
        ],
        "jeres_egne": [
            {"sted": own.what, "jeres": masked(own.was), "planens": masked(own.now)} for own in one.own
        ],
        "aarsag": one.reason,
        "samlet_med": [{"fil": copy.file, "gemt_af": copy.by, "gemt_den": copy.on} for copy in one.joined],
        "samlet_i": one.into,
    }


def _changes(changes: Sequence[ToldChange]) -> list[dict[str, str]]:
    return [{"hvad": one.what, "var": masked(one.was), "nu": masked(one.now)} for one in changes]


def update_tables(update: Update) -> None:
    """What was, or would be, done; first what somebody has to decide."""
    told = update.report
    print_table(
        "Svar fra Word-filerne, som skrives i svarfilen",
        ("Spørgsmål", "Var", "Rettet til", "Fil"),
        [(one.question, *contrasted(one.was, one.now), one.file) for one in told.answers],
    )
    print_table(
        "Tag stilling i Word: filens tekst står, den anden står under den som forslag",
        ("Dokument", "Sted", "Står der", "Forslag", "Fra"),
        [
            (one.file, dispute.place, *contrasted(dispute.theirs, dispute.ours or GOES), dispute.by)
            for one, dispute in told.disputed
        ],
    )
    print_table("Dokumenter", ("Dokument", "Tilstand", "Hvad"), list(_lines(told.documents)))
    for one in told.documents:
        print_table(f"Nyt fra planen: {one.file}", ("Sted", "Var", "Nu"), _contrasts(one.plan))
        print_table(
            f"Jeres egne tal og datoer, som står: {one.file}",
            ("Sted", "Jeres", "Planens"),
            _contrasts(one.own),
        )
    for note in update.notes:
        report.notice(note)
    for text in told.left:
        report.problem(masked(text))
    for failure in update.failures:
        report.problem(failure.message)
    report.say(told.summary)
    if update.page:
        report.say(f"Det hele står i {update.page}", always=True)


def _lines(documents: Sequence[UpdatedDocument]) -> Iterator[tuple[str, str, str]]:
    """A line for each document that there is more to say of than that it is made anew."""
    for one in documents:
        if one.told and (one.staff or one.state != RENEWED):
            counts = (
                (len(one.staff), "rettelse i Word", "rettelser i Word"),
                (len(one.plan), "nyt sted fra planen", "nye steder fra planen"),
                (len(one.disputes), "sted at tage stilling til", "steder at tage stilling til"),
                (len(one.own), "egen dato eller tal, som står", "egne datoer eller tal, som står"),
            )
            parts = [counted(*count) for count in counts if count[0]]
            parts += [f"står nu i {one.into}"] if one.into else []
            parts += [f"med kopien {copy.file}{_by(copy)}" for copy in one.joined]
            yield one.file, one.state, "; ".join([*parts, *([one.reason] if one.reason else [])])


def _by(copy: WrittenCopy) -> str:
    """Who wrote in a copy, and when."""
    day = short_date(date.fromisoformat(copy.on)) if copy.on else ""
    return f" ({', '.join(filter(None, (copy.by, day)))})" if copy.by or day else ""


def _contrasts(changes: Sequence[ToldChange]) -> list[tuple[str, str, str]]:
    return [(one.what, *contrasted(one.was, one.now)) for one in changes]


def is_nothing_new(update: Update) -> bool:
    """Whether there is nothing to do: no answer goes back, and every file is as it is to be."""
    told = update.report
    return not told.answers and all(one.state in (AS_BEFORE, STAYS) for one in told.documents)


def undone(files: Sequence[Undone]) -> None:
    """What was put back, and what was not."""
    for one in files:
        if one.why:
            report.problem(f"{one.path} er ikke lagt tilbage: {one.why}.")
        else:
            report.say(f"{one.path}: lagt tilbage, som den var før opdateringen", always=True)
    back = sum(not one.why for one in files)
    if not files:
        report.say("Der er ingen opdatering at fortryde.", always=True)
    elif back:
        report.say(
            "Svarfilen er ikke ændret: svar, der er ført tilbage fra Word, står der stadig. Kør plangen "
            "build, hvis PDF-filerne skal følge med."
        )
