"""What the commands print. Findings and problems go to standard error, results to standard output."""

from __future__ import annotations

import sys
import tempfile
import traceback
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from plangen.findings import Finding, Severity, has_errors, sort_key, visible
from plangen.texts.danish import counted

if TYPE_CHECKING:
    from plangen.building.outcome import BuildOutcome, Pack

_COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.INFO: "cyan"}

Progress = Callable[[str, int, int], None]
"""Called with what is being made, how many steps are done, and how many there are."""


def say(text: str) -> None:
    """A line about what was done. What it quotes is shown character by character."""
    click.echo(visible(text))


def problem(text: str) -> None:
    """A Danish message about something that stopped."""
    click.echo(click.style("fejl: ", fg="red") + visible(text), err=True)


def notice(text: str) -> None:
    """A Danish message about something to know, where nothing is wrong."""
    click.echo(click.style("info: ", fg="cyan") + visible(text), err=True)


def stopped() -> None:
    """Somebody stopped the run. The empty line ends the one with ^C."""
    click.echo("\nAfbrudt.", err=True)


def findings(found: Sequence[Finding]) -> None:
    """All findings in the order of the file, with colours on a terminal."""
    for finding in sorted(found, key=sort_key):
        head, _, rest = str(finding).partition(f"{finding.severity}: ")
        word = click.style(f"{finding.severity}: ", fg=_COLOURS[finding.severity], bold=True)
        click.echo(f"{head}{word}{rest}", err=True)


def summary(name: str, found: Sequence[Finding], checks: Collection[str]) -> str:
    """»inputs/jobcenter.yaml: 8 kontroller er udført: 2 fejl, 1 advarsel«: what was looked for and found, and
    no more. `checks`: the checks that were made; none when the answers could not be read."""
    count = Counter(finding.severity for finding in found)
    parts = [
        f"{count[Severity.ERROR]} fejl",
        counted(count[Severity.WARNING], "advarsel", "advarsler"),
    ]
    if count[Severity.INFO]:
        parts.append(counted(count[Severity.INFO], "oplysning", "oplysninger"))
    done = f"{counted(len(checks), 'kontrol', 'kontroller')} er udført"
    return f"{name}: {done if checks else 'svarene er ikke kontrolleret'}: {', '.join(parts)}"


def exit_code(found: Sequence[Finding], strict: bool) -> int:
    """1 with a fejl, or with an advarsel when `strict`; else 0."""
    if has_errors(found):
        return 1
    return int(strict and any(finding.severity is Severity.WARNING for finding in found))


def pack(made: Pack) -> None:
    """One line about a pack, as soon as it is done."""
    points = counted(made.open_points, "åbent punkt", "åbne punkter") if made.open_points else None
    say(f"{made.folder}: {_counts(made)}, {points or 'ingen åbne punkter'}")


def made(result: BuildOutcome) -> None:
    """The files of each pack in a line, then what was left, and what failed."""
    for one in result.packs:
        say(f"{one.folder} ({one.name}): {_counts(one)}")
    findings(result.findings)
    _notes_and_failures(result)


def _notes_and_failures(result: BuildOutcome) -> None:
    for note in result.notes:
        notice(note)
    for failure in result.failures:
        problem(failure.message)


def outcome(result: BuildOutcome) -> None:
    """What was left, what failed, and whether anything had to be done at all."""
    _notes_and_failures(result)
    if result.is_unchanged:
        say(_nothing_changed(result.packs))
    packs = counted(len(result.packs), "pakke", "pakker")
    say(summary(f"{result.project}, omfang {result.profile}, {packs}", result.findings, result.checks))


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
    if not sys.stderr.isatty():
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
    with Bar(*columns, console=Console(stderr=True), transient=True, redirect_stdout=above) as bar:
        task = bar.add_task("", project=name, total=None)

        def step(what: str, done: int, total: int) -> None:
            bar.update(task, description=what, completed=done, total=total)

        yield step
