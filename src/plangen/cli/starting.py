"""`plangen new`: a starter file for a new project, after asking how much it is to cover."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from plangen.catalog import SCOPES, Catalog, builtin_catalog
from plangen.cli import report
from plangen.cli.screen import QUIET

SCHEMA_NAME = "plangen.schema.json"


@click.command()
@click.argument("navn")
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
@QUIET
def new(navn: str, mappe: Path, omfang: str | None) -> None:
    """Laver en ny svarfil med de spørgsmål, som hører til omfanget, med hjælp og standardsvar."""
    from plangen.forms.yaml.blank import starter_text
    from plangen.forms.yaml.schema import json_schema
    from plangen.projects.starting import refuse_name, start_project

    catalog = builtin_catalog()
    name = navn.removesuffix(".yaml")
    refuse_name(mappe, name)
    scope = omfang or _asked(catalog)
    target = start_project(
        mappe,
        name,
        starter_text(catalog, name, SCHEMA_NAME, scope),
        json_schema(catalog),
        SCHEMA_NAME,
    )
    report.say(f"Svarfilen ligger klar: {target} (omfang: {scope})")
    report.say(f"Udfyld den, og kør så: plangen check {target}")


def _asked(catalog: Catalog) -> str:
    """The scope that the person at the terminal chooses; the largest when there is nobody to ask."""
    from plangen.forms.yaml.blank import scope_in_words

    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        return catalog.lists.profile_unanswered
    report.say("Hvor meget skal pakken dække? I kan ændre det senere i svarfilen.")
    for scope in SCOPES:
        report.say(f"  {scope_in_words(catalog, scope)}")
    chosen: str = click.prompt("Omfang", type=click.Choice(SCOPES), default=SCOPES[-1])
    return chosen
