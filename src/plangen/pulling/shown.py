"""A raw value in a message, as documents show it."""

from __future__ import annotations

from datetime import date
from typing import Any

from plangen.answers.model import Multi
from plangen.answers.options import options_of
from plangen.catalog import Catalog, Column
from plangen.documents.display import BLANK
from plangen.pulling.names import Names
from plangen.texts import danish


def shown(catalog: Catalog, column: Column, raw: Any, names: Names) -> str:
    """The value in words; »–« for none."""
    match raw:
        case None:
            return BLANK
        case date():
            return danish.short_date(raw)
        case Multi():
            options = options_of(catalog, column)
            return danish.joined([*(options.get(code, code) for code in raw.chosen), *raw.own])
        case tuple():
            return danish.joined([str(number) for number in raw])
        case int() if column.type == "date_or_week":
            return danish.relative_weeks(raw)
        case int() | float():
            return danish.number(raw)
    text = str(raw)
    if column.type == "choice":
        return options_of(catalog, column).get(text, text)
    known = {"afdeling": names.departments, "interessent": names.stakeholders, "rolle": names.roles}
    keys = [key.strip() for key in text.split(";")] if column.refers == "afdeling" else [text]
    return danish.names([known.get(column.refers, {}).get(key, key) for key in keys])
