"""`plangen changes`: what is different since the packs said something else."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from plangen.cli import report
from plangen.cli.answer_files import ANSWER_FILES, DAY, OUT, for_each
from plangen.findings import UsageError

if TYPE_CHECKING:
    from plangen.projects.sources import LoadedProject

TEXT_OR_JSON = click.option(
    "--format",
    "output",
    type=click.Choice(["tekst", "json"]),
    default="tekst",
    show_default=True,
    help="Hvordan svaret vises.",
)


@click.command()
@ANSWER_FILES
@OUT
@click.option(
    "--siden",
    "told",
    metavar="ÅÅÅÅ-MM-DD|UDGAVE",
    default="",
    help="Sammenlign med denne version, eller med pakken, som den var den dag.",
)
@TEXT_OR_JSON
@DAY
def changes(svar: Sequence[Path], out: Path, told: str, output: str, dato: date | None) -> None:
    """Viser, hvad der er ændret, siden pakkerne blev dannet sidst.

    Svarfilen læses, som den er nu, så I kan se ændringerne, før I danner pakken igen. Er der intet nyt siden
    den seneste pakke, vises, hvad der er ændret siden udgaven før. Intet bliver skrevet.
    """
    from plangen.history.text import change_lines, changes_json
    from plangen.rendering.changed import changes_of

    data: list[dict[str, Any]] = []

    def shown(loaded: LoadedProject) -> int:
        if not loaded.project.readable():
            raise UsageError(
                f"{loaded.path} kan ikke læses som svarfil.", f"Ret den først: plangen check {loaded.path}"
            )
        found, titles = changes_of(loaded, out / loaded.name, told), loaded.library.catalog.titles
        if output == "json":
            data.append(changes_json(loaded.name, found, titles))
            return 0
        for line in change_lines(loaded.name, found, titles):
            report.say(line, always=True)
        return 0

    code = for_each(svar, dato, shown)
    if data:
        report.result_json(data[0] if len(svar) == 1 else data)
    click.get_current_context().exit(code)
