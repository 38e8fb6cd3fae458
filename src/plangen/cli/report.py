"""What the commands print: what a command was asked for on standard output, problems on standard error."""

from __future__ import annotations

import json
import re
import sys
import tempfile
import traceback
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from plangen.catalog import builtin_catalog
from plangen.cli.screen import echo, is_quiet, put, without_colours
from plangen.findings import Finding, Severity, has_errors, visible
from plangen.reports.report import CheckReport
from plangen.reports.text import Line, lines, summary
from plangen.texts.danish import counted

if TYPE_CHECKING:
    from plangen.building.outcome import BuildOutcome, Pack

_LABEL = re.compile(r" *(hjælp|fejl|info): ")

Progress = Callable[[str, int, int], None]
"""Called with what is being made, how many steps are done, and how many there are."""


def say(text: str, always: bool = False) -> None:
    """A line about what was done. What it quotes is shown character by character. Who wants to hear of
    trouble only is not told, unless it says that."""
    if always or not is_quiet():
        _put(visible(text))


def result(text: str) -> None:
    """What the command was asked for, as it is."""
    echo(visible(text))


def result_json(data: Any) -> None:
    """What the command was asked for, for another program: alone on standard output."""
    result(json.dumps(data, ensure_ascii=False, indent=2))


def problem(text: str) -> None:
    """A Danish message about something that stopped."""
    _put(f"fejl: {visible(text)}", Severity.ERROR)


def notice(text: str) -> None:
    """A Danish message about something to know, where nothing is wrong."""
    if not is_quiet():
        _put(f"info: {visible(text)}", Severity.INFO)


def _put(text: str, level: Severity | None = None) -> None:
    """The lines of a text; one that begins with a level is a message, and goes to standard error."""
    for number, line in enumerate(text.splitlines() or [""]):
        label = _LABEL.match(line)
        of_line = None if number else level
        indent = len(label[0]) if label else len(line) - len(line.lstrip()) + 2
        put(Line(line, of_line, indent=indent), err=level is not None)


def stopped() -> None:
    """Somebody stopped the run. The empty line ends the one with ^C."""
    click.echo("\nAfbrudt.", err=True)


def findings(report: CheckReport, err: bool) -> None:
    """What the checks have found. `err`: on standard error, where it stands beside the result of a command
    and is not the result itself."""
    catalog = builtin_catalog()
    shown = report.only(least=Severity.WARNING) if is_quiet() else report
    for line in lines(shown, catalog):
        put(line, err)


def exit_code(found: Sequence[Finding], strict: bool) -> int:
    """1 with a fejl, or with an advarsel when `strict`; else 0."""
    if has_errors(found):
        return 1
    return int(strict and any(finding.severity is Severity.WARNING for finding in found))


def unsaid(_made: Pack) -> None:
    """Nothing about a pack: what is told as data is told at the end."""


def pack(made: Pack) -> None:
    """One line about a pack, as soon as it is done."""
    points = counted(made.open_points, "åbent punkt", "åbne punkter") if made.open_points else None
    say(f"{made.folder}: {_counts(made)}, {points or 'ingen åbne punkter'}")


def made(outcome: BuildOutcome, report: CheckReport) -> None:
    """The files of each pack in a line, then what was left, and what failed."""
    for one in outcome.packs:
        say(f"{one.folder} ({one.name}): {_counts(one)}")
    findings(report, err=True)
    _notes_and_failures(outcome)


def _notes_and_failures(outcome: BuildOutcome) -> None:
    for note in outcome.notes:
        notice(note)
    for failure in outcome.failures:
        problem(failure.message)


def built(outcome: BuildOutcome, report: CheckReport) -> None:
    """What was found and what was left, what failed, and whether anything had to be done at all."""
    from plangen.history.text import summary_line  # 20 ms that other commands need not pay

    findings(report, err=True)
    _notes_and_failures(outcome)
    if outcome.is_unchanged:
        say(_nothing_changed(outcome.packs))
    if outcome.changes is not None and (told := summary_line(outcome.changes)):
        say(f"{told} Se mere med plangen changes.")
    packs = counted(len(outcome.packs), "pakke", "pakker")
    say(summary(report, f"{outcome.project}, omfang {outcome.profile}, {packs}"))


def why(outcome: BuildOutcome) -> None:
    """Why each document was made again: »D05 Kommunikationsplan for Dagtilbud: ›kommunikation‹ række 3 er
    ændret«."""
    made = [(pack, title, told) for pack in outcome.packs for title, told in pack.why.items()]
    for pack, title, told in made:
        result(f"{title} for {pack.name}: {'; '.join(told)}.")
    if not made:
        result("Intet dokument er dannet igen.")


def _nothing_changed(packs: Sequence[Pack]) -> str:
    there, kept = sum(one.unchanged for one in packs), sum(one.kept for one in packs)
    files = f"{counted(there, 'fil', 'filer')} er, som {'den' if there == 1 else 'de'} skal være"
    edited = f", og {kept}, som nogen har rettet, er beholdt" if kept else ""
    return f"Intet er ændret siden sidst: {files}{edited}."


def _counts(pack: Pack) -> str:
    """»5 filer skrevet, 2 uændrede, 1 beholdt«: what became of the files of a pack."""
    more = (
        (pack.unchanged, counted(pack.unchanged, "uændret", "uændrede")),
        (pack.kept, f"{pack.kept} beholdt"),
        (pack.failed, f"{pack.failed} ikke dannet"),
        (len(pack.removed), f"{len(pack.removed)} slettet"),
        (len(pack.stale), counted(len(pack.stale), "forældet", "forældede")),
    )
    written = f"{counted(pack.written, 'fil', 'filer')} skrevet"
    return ", ".join([written, *(text for number, text in more if number)])


def bug(error: BaseException) -> int:
    """One Danish line; the traceback goes to a file. Returns the exit code."""
    with tempfile.NamedTemporaryFile(
        "w", prefix="plangen-fejl-", suffix=".log", delete=False, encoding="utf-8"
    ) as file:
        traceback.print_exception(error, file=file)
    problem(
        f"Der er sket en intern fejl ({type(error).__name__}). Jeres filer er ikke ændret.\n"
        f"  hjælp: Send filen {Path(file.name)} til dem, der vedligeholder plangen."
    )
    return 1


@contextmanager
def progress(name: str) -> Iterator[Progress]:
    """A progress bar on a terminal; elsewhere the line that comes with each pack is all."""
    if is_quiet() or not sys.stderr.isatty():
        yield lambda _what, _done, _total: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn
    from rich.progress import Progress as Bar

    columns = (
        TextColumn("{task.fields[project]}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.description}"),
    )
    # Lines printed meanwhile go above the bar; into a file or a pipe they go as they are.
    above = sys.stdout.isatty()
    with Bar(
        *columns,
        console=Console(stderr=True, no_color=without_colours()),
        transient=True,
        redirect_stdout=above,
    ) as bar:
        task = bar.add_task("", project=name, total=None)

        def step(what: str, done: int, total: int) -> None:
            bar.update(task, description=what, completed=done, total=total)

        yield step
