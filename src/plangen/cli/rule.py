"""`plangen regel`: explains a rule of the table."""

from __future__ import annotations

import re

import click

from plangen.answers.wording import closest
from plangen.catalog import Catalog, Rule, builtin_catalog
from plangen.cli import report
from plangen.cli.tables import print_table
from plangen.findings import UsageError
from plangen.reports.data import VERSION
from plangen.reports.rules import rule_data, rule_lines


@click.command()
@click.argument("kode", required=False)
@click.option(
    "--format",
    "output",
    type=click.Choice(["tekst", "json"]),
    default="tekst",
    show_default=True,
    help="Hvordan reglen vises.",
)
def regel(kode: str | None, output: str) -> None:
    """Forklarer en regel, fx R55: hvad der skal gælde, hvad I kan gøre, og hvor den kommer fra.

    Uden KODE vises alle reglerne.
    """
    catalog = builtin_catalog()
    wanted = list(catalog.rules.values()) if kode is None else [rule_named(kode, catalog)]
    if output == "json":
        report.result_json(
            {"formatversion": VERSION, "regler": [rule_data(rule, catalog) for rule in wanted]}
        )
    elif kode is None:
        rows = [(rule.code, _level(rule), rule.title) for rule in wanted]
        print_table("Regler", ("Kode", "Niveau", "Det skal gælde"), rows)
    else:
        for line in rule_lines(wanted[0], catalog):
            report.say(line)


def rule_named(code: str, catalog: Catalog) -> Rule:
    """The rule that is meant, however its code is written (»r55«, »[R55]«). Raises `UsageError`."""
    wanted = code.strip(" []().,:").upper()
    rule = catalog.rules.get(wanted) or catalog.rules.get(re.sub(r"^([VR])(\d)$", r"\g<1>0\2", wanted))
    if rule is not None:
        return rule
    near = closest(wanted, {key: each.title for key, each in catalog.rules.items()})
    meant = f"Mente du {near} ({catalog.rules[near].title})?" if near else "Koder skrives som R55."
    raise UsageError(
        f"Der er ingen regel med koden »{code}«.", f"{meant} Kør »plangen regel« for at se alle."
    )


def _level(rule: Rule) -> str:
    return rule.demands[0].severity.value if rule.built else f"{rule.demands[0].severity} (ikke endnu)"
