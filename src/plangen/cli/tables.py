"""Tables on a terminal or in a file. No word in them is taken apart: what is too wide for the columns becomes
a list."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from plangen.answers.wording import masked
from plangen.cli.screen import is_quiet, put, width, without_colours
from plangen.findings import visible
from plangen.reports.text import Line

_WIDTH_OF_FILES = 140
_COMFORT = 24
"""Characters that a column of running text has at least in a table."""

Cells = Sequence[Sequence[str]]


def print_table(title: str, columns: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """A table on standard output; CPR-like numbers are hidden. Nothing is printed without rows."""
    cells = [[visible(masked(cell)) for cell in row] for row in rows]
    if not cells or is_quiet():
        return
    widths = fitting(columns, cells, width() or _WIDTH_OF_FILES)
    if widths is None:
        _print_list(title, columns, cells)
    else:
        _print_grid(title, columns, cells, widths)


def fitting(columns: Sequence[str], cells: Cells, limit: int) -> list[int] | None:
    """How wide the columns of a table of at most `limit` characters are, so that each has room for its
    longest word and running text for some; None when there is no such table."""
    turned = list(zip(columns, *cells, strict=True))
    most = [max(len(line) for cell in column for line in cell.split("\n")) for column in turned]
    words = [max(len(word) for cell in column for word in cell.split() or [""]) for column in turned]
    least = [max(word, min(text, _COMFORT)) for word, text in zip(words, most, strict=True)]
    room = limit - 3 * len(columns) - 1  # borders, and a blank at both sides of a cell
    spare = room - sum(least)
    if spare < 0:
        return None
    wanted = [text - minimum for text, minimum in zip(most, least, strict=True)]
    share = min(1.0, spare / max(sum(wanted), 1))
    return [minimum + int(more * share) for minimum, more in zip(least, wanted, strict=True)]


def _print_grid(title: str, columns: Sequence[str], cells: Cells, widths: Sequence[int]) -> None:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    put(Line(title, bold=True))
    table = Table(show_lines=False, expand=False)
    for column, room in zip(columns, widths, strict=True):
        table.add_column(column, width=room, overflow="fold")
    for row in cells:
        table.add_row(*map(Text, row))
    limit = width() or _WIDTH_OF_FILES
    Console(width=limit, highlight=False, no_color=without_colours() or None).print(table)


def _print_list(title: str, columns: Sequence[str], cells: Cells) -> None:
    """The rows under each other: the first cell, then each of the others with the name of its column."""
    put(Line(f"{title}:", bold=True))
    for first, *others in cells:
        put(Line(f"  {' '.join(first.split())}", indent=4, bold=True))
        for column, cell in zip(columns[1:], others, strict=True):
            for number, line in enumerate(cell.split("\n") if cell else []):
                label = "" if number else f"{column}: "
                put(Line(f"    {label}{line}", indent=6))


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
