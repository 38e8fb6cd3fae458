"""The commands that bring a pack up to date while staff work in it: update and fortryd."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from plangen.cli import report
from plangen.cli.editing import ANSWERS, OUTPUT, PACK
from plangen.cli.screen import QUIET


@click.command()
@PACK
@click.option("--vis", "only_show", is_flag=True, help="Vis kun, hvad der vil ske. Intet bliver skrevet.")
@click.option("--ja", "agreed", is_flag=True, help="Opdater uden at spørge.")
@ANSWERS
@OUTPUT
@QUIET
def update(pakke: Path, only_show: bool, agreed: bool, answers: Path | None, output: str) -> None:
    """Giver Word-filerne det nye fra svarfilen uden at miste noget, I har skrevet i dem.

    PAKKE er projektets mappe (out/jobcenter), én afdelings mappe eller én Word-fil. Svar, der er rettet i
    Word, føres først tilbage til svarfilen. Derefter får hver fil det nye ind dér, hvor det hører til. Har
    både I og planen ændret et sted, står jeres tekst, og den nye kommer under den som et forslag. Uden --ja
    vises det hele først, og plangen spørger. »plangen fortryd« lægger filerne tilbage.
    """
    from plangen.building.updating import Update, foreseen, updated
    from plangen.cli.update_report import is_nothing_new, update_json, update_tables
    from plangen.projects.shipped import shipped_library

    def tell(told: Update) -> None:
        if output == "json":
            report.result_json(update_json(told))
        else:
            update_tables(told)

    library = shipped_library()
    if not agreed or only_show:
        planned = foreseen(pakke, answers, library)
        if only_show or output == "json" or is_nothing_new(planned):
            tell(planned)
            if not only_show and output != "json":
                report.say("Der er intet nyt til Word-filerne.")
            click.get_current_context().exit(planned.exit_code)
        tell(planned)
        _ask()
    told = updated(pakke, answers, library)
    if agreed or output == "json":
        tell(told)
    elif told.page:
        report.say(f"{told.report.summary} Det hele står i {told.page}", always=True)
    click.get_current_context().exit(told.exit_code)


def _ask() -> None:
    """Goes on when somebody says yes."""
    ctx = click.get_current_context()
    if not sys.stdin.isatty():
        report.notice("Intet er skrevet, for her kan ingen svare. Kør igen med --ja for at opdatere.")
        ctx.exit(2)
    if not click.confirm("Skal pakken opdateres?"):
        report.say("Intet er skrevet.", always=True)
        ctx.exit(0)


@click.command()
@PACK
@QUIET
def fortryd(pakke: Path) -> None:
    """Lægger de Word-filer tilbage, som den seneste opdatering (plangen update) erstattede.

    PAKKE er projektets mappe (out/jobcenter), én afdelings mappe eller én Word-fil. En fil, som nogen har
    gemt siden, bliver stående. Svarfilen bliver ikke ændret.
    """
    from plangen.building.undoing import undo
    from plangen.cli.update_report import undone

    files = undo(pakke)
    undone(files)
    codes = (one.exit_code or 1 for one in files if one.why)
    click.get_current_context().exit(max(codes, default=0))
