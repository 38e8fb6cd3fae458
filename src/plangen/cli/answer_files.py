"""What the commands about answer files share: their options, and the run through the files."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from plangen.catalog import PAPERS
from plangen.cli import report
from plangen.findings import PlangenError, SystemRefusal, UsageError, reason_of
from plangen.reports.data import Stopped

if TYPE_CHECKING:
    from plangen.projects.sources import LoadedProject


AS_DATA = "json"
"""The format that is no file: what the run has done, as data."""
_USUAL = ("docx", "pdf")


class Formats(click.ParamType[tuple[str, ...]]):
    """Formats separated by commas; help names those that there are."""

    name = "FORMATER"

    def get_metavar(self, param: click.Parameter, ctx: click.Context) -> str:  # noqa: ARG002
        from plangen.rendering.outputs import FORMATS

        return ",".join((*FORMATS, AS_DATA))

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[str, ...]:
        if isinstance(value, tuple):
            return value
        names = tuple(dict.fromkeys(part.strip().lower() for part in str(value).split(",") if part.strip()))
        from plangen.rendering.outputs import FORMATS

        known = (*FORMATS, AS_DATA)
        if not names or not set(names) <= set(known):
            self.fail(f"»{value}« kan ikke bruges. Vælg mellem {', '.join(known)}.", param, ctx)
        return names


class Day(click.ParamType[date]):
    """A date, ÅÅÅÅ-MM-DD."""

    name = "ÅÅÅÅ-MM-DD"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        if isinstance(value, date):
            return value
        try:
            return datetime.strptime(str(value), "%Y-%m-%d").date()
        except ValueError:
            self.fail(f"»{value}« er ikke en dato. Skriv den som ÅÅÅÅ-MM-DD, fx 2027-01-31.", param, ctx)


ANSWER_FILES = click.argument(
    "svar", nargs=-1, required=True, metavar="SVAR…", type=click.Path(path_type=Path)
)
DAY = click.option("--dato", type=Day(), help="Pakkens dato i denne kørsel (i stedet for pakke.dato).")
PAPER = click.option(
    "--papir",
    type=click.Choice(PAPERS, case_sensitive=False),
    default=PAPERS[0],
    show_default=True,
    help="Papirets størrelse. Virker på de dokumenter, der kan dannes i A3; de får hver deres egen fil.",
)
STRICT = click.option(
    "--strict", is_flag=True, help="Også advarsler og åbne punkter giver afslutningskode 1."
)
OUT = click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("out"),
    show_default=True,
    help="Mappen, som pakkerne lægges i.",
)
FORMATS = click.option(
    "--format",
    "formats",
    type=Formats(),
    default=",".join(_USUAL),
    show_default=True,
    help="Hvilke filer, adskilt med komma. Med json fortæller kørslen som data, hvad den har gjort.",
)


def files_and_data(formats: tuple[str, ...]) -> tuple[tuple[str, ...], bool]:
    """The formats of the files, the usual ones where only data were asked for; and whether they were."""
    files = tuple(name for name in formats if name != AS_DATA)
    return files or _USUAL, AS_DATA in formats


def for_each(
    paths: Sequence[Path],
    day: date | None,
    work: Callable[[LoadedProject], int],
    before: Callable[[Path], None] = lambda _path: None,
    stopped: list[Stopped] | None = None,
) -> int:
    """Does the work for every project of one call; `before` it is read. What stops one project does not stop
    the others, and is put into `stopped`; the exit code is the highest."""
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
            told, at_least = Stopped(str(path), error.message, error.hint), error.exit_code
        except BrokenPipeError:
            raise
        except OSError as error:
            told = Stopped(str(path), f"{error.filename or path}: {reason_of(error)}.")
            at_least = SystemRefusal.exit_code
        else:
            continue
        report.problem(f"{told.message}\n  hjælp: {told.hint}" if told.hint else told.message)
        code = max(code, at_least)
        if stopped is not None:
            stopped.append(told)
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
