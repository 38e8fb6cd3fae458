"""What the YAML parser complains about, said in Danish, with what to do.

The parser's own words are English and technical, so each known complaint has a wording of its own; the rest
get a general one. The text of the line helps to tell one cause from another.
"""

from __future__ import annotations

import re
from collections.abc import Container, Sequence
from typing import Any

from plangen.findings import FilePlace, Finding, Severity
from plangen.forms.yaml.read.slips import CLOSE_QUOTE, INDENT_HINT, INNER_QUOTES, Slip, find_slip

_QUOTE = 'Sæt teksten i anførselstegn, fx formaal_kort: "Hurtigere svar: også om aftenen".'
_BLOCK = "Skriv > eller |- efter kolonet, og begynd teksten på næste linje, rykket to mellemrum ind."
_TABS_SHOWN = 20
_SHOWN_AT_START = (
    "unexpected end of stream",
    "document separator",
    "could not find expected ':'",
    "expected ',' or",
)
_TWO_COLONS = re.compile(r":\s.*:(\s|$)")
_SPECIAL_START = re.compile(r"\s*(?:- +)*(?:[^\s:#'\"]+: +)?([*&!\[{])")
_TAB_INDENT = re.compile(r"^ *\t[ \t]*\S")

_SINGLE_QUOTES = "Brug enkelte anførselstegn ('…') om teksten, eller skriv \\\\."

# Part of the parser's complaint → (what is wrong, what to do). The first that fits is used.
_WORDINGS: dict[str, tuple[str, str]] = {
    "could not find expected ':'": (
        "der mangler et kolon efter navnet",
        "Skriv navn, kolon og et mellemrum, fx kommune_navn: Egelund Kommune.",
    ),
    "found unexpected end of stream": ("anførselstegnet bliver ikke lukket", CLOSE_QUOTE),
    "found unexpected document separator": ("anførselstegnet bliver ikke lukket", CLOSE_QUOTE),
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
        INDENT_HINT,
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
        INNER_QUOTES,
    ),
    "expected <block end>": ("indrykningen passer ikke til linjerne ovenfor", INDENT_HINT),
    "expected '<document start>'": ("indrykningen passer ikke til linjerne ovenfor", INDENT_HINT),
    "expected the node content": ("der mangler en værdi", "Skriv en tekst, eller slet tegnet."),
}


class Slipped(Exception):
    """What the parser accepts and nobody can have meant."""

    def __init__(self, slip: Slip) -> None:
        super().__init__(f"{slip.line}:{slip.column} {slip.problem}")
        self.slip = slip


def where_stopped(error: Exception) -> tuple[Any, ...]:
    """What tells one stop of the parser from another: its complaint and its place."""
    mark: Any = getattr(error, "problem_mark", None)
    place = (mark.line, mark.column) if mark is not None else ()
    return (str(getattr(error, "problem", "") or error), *place)


def yaml_findings(
    error: Exception,
    label: str,
    lines: Sequence[str],
    reached: int,
    names: Container[str] = (),
    search: bool = True,
) -> list[Finding]:
    """The findings about a file that the YAML parser gave up on, at the places where it is wrong.

    `error`: what the parser raised; `lines`: the file's lines; `reached`: the index (from 0) of the last
    line that was understood, used when the error has no place of its own; `names`: those of the
    questions; `search`: look for the cause in the lines before, instead of taking the parser's word for it.
    """
    if isinstance(error, Slipped):
        return [_finding(error.slip, label)]
    line, column = _position(error, reached)
    tabs = _tab_findings(label, lines, line)
    if tabs:
        return tabs
    percent = next((at for at, text in enumerate(lines[: line + 1]) if text.startswith("%")), None)
    problem = str(getattr(error, "problem", ""))
    slip = find_slip(lines, line, column, problem, names) if search else None
    if percent is not None:
        line, column, problem, hint = percent, 0, "en linje må ikke begynde med %", _QUOTE
    elif slip is not None:
        line, column, problem, hint = slip.line, slip.column, slip.problem, slip.hint
    else:
        column, problem, hint = _explain(error, lines[line] if line < len(lines) else "", column)
    return [_finding(Slip(line, column, problem, hint), label)]


def _finding(slip: Slip, label: str) -> Finding:
    place = FilePlace(label, slip.line + 1, slip.column + 1)
    message = f"Filen kan ikke læses her: {slip.problem}."
    return Finding("V06", Severity.ERROR, message, place, hint=slip.hint)


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


def _explain(error: Exception, text: str, column: int) -> tuple[int, str, str]:
    """The column, what is wrong, and what to do; `text` is the line where it happened."""
    problem = str(getattr(error, "problem", None) or error)
    if "cannot start any token" in problem:
        return column, _special(text[column : column + 1]), _QUOTE
    if "mapping values are not allowed" in problem:
        if _TWO_COLONS.search(text[: column + 2]):
            return column, "der står et kolon inde i teksten", _QUOTE
        problem = "der mangler kolon og mellemrum på linjen før, eller linjen er rykket forkert ind"
        return column, problem, f"Skriv et mellemrum efter kolonet. {INDENT_HINT}"
    special = _SPECIAL_START.match(text)
    if special and (special[1] in "*&!" or "<block end>" in problem):
        return special.start(1), _special(special[1]), _QUOTE
    for part, (what, hint) in _WORDINGS.items():
        if part in problem:
            return column, what, hint
    if isinstance(error, ValueError):
        return column, "tegnkoden efter omvendt skråstreg (\\) findes ikke", _SINGLE_QUOTES
    return column, "linjen følger ikke reglerne for YAML", _QUOTE


def _special(sign: str) -> str:
    return f"teksten begynder med tegnet {sign}, som har en særlig betydning"
