"""`plangen explain`: why a pack says what it says."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from plangen.cli import report
from plangen.cli.answer_files import DAY, for_each
from plangen.cli.changes import TEXT_OR_JSON
from plangen.findings import UsageError

if TYPE_CHECKING:
    from plangen.projects.sources import LoadedProject
    from plangen.rendering.now import PackNow


@click.command()
@click.argument("svar", type=click.Path(path_type=Path))
@click.argument("hvad")
@click.option(
    "--department",
    metavar="ID",
    default="",
    help="I denne afdelings pakke; uden valg i projektets (faelles).",
)
@TEXT_OR_JSON
@DAY
def explain(svar: Path, hvad: str, department: str, output: str, dato: date | None) -> None:
    """Forklarer, hvorfor der står det, der står, i en pakke.

    HVAD er et opgavekort (A13 eller OPG-15), »vindue 2«, en dato (2027-08-09) eller navnet på en milepæl:
    Hvordan datoen bliver til, trin for trin. Et svar (formaal_kort, med.dato): Hvilke dokumenter og afsnit
    det står i. Et dokument eller et afsnit (D05, »D05:Kalender«) eller en tekst fra et dokument: Hvilke svar,
    standardsætninger og regler der er bag.
    """
    from plangen.explaining.account import account_lines
    from plangen.explaining.question import explained, what_to_ask

    def told(loaded: LoadedProject) -> int:
        found = explained(_pack(loaded, department), hvad)
        if not found:
            hint = what_to_ask(loaded.project.base.catalog, hvad)
            raise UsageError(f"»{hvad}« findes ikke i pakken.", hint)
        if output == "json":
            data: list[Any] = [account.data for account in found]
            report.result_json({"projekt": loaded.name, "hvad": hvad, "forklaringer": data})
            return 0
        for line in account_lines(found):
            report.result(line)
        return 0

    click.get_current_context().exit(for_each([svar], dato, told))


def _pack(loaded: LoadedProject, department: str) -> PackNow:
    """The pack that is asked about. Raises `UsageError` for one that the project does not have, and when the
    answers cannot be read."""
    from plangen.answers.packs import SHARED, packs_of
    from plangen.rendering.now import PackNow
    from plangen.rendering.subject import subject_of

    packs = packs_of(loaded.project)
    key = department or SHARED
    if key not in packs:
        raise UsageError(f"Afdelingen »{department}« har ingen pakke.", f"Vælg mellem: {', '.join(packs)}.")
    if not loaded.project.readable(packs[key]):
        raise UsageError(
            f"{loaded.path} kan ikke læses som svarfil.", f"Ret den først: plangen check {loaded.path}"
        )
    return PackNow(subject_of(loaded, packs[key]))
