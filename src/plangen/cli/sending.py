"""`plangen send`: a month's packs put together for sending."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from plangen.cli import report
from plangen.cli.answer_files import ANSWER_FILES, DAY, OUT, for_each
from plangen.texts.danish import counted, month_year

if TYPE_CHECKING:
    from plangen.building.sending import SendOutcome
    from plangen.projects.sources import LoadedProject


class _Month(click.ParamType[date]):
    """A month, ÅÅÅÅ-MM; its first day."""

    name = "ÅÅÅÅ-MM"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        if isinstance(value, date):
            return value
        try:
            return datetime.strptime(str(value).strip(), "%Y-%m").date()
        except ValueError:
            self.fail(f"»{value}« er ikke en måned. Skriv den som ÅÅÅÅ-MM, fx 2027-02.", param, ctx)


@click.command()
@ANSWER_FILES
@click.option("--maaned", "month", type=_Month(), required=True, help="Måneden, der sendes for.")
@OUT
@click.option(
    "--til",
    "into",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("send"),
    show_default=True,
    help="Mappen, som det, der skal sendes, lægges i.",
)
@click.option(
    "--modtagere",
    "recipients",
    type=click.Path(dir_okay=False, path_type=Path),
    help="En tabel med afdeling;til;kopi (csv). Uden den har mailene ingen modtager.",
)
@click.option(
    "--department", "departments", multiple=True, metavar="ID", help="Kun denne afdeling (eller faelles)."
)
@DAY
def send(
    svar: Sequence[Path],
    month: date,
    out: Path,
    into: Path,
    recipients: Path | None,
    departments: Sequence[str],
    dato: date | None,
) -> None:
    """Samler en måneds pakker, så de er klar til at sende: en mappe til hver afdeling.

    I mappen ligger pakkens filer, som de er nu, det, der er ændret siden måneden før, en mail som kladde og
    en liste til sagssystemet (manifest.csv). Intet bliver sendt.
    """
    from plangen.answers.packs import packs_of
    from plangen.building.sending import SendRequest, send_project
    from plangen.projects.recipients import read_recipients, under_version_control

    addresses, findings = read_recipients(recipients) if recipients else ({}, [])
    for finding in findings:
        report.problem(f"{finding.place}: {finding.message}\n  hjælp: {finding.hint}")
    if recipients and under_version_control(recipients):
        report.notice(f"{recipients} ligger i en mappe med versionsstyring. Adresser hører ikke til der.")

    def sent(loaded: LoadedProject) -> int:
        request = SendRequest(out, into, month, departments, addresses, _changes(loaded, out, month))
        outcome = send_project(loaded, request)
        for key in sorted(addresses.keys() - packs_of(loaded.project).keys()):
            report.notice(f"{recipients}: {loaded.name} har ingen pakke »{key}«; rækken er ikke brugt.")
        _tell(outcome, bool(recipients))
        return outcome.exit_code

    code = for_each(svar, dato, sent)
    click.get_current_context().exit(max(code, int(bool(findings))))


def _changes(loaded: LoadedProject, out: Path, month: date) -> dict[str, str]:
    """What has changed in each pack since the month before, as text; nothing where that is not remembered."""
    from plangen.findings import UsageError
    from plangen.history.text import pack_lines
    from plangen.rendering.changed import changes_of

    before = (month - timedelta(days=1)).isoformat()
    try:
        found = changes_of(loaded, out / loaded.name, before)
    except UsageError:
        report.notice(
            f"{loaded.name}: Der er ikke husket en udgave fra før {month_year(month)}, så mailene siger "
            "ikke, hvad der er ændret."
        )
        return {}
    titles = loaded.library.catalog.titles
    return {pack.key: "\n".join(pack_lines(pack, titles)) for pack in found.packs if pack.anything}


def _tell(outcome: SendOutcome, has_list: bool) -> None:
    for pack in outcome.packs:
        report.result(f"{pack.folder}: {counted(pack.files, 'fil', 'filer')} til {pack.name}")
        if has_list and not pack.has_recipients:
            report.notice(
                f"Listen over modtagere har ingen adresse til {pack.name}; mailen har ingen modtager."
            )
    for note in outcome.notes:
        report.notice(note)
    for error in outcome.failures:
        report.problem(f"{error.message}\n  hjælp: {error.hint}" if error.hint else error.message)
