"""One value as people write it, in the form that an answer file holds it in."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date

from plangen.answers.lookalikes import plain_form
from plangen.answers.options import options_of
from plangen.answers.scalars import Refused, parse_scalar
from plangen.answers.spelling.choices import meant_option
from plangen.answers.spelling.dates import read_date, read_date_or_week, why_unclear
from plangen.answers.spelling.name_lists import segments
from plangen.answers.spelling.names import KnownNames, department_keys, role_key, stakeholder_key
from plangen.answers.spelling.numbers import figures_of
from plangen.answers.spelling.points import points_in_markdown
from plangen.catalog import Catalog, Column

_ORDINALS = (
    "første",
    "anden",
    "tredje",
    "fjerde",
    "femte",
    "sjette",
    "syvende",
    "ottende",
    "niende",
    "tiende",
)
_EVERY = re.compile(r"hver\s+(?:(\d{1,2})\.?\s+|([a-zæøå]+)\s+)?uge\.?")


def canonical_text(catalog: Catalog, column: Column, text: str, names: KnownNames) -> str:
    """The form that an answer file holds a text in; empty when it stands in that form already, or cannot be
    understood. Not for the types multi and tal_liste, whose value is a list."""
    found = _form(catalog, column, " ".join(plain_form(text).split()), text, names)
    if not found or found == text.strip():
        return ""
    return "" if isinstance(parse_scalar(catalog, column, found), Refused) else found


def _form(catalog: Catalog, column: Column, line: str, text: str, names: KnownNames) -> str:
    if column.type == "choice":
        options = options_of(catalog, column)
        return _code(line, options)
    if column.type == "markdown":
        return points_in_markdown(text.strip())
    if column.type == "text" and not column.pattern:
        return _reference(catalog, column, line, names)
    if not isinstance(parse_scalar(catalog, column, text), Refused):
        return ""
    match column.type:
        case "date":
            return _written(read_date(line))
        case "date_or_week":
            return _written(read_date_or_week(line))
        case "number":
            return _written(figures_of(line, column))
    return _every(line) if column.pattern == "RX-GENTAGES" else ""


def _written(value: date | int | str | Refused) -> str:
    return "" if isinstance(value, Refused) else str(value)


def _reference(catalog: Catalog, column: Column, line: str, names: KnownNames) -> str:
    """The key of what is named: departments, a stakeholder, a role, a task card."""
    match column.refers:
        case "afdeling":
            return department_keys(line, names.rows.get("afdeling", {}))
        case "interessent":
            known = names.rows.get("interessent", {})
            return "" if line in known.values() else stakeholder_key(line, known)
        case "rolle":
            return "" if line.casefold() in names.labels else role_key(line, names)
        case "opgavekort":
            titles = {key: card.title for key, card in catalog.cards.items()}
            return _code(line, titles)
    return ""


def _every(line: str) -> str:
    """»Hver fjerde uge« as »hver 4. uge«; empty for anything else."""
    found = _EVERY.fullmatch(line.lower())
    if found is None:
        return ""
    word = found[2] or "første"
    number = found[1] or (str(_ORDINALS.index(word) + 1) if word in _ORDINALS else "")
    return f"hver {int(number)}. uge" if number else ""


def canonical_items(catalog: Catalog, column: Column, texts: Iterable[str]) -> list[str]:
    """The codes of a list of the type multi; a text that is none stays as it is."""
    options = options_of(catalog, column)
    return [_code(plain_form(text).strip(), options) or text for text in texts]


def _code(text: str, options: Mapping[str, str]) -> str:
    """The code that is meant; empty where it is the code itself, or none."""
    return "" if text in options else meant_option(text, options)


def items_in(catalog: Catalog, column: Column, text: str) -> list[str] | None:
    """The items of a list that was written as one text: »kvalitet, fleksibilitet og tid«, »2, 4 og 8«. None
    when not all of it is known."""
    line = " ".join(plain_form(text).split()).strip("[]")
    if column.type == "tal_liste":
        return [part for part in re.split(r"\s*(?:,|;|\bog\b|\s)\s*", line.rstrip(".")) if part]
    options = options_of(catalog, column)
    found = segments(
        line, {**{label: code for code, label in options.items()}, **{code: code for code in options}}
    )
    alone = meant_option(line, options)
    return found or ([alone] if alone else None)


def doubt(column: Column, text: str) -> Refused | None:
    """What has to be asked about a text that is no value yet; None when there is no more to say."""
    if column.type in ("date", "date_or_week"):
        return why_unclear(plain_form(text), column.type == "date_or_week")
    if column.type == "number":
        found = figures_of(plain_form(text), column)
        return found if isinstance(found, Refused) else None
    return None
