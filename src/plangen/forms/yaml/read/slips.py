"""Where a YAML file is really wrong. The parser stops where it can go no further, which is often lines after
the slip: a quote that was never closed is noticed at the next quote, a missing colon at the next name.

Everything here looks at lines, as the person does who has to find the slip.
"""

from __future__ import annotations

import re
from collections.abc import Container, Sequence
from dataclasses import dataclass

TOP_NAMES = ("pakke", "svar", "tekster")

INDENT_HINT = "Brug mellemrum, og ryk felter, der hører sammen, lige langt ind."
NOT_CLOSED = "anførselstegnet bliver ikke lukket"
CLOSE_QUOTE = "Sæt et anførselstegn, hvor teksten slutter."
INNER_QUOTES = (
    "Sæt kun anførselstegn om hele teksten. Skal der stå anførselstegn inde i den, så brug » og «, "
    "eller skriv teksten efter >- på næste linje."
)
_COMMENT_HINT = 'Hører det til svaret, så sæt hele svaret i anførselstegn ("…").'
_NAME_HINT = (
    "Skriv navn, kolon og et mellemrum, fx kommune_navn: Egelund Kommune. "
    "Hører linjen til svaret ovenfor, så ryk den længere ind end navnet."
)

_DASHES = r"(?P<dashes>(?:- +)*)"
_NAME = r"(?P<name>[^\s:#'\"\[\]{},&*!|>%@`-][^\s:;=\uff1a]*)"
_PROPER = re.compile(rf"^(?P<indent> *){_DASHES}{_NAME} *:(?=\s|$)(?P<value>.*)$")
_NO_SPACE = re.compile(rf"^(?P<indent> *){_DASHES}(?P<name>[A-Za-zÆØÅæøå_][\w-]*):(?P<value>[^\s/].*)$")
_OTHER_SIGN = re.compile(rf"^(?P<indent> *){_DASHES}{_NAME}\s*(?P<sign>[;=\uff1a\ufe55\ua789])(?P<value>.*)$")
_OTHER_DASH = re.compile(r" *(?P<sign>[\u2010-\u2015\u2022\u00b7\u2212\uf0b7])\s")
_LONE = re.compile(rf"^(?P<indent> *){_DASHES}(?P<name>[A-Za-zÆØÅæøå_][\w-]*)(?P<value>(?:\s.*)?)$")
_QUOTED_VALUE = re.compile(r"^(?P<lead> *(?:- +)*(?:[^\s:#'\"\[\]{},][^:#'\"]*: +)?)(?P<quote>[\"'])")
_BLOCK_VALUE = re.compile(r"(?:: +|- +)[|>][-+0-9]*\s*(?:#.*)?$")
_MARKS = re.compile(r"^(<{7}|={7}|>{7}|```)")


@dataclass(frozen=True, slots=True)
class Slip:
    """What is wrong and where, line and column counted from 0."""

    line: int
    column: int
    problem: str
    hint: str


def find_slip(
    lines: Sequence[str], line: int, column: int, problem: str, names: Container[str] = ()
) -> Slip | None:
    """The slip behind the parser's complaint at a place; None when the complaint says it best itself.

    `names`: those of the questions.
    """
    return (
        _foreign_mark(lines, line)
        or _cut_by_comment(lines, line)
        or open_quote(lines, line)
        or _unfinished_line_before(lines, line, column, problem)
        or _stray_line(lines, line, problem, names)
    )


def _foreign_mark(lines: Sequence[str], last: int) -> Slip | None:
    for number, text in enumerate(lines[: last + 1]):
        match = _MARKS.match(text)
        if match:
            return Slip(number, 0, f"linjen med {match[1]} hører ikke til i filen", "Slet linjen.")
    return None


def _cut_by_comment(lines: Sequence[str], last: int) -> Slip | None:
    """A # in a text of several lines, when the line that cannot be read would have gone on with it."""
    first = min(last, len(lines) - 1)
    while first >= 0 and not _PROPER.match(lines[first]):
        first -= 1
    text = _PROPER.match(lines[first]) if first >= 0 else None
    value = text["value"].strip() if text else ""
    if text is None or not value or value[0] in "\"'[{|>#&*!" or first >= last:
        return None
    if last >= len(lines) or _indent(lines[last]) <= text.start("name"):
        return None
    for number in range(first, last):
        found = re.search(r"(?<=\s)#|^#", lines[number])
        if found:
            problem = "teksten efter # er en bemærkning, så resten af svaret kan ikke læses"
            return Slip(number, found.start(), problem, _COMMENT_HINT)
    return None


# --- quotes -------------------------------------------------------------------------------------------------
def open_quote(lines: Sequence[str], last: int) -> Slip | None:
    """The first text up to a line that is opened by a quote and not closed before the next name, or that has
    more text after its closing quote."""
    number = 0
    while number <= min(last, len(lines) - 1):
        text = lines[number]
        if _BLOCK_VALUE.search(text):
            number = _after_deeper(lines, number, _key_column(text))
            continue
        match = _QUOTED_VALUE.match(text)
        if match and not (match["lead"].strip(" -") == "" and _is_quoted_name(text)):
            found, number = _follow(lines, number, match)
            if found is not None:
                return found
        number += 1
    return None


def swallowed(lines: Sequence[str], first: int, last: int, column: int) -> bool:
    """Whether a quoted text that stands under names at a column holds one of those names: then its closing
    quote is missing, and the next quote anywhere has closed it."""
    return any(
        _indent(lines[number]) <= column and _PROPER.match(lines[number])
        for number in range(first + 1, min(last + 1, len(lines)))
        if lines[number].strip()
    )


def _follow(lines: Sequence[str], start: int, match: re.Match[str]) -> tuple[Slip | None, int]:
    """The slip of one quoted text, and the line where it ends."""
    quote, at, number = match["quote"], match.end(), start
    opened = match.start("quote")
    column = _key_column(lines[start])
    while True:
        end = _closing(lines[number], at, quote)
        if end is not None:
            rest = lines[number][end + 1 :]
            if re.match(r"\s*(?:#|$)|\s+#|\s*[,\]}:]", rest):
                return None, number
            problem = "der står tekst efter det afsluttende anførselstegn"
            return Slip(number, end + 1, problem, INNER_QUOTES), number
        number = _next_filled(lines, number + 1)
        if number >= len(lines) or _indent(lines[number]) <= column:
            return Slip(start, opened, NOT_CLOSED, CLOSE_QUOTE), start
        at = 0


def _closing(text: str, start: int, quote: str) -> int | None:
    """Where a quoted text ends in a line, None when it goes on."""
    at = start
    while at < len(text):
        if quote == '"' and text[at] == "\\":
            at += 2
        elif text[at] == quote:
            if quote == "'" and text[at + 1 : at + 2] == "'":
                at += 2
                continue
            return at
        else:
            at += 1
    return None


def _is_quoted_name(text: str) -> bool:
    """`"svar": {`: the name itself stands in quotes."""
    return re.match(r"^ *(?:- +)*([\"'])(?:(?!\1).)*\1 *:", text) is not None


# --- names and indents --------------------------------------------------------------------------------------
def _unfinished_line_before(lines: Sequence[str], line: int, column: int, problem: str) -> Slip | None:
    """»A name is not allowed here«: the line before was no complete line, or stands wrongly itself."""
    if "mapping values are not allowed" not in problem or line >= len(lines):
        return None
    name = _PROPER.match(lines[line])
    if name is None or name.start("value") - 1 != column:
        return None  # the second colon of one line
    before = _filled_before(lines, line)
    if before < 0:
        return None
    text = lines[before]
    proper = _PROPER.match(text)
    if proper is None:
        return _no_proper_name(text, before)
    if not proper["indent"] and not proper["dashes"] and proper["name"] not in TOP_NAMES:
        problem = f"»{proper['name'][:40]}« står helt til venstre og afbryder »svar:«"
        return Slip(before, 0, problem, "Ryk linjen to mellemrum ind.")
    problem = f"linjen er rykket længere ind end linje {before + 1}, som allerede har et svar"
    return Slip(line, _indent(lines[line]), problem, INDENT_HINT)


def _no_proper_name(text: str, line: int) -> Slip | None:
    match = _OTHER_DASH.match(text)
    if match:
        problem = f"rækken begynder med {match['sign']} og ikke med en bindestreg (-)"
        return Slip(line, match.start("sign"), problem, "Skriv - og et mellemrum foran hver række.")
    match = _NO_SPACE.match(text)
    if match:
        problem = f"der mangler et mellemrum efter kolonet i »{match['name'][:40]}:«"
        return Slip(line, match.start("value"), problem, "Skriv et mellemrum efter kolonet.")
    match = _OTHER_SIGN.match(text)
    if match:
        problem = f"efter »{match['name'][:40]}« står {match['sign']} og ikke et kolon"
        return Slip(line, match.start("sign"), problem, "Skriv et almindeligt kolon og et mellemrum.")
    match = _LONE.match(text)
    if match:
        problem = f"der mangler et kolon efter navnet »{match['name'][:40]}«"
        return Slip(line, match.end("name"), problem, _NAME_HINT)
    return None


def _stray_line(lines: Sequence[str], line: int, problem: str, names: Container[str]) -> Slip | None:
    """A line that is neither a name with a colon nor far enough in to go on with the text above."""
    if "could not find expected ':'" not in problem or line >= len(lines):
        return None
    text = lines[line]
    alone = _LONE.match(text)
    if alone is None or alone["name"] in names:
        found = _no_proper_name(text, line)
        if found is not None:
            return found
    return Slip(line, _indent(text), "linjen har intet navn med kolon", _NAME_HINT)


# --- lines --------------------------------------------------------------------------------------------------
def _indent(text: str) -> int:
    return len(text) - len(text.lstrip(" "))


def _key_column(text: str) -> int:
    """The column that what belongs to a line must be farther in than: that of its name, or of its dash."""
    match = _PROPER.match(text)
    if match:
        return match.start("name")
    dashes = re.match(r"^ *(?:- +)*(?=- )", text)
    return dashes.end() if dashes else _indent(text)


def _is_filled(text: str) -> bool:
    return bool(text.strip()) and not text.lstrip().startswith("#")


def _next_filled(lines: Sequence[str], number: int) -> int:
    while number < len(lines) and not lines[number].strip():
        number += 1
    return number


def _filled_before(lines: Sequence[str], number: int) -> int:
    number -= 1
    while number >= 0 and not _is_filled(lines[number]):
        number -= 1
    return number


def _after_deeper(lines: Sequence[str], number: int, column: int) -> int:
    """The first line after a block text."""
    number += 1
    while number < len(lines) and (not lines[number].strip() or _indent(lines[number]) > column):
        number += 1
    return number
