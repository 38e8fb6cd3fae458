"""The starter file: the questions of a profile as commented YAML in block style, with defaults filled in.

An untouched starter file says the same as an empty one of its profile (specifikation.md 2.4): what it holds
are the catalog's own defaults, which count as unanswered.
"""

from __future__ import annotations

import json
import re
import textwrap
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from plangen.answers.asking import Reach
from plangen.catalog import SCOPES, Catalog
from plangen.catalog.address import PACKAGE
from plangen.forms.model import SETTINGS_PAGE, STATE_PAGE, FormField, FormPage, FormQuestion, form_of

_WIDTH = 100
_FORMATS = {
    "date": "dato (ÅÅÅÅ-MM-DD)",
    "date_or_week": "dato eller hele uger fra idriftsættelsen, fx -4",
    "number": "tal",
    "tal_liste": "liste af hele tal, fx [2, 4, 8]",
}
_WEEKS = "antal hele uger"
_PLAIN = re.compile(r"[\wæøåÆØÅ][\wæøåÆØÅ .,()/-]*")

_GUIDE = """\
Svarfil til planpakken for {name}.
Omfang: {scope}.

Skriv svaret efter kolonet. Et tomt felt er ubesvaret, og rækkefølgen er uden betydning.
Ryk ind med to mellemrum, aldrig med tabulator.
Sæt anførselstegn om en tekst, der indeholder kolon eller #, eller som begynder med et særligt tegn: "…".
En lang tekst eller en punktopstilling: skriv |- efter kolonet, og begynd på næste linje, rykket ind.
Datoer skrives ÅÅÅÅ-MM-DD, fx 2027-01-31. Uger regnes fra idriftsættelsen: -4 er fire uger før.
Flere rækker i en tabel: kopiér den første række fra og med -, og ret den.
Svar, der er skrevet på forhånd, er forslag; de tæller først med, når I har ændret eller udfyldt mere.
"""
_STATE = "Svarene her gives, mens projektet kører, også i Word. Lad dem stå tomme, når I begynder."
_LARGER = "I kan godt svare på dem: fjern »# « foran navnet. Et større omfang skrives under pakke ovenfor."


def starter_text(
    catalog: Catalog, project_name: str, schema_reference: str, profile: str = SCOPES[-1]
) -> str:
    """The starter file of a project as text: the questions that its profile asks, those that are answered
    while the project runs, and a line about each that only a larger profile asks.

    `schema_reference`: path or address of the JSON Schema, written in the line that editors read.
    """
    return _Starter(catalog, Reach(profile)).text(project_name, schema_reference)


class _Starter:
    """Writes the starter file of one profile."""

    def __init__(self, catalog: Catalog, reach: Reach) -> None:
        self._catalog = catalog
        self._form = form_of(catalog, reach)

    def text(self, project_name: str, schema_reference: str) -> str:
        """The whole file."""
        lines = [f"# yaml-language-server: $schema={' '.join(schema_reference.split())}", "#"]
        lines += self._guide(" ".join(project_name.split()))
        lines += ["", "pakke:"]
        for setting in self._form.page(SETTINGS_PAGE).questions:
            default = self._form.profile if setting.id == "omfang" else setting.default
            lines += ["", *_question(replace(setting, default=default))]
        lines += ["", "svar:", *self._sections(), *self._state(), *self._larger()]
        return "\n".join(line.rstrip() for line in lines) + "\n"

    def _guide(self, name: str) -> list[str]:
        scope = scope_in_words(self._catalog, self._form.profile)
        return [f"# {line}".rstrip() for line in _GUIDE.format(name=name, scope=scope).splitlines()]

    def _sections(self) -> list[str]:
        lines: list[str] = []
        for page in self._form.pages:
            mine = [question for question in page.questions if question.asked]
            if page.number and mine:
                lines += ["", *_heading(self._section_title(page)), *_questions(mine)]
        return lines

    def _section_title(self, page: FormPage) -> str:
        """The title; with the minutes where all of the section is asked."""
        minutes = f", {page.minutes} minutter" if self._form.profile == SCOPES[-1] else ""
        return f"{page.number} {page.title} ({page.setting}{minutes})"

    def _state(self) -> list[str]:
        """What is answered while the project runs."""
        page = self._form.page(STATE_PAGE)
        return ["", *_heading(page.title), *_comment(_STATE, 2), *_questions(page.questions)]

    def _larger(self) -> list[str]:
        """A line about each question that only a larger profile asks."""
        others = [question for question in self._form.questions() if not (question.asked or question.state)]
        if not others:
            return []
        lines = [f"  # {question.id}:  # {question.title} ({question.scope})" for question in others]
        return ["", *_heading("Spørgsmål i et større omfang"), *_comment(_LARGER, 2), *lines]


def scope_in_words(catalog: Catalog, profile: str) -> str:
    """»let – ét team, … (30 spørgsmål, ca. 30 minutter)«."""
    known = catalog.lists.profiles[profile]
    return f"{profile} – {known.audience} ({known.questions} spørgsmål, ca. {known.minutes} minutter)"


def _heading(title: str) -> list[str]:
    rule = "  # " + "=" * (_WIDTH - 4)
    return [rule, f"  # {title}", rule]


def _comment(text: str, indent: int) -> list[str]:
    """A text as comment lines that fit the width."""
    margin = " " * indent
    return textwrap.wrap(
        text,
        _WIDTH,
        initial_indent=f"{margin}# ",
        subsequent_indent=f"{margin}# ",
        break_on_hyphens=False,
        break_long_words=False,
    )


def _questions(questions: Iterable[FormQuestion]) -> list[str]:
    return [line for question in questions for line in ("", *_question(question))]


def _question(question: FormQuestion) -> list[str]:
    """Heading, text, help and documents as comments, then the field or fields to fill in."""
    setting = question.part == PACKAGE
    requirement = "" if setting else f" ({question.requirement})"
    lines = _comment(f"{question.title}{requirement}", 2)
    for text in ("" if setting else question.text, question.help, question.used_in):
        lines += _comment(text, 2) if text else []
    if question.none_allowed:
        lines += _comment("Er der ingen, så skriv ordet ingen efter kolonet, og slet rækken under det.", 2)
    match question.type:
        case "table":
            return [*lines, f"  {question.id}:", *_table(question)]
        case "fixed":
            return [*lines, f"  {question.id}:", *_fixed(question)]
        case "group":
            return [*lines, f"  {question.id}:", *_fields(question, {}, 4)]
        case "choice":
            return [*lines, *_choice(question)]
        case "multi":
            return [*lines, *_multi(question)]
    if question.type in _FORMATS:
        lines += _comment(f"Skrives som {_FORMATS[question.type]}.", 2)
    return [*lines, _field(question.id, question.default, 2)]


def _shown(question: FormQuestion) -> list[FormField]:
    """The fields that are asked, and those that the question's default fills in."""
    given = {key for row in _rows(question) for key in row}
    return [one for one in question.fields if one.id in given or one.asked]


def _rows(question: FormQuestion) -> Sequence[Mapping[str, Any]]:
    """The rows that the question's default has."""
    return question.default if isinstance(question.default, list) else []


def _choice(question: FormQuestion) -> list[str]:
    lines = ["  # Vælg én af disse:"]
    lines += [f"  #   {code} = {label}" for code, label in question.choices.items()]
    if not question.fields:
        return [*lines, _field(question.id, question.default, 2)]
    lines += [f"  {question.id}:", _field("valg", question.default, 4)]
    return lines + _fields(question, {}, 4)


def _multi(question: FormQuestion) -> list[str]:
    """The options as commented items: removing the # chooses one."""
    indent = 6 if question.own_items else 4
    margin = " " * indent
    items = [f"{margin}# Fjern »# « foran det, I vælger:"]
    for code, label in question.choices.items():
        items.append(f"{margin}# - {code}  # {label}")
    if not question.own_items:
        return [f"  {question.id}:", *items]
    return [
        f"  {question.id}:",
        "    valg:",
        *items,
        "    egne:  # egne punkter, hvert på sin linje med - foran",
    ]


def _table(question: FormQuestion) -> list[str]:
    """The catalog's rows, or one empty example row; only the first explains its fields."""
    lines: list[str] = []
    for number, row in enumerate(_rows(question) or [{}]):
        fields = _fields(question, row, 6, explained=number == 0)
        first = next(at for at, line in enumerate(fields) if not line.lstrip().startswith("#"))
        lines += [line[2:] for line in fields[:first]]
        lines += [f"    - {fields[first].lstrip()}", *fields[first + 1 :]]
    return lines


def _fixed(question: FormQuestion) -> list[str]:
    lines: list[str] = []
    for number, (code, label) in enumerate(question.rows.items()):
        lines.append(f"    {code}:  # {label}")
        lines += _fields(question, {}, 6, explained=number == 0)
    return lines


def _fields(
    question: FormQuestion, values: Mapping[str, Any], indent: int, explained: bool = True
) -> list[str]:
    """The fields of one record, each with its explanation behind it, or above it when it is long."""
    lines: list[str] = []
    for column in _shown(question):
        line = _field(column.id, values.get(column.id, column.default), indent)
        note, options = _note(column) if explained else ("", [])
        in_one = f"{note} {', '.join(options)}".strip()
        if not in_one:
            lines.append(line)
        elif len(line) + len(in_one) + 4 <= _WIDTH:
            lines.append(f"{line}  # {in_one}")
        else:
            margin = " " * indent
            lines += _comment(f"{column.id}: {note}", indent)
            lines += [*(f"{margin}#   {option}" for option in options), line]
    return lines


def _note(column: FormField) -> tuple[str, list[str]]:
    """What a field is, whether it is needed, and how it is written; and its options."""
    parts = [part for part in (column.label, column.required) if part]
    sentences = [", ".join(parts)]
    if column.help:
        sentences.append(column.help.rstrip("."))
    if column.type in _FORMATS:
        written = _WEEKS if column.counts_weeks else _FORMATS[column.type]
        sentences.append(" ".join((written[0].upper() + written[1:], column.range)).strip())
    if column.type not in ("choice", "multi"):
        return ". ".join(sentences), []
    sentences.append("Vælg:" if column.type == "choice" else "Vælg en eller flere, fx [a, b]:")
    return ". ".join(sentences), [f"{code} = {label}" for code, label in column.choices.items()]


def _field(key: str, value: Any, indent: int) -> str:
    """`key:` or `key: value` on a line of its own."""
    return f"{' ' * indent}{key}:" + ("" if value is None else f" {_scalar(value)}")


def _scalar(value: Any) -> str:
    """A default as YAML: bare when that is safe, else in quotation marks."""
    text = str(value)
    if isinstance(value, int | float) or (_PLAIN.fullmatch(text) and not text.endswith(" ")):
        return text
    return json.dumps(text, ensure_ascii=False)
