"""Tables on a terminal or in a file."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence

from plangen.answers.wording import masked
from plangen.findings import visible

_WIDTH_OF_FILES = 140


def print_table(title: str, columns: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """A table on standard output; CPR-like numbers are hidden. Nothing is printed without rows."""
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(title=title, title_justify="left", title_style="bold", show_lines=False, expand=False)
    for column in columns:
        table.add_column(column, overflow="fold")
    for row in rows:
        table.add_row(*(Text(visible(masked(cell))) for cell in row))
    if table.row_count:
        width = None if sys.stdout.isatty() else _WIDTH_OF_FILES
        Console(width=width, highlight=False).print(table)


def shortened(text: str, limit: int = 200) -> str:
    """A text for a cell of a table: at most `limit` characters."""
    return text if len(text) <= limit else text[: limit - 1].rstrip() + "…"


def contrasted(was: str, now: str, limit: int = 160) -> tuple[str, str]:
    """Two versions of a text for two cells of a table: long ones from a little before where they differ."""
    if max(len(was), len(now)) <= limit:
        return was, now
    same = next(
        (n for n, (one, other) in enumerate(zip(was, now, strict=False)) if one != other),
        min(len(was), len(now)),
    )
    start = max(was.rfind(" ", 0, max(same - 30, 0)) + 1, 0)
    lead = "… " if start else ""
    return lead + shortened(was[start:], limit), lead + shortened(now[start:], limit)
