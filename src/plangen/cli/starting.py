"""`plangen new`: a starter file for a new project, after asking how much it is to cover, perhaps with what an
earlier project has answered."""

from __future__ import annotations

from pathlib import Path

import click

from plangen.catalog import SCOPES, Catalog, builtin_catalog
from plangen.cli import report
from plangen.cli.interviewing import at_terminal, interview, refuse_interview
from plangen.cli.screen import QUIET
from plangen.findings import UsageError


@click.command()
@click.argument("navn", metavar="NAVN|TITEL")
@click.option(
    "--mappe",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("inputs"),
    show_default=True,
    help="Mappen, som svarfilen lægges i.",
)
@click.option(
    "--omfang",
    type=click.Choice(SCOPES),
    help="Hvor meget pakken skal dække. Uden valg spørges der; uden nogen at spørge er det fuld.",
)
@click.option(
    "--fra",
    "earlier",
    metavar="SVARFIL",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Et tidligere projekt, hvis svar følger med, dog ikke titel, datoer og det, der er sket undervejs.",
)
@click.option(
    "--interview",
    "section",
    type=click.IntRange(min=1),
    metavar="N",
    help="Stil spørgsmålene i afsnit N, fx 1, her i terminalen, når filen er lavet.",
)
@QUIET
def new(navn: str, mappe: Path, omfang: str | None, earlier: Path | None, section: int | None) -> None:
    """Laver en ny svarfil med de spørgsmål, som hører til omfanget, med hjælp og standardsvar.

    NAVN er filens navn, fx jobcenter. En titel som »Skærmbesøg i hjemmeplejen« giver filen navnet
    skaermbesoeg_i_hjemmeplejen og står som projektets titel.
    """
    from plangen.projects.starting import refuse_name
    from plangen.serving.founding import found_project

    catalog = builtin_catalog()
    name, title = _name_and_title(navn)
    refuse_name(mappe, name)
    if section is not None:
        refuse_interview(catalog, section)
    begun_as = None if earlier is None else _readable(earlier)
    scope = omfang or _asked(catalog)
    target = found_project(catalog, mappe, name, scope, title, begun_as)
    report.say(f"Svarfilen ligger klar: {target} (omfang: {scope})")
    if section is not None:
        interview(target, section)
    else:
        report.say(f"Udfyld den, og kør så: plangen check {target}")


def _name_and_title(given: str) -> tuple[str, str]:
    """What the file is called, and the title, empty when only a name was given."""
    from plangen.projects.starting import NAME
    from plangen.texts.danish import slug

    name = given.removesuffix(".yaml")
    title = " ".join(name.split())
    if NAME.fullmatch(name) or not any(sign.isalnum() for sign in title) or _is_path(title):
        return name, ""
    return slug(title), title


def _is_path(title: str) -> bool:
    """Whether it looks like a place on the disk; a title may hold a slash, too (»It/ot i driften«)."""
    return title.startswith((".", "/", "~")) or "\\" in title or ("/" in title and " " not in title)


def _readable(earlier: Path) -> Path:
    """The answer file of an earlier project, as the disk spells it. Raises `UsageError` when it is not there
    or cannot be read."""
    from plangen.projects.shipped import shipped_library
    from plangen.projects.sources import read_project

    loaded = read_project(earlier, shipped_library())
    if not loaded.project.readable():
        raise UsageError(f"{earlier} kan ikke læses.", f"Se hvorfor med plangen check {earlier}")
    return loaded.path


def _asked(catalog: Catalog) -> str:
    """The scope that the person at the terminal chooses; the largest when there is nobody to ask."""
    from plangen.forms.yaml.blank import scope_in_words

    if not at_terminal():
        return catalog.lists.profile_unanswered
    report.say("Hvor meget skal pakken dække? I kan ændre det senere i svarfilen.")
    for scope in SCOPES:
        report.say(f"  {scope_in_words(catalog, scope)}")
    chosen: str = click.prompt("Omfang", type=click.Choice(SCOPES), default=SCOPES[-1])
    return chosen
