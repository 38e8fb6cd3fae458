"""What documents tell of the checks: how many were made, and what they found (specifikation.md 5.3)."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable

from plangen.answers.model import Answers
from plangen.answers.options import options_of
from plangen.answers.wording import short_label
from plangen.catalog import Catalog
from plangen.checks.checked import Checked
from plangen.documents.passages import PassageBook
from plangen.findings import Finding, Severity
from plangen.texts import danish
from plangen.texts.records import Record
from plangen.texts.values import Passage

LEVELS = {Severity.ERROR: "Fejl", Severity.WARNING: "Advarsler"}
"""What documents show, the gravest first."""
_MISSING = frozenset({"V01", "V02"})
"""What says that an answer is missing, for which some rules wait."""


def quality(answers: Answers, checked: Checked, passages: PassageBook) -> Record:
    """The record `kvalitetstjek` of D11: `kontrol` and `niveauer`, which have all errors and warnings
    (`fund`) but those of rules that are for the writer of the answers alone."""
    rules = answers.catalog.rules
    shown = [one for one in printed(checked.findings) if not _is_rule(one) or rules[one.code].documents]
    told = checks_made(answers, checked.findings, checked.made, passages)
    levels = {name: _told(shown, level, answers.catalog) for level, name in LEVELS.items()}
    found = [Record({"navn": name, "fund": rows}) for name, rows in levels.items() if rows]
    return Record({"kontrol": told, "niveauer": found})


def _told(findings: Iterable[Finding], level: Severity, catalog: Catalog) -> list[Record]:
    return [
        Record({**_fields(one), "sted": _place(one) or "–", "goer": _advice(one, catalog)})
        for one in _ordered(one for one in findings if one.severity is level)
    ]


def checks_made(
    answers: Answers, findings: Iterable[Finding], made: Collection[str], passages: PassageBook
) -> list[Passage]:
    """How many of the checks of the profile were made; that there is nothing to find only when all were
    (specifikation.md 5.3)."""
    rules = answers.catalog.rules.values()
    asked = [rule for rule in rules if rule.severity(rule.demands[0], answers.profile) is not None]
    if not made:
        return [passages["ST-59"]]
    judged = sum(rule.built for rule in asked)
    counts = {"koert": len(made), "antal": judged, "ikke": judged - len(made)}
    sentence = "ST-143" if any(finding.code in _MISSING for finding in findings) else "ST-58"
    told = [passages.filled(sentence, {name: danish.number(count) for name, count in counts.items()})]
    clean = judged == len(asked) and not printed(findings)
    return [*told, passages["ST-57"]] if clean else told


def most_important(findings: Iterable[Finding], count: int) -> list[Record]:
    """Errors before warnings, then by rule number."""
    return [Record(_fields(finding)) for finding in _ordered(printed(findings))[:count]]


def printed(findings: Iterable[Finding]) -> list[Finding]:
    """What documents show: information is for `plangen check` only (specifikation.md 4.1)."""
    return [finding for finding in findings if finding.severity is not Severity.INFO]


def _ordered(findings: Iterable[Finding]) -> list[Finding]:
    return sorted(findings, key=lambda finding: (finding.severity.rank, finding.code))


def _is_rule(finding: Finding) -> bool:
    """Whether it is about the answers as a whole, and not about how one is written."""
    return finding.code.startswith("R")


def _fields(finding: Finding) -> dict[str, str]:
    return {
        "niveau": finding.severity.value.capitalize(),
        "besked": finding.message,
        "sted": _place(finding),
    }


def _place(finding: Finding) -> str:
    """Where it is, when its message does not say so already; »Pilottesten …« does not say »Pilottest«."""
    said = re.match(rf"{re.escape(finding.where)}(?!\w)", finding.message)
    return "" if said else finding.where


def _advice(finding: Finding, catalog: Catalog) -> str:
    """What to do, in the words of documents: »maal« is »Mål og gevinster« there, »loest« is »Løst«."""
    names = _names(finding, catalog)
    return re.sub(r"»(\w+)«", lambda id: f"»{names.get(id[1], id[1])}«", finding.hint)


def _names(finding: Finding, catalog: Catalog) -> dict[str, str]:
    """What questions are called, and the columns and options of those that a finding is about."""
    names = {id: question.short for id, question in catalog.questions.items()}
    for id in (finding.question, *catalog.rules[finding.code].questions):
        question = catalog.questions.get(id)
        if question is None:
            continue
        for column in question.columns:
            names.setdefault(column.id, short_label(column.label))
        for options in (question.options, *(options_of(catalog, column) for column in question.columns)):
            names |= {code: label for code, label in options.items() if code not in names}
    return names
