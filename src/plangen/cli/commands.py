"""The commands. Each reads its options, calls one function of a lower layer, and reports.

Exit codes: 0 no error; 1 a fejl, an invalid answer, a failed document, an unreadable answer file; 2 wrong
use; 3 the operating system refused to read or write; 130 somebody stopped the run. Heavy imports wait until
a command needs them.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from plangen.catalog import PAPERS, builtin_catalog
from plangen.cli import STOPPED, report
from plangen.cli.editing import pull, status
from plangen.cli.rule import regel
from plangen.cli.starting import new
from plangen.findings import PlangenError, SystemRefusal, UsageError, reason_of

if TYPE_CHECKING:
    from plangen.projects.sources import LoadedProject


class _Danish(click.Group):
    """A group whose own errors keep plangen's exit codes and never show a traceback."""

    def invoke(self, ctx: click.Context) -> Any:
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


class _Formats(click.ParamType[tuple[str, ...]]):
    """Formats separated by commas; help names those that there are."""

    name = "FORMATER"

    def get_metavar(self, param: click.Parameter, ctx: click.Context) -> str:  # noqa: ARG002
        from plangen.rendering.outputs import FORMATS

        return ",".join(FORMATS)

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[str, ...]:
        if isinstance(value, tuple):
            return value
        names = tuple(dict.fromkeys(part.strip().lower() for part in str(value).split(",") if part.strip()))
        from plangen.rendering.outputs import FORMATS

        unknown = [name for name in names if name not in FORMATS]
        if unknown or not names:
            self.fail(f"»{value}« kan ikke bruges. Vælg mellem {', '.join(FORMATS)}.", param, ctx)
        return names


class _Day(click.ParamType[date]):
    """A date, ÅÅÅÅ-MM-DD."""

    name = "ÅÅÅÅ-MM-DD"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        if isinstance(value, date):
            return value
        try:
            return datetime.strptime(str(value), "%Y-%m-%d").date()
        except ValueError:
            self.fail(f"»{value}« er ikke en dato. Skriv den som ÅÅÅÅ-MM-DD, fx 2027-01-31.", param, ctx)


_ANSWER_FILES = click.argument(
    "svar", nargs=-1, required=True, metavar="SVAR…", type=click.Path(path_type=Path)
)
_DAY = click.option("--dato", type=_Day(), help="Pakkens dato i denne kørsel (i stedet for pakke.dato).")
PAPER = click.option(
    "--papir",
    type=click.Choice(PAPERS, case_sensitive=False),
    default=PAPERS[0],
    show_default=True,
    help="Papirets størrelse. Virker på de dokumenter, der kan dannes i A3; de får hver deres egen fil.",
)
_STRICT = click.option(
    "--strict", is_flag=True, help="Også advarsler og åbne punkter giver afslutningskode 1."
)


@click.group(cls=_Danish, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="plangen")
def plangen() -> None:
    """Danner en komplet planpakke i Word og PDF ud fra ét spørgeskema.

    Begynd med »plangen new NAVN«, udfyld filen, se den efter med »plangen check«, og dan pakken
    med »plangen build«.
    """


@plangen.command()
def schema() -> None:
    """Skriver spørgeskemaet som JSON Schema, så en editor kan hjælpe under indtastningen."""
    import json

    from plangen.forms.yaml.schema import json_schema

    report.say(json.dumps(json_schema(builtin_catalog()), ensure_ascii=False, indent=2))


@plangen.command()
@_ANSWER_FILES
@_DAY
@_STRICT
def check(svar: Sequence[Path], dato: date | None, strict: bool) -> None:
    """Kontrollerer svarfiler og viser alt, hvad der skal rettes eller mangler."""
    from plangen.rendering.subject import check_project

    def checked(loaded: LoadedProject) -> int:
        result = check_project(loaded)
        report.findings(result.findings)
        report.say(report.summary(str(loaded.path), result.findings, result.made))
        return report.exit_code(result.findings, strict)

    click.get_current_context().exit(_for_each(svar, dato, checked))


@plangen.command()
@_ANSWER_FILES
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("out"),
    show_default=True,
    help="Mappen, som pakkerne lægges i.",
)
@click.option(
    "--department", "departments", multiple=True, metavar="ID", help="Kun denne afdeling (eller faelles)."
)
@click.option("--document", "documents", multiple=True, type=_Documents(), help="Kun dette dokument, fx D01.")
@click.option(
    "--format",
    "formats",
    type=_Formats(),
    default="docx,pdf",
    show_default=True,
    help="Hvilke filer, adskilt med komma.",
)
@click.option(
    "--samlet",
    is_flag=True,
    help="Også én samlet PDF og én ZIP med Word-filer for hver afdeling (ikke til leverandører).",
)
@PAPER
@_DAY
@_STRICT
def build(
    svar: Sequence[Path],
    out: Path,
    departments: Sequence[str],
    documents: Sequence[str],
    formats: tuple[str, ...],
    samlet: bool,
    papir: str,
    dato: date | None,
    strict: bool,
) -> None:
    """Danner pakkerne: Word- og PDF-filer for hver afdeling og for alle."""
    from plangen.building.build import build_project
    from plangen.building.outcome import BuildRequest
    from plangen.building.printers import collect_seldom
    from plangen.store.interrupted import finish_pulls

    request = BuildRequest(out, tuple(departments), tuple(documents), formats, samlet, papir)
    collect_seldom()

    def built(loaded: LoadedProject) -> int:
        with report.progress(loaded.name) as progress:
            outcome = build_project(loaded, request, progress, report.pack)
        report.findings(outcome.findings)
        report.outcome(outcome)
        code = max(outcome.exit_code, report.exit_code(outcome.findings, strict))
        return max(code, 1) if strict and outcome.open_points else code

    def before(path: Path) -> None:
        finish_pulls(out, [path])

    click.get_current_context().exit(_for_each(svar, dato, built, before))


plangen.add_command(new)
plangen.add_command(status)
plangen.add_command(pull)
plangen.add_command(regel)


def _for_each(
    paths: Sequence[Path],
    day: date | None,
    work: Callable[[LoadedProject], int],
    before: Callable[[Path], None] = lambda _path: None,
) -> int:
    """Does the work for every project of one call; `before` it is read. What stops one project does not stop
    the others; the exit code is the highest."""
    from plangen.projects.shipped import shipped_library
    from plangen.projects.sources import read_project

    _refuse_same_names(paths)
    library = shipped_library()
    code = 0
    for path in paths:
        try:
            before(path)
            code = max(code, work(read_project(path, library, day)))
        except PlangenError as error:
            report.problem(str(error))
            code = max(code, error.exit_code)
        except BrokenPipeError:
            raise
        except OSError as error:
            report.problem(f"{error.filename or path}: {reason_of(error)}.")
            code = max(code, SystemRefusal.exit_code)
    return code


def _refuse_same_names(paths: Sequence[Path]) -> None:
    """Raises `UsageError` for a name used twice: the packs would be the same folder."""
    names: dict[str, Path] = {}
    for path in paths:
        name = unicodedata.normalize("NFC", path.stem).casefold()
        if name in names:
            raise UsageError(
                f"{names[name]} og {path} har samme navn, så deres pakker ville blande sig.",
                "Giv den ene fil et andet navn, eller kør dem hver for sig med hver sin --out.",
            )
        names[name] = path
