"""`plangen ark`: the workshop sheets, to print and to type in."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from plangen.catalog import builtin_catalog
from plangen.checks.checked import Checked
from plangen.cli import report
from plangen.cli.answer_files import ANSWER_FILES, DAY, FORMATS, OUT, PAPER, files_and_data, for_each
from plangen.cli.checking import report_on
from plangen.cli.screen import QUIET
from plangen.reports.data import Stopped
from plangen.reports.report import CheckReport
from plangen.texts.danish import counted

if TYPE_CHECKING:
    from plangen.building.outcome import BuildOutcome
    from plangen.projects.sources import LoadedProject

ALL = "alle"
_GUIDE = "ARK00"


class _Sheets(click.ParamType[tuple[str, ...]]):
    """Sheets by their numbers, separated by commas, or all and the guide."""

    name = "NR"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[str, ...]:
        if isinstance(value, tuple):
            return value
        known = {str(sheet.number): sheet.id for sheet in builtin_catalog().sheets.values()}
        if str(value).strip().casefold() == ALL:
            return tuple(known.values())
        asked = [part.strip().lstrip("0") or "0" for part in str(value).split(",") if part.strip()]
        wrong = [part for part in asked if part not in known]
        if wrong or not asked:
            numbers = [int(number) for number in known if number != "0"]
            choices = f"{min(numbers)}-{max(numbers)}, 0 (vejviseren) eller {ALL}"
            self.fail(f"»{value}« kan ikke bruges. Vælg mellem {choices}, fx 4,7.", param, ctx)
        return tuple(known[part] for part in dict.fromkeys(asked))


@click.command()
@ANSWER_FILES
@click.option(
    "--ark",
    "sheets",
    type=_Sheets(),
    metavar="NR,…",
    help=f"Kun disse ark, fx 4,7. »{ALL}« tager også vejviseren (ark 0) med. Uden valg: ark 1-12.",
)
@OUT
@FORMATS
@PAPER
@click.option(
    "--department", "departments", multiple=True, metavar="ID", help="Til denne afdeling (eller faelles)."
)
@DAY
@QUIET
def ark(
    svar: Sequence[Path],
    sheets: tuple[str, ...] | None,
    out: Path,
    formats: tuple[str, ...],
    papir: str,
    departments: Sequence[str],
    dato: date | None,
) -> None:
    """Danner arkene til workshopper: til at printe og til at skrive i.

    Arkene lægges i MAPPE/<projekt>/ark med en drejebog på side 2. Det, der skrives i Word-filerne,
    føres ind i svarfilen med »plangen pull«, som for de andre dokumenter.
    """
    from plangen.building.outcome import BuildRequest
    from plangen.building.printers import collect_seldom
    from plangen.building.sheets import make_sheets
    from plangen.cli.build_report import built_data, run_data
    from plangen.store.interrupted import finish_pulls

    asked = sheets or tuple(id for id in builtin_catalog().sheets if id != _GUIDE)
    files, as_data = files_and_data(formats)
    request = BuildRequest(out, tuple(departments), asked, files, paper=papir, sheets=True)
    told: list[dict[str, Any]] = []
    stopped: list[Stopped] = []
    collect_seldom()

    def made(loaded: LoadedProject) -> int:
        with report.progress(loaded.name) as progress:
            outcome = make_sheets(loaded, request, progress)
        found = report_on(loaded, Checked(outcome.findings))
        if as_data:
            told.append(built_data(outcome, found, builtin_catalog()))
        else:
            _tell(outcome, found)
        return outcome.exit_code

    code = for_each(svar, dato, made, lambda path: finish_pulls(out, [path]), stopped)
    if as_data:
        report.result_json(run_data(told, stopped, code))
    click.get_current_context().exit(code)


def _tell(outcome: BuildOutcome, found: CheckReport) -> None:
    """What was made, sheet by sheet, and what was not."""
    catalog = builtin_catalog()
    for pack in outcome.packs:
        for id, pages in pack.pages.items():
            sheet = catalog.sheets[id]
            length = counted(pages, "side", "sider")
            report.say(f"Ark {sheet.number} {sheet.title} ({pack.name}): {length}")
    report.made(outcome, found)
