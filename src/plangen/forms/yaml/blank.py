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
from plangen.answers.options import options_of, preset_rows
from plangen.answers.ranges import range_of
from plangen.answers.scalars import holds_weeks
from plangen.catalog import SCOPES, Catalog, Column, Question, Section
from plangen.forms.requirement import column_requirement, question_requirement
from plangen.forms.used_in import used_in

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
        self._reach = reach

    def text(self, project_name: str, schema_reference: str) -> str:
        """The whole file."""
        lines = [f"# yaml-language-server: $schema={' '.join(schema_reference.split())}", "#"]
        lines += self._guide(" ".join(project_name.split()))
        lines += ["", "pakke:"]
        for setting in self._catalog.package.values():
            if setting.id == "omfang":
                setting = replace(setting, default=self._reach.profile)  # noqa: PLW2901 - as it is to be written
            lines += ["", *_question(self._catalog, self._reach, setting)]
        lines += ["", "svar:", *self._sections(), *self._state(), *self._larger()]
        return "\n".join(line.rstrip() for line in lines) + "\n"

    def _guide(self, name: str) -> list[str]:
        scope = scope_in_words(self._catalog, self._reach.profile)
        return [f"# {line}".rstrip() for line in _GUIDE.format(name=name, scope=scope).splitlines()]

    def _sections(self) -> list[str]:
        lines: list[str] = []
        for number, section in enumerate(self._catalog.sections, start=1):
            mine = [question for question in self._asked() if question.section == section.id]
            if mine:
                lines += ["", *_heading(self._section_title(number, section)), *self._questions(mine)]
        return lines

    def _section_title(self, number: int, section: Section) -> str:
        """The title; with the minutes where all of the section is asked."""
        minutes = f", {section.minutes} minutter" if self._reach.profile == SCOPES[-1] else ""
        return f"{number} {section.title} ({section.setting}{minutes})"

    def _state(self) -> list[str]:
        """What is answered while the project runs."""
        mine = [question for question in self._catalog.questions.values() if question.state]
        return ["", *_heading("Undervejs"), *_comment(_STATE, 2), *self._questions(mine)]

    def _larger(self) -> list[str]:
        """A line about each question that only a larger profile asks."""
        asked = {question.id for question in self._asked()}
        others = [q for q in self._catalog.questions.values() if not q.state and q.id not in asked]
        if not others:
            return []
        lines = [f"  # {question.id}:  # {question.short} ({question.scope})" for question in others]
        return ["", *_heading("Spørgsmål i et større omfang"), *_comment(_LARGER, 2), *lines]

    def _asked(self) -> list[Question]:
        questions = self._catalog.questions.values()
        return [question for question in questions if not question.state and self._reach.asks(question)]

    def _questions(self, questions: Iterable[Question]) -> list[str]:
        return [line for q in questions for line in ("", *_question(self._catalog, self._reach, q))]


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


def _question(catalog: Catalog, reach: Reach, question: Question) -> list[str]:
    """Heading, text, help and documents as comments, then the field or fields to fill in."""
    setting = question.section == "pakke"
    requirement = "" if setting else f" ({question_requirement(catalog, question)})"
    lines = _comment(f"{question.short}{requirement}", 2)
    for text in ("" if setting else question.text, question.help, used_in(catalog, question, reach)):
        lines += _comment(text, 2) if text else []
    question = _within(reach, question)
    if question.none_allowed:
        lines += _comment("Er der ingen, så skriv ordet ingen efter kolonet, og slet rækken under det.", 2)
    match question.type:
        case "table":
            return [*lines, f"  {question.id}:", *_table(catalog, question)]
        case "fixed":
            return [*lines, f"  {question.id}:", *_fixed(catalog, question)]
        case "group":
            return [*lines, f"  {question.id}:", *_fields(catalog, question, {}, 4)]
        case "choice":
            return [*lines, *_choice(catalog, question)]
        case "multi":
            return [*lines, *_multi(catalog, question)]
    if question.type in _FORMATS:
        lines += _comment(f"Skrives som {_FORMATS[question.type]}.", 2)
    return [*lines, _field(question.id, question.default, 2)]


def _within(reach: Reach, question: Question) -> Question:
    """The question with the columns that are asked, and those that its defaults fill in."""
    rows: Sequence[Mapping[str, Any]] = question.default if isinstance(question.default, list) else []
    given = {key for row in rows for key in row}
    columns = (c for c in question.columns if c.id in given or reach.asks_column(question, c))
    return replace(question, columns=tuple(columns))


def _choice(catalog: Catalog, question: Question) -> list[str]:
    lines = ["  # Vælg én af disse:"]
    lines += [f"  #   {code} = {label}" for code, label in options_of(catalog, question).items()]
    if not question.columns:
        return [*lines, _field(question.id, question.default, 2)]
    lines += [f"  {question.id}:", _field("valg", question.default, 4)]
    return lines + _fields(catalog, question, {}, 4)


def _multi(catalog: Catalog, question: Question) -> list[str]:
    """The options as commented items: removing the # chooses one."""
    indent = 6 if question.own_items else 4
    margin = " " * indent
    items = [f"{margin}# Fjern »# « foran det, I vælger:"]
    for code, label in options_of(catalog, question).items():
        items.append(f"{margin}# - {code}  # {label}")
    if not question.own_items:
        return [f"  {question.id}:", *items]
    return [
        f"  {question.id}:",
        "    valg:",
        *items,
        "    egne:  # egne punkter, hvert på sin linje med - foran",
    ]


def _table(catalog: Catalog, question: Question) -> list[str]:
    """The catalog's rows, or one empty example row; only the first explains its fields."""
    rows: Sequence[Mapping[str, Any]] = question.default if isinstance(question.default, list) else [{}]
    lines: list[str] = []
    for number, row in enumerate(rows):
        fields = _fields(catalog, question, row, 6, explained=number == 0)
        first = next(at for at, line in enumerate(fields) if not line.lstrip().startswith("#"))
        lines += [line[2:] for line in fields[:first]]
        lines += [f"    - {fields[first].lstrip()}", *fields[first + 1 :]]
    return lines


def _fixed(catalog: Catalog, question: Question) -> list[str]:
    lines: list[str] = []
    for number, (code, label) in enumerate(preset_rows(catalog, question).items()):
        lines.append(f"    {code}:  # {label}")
        lines += _fields(catalog, question, {}, 6, explained=number == 0)
    return lines


def _fields(
    catalog: Catalog, question: Question, values: Mapping[str, Any], indent: int, explained: bool = True
) -> list[str]:
    """The fields of one record, each with its explanation behind it, or above it when it is long."""
    lines: list[str] = []
    for column in question.columns:
        line = _field(column.id, values.get(column.id, column.default), indent)
        note, options = _note(catalog, question, column) if explained else ("", [])
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


def _note(catalog: Catalog, question: Question, column: Column) -> tuple[str, list[str]]:
    """What a field is, whether it is needed, and how it is written; and its options."""
    parts = [part for part in (column.label, column_requirement(catalog, question, column)) if part]
    sentences = [", ".join(parts)]
    if column.help:
        sentences.append(column.help.rstrip("."))
    if column.type in _FORMATS:
        written = _WEEKS if column.type == "number" and holds_weeks(column) else _FORMATS[column.type]
        sentences.append(" ".join((written[0].upper() + written[1:], range_of(column))).strip())
    if column.type not in ("choice", "multi"):
        return ". ".join(sentences), []
    sentences.append("Vælg:" if column.type == "choice" else "Vælg en eller flere, fx [a, b]:")
    options = options_of(catalog, column).items()
    return ". ".join(sentences), [f"{code} = {label}" for code, label in options]


def _field(key: str, value: Any, indent: int) -> str:
    """`key:` or `key: value` on a line of its own."""
    return f"{' ' * indent}{key}:" + ("" if value is None else f" {_scalar(value)}")


def _scalar(value: Any) -> str:
    """A default as YAML: bare when that is safe, else in quotation marks."""
    text = str(value)
    if isinstance(value, int | float) or (_PLAIN.fullmatch(text) and not text.endswith(" ")):
        return text
    return json.dumps(text, ensure_ascii=False)
