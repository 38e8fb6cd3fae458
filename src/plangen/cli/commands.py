"""The commands. Each reads its options, calls one function of a lower layer, and reports.

Exit codes: 0 no error; 1 a fejl, an invalid answer, a failed document, an unreadable answer file; 2 wrong
use; 3 the operating system refused to read or write; 130 somebody stopped the run. Heavy imports wait until
a command needs them.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from plangen.catalog import builtin_catalog
from plangen.cli import STOPPED, report
from plangen.cli.answer_files import ANSWER_FILES, DAY, FORMATS, OUT, PAPER, STRICT, files_and_data, for_each
from plangen.cli.changes import changes
from plangen.cli.checking import check
from plangen.cli.editing import pull, status
from plangen.cli.explain import explain
from plangen.cli.forms import hent, skema
from plangen.cli.rule import regel
from plangen.cli.screen import QUIET, without_colours
from plangen.cli.sending import send
from plangen.cli.serving import serve
from plangen.cli.sheets import ark
from plangen.cli.starting import new
from plangen.cli.updating import fortryd, update
from plangen.findings import PlangenError, SystemRefusal, reason_of
from plangen.reports.data import Stopped

if TYPE_CHECKING:
    from plangen.projects.sources import LoadedProject


_OPTIONS = "[VALG]"


class _Danish(click.Group):
    """A group whose own errors keep plangen's exit codes and never show a traceback, and whose help is Danish
    where click translates nothing."""

    def add_command(self, cmd: click.Command, name: str | None = None) -> None:
        cmd.options_metavar = _OPTIONS
        super().add_command(cmd, name)

    def invoke(self, ctx: click.Context) -> Any:
        if without_colours():
            ctx.color = False
        try:
            return super().invoke(ctx)
        except PlangenError as error:
            report.problem(str(error))
            ctx.exit(error.exit_code)
        except (click.exceptions.Exit, click.ClickException):
            raise
        except (KeyboardInterrupt, click.Abort):
            report.stopped()
            ctx.exit(STOPPED)
        except BrokenPipeError:  # who reads has gone, as in »plangen check … | head«
            raise
        except OSError as error:
            where = f"{error.filename}: " if error.filename else ""
            report.problem(f"{where}{reason_of(error)}.")
            ctx.exit(SystemRefusal.exit_code)
        except Exception as error:
            ctx.exit(report.bug(error))


class _Documents(click.ParamType[str]):
    """A document by id, number or file stem: D01, 01, 01_formaalsbeskrivelse."""

    name = "ID"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        documents = builtin_catalog().documents
        wanted = str(value).strip().lower()
        for document in documents.values():
            if wanted in (document.id.lower(), document.id[1:], document.file, document.file[3:]):
                return document.id
        message = f"Dokumentet »{value}« findes ikke. Vælg mellem: {', '.join(documents)}."
        raise click.BadParameter(message, ctx, param)


@click.group(
    cls=_Danish,
    options_metavar=_OPTIONS,
    subcommand_metavar="KOMMANDO …",
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(package_name="plangen")
def plangen() -> None:
    """Danner en komplet planpakke i Word og PDF ud fra ét spørgeskema.

    Begynd med »plangen new NAVN«, udfyld filen, se den efter med »plangen check«, og dan pakken
    med »plangen build«.
    """


@plangen.command()
def schema() -> None:
    """Skriver spørgeskemaet som JSON Schema, så en editor kan hjælpe under indtastningen."""
    from plangen.forms.yaml.schema import json_schema

    report.result_json(json_schema(builtin_catalog()))


@plangen.command()
@ANSWER_FILES
@OUT
@click.option(
    "--department", "departments", multiple=True, metavar="ID", help="Kun denne afdeling (eller faelles)."
)
@click.option("--document", "documents", multiple=True, type=_Documents(), help="Kun dette dokument, fx D01.")
@FORMATS
@click.option(
    "--samlet",
    is_flag=True,
    help="Også én samlet PDF og én ZIP med Word-filer for hver afdeling (ikke til leverandører).",
)
@click.option(
    "--redline",
    is_flag=True,
    help="Også en læsekopi af hvert ændret dokument, med det nye som sporede ændringer (mappen aendringer).",
)
@click.option(
    "--hvorfor",
    "why",
    is_flag=True,
    help="Fortæl for hvert dokument, der er dannet igen, hvad der er ændret.",
)
@click.option(
    "--watch",
    is_flag=True,
    help="Bliv ved: hver gang svarfilen bliver gemt, dannes det, der er rørt, igen. Stop med Ctrl-C.",
)
@PAPER
@click.option(
    "--udfoerer",
    "performer",
    default="",
    metavar="ROLLE",
    help="Kun opgavekortene til denne udfører, i en fil for sig (D06b).",
)
@DAY
@STRICT
@QUIET
def build(
    svar: Sequence[Path],
    out: Path,
    departments: Sequence[str],
    documents: Sequence[str],
    formats: tuple[str, ...],
    samlet: bool,
    redline: bool,
    why: bool,
    watch: bool,
    papir: str,
    performer: str,
    dato: date | None,
    strict: bool,
) -> None:
    """Danner pakkerne: Word- og PDF-filer for hver afdeling og for alle."""
    from plangen.building.build import build_project
    from plangen.building.outcome import BuildRequest
    from plangen.building.printers import collect_seldom
    from plangen.cli.building import BuildRun, noted
    from plangen.store.interrupted import finish_pulls

    files, as_data = files_and_data(formats)
    request = BuildRequest(
        out, tuple(departments), tuple(documents), files, samlet, papir, performer, redline
    )
    collect_seldom()

    def once() -> int:
        run = BuildRun(out, as_data, why, strict)
        stopped: list[Stopped] = []

        def built(loaded: LoadedProject) -> int:
            told = report.unsaid if as_data else report.pack
            with report.progress(loaded.name) as progress:
                outcome = build_project(loaded, request, progress, told)
            return run.tell(loaded, outcome)

        def before(path: Path) -> None:
            finish_pulls(out, [path])

        with noted(click.get_current_context().obj, run):
            run.code = for_each(svar, dato, built, before, stopped)
            run.end(stopped)
        return run.code

    if watch:
        from plangen.cli.watching import follow

        click.get_current_context().exit(follow(svar, once))
    click.get_current_context().exit(once())


plangen.add_command(new)
plangen.add_command(check)
plangen.add_command(ark)
plangen.add_command(status)
plangen.add_command(pull)
plangen.add_command(update)
plangen.add_command(fortryd)
plangen.add_command(regel)
plangen.add_command(changes)
plangen.add_command(send)
plangen.add_command(explain)
plangen.add_command(serve)
plangen.add_command(skema)
plangen.add_command(hent)
