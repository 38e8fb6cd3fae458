"""What the YAML parser complains about, said in Danish, with what to do.

The parser's own words are English and technical, so each known complaint has a wording of its own; the rest
get a general one. The text of the line helps to tell one cause from another.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from plangen.findings import FilePlace, Finding, Severity

_QUOTE = 'Sæt teksten i anførselstegn, fx formaal_kort: "Hurtigere svar: også om aftenen".'
_INDENT = "Brug mellemrum, og ryk felter, der hører sammen, lige langt ind."
_BLOCK = "Skriv > eller |- efter kolonet, og begynd teksten på næste linje, rykket to mellemrum ind."
_TABS_SHOWN = 20
_SHOWN_AT_START = ("unexpected end of stream", "document separator", "could not find expected ':'")
_TWO_COLONS = re.compile(r":\s.*:(\s|$)")
_SPECIAL_START = re.compile(r"\s*(?:- +)*(?:[^\s:#'\"]+: +)?([*&!])")
_TAB_INDENT = re.compile(r"^ *\t[ \t]*\S")

_SEVERAL_LINES = "Brug kun anførselstegn om hele teksten, og ryk felter, der hører sammen, lige langt ind."
_SINGLE_QUOTES = "Brug enkelte anførselstegn ('…') om teksten, eller skriv \\\\."
_CLOSE_QUOTE = "Sæt et anførselstegn, hvor teksten slutter."

# Part of the parser's complaint → (what is wrong, what to do). The first that fits is used.
_WORDINGS: dict[str, tuple[str, str]] = {
    "could not find expected ':'": (
        "der mangler et kolon efter navnet",
        "Skriv navn, kolon og et mellemrum, fx kommune_navn: Egelund Kommune.",
    ),
    "found unexpected end of stream": ("anførselstegnet bliver ikke lukket", _CLOSE_QUOTE),
    "found unexpected document separator": ("anførselstegnet bliver ikke lukket", _CLOSE_QUOTE),
    "found unknown escape character": (
        "omvendt skråstreg (\\) har en særlig betydning i dobbelte anførselstegn",
        _SINGLE_QUOTES,
    ),
    "expected escape sequence": (
        "tegnkoden efter omvendt skråstreg (\\) er ikke gyldig",
        _SINGLE_QUOTES,
    ),
    "expected chomping or indentation": ("efter > eller | må der ikke stå tekst på samme linje", _BLOCK),
    "expected a comment or a line break": ("efter > eller | må der ikke stå tekst på samme linje", _BLOCK),
    "expected indentation indicator": ("tallet efter > eller | er ikke gyldigt", _BLOCK),
    "more indented follow up line": (
        "den første linje i teksten er rykket mindre ind end den næste",
        _INDENT,
    ),
    "expected ',' or ']'": (
        "listen i [ ] er ikke afsluttet, eller der mangler et komma",
        "Sæt ] efter det sidste punkt, eller skriv listen med - på hver sin linje.",
    ),
    "expected ',' or '}'": (
        "felterne i { } er ikke afsluttet, eller der mangler et komma",
        "Sæt } efter det sidste felt, eller skriv hvert felt på sin egen linje.",
    ),
    "sequence entries are not allowed": (
        "en række (-) skal begynde på sin egen linje",
        "Sæt linjeskift efter kolonet. Er det punkter i en tekst, så skriv |- efter kolonet.",
    ),
    "mapping keys are not allowed": ("der står et spørgsmålstegn, hvor der skal stå et navn", _QUOTE),
    "expected <block end>, but found '<scalar>'": (
        "der står tekst efter det afsluttende anførselstegn, eller linjen er rykket forkert ind",
        _SEVERAL_LINES,
    ),
    "expected <block end>": ("indrykningen passer ikke til linjerne ovenfor", _INDENT),
    "expected '<document start>'": ("indrykningen passer ikke til linjerne ovenfor", _INDENT),
    "expected the node content": ("der mangler en værdi", "Skriv en tekst, eller slet tegnet."),
}


def yaml_findings(error: Exception, label: str, lines: Sequence[str], reached: int) -> list[Finding]:
    """The findings about a file that the YAML parser gave up on.

    `error`: what the parser raised; `lines`: the file's lines; `reached`: the index (from 0) of the last
    line that was understood, used when the error has no place of its own.
    """
    line, column = _position(error, reached)
    tabs = _tab_findings(label, lines, line)
    if tabs:
        return tabs
    percent = next((at for at, text in enumerate(lines[: line + 1]) if text.startswith("%")), None)
    if percent is not None:
        line, column, problem, hint = percent, 0, "en linje må ikke begynde med %", _QUOTE
    else:
        problem, hint = _explain(error, lines[line] if line < len(lines) else "", column)
    place = FilePlace(label, line + 1, column + 1)
    return [Finding("V06", Severity.ERROR, f"Filen kan ikke læses: {problem}.", place, hint=hint)]


def _position(error: Exception, reached: int) -> tuple[int, int]:
    """Line and column from 0. What was begun and never finished is shown where it begins."""
    mark: Any = getattr(error, "problem_mark", None)
    problem = str(getattr(error, "problem", ""))
    if any(part in problem for part in _SHOWN_AT_START):
        mark = getattr(error, "context_mark", None) or mark
    return (mark.line, mark.column) if mark is not None else (reached, 0)


def _tab_findings(label: str, lines: Sequence[str], line: int) -> list[Finding]:
    """One finding for each line indented with tabs, when a tab is what stopped the parser: on the line
    itself or on the last line with text before it."""
    before = next((at for at in range(line - 1, -1, -1) if at < len(lines) and lines[at].strip()), line)
    suspects = [lines[at] for at in (line, before) if at < len(lines)]
    if not any(_TAB_INDENT.match(text) for text in suspects):
        return []
    message = "Linjen er rykket ind med tabulator; det kan filen ikke læses med."
    hint = "Erstat hver tabulator med to mellemrum."
    found = [
        Finding("V06", Severity.ERROR, message, FilePlace(label, at + 1, text.index("\t") + 1), hint=hint)
        for at, text in enumerate(lines)
        if _TAB_INDENT.match(text)
    ]
    return found[:_TABS_SHOWN]


def _explain(error: Exception, text: str, column: int) -> tuple[str, str]:
    """What is wrong and what to do, in Danish; `text` is the line where it happened."""
    problem = str(getattr(error, "problem", None) or error)
    if "cannot start any token" in problem:
        sign = text[column : column + 1]
        return f"teksten begynder med tegnet {sign}, som har en særlig betydning", _QUOTE
    if "mapping values are not allowed" in problem:
        if _TWO_COLONS.search(text[: column + 2]):
            return "der står et kolon inde i teksten", _QUOTE
        return (
            "der mangler kolon og mellemrum på linjen før, eller linjen er rykket forkert ind",
            f"Skriv et mellemrum efter kolonet. {_INDENT}",
        )
    special = _SPECIAL_START.match(text)
    if special:
        return f"teksten begynder med tegnet {special[1]}, som har en særlig betydning", _QUOTE
    for part, wording in _WORDINGS.items():
        if part in problem:
            return wording
    if isinstance(error, ValueError):
        return "tegnkoden efter omvendt skråstreg (\\) findes ikke", _SINGLE_QUOTES
    return "linjen følger ikke reglerne for YAML", _QUOTE
