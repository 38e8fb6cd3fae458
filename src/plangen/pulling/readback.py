"""What staff wrote in a document, back to the raw value it stands for."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from plangen.answers.cpr import holds_cpr
from plangen.answers.lookalikes import plain_form
from plangen.answers.model import Multi
from plangen.answers.options import is_open, options_of
from plangen.answers.scalars import Refused, parse_scalar
from plangen.answers.spelling.canonical import canonical_text
from plangen.answers.spelling.choices import code_of, meant_option
from plangen.answers.spelling.dates import read_date, read_date_or_week
from plangen.answers.spelling.name_lists import items_of, segments
from plangen.answers.spelling.names import KnownNames, title_and_role
from plangen.answers.spelling.numbers import figures_of
from plangen.answers.spelling.points import points_in_markdown
from plangen.answers.wording import closest, listed, quoted, short_label
from plangen.catalog import Catalog, Column, Question
from plangen.documents.display import BLANK
from plangen.forms.yaml.read.source_text import has_refused
from plangen.ooxml.prompts import PROMPTS
from plangen.pulling.marks import holds_marks
from plangen.pulling.names import Names

_ALL, _EVERYBODY = "»alle«", "alle medarbejdere"
"""What the label of a column says that may name everybody, and how documents print that."""
_FIGURES = ("date", "date_or_week", "number", "tal_liste")
_MARKER = re.compile(r"\[Udfyldes:(?P<label>[^\]]*)\]?")


class ReadBack:
    """Reads the shown forms of one context's answers (`documents.display` is the way out)."""

    def __init__(self, catalog: Catalog, names: Names) -> None:
        self._catalog = catalog
        self._names = names

    def value(self, question: Question, column: Column, text: str, was: Any = None) -> Any:
        """The raw value of a text; None when it is empty; `Refused` when it is no value.

        `was`: the raw value that stood there: its own items of a multi-choice are known by it.
        """
        text = text.replace("\u00a0", " ").replace("\u00ad", "").strip()
        if not text or text in (BLANK, "-", "—") or text in PROMPTS:
            return None
        if _is_marker_of(question, column, text):
            return None
        if column.type == "markdown":
            text = points_in_markdown(text) or text
        refused = self._unreadable(text)
        if refused is not None:
            return refused
        if column.type in _FIGURES:
            text = plain_form(text)
        match column.type:
            case "date":
                return read_date(text)
            case "date_or_week":
                return read_date_or_week(text)
            case "number":
                return self._number(column, text)
            case "choice":
                return self._choice(column, text, was)
            case "multi":
                return self._multi(question, column, text, was)
            case "tal_liste":
                return _numbers(text)
            case "markdown":
                return parse_scalar(self._catalog, column, text)
        return self._text(column, " ".join(text.split()))

    def _number(self, column: Column, text: str) -> Any:
        figures = figures_of(text, column, printed=True)
        return figures if isinstance(figures, Refused) else parse_scalar(self._catalog, column, figures)

    def _unreadable(self, text: str) -> Refused | None:
        """Why no answer may say the text, whatever its type."""
        if _MARKER.search(text):
            return Refused("et færdigt svar", "Slet »[Udfyldes:« og »]«, og lad kun svaret stå.")
        if holds_cpr(text):
            return Refused("et svar uden CPR-nummer", "Slet nummeret; det hører ikke hjemme i en planpakke.")
        if has_refused(text):
            return Refused("skrevet med almindelige tegn", "Slet symboler og usynlige tegn, og skriv igen.")
        if holds_marks(text):
            return Refused("ren tekst", "Slet det, der ikke er tekst (felter, billeder og lignende).")
        return None

    def _text(self, column: Column, text: str) -> str | Refused:
        match column.refers:
            case "afdeling":
                return _department_keys(text, self._names.departments, self._names.coming.get("afdeling", {}))
            case "interessent":
                coming = code_of(text, self._names.coming.get("interessent", {}))
                return coming or _key(text, self._names.stakeholders, "en af interessenterne")
            case "rolle":
                return self._role(text)
            case "opgavekort":
                titles = {key: card.title for key, card in self._catalog.cards.items()}
                return code_of(text, titles) or text
        if _ALL in column.label and text.casefold() == _EVERYBODY:
            return "alle"
        form = canonical_text(self._catalog, column, text, KnownNames()) if column.pattern else text
        parsed = parse_scalar(self._catalog, column, form or text)
        return parsed if isinstance(parsed, Refused) else str(parsed)

    def _role(self, text: str) -> str:
        """»Jobcenterchef (projektejer)« is the role projektejer while it has that title; with another title
        it is that title. Any other text stays as it is."""
        found = title_and_role(text, self._names.role_labels)
        if found is None:
            return text
        title, role = found
        return role if self._names.roles.get(role, "").split() == title.split() else title

    def _choice(self, column: Column, text: str, was: Any) -> str | Refused:
        options = options_of(self._catalog, column)
        line = " ".join(text.split())
        code = code_of(line, options, str(was)) or code_of(line.rstrip(" ."), options, str(was))
        code = (
            code or column.earlier_options.get(line.casefold(), "") or meant_option(plain_form(line), options)
        )
        if code:
            return code
        if is_open(column):
            return line
        near = closest(line, options)
        labels = listed([quoted(label) for label in options.values()], 16)
        hint = f"Mente I {quoted(options[near])}?" if near else f"Vælg mellem: {labels}."
        return Refused("en af valgmulighederne", hint)

    def _multi(self, question: Question, column: Column, text: str, was: Any) -> Multi | Refused:
        options = options_of(self._catalog, column)
        known = was.own if isinstance(was, Multi) else was.get("egne", ()) if isinstance(was, dict) else ()
        own_allowed = question.own_items and not question.columns
        own_names = {item: item for item in known}
        found = items_of(text, {**own_names, **{label: code for code, label in options.items()}})
        chosen = [item for item in found if item in options]
        own = [item for item in found if item not in options]
        if own and not own_allowed:
            near = closest(own[0], options)
            labels = listed([quoted(label) for label in options.values()], 16)
            hint = f"Mente I {quoted(options[near])}?" if near else f"Vælg mellem: {labels}."
            return Refused(f"valgmuligheder ({quoted(own[0])} er ikke en af dem)", hint)
        return Multi(tuple(dict.fromkeys(chosen)), tuple(dict.fromkeys(own)))


def _is_marker_of(question: Question, column: Column, text: str) -> bool:
    """Whether a text is the marker that plangen prints where the answer is missing: anything else between its
    brackets is what somebody wrote."""
    found = _MARKER.fullmatch(text)
    if found is None:
        return False
    label, name = found["label"].strip(), short_label(column.label)
    in_record = label.startswith(f"{question.short}, ") and label.endswith(name)
    return label in (question.short, name) or in_record


def _key(text: str, names: Mapping[str, str], expected: str) -> str | Refused:
    found = code_of(text, names)
    if found or not names:
        return found or text
    near = closest(text, names)
    known = listed([quoted(name) for name in names.values()], 16)
    return Refused(expected, f"Mente I {quoted(names[near])}?" if near else f"Vælg mellem: {known}.")


def _department_keys(text: str, names: Mapping[str, str], coming: Mapping[str, str]) -> str | Refused:
    """Names of departments as keys, separated as an answer file does it."""
    known = ((name, key) for names_of in (names, coming) for key, name in names_of.items())
    spellings = {**{key: key for key in names}, **dict(known), "alle": "alle"}
    found = segments(text, spellings)
    if found is None:
        wrong = next((item for item in items_of(text, spellings) if item not in names), text)
        refused = _key(wrong, names, "en af afdelingerne")
        return refused if isinstance(refused, Refused) else Refused("en eller flere afdelinger")
    keys = dict.fromkeys(found)
    return "alle" if "alle" in keys else "; ".join(keys)


def _numbers(text: str) -> tuple[int, ...] | Refused:
    """»2, 4 og 8« as numbers."""
    parts = [part for part in re.split(r"\s*(?:,|;|\bog\b|\s)\s*", text.strip("[]. ")) if part]
    numbers = [int(part) for part in parts if re.fullmatch(r"\d{1,3}", part)]
    rising = all(low < high for low, high in zip([0, *numbers], numbers, strict=False))
    if not numbers or len(numbers) != len(parts) or not rising:
        return Refused("en stigende liste af hele tal over 0", "Skriv fx 2, 4, 8, 12 og 26.")
    return tuple(numbers)
