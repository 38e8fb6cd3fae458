"""`plangen skema` and `plangen hent`: the questionnaire as a file to send, and what came back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

import click

from plangen.cli import report
from plangen.cli.answer_files import OUT
from plangen.cli.screen import QUIET
from plangen.findings import UsageError


@click.command()
@click.argument("svar", metavar="SVAR", type=click.Path(path_type=Path))
@click.option(
    "--format",
    "kind",
    type=click.Choice(["html"]),
    default="html",
    show_default=True,
    help="Hvilken slags skema.",
)
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path(),
    show_default=True,
    help="Mappen, som skemaet lægges i.",
)
@click.option("--afsnit", "sections", multiple=True, metavar="ID", help="Kun dette afsnit, fx formaal.")
@QUIET
def skema(svar: Path, kind: str, out: Path, sections: Sequence[str]) -> None:
    """Skriver spørgeskemaet som én fil, der kan sendes og besvares i en browser uden server og net.

    Svarene gemmes i en .json-fil, som læses ind med »plangen hent«.
    """
    from plangen.projects.shipped import shipped_library
    from plangen.projects.sources import read_project
    from plangen.projects.writing import write_atomically
    from plangen.serving.lone_form import lone_form

    loaded = read_project(svar, shipped_library())
    if not loaded.project.readable():
        raise UsageError(f"{svar} kan ikke læses.", f"Se hvorfor med plangen check {svar}")
    target = out / f"{loaded.name}_skema.{kind}"
    write_atomically(target, lone_form(loaded, sections).encode("utf-8"))
    report.say(f"Skemaet ligger klar: {target}")


@click.command()
@click.argument("filer", nargs=-1, required=True, metavar="FIL…", type=click.Path(path_type=Path))
@click.option("--apply", "write", is_flag=True, help="Skriv svarene i svarfilen.")
@click.option("--svar", "answers", type=click.Path(path_type=Path), metavar="FIL", help="Svarfilen.")
@OUT
@QUIET
def hent(filer: Sequence[Path], write: bool, answers: Path | None, out: Path) -> None:
    """Læser svar fra skemaer (.json), som er sendt tilbage. Uden --apply vises de kun.

    Et svar, som nogen har ændret i svarfilen imens, bliver ikke overskrevet; begge vises.
    """
    from plangen.projects.shipped import shipped_library
    from plangen.serving.fetching import fetch
    from plangen.serving.workplace import Workplace

    code = 0
    for path in filer:
        workplace = Workplace([], out, shipped_library(), datetime.now)
        told = fetch(workplace, path, answers, write)
        for line in told.lines:
            report.say(line, always=True)
        for line in told.problems:
            report.problem(line)
        code = max(code, int(bool(told.problems)))
    click.get_current_context().exit(code)
