"""`plangen check`: what is wrong or missing in answer files, for people or for other programs."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from plangen.catalog import Rule, builtin_catalog
from plangen.checks.checked import Checked
from plangen.cli import report
from plangen.cli.answer_files import ANSWER_FILES, DAY, OUT, STRICT, for_each
from plangen.cli.correcting import Correcting
from plangen.cli.rule import rule_named
from plangen.cli.screen import QUIET
from plangen.findings import Severity
from plangen.plan import plan_of
from plangen.projects.own_files import own_folder
from plangen.reports.data import Stopped, checks_data
from plangen.reports.report import CheckReport, report_of
from plangen.reports.sarif import sarif_data
from plangen.reports.text import summary

if TYPE_CHECKING:
    from plangen.projects.sources import LoadedProject


class _Rules(click.ParamType[Rule]):
    """The code of a rule, however it is written."""

    name = "KODE"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Rule:  # noqa: ARG002
        return value if isinstance(value, Rule) else rule_named(str(value), builtin_catalog())


@click.command()
@ANSWER_FILES
@click.option(
    "--format",
    "output",
    type=click.Choice(["tekst", "json", "sarif"]),
    default="tekst",
    show_default=True,
    help="Hvordan resultatet vises: til at læse, som data, eller til editorer og kodeværktøjer (SARIF).",
)
@click.option("--regel", "rules", multiple=True, type=_Rules(), help="Kun denne regel, fx R55. Kan gentages.")
@click.option(
    "--niveau",
    "level",
    type=click.Choice([str(severity) for severity in Severity], case_sensitive=False),
    default=str(Severity.INFO),
    show_default=True,
    help="Kun dette niveau og det, der er værre.",
)
@click.option(
    "--ret",
    "correct",
    is_flag=True,
    help="Skriv det, der er læst i en anden form (V08), i svarfilens egen form.",
)
@click.option(
    "--diff", "only_show", is_flag=True, help="Med --ret: vis kun ændringerne. Intet bliver skrevet."
)
@OUT
@DAY
@STRICT
@QUIET
def check(
    svar: Sequence[Path],
    output: str,
    rules: Sequence[Rule],
    level: str,
    correct: bool,
    only_show: bool,
    out: Path,
    dato: date | None,
    strict: bool,
) -> None:
    """Kontrollerer svarfiler og viser alt, hvad der skal rettes eller mangler.

    Med --regel vises også, hvad der mangler eller er galt i de svar, som reglen læser. Med --regel og
    --niveau gælder også afslutningskoden kun det, der er valgt. Med --ret bliver svarfilerne rettet, før de
    kontrolleres; bemærkninger og rækkefølge bliver stående.
    """
    from plangen.rendering.subject import check_project

    correcting = Correcting.asked_for(correct, only_show, output, out)
    reports: list[CheckReport] = []
    stopped: list[Stopped] = []

    def checked(loaded: LoadedProject) -> int:
        loaded, code = correcting.first(loaded)
        found = report_on(loaded, check_project(loaded)).only(rules, Severity(level))
        reports.append(found)
        if output == "tekst":
            report.findings(found, err=only_show)
            report.say(summary(found), always=found.untouched)
        return max(code, report.exit_code(found.findings, strict))

    code = for_each(svar, dato, checked, correcting.before, stopped)
    if output == "json":
        report.result_json(checks_data(reports, stopped, builtin_catalog(), code))
    elif output == "sarif":
        log = sarif_data(reports, stopped, builtin_catalog(), version("plangen"), Path.cwd())
        report.result_json(log)
    click.get_current_context().exit(code)


def report_on(loaded: LoadedProject, checked: Checked) -> CheckReport:
    """What is told of the checks of a project. Raises `SystemRefusal` when its folder may not be read."""
    files = (str(loaded.path), *map(str, own_folder(loaded.path).used))
    project = loaded.project
    return report_of(project.base, plan_of(project), checked, files, read=project.readable())
