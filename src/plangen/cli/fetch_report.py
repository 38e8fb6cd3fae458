"""What `plangen hent` prints."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from plangen.answers.wording import masked
from plangen.cli import report
from plangen.cli.tables import contrasted, print_table
from plangen.findings import visible
from plangen.questionnaires.fetched import NOTHING, Fetched
from plangen.reports.data import VERSION, place_data
from plangen.texts.danish import counted


def fetched_json(files: Sequence[Fetched], written: bool) -> dict[str, Any]:
    """All files as data with stable names. `skrevet`: whether the answers were written, or only shown."""
    return {
        "formatversion": VERSION,
        "skrevet": written,
        "filer": [_file_data(one) for one in files],
        "afslutningskode": max((one.code for one in files), default=0),
    }


def _file_data(one: Fetched) -> dict[str, Any]:
    return {
        "fil": str(one.file),
        "slags": one.what,
        "svarfil": str(one.answers) if one.answers else "",
        "afdeling": one.department,
        "aendringer": [
            {"spoergsmaal": c.question, "id": c.id, "var": masked(c.was), "bliver": masked(c.now)}
            for c in one.changes
        ],
        "konflikter": [
            {
                "spoergsmaal": c.question,
                "id": c.id,
                "i_svarfilen": masked(c.in_file),
                "i_skemaet": masked(c.in_form),
            }
            for c in one.conflicts
        ],
        "ikke_skrevet": [{"spoergsmaal": r.question, "id": r.id, "hvorfor": r.why} for r in one.refused],
        "fund": [
            {
                "kode": finding.code,
                "niveau": str(finding.severity),
                "besked": finding.message,
                "hjaelp": finding.hint,
                "sted": place_data(finding.place) if finding.place else {},
                "spoergsmaal": finding.question,
            }
            for finding in one.findings
        ],
        "bemaerkninger": [
            {"sted": remark.place, "besked": masked(remark.message), "problem": remark.is_problem}
            for remark in one.remarks
        ],
        "oplysninger": list(map(masked, one.notes)),
        "stoppet": one.stopped,
        "hjaelp": one.hint,
    }


def fetched_file(one: Fetched, written: bool) -> None:
    """One file: what it changes, then what somebody has to decide or mend."""
    if one.stopped:
        report.problem(f"{one.stopped}\n  hjælp: {one.hint}" if one.hint else one.stopped)
        return
    whose = f" for {one.department}" if one.department else ""
    told = f"{one.file} ({one.what}){whose}"
    if one.changes:
        does = "skrevet i" if written else "vil blive skrevet i"
        number = counted(len(one.changes), "svar", "svar")
        print_table(
            f"{told}: {number} {does} {one.answers}",
            ("Spørgsmål", "Før", "Nu"),
            [(c.question, *contrasted(c.was or NOTHING, c.now or NOTHING)) for c in one.changes],
        )
    else:
        report.say(f"{told}: intet nyt til {one.answers}.")
    for note in one.notes:
        report.notice(masked(note))
    for text in _troubles(one, written):
        report.problem(masked(text))
    for remark in one.remarks:
        text = masked(": ".join(part for part in (str(one.file), remark.place, remark.message) if part))
        (report.problem if remark.is_problem else report.notice)(text)


def _troubles(one: Fetched, written: bool) -> Iterator[str]:
    for conflict in one.conflicts:
        theirs, mine = contrasted(conflict.in_file or NOTHING, conflict.in_form or NOTHING)
        yield (
            f"{one.file}: »{conflict.question}« er ændret i svarfilen, siden skemaet blev lavet. Svarfilens "
            f"svar står.\n  svarfilen: »{theirs}«\n  skemaet: »{mine}«\n"
            f"  hjælp: Aftal, hvad der gælder, og ret det i {one.answers}."
        )
    for refused in one.refused:
        yield f"{one.file}: »{refused.question}« er ikke skrevet. {refused.why}"
    for finding in one.findings:
        where = visible(str(finding.place)) if finding.place else str(one.file)
        does = (
            "Svaret er skrevet, som det står i skemaet"
            if written
            else "Svaret vil blive skrevet, som det står"
        )
        hint = f" {finding.hint}" if finding.hint else ""
        yield f"{where}: {finding.message} [{finding.code}]\n  hjælp: {does}.{hint}"


def summary(files: Sequence[Fetched], written: bool) -> None:
    """What to do now."""
    changes = sum(len(one.changes) for one in files)
    conflicts = sum(len(one.conflicts) for one in files)
    if changes and not written:
        report.say("Intet er skrevet. Kør igen med --apply for at skrive svarene.")
    if conflicts:
        report.say(
            f"{counted(conflicts, 'spørgsmål', 'spørgsmål')} er besvaret forskelligt og skal afgøres af jer.",
            always=True,
        )
    answers = list(dict.fromkeys(str(one.answers) for one in files if one.changes and one.answers))
    if changes and written:
        report.say(f"Dan så pakken igen: plangen build {' '.join(answers)}")
