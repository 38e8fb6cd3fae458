"""`plangen skema` and `plangen hent`: the questionnaire as a file to send, and what came back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import click

from plangen.cli import report
from plangen.cli.answer_files import OUT
from plangen.cli.screen import QUIET
from plangen.findings import UsageError


class FormFormat(click.ParamType[str]):
    """A kind of file in which the questionnaire can be sent."""

    name = "FORMAT"

    def get_metavar(self, param: click.Parameter, ctx: click.Context) -> str:  # noqa: ARG002
        from plangen.questionnaires.formats import WRITERS

        return f"[{'|'.join(WRITERS)}]"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        from plangen.questionnaires.formats import WRITERS

        if value not in WRITERS:
            self.fail(f"»{value}« kan ikke bruges. Vælg mellem {', '.join(WRITERS)}.", param, ctx)
        return str(value)


@click.command()
@click.argument("svar", metavar="SVAR", type=click.Path(path_type=Path))
@click.option(
    "--format", "kind", type=FormFormat(), default="html", show_default=True, help="Hvilken slags skema."
)
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path(),
    show_default=True,
    help="Mappen, som skemaet lægges i.",
)
@click.option(
    "--afsnit", "sections", multiple=True, metavar="ID", help="Kun dette afsnit, fx formaal. Kan gentages."
)
@click.option("--department", metavar="NØGLE", help="Afdelingens egne svar, ved siden af de fælles.")
@QUIET
def skema(svar: Path, kind: str, out: Path, sections: Sequence[str], department: str | None) -> None:
    """Skriver spørgeskemaet som én fil, der kan sendes med mail og besvares uden plangen.

    html åbnes i en browser og gemmer svarene i en .json-fil; docx udfyldes i Word, xlsx i
    Excel. Det, der kommer tilbage, læses ind med »plangen hent«.
    """
    from plangen.projects.shipped import shipped_library
    from plangen.projects.sources import read_project
    from plangen.projects.writing import write_atomically
    from plangen.questionnaires.formats import WRITERS
    from plangen.questionnaires.sent_form import form_to_send

    loaded = read_project(svar, shipped_library())
    if not loaded.project.readable(department if department in loaded.project.departments else None):
        raise UsageError(f"{svar} kan ikke læses.", f"Se hvorfor med plangen check {svar}")
    form = form_to_send(loaded, department, sections)
    whose = f"_{department}" if department else ""
    target = out / f"{loaded.name}{whose}_skema.{kind}"
    write_atomically(target, WRITERS[kind](form))
    report.say(f"Skemaet ligger klar: {target}")


@click.command()
@click.argument("filer", nargs=-1, required=True, metavar="FIL…", type=click.Path(path_type=Path))
@click.option("--apply", "write", is_flag=True, help="Skriv svarene i svarfilen.")
@click.option(
    "--svar",
    "answers",
    type=click.Path(path_type=Path),
    metavar="FIL",
    help="Svarfilen. Uden valg bruges den, som skemaet er lavet af.",
)
@click.option(
    "--format",
    "output",
    type=click.Choice(["tabel", "json"]),
    default="tabel",
    show_default=True,
    help="Hvordan resultatet vises.",
)
@OUT
@QUIET
def hent(filer: Sequence[Path], write: bool, answers: Path | None, output: str, out: Path) -> None:
    """Læser svar fra filer, som er sendt tilbage: skemaer og rettede Word-filer. Uden --apply vises de kun.

    Filerne tages en ad gangen. Et svar, som nogen har ændret i svarfilen imens, bliver ikke overskrevet;
    begge vises. To ens svar er ingen konflikt.
    """
    from plangen.cli.fetch_report import fetched_file, fetched_json, summary
    from plangen.projects.shipped import shipped_library
    from plangen.questionnaires.fetching import Fetching

    run = Fetching(shipped_library(), answers, out, datetime.now, write)
    files = []
    for one in run.fetch(filer):
        files.append(one)
        if output != "json":
            fetched_file(one, write)
    if output == "json":
        report.result_json(fetched_json(files, write))
    else:
        summary(files, write)
    click.get_current_context().exit(max(one.code for one in files))
