"""Strategies for answers that are valid by the catalog, as plain data."""

from __future__ import annotations

from datetime import date
from typing import Any

from hypothesis import strategies as st

from plangen.answers.options import options_of, preset_rows
from plangen.answers.scalars import holds_weeks
from plangen.catalog import Catalog, Column, Question

_WORDS = st.text("abcæøå ,:#-'\"{}[]&*!|>%@\\", min_size=1, max_size=12).filter(str.strip)
_DAYS = st.dates(date(2026, 1, 1), date(2030, 1, 1)).map(date.isoformat)
_WEEKS = st.integers(-26, 52)
_PATTERNS = {
    "RX-NOEGLE": st.from_regex(r"[a-z][a-z0-9_]{0,8}", fullmatch=True),
    "RX-GENTAGES": st.integers(1, 99).map(lambda n: f"hver {n}. uge"),
}


def answer_files(catalog: Catalog) -> st.SearchStrategy[dict[str, Any]]:
    """Whole answer files that hold some of the questions."""
    questions = st.fixed_dictionaries(
        {}, optional={q.id: _answer(catalog, q) for q in catalog.questions.values()}
    )
    settings = st.fixed_dictionaries(
        {}, optional={key: _answer(catalog, q) for key, q in catalog.package.items()}
    )
    return st.fixed_dictionaries({}, optional={"pakke": settings, "svar": questions})


def _answer(catalog: Catalog, question: Question) -> st.SearchStrategy[Any]:
    match question.type:
        case "table":
            rows = st.lists(
                _record(catalog, question.columns), min_size=max(1, question.min_rows), max_size=4
            )
            rows = rows.map(lambda found: _unrepeated(question, found))
            return rows | st.just("ingen") if question.none_allowed else rows
        case "fixed":
            row = _record(catalog, question.columns)
            return st.fixed_dictionaries(dict.fromkeys(preset_rows(catalog, question), row))
        case "group":
            return _record(catalog, question.columns)
        case "choice" if question.columns:
            # »egen« needs a field of its own, which the other options do not have.
            codes = st.sampled_from(sorted(set(options_of(catalog, question)) - {"egen"}))
            fields = _record(catalog, tuple(c for c in question.columns if c.type != "tal_liste"))
            return codes | st.builds(lambda code, more: {"valg": code, **more}, codes, fields)
    return _value(catalog, question.type, question)


def _unrepeated(question: Question, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The rows with ids that differ, and departments that exist."""
    for number, row in enumerate(rows):
        for column in question.columns:
            if column.id in row and (column.refers == "noegle" or column.id.endswith("_id")):
                row[column.id] = f"k{number}_{row[column.id]}"[:40].replace(" ", "_")
            if column.id in row and column.refers == "afdeling":
                row[column.id] = "alle"
    return rows


def _record(catalog: Catalog, columns: tuple[Column, ...]) -> st.SearchStrategy[dict[str, Any]]:
    required = {c.id: _value(catalog, c.type, c) for c in columns if c.required == "ja"}
    optional = {c.id: _value(catalog, c.type, c) for c in columns if c.required != "ja"}
    return st.fixed_dictionaries(required, optional=optional).filter(bool)


def _least(column: Column) -> int:
    return int(column.at_least) if column.at_least is not None else -400 if holds_weeks(column) else 0


def _value(catalog: Catalog, kind: str, item: Column | Question) -> st.SearchStrategy[Any]:
    pattern = item.pattern if isinstance(item, Column) else ""
    match kind:
        case "date":
            return _DAYS
        case "date_or_week":
            return _DAYS | _WEEKS
        case "number" if isinstance(item, Column) and holds_weeks(item):
            return st.integers(_least(item), item.at_most or 400)
        case "number" if isinstance(item, Column):
            most = min(item.at_most or 10**6, 10**6)
            decimals = st.nothing() if item.whole or most < 13 else st.sampled_from([1.5, 12.25, "12,5"])
            return st.integers(_least(item), int(most)) | decimals
        case "choice":
            return st.sampled_from(sorted(options_of(catalog, item)))
        case "multi":
            return st.lists(st.sampled_from(sorted(options_of(catalog, item))), min_size=1, unique=True)
        case "tal_liste":
            return st.sets(st.integers(1, 60), min_size=1).map(sorted)
    return _PATTERNS.get(pattern, _WORDS)
