"""`plangen serve`: the questionnaire, the documents and the packs in a browser."""

from __future__ import annotations

import getpass
import re
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path

import click

from plangen.cli.answer_files import DAY, OUT
from plangen.cli.screen import QUIET
from plangen.findings import UsageError

_HOST = re.compile(r"[\w.-]+|[0-9A-Fa-f:.]+")
_HEADER = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")


@click.command()
@click.argument("svar", nargs=-1, metavar="[SVAR…|MAPPE]", type=click.Path(path_type=Path))
@OUT
@click.option("--port", type=click.IntRange(0, 65535), default=0, help="Porten. Uden valg en, der er ledig.")
@click.option("--no-open", is_flag=True, help="Åbn ikke siden i browseren.")
@click.option("--host", default="127.0.0.1", show_default=True, help="Adressen, som serveren lytter på.")
@click.option(
    "--navn", "names", multiple=True, metavar="VÆRT", help="Et værtsnavn, som serveren også svarer under."
)
@click.option(
    "--root-path", default="", metavar="STI", help="Det, der står før siderne, bag en proxy, fx /plangen."
)
@click.option(
    "--user-header",
    default="",
    metavar="NAVN",
    help="Hovedet, hvori proxyen skriver, hvem brugeren er. Det bliver troet; brug det kun bag en proxy.",
)
@DAY
@QUIET
def serve(
    svar: Sequence[Path],
    out: Path,
    port: int,
    no_open: bool,
    host: str,
    names: Sequence[str],
    root_path: str,
    user_header: str,
    dato: date | None,
) -> None:
    """Åbner spørgeskemaet i browseren: svar, se dokumenterne, dan pakken, og send rettede Word-filer ind.

    SVAR er svarfiler eller mappen med dem; uden valg mappen inputs. Serveren svarer kun på den adresse, som
    skrives her, og den indeholder en hemmelig nøgle. Stop med Ctrl-C.
    """
    from plangen.projects.shipped import shipped_library
    from plangen.questionnaires.workplace import Workplace, places_of
    from plangen.serving.app import application
    from plangen.serving.guard import LOOPBACK, Gate, new_token
    from plangen.serving.server import Endpoint, bound, open_later, run

    root = _root(root_path)
    for name in (host, *names):
        _refuse_no_name(name, _HOST, "værtsnavn", "plan.kommune.dk")
    if user_header:
        _refuse_no_name(user_header, _HEADER, "navn på et hoved", "X-Bruger")
    workplace = Workplace(places_of(svar), out, shipped_library(), datetime.now, dato)
    local = host in ("127.0.0.1", "localhost", "::1")
    known = {name.lower() for name in names} | (LOOPBACK if local else {host} if names else set())
    gate = Gate(new_token(), root, frozenset(known))
    app = application(workplace, gate, user_header, _user())
    with bound(Endpoint(host, port)) as listener:
        shown = f"[{host}]" if ":" in host else host
        url = f"http://{shown}:{listener.getsockname()[1]}{gate.prefix}/"
        click.echo(url)  # flushes
        if not no_open:
            open_later(url)
        run(app, listener)


def _root(given: str) -> str:
    """What stands before the addresses: nothing, or a path that begins with a slash and ends with none."""
    root = given.strip().rstrip("/")
    if root and (not root.startswith("/") or "//" in root or "/t/" in f"{root}/"):
        raise UsageError(f"»{given}« kan ikke bruges som sti.", "Skriv den som /plangen.")
    return root


def _refuse_no_name(given: str, form: re.Pattern[str], what: str, example: str) -> None:
    if not form.fullmatch(given):
        raise UsageError(f"»{given}« kan ikke bruges som {what}.", f"Skriv det fx som {example}.")


def _user() -> str:
    """Who runs the server, for the log of changes."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return "ukendt"
