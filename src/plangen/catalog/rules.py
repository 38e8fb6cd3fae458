"""The table of rules: a row tells what is judged, when, what is said about a breach, and what to do.

The rows stand in `data/regler.yaml`. How they are judged is the business of `checks`.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from plangen.findings import Severity

Made = Literal["betingelse", "funktion", "laesning", "venter"]
"""How a rule is judged: by the conditions in its row, by them and a function of its code, while the answer
file is read, or not yet at all."""

MADE: tuple[Made, ...] = ("betingelse", "funktion", "laesning", "venter")
LET = "let"
"""The smallest profile, where rules have levels of their own."""
NOT_IN_LET = "nej"
_DOCUMENT = re.compile(r"D\d\d[bc]?")
_PLACES = re.compile(r"\{([^{}]+)\}")


@dataclass(frozen=True, slots=True)
class Demand:
    """One thing that a rule demands, and what is said when it is not met.

    `each`: a loop; the demand is then judged for every turn (»r in maal if besvaret(r.baseline)«). `holds`:
    the condition that must hold; empty when code judges this demand. `message` and `help` have places:
    `{mangler}` the names of the turns in breach, `{raekker}` the same with row numbers, `{navn}` one of them
    (then each has a finding of its own), what code fills in by name, and anything else as an expression,
    `{antal(maal)}`.
    """

    severity: Severity
    message: str
    help: str
    holds: str = ""
    each: str = ""

    @property
    def one_by_one(self) -> bool:
        """Whether every turn in breach has a finding of its own."""
        return "{navn}" in self.message

    def says(self, words: Mapping[str, str]) -> str:
        """The message with the words in its places."""
        return filled(self.message, words)


@dataclass(frozen=True, slots=True)
class Rule:
    """A row of the table.

    `questions`: those it reads; `documents`: those that show its findings (none: `plangen check` alone);
    `applies`: the condition for judging it at all; `demands`: the first, and those that follow; `source`:
    where it comes from. `waits_for`: what a rule that is not judged yet waits for. `in_let`: the most severe
    level in the profile let, `NOT_IN_LET` when it is not judged there; empty when it is as elsewhere.
    """

    code: str
    title: str
    made: Made
    questions: tuple[str, ...]
    documents: tuple[str, ...]
    applies: str
    demands: tuple[Demand, ...]
    source: str
    waits_for: str = ""
    in_let: str = ""

    def severity(self, demand: Demand, profile: str) -> Severity | None:
        """How severe a breach of one of its demands is in a profile; None when it is not judged there
        (specifikation.md 5.3)."""
        if profile != LET or not self.in_let:
            return demand.severity
        if self.in_let == NOT_IN_LET:
            return None
        return max(demand.severity, Severity(self.in_let), key=lambda severity: severity.rank)

    @property
    def built(self) -> bool:
        """Whether it is judged."""
        return self.made != "venter"


def places(text: str) -> list[str]:
    """What stands in the places of a message."""
    return _PLACES.findall(text)


def filled(text: str, words: Mapping[str, str]) -> str:
    """A text with words in its places. KeyError for a place without a word."""
    return _PLACES.sub(lambda place: words[place[1]], text)


# --- from the data file ------------------------------------------------------------------------------------
_ROW_KEYS = {
    "titel", "niveau", "doemmes", "spoergsmaal", "dok", "gaelder", "krav", "for_hver", "besked", "hjaelp",
    "ogsaa", "kilde", "venter", "niveau_let",
}  # fmt: skip
_DEMAND_KEYS = {"niveau", "krav", "for_hver", "besked", "hjaelp"}


def rules(data: Mapping[str, Any]) -> dict[str, Rule]:
    """The rules of the data file by code."""
    return {code: _rule(code, row) for code, row in data.items()}


def _rule(code: str, row: Mapping[str, Any]) -> Rule:
    return Rule(
        code=code,
        title=row["titel"],
        made=row.get("doemmes", "venter" if "venter" in row else "betingelse"),
        questions=tuple(row.get("spoergsmaal", ())),
        documents=tuple(row.get("dok", ())),
        applies=row.get("gaelder", ""),
        demands=tuple(_demand(part, row) for part in (row, *row.get("ogsaa", ()))),
        source=row["kilde"],
        waits_for=row.get("venter", ""),
        in_let=row.get("niveau_let", ""),
    )


def _demand(part: Mapping[str, Any], row: Mapping[str, Any]) -> Demand:
    """A demand; what a further one does not say of help is as in the first."""
    return Demand(
        severity=Severity(part["niveau"]),
        message=part["besked"],
        help=part.get("hjaelp", row.get("hjaelp", "")),
        holds=part.get("krav", ""),
        each=part.get("for_hver", ""),
    )


def faults(data: Mapping[str, Any], questions: Collection[str]) -> Iterator[tuple[str, str]]:
    """Everything that is wrong with the rows of the data file: the code of the row, and what is wrong.
    `questions`: the ids that there are."""
    for code, row in data.items():
        for problem in (*_row_faults(code, row), *_reference_faults(row, questions)):
            yield code, problem


def _row_faults(code: str, row: Mapping[str, Any]) -> Iterator[str]:
    if not re.fullmatch(r"[VR]\d{2,3}", code):
        yield "koden skal være V eller R og et nummer"
    for part in (row, *row.get("ogsaa", ())):
        allowed = _ROW_KEYS if part is row else _DEMAND_KEYS
        yield from (f"ukendt felt »{key}«" for key in part if key not in allowed)
        if part.get("niveau") not in list(Severity):
            yield f"niveauet »{part.get('niveau')}« findes ikke"
        if not part.get("besked"):
            yield "feltet »besked« mangler"
        if row.get("doemmes", "betingelse") == "betingelse" and "venter" not in row and not part.get("krav"):
            yield "feltet »krav« mangler"
    yield from (f"feltet »{key}« mangler" for key in ("titel", "kilde") if not row.get(key))
    if not isinstance(row.get("kilde", ""), str):
        yield "feltet »kilde« skal være en tekst; sæt det i anførselstegn"
    yield from (f"»{key}« er ikke et dokument" for key in row.get("dok", ()) if not _DOCUMENT.fullmatch(key))
    if "venter" not in row and not row.get("hjaelp"):
        yield "feltet »hjaelp« mangler"
    if row.get("niveau_let", NOT_IN_LET) not in (*Severity, NOT_IN_LET):
        yield f"niveauet »{row['niveau_let']}« findes ikke (»{NOT_IN_LET}« = reglen bruges ikke i let)"
    if row.get("doemmes", "betingelse") not in MADE[:3]:
        yield f"»{row['doemmes']}« er ikke en måde at dømme på"


def _reference_faults(row: Mapping[str, Any], questions: Collection[str]) -> Iterator[str]:
    if "venter" in row:
        return  # what it waits for is often the question itself
    yield from (f"ukendt spørgsmål »{key}«" for key in row.get("spoergsmaal", ()) if key not in questions)
