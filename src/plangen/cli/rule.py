"""`plangen regel`: explains a rule of the table."""

from __future__ import annotations

import re

import click

from plangen.answers.wording import closest
from plangen.catalog import Catalog, Demand, Rule, builtin_catalog
from plangen.catalog.rules import NOT_IN_LET
from plangen.cli import report
from plangen.cli.tables import print_table
from plangen.findings import UsageError
from plangen.texts.danish import joined

_PLACES = re.compile(r"\{[^{}]*\}")


@click.command()
@click.argument("kode", required=False)
def regel(kode: str | None) -> None:
    """Forklarer en regel, fx R55: hvad der skal gælde, hvad I kan gøre, og hvor den kommer fra.

    Uden KODE vises alle reglerne.
    """
    catalog = builtin_catalog()
    if kode is None:
        rows = [(rule.code, _level(rule), rule.title) for rule in catalog.rules.values()]
        print_table("Regler", ("Kode", "Niveau", "Det skal gælde"), rows)
    else:
        for line in _explained(_found(kode, catalog), catalog):
            report.say(line)


def _found(code: str, catalog: Catalog) -> Rule:
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


def _explained(rule: Rule, catalog: Catalog) -> list[str]:
    lines = [f"{rule.code} – {rule.title}"]
    if not rule.built:
        lines.append(f"  Reglen kontrolleres ikke endnu; den venter på: {rule.waits_for}.")
    for number, demand in enumerate(rule.demands):
        said_already = number > 0 and demand.help == rule.demands[number - 1].help
        lines += _demand(demand, not said_already)
    if rule.in_let:
        lines.append(f"  I omfanget let: {_in_let(rule)}")
    questions = [f"{catalog.questions[q].short} ({q})" for q in rule.questions if q in catalog.questions]
    if questions:
        lines.append(f"  Læser svarene: {joined(questions)}")
    titles = [catalog.titles[id] for id in rule.documents]
    about = f", under {joined(titles)}" if titles else ""
    lines.append(f"  Vises i: plangen check og kvalitetstjekket i Overblik{about}")
    source = re.sub(r"\b00\d\b", lambda number: catalog.lists.sources[number[0]], rule.source)
    return [*lines, f"  Kilde: {source}"]


def _demand(demand: Demand, with_help: bool) -> list[str]:
    lines = [f"  {demand.severity.value.capitalize()}: {_without_places(demand.message)}"]
    if demand.help and with_help:
        lines.append(f"    Det kan I gøre: {_without_places(demand.help)}")
    return lines


def _in_let(rule: Rule) -> str:
    """What the smallest profile makes of the rule."""
    return "bruges ikke" if rule.in_let == NOT_IN_LET else f"højst {rule.in_let}"


def _without_places(text: str) -> str:
    return _PLACES.sub("…", text).replace("….", "…")


def _level(rule: Rule) -> str:
    return rule.demands[0].severity.value if rule.built else f"{rule.demands[0].severity} (ikke endnu)"
