"""The commands about what staff have done to the Word files: status and pull."""

from __future__ import annotations

from contextlib import nullcontext
from pathlib import Path

import click

from plangen.cli import report
from plangen.cli.screen import QUIET

PACK = click.argument("pakke", metavar="PAKKE", type=click.Path(path_type=Path))
ANSWERS = click.option(
    "--svar",
    "answers",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FIL",
    help="Svarfilen bag pakken. Uden valg bruges den, pakken er dannet af.",
)
OUTPUT = click.option(
    "--format",
    "output",
    type=click.Choice(["tabel", "json"]),
    default="tabel",
    show_default=True,
    help="Hvordan svaret vises.",
)


@click.command()
@PACK
@ANSWERS
@OUTPUT
@QUIET
def status(pakke: Path, answers: Path | None, output: str) -> None:
    """Viser, hvad der er rettet i Word-filerne, og om svarene er ændret siden.

    PAKKE er projektets mappe (out/jobcenter), én afdelings mappe eller én Word-fil. Intet bliver ændret.
    """
    from plangen.cli.status_report import status_json, status_tables
    from plangen.projects.shipped import shipped_library
    from plangen.wordfiles.scope import open_pack
    from plangen.wordfiles.status import Fresh, stale_of, status_of

    pack = open_pack(pakke, answers, shipped_library())
    fresh = Fresh(pack)
    found, stale = status_of(pack, fresh), stale_of(pack, fresh)
    if output == "json":
        report.result_json(status_json(pack.loaded, found, stale))
    else:
        status_tables(pack.loaded, found, stale)
    click.get_current_context().exit(max((one.exit_code for one in found), default=0))


@click.command()
@PACK
@click.option("--apply", "write", is_flag=True, help="Skriv rettelserne i svarfilen.")
@click.option(
    "--til",
    "target",
    type=click.Choice(["faelles"]),
    help="Skriv også afdelingernes rettelser i projektets svarfil.",
)
@click.option(
    "--tracked",
    type=click.Choice(["accept", "ignore"]),
    help="Tag sporede ændringer med (accept), eller læs teksten uden dem (ignore).",
)
@click.option(
    "--forslag", "proposals", is_flag=True, help="Tag svar med, hvis felt er slettet og skrevet om."
)
@ANSWERS
@OUTPUT
@QUIET
def pull(
    pakke: Path,
    write: bool,
    target: str | None,
    tracked: str | None,
    proposals: bool,
    answers: Path | None,
    output: str,
) -> None:
    """Fører svar, der er rettet i Word-filerne, tilbage til svarfilen.

    PAKKE er projektets mappe (out/jobcenter), én afdelings mappe eller én Word-fil. Uden --apply vises
    rettelserne kun. Rettelser i faelles skrives i projektets svarfil, en afdelings i dens egen.
    """
    from plangen.cli.pull_report import pull_json, pull_tables
    from plangen.projects.shipped import shipped_library
    from plangen.pulling.wishes import Choices
    from plangen.wordfiles.pull import pull_pack
    from plangen.wordfiles.scope import open_pack, to_write

    choices = Choices(to_shared=target == "faelles", tracked=tracked or "", proposals=proposals)
    with to_write(pakke, answers) if write else nullcontext():
        pack = open_pack(pakke, answers, shipped_library())
        outcome = pull_pack(pack, choices, write)
    if output == "json":
        report.result_json(pull_json(pack.loaded, outcome))
    else:
        pull_tables(pack.loaded, outcome)
    click.get_current_context().exit(outcome.exit_code)
