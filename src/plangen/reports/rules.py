"""A rule of the table explained: what is demanded, what to do, where it is shown, and where it comes from."""

from __future__ import annotations

import re
from typing import Any

from plangen.catalog import Catalog, Demand, Rule
from plangen.catalog.rules import NOT_IN_LET
from plangen.findings import Severity
from plangen.texts.danish import joined

_PLACES = re.compile(r"\{[^{}]*\}")
_OVERVIEW, _PITFALLS = "D00", "D11"


def rule_lines(rule: Rule, catalog: Catalog) -> list[str]:
    """The explanation for people."""
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
    lines.append(f"  Vises i: {joined(shown_in(rule, catalog))}")
    return [*lines, f"  Kilde: {source_in_words(rule, catalog)}"]


def rule_data(rule: Rule, catalog: Catalog) -> dict[str, Any]:
    """The same as data with stable names."""
    return {
        "kode": rule.code,
        "titel": rule.title,
        "krav": [
            {
                "niveau": str(demand.severity),
                "besked": without_places(demand.message),
                "hjaelp": without_places(demand.help),
            }
            for demand in rule.demands
        ],
        "niveau_let": rule.in_let or None,
        "spoergsmaal": [q for q in rule.questions if q in catalog.questions],
        "dokumenter": list(rule.documents),
        "vises_i": shown_in(rule, catalog),
        "kilde": source_in_words(rule, catalog),
    }


def shown_in(rule: Rule, catalog: Catalog) -> list[str]:
    """Where a breach is shown, in words. Information is in no list of documents, and what is for the writer
    of the answers alone is not in D11; a pitfall has the messages of its rules, however severe
    (specifikation.md 5.3)."""
    overview, pitfalls = catalog.titles[_OVERVIEW], catalog.titles[_PITFALLS]
    titles = [catalog.titles[id] for id in rule.documents]
    places = ["plangen check"]
    if any(demand.severity is not Severity.INFO for demand in rule.demands):
        about = f" (ved {joined(titles)})" if titles else ""
        places.append(f"kvalitetstjekket i {overview}{about}")
        if rule.documents or rule.code.startswith("V"):
            places.append(f"kvalitetstjekket i {pitfalls}")
    named = [f"»{one.title}«" for one in catalog.guidance.pitfalls.values() if rule.code in one.rules]
    if named:
        word = "faldgruben" if len(named) == 1 else "faldgruberne"
        places.append(f"{word} {joined(named)} i {pitfalls}")
    return places


def source_in_words(rule: Rule, catalog: Catalog) -> str:
    """Where a demand comes from, with the titles of the sources instead of their numbers."""
    return re.sub(r"\b00\d\b", lambda number: catalog.lists.sources[number[0]], rule.source)


def without_places(text: str) -> str:
    """A message with »…« where a breach has its own words."""
    return _PLACES.sub("…", text).replace("….", "…")


def _demand(demand: Demand, with_help: bool) -> list[str]:
    lines = [f"  {demand.severity.value.capitalize()}: {without_places(demand.message)}"]
    if demand.help and with_help:
        lines.append(f"    Det kan I gøre: {without_places(demand.help)}")
    return lines


def _in_let(rule: Rule) -> str:
    """What the smallest profile makes of the rule."""
    return "bruges ikke" if rule.in_let == NOT_IN_LET else f"højst {rule.in_let}"
