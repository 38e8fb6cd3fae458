"""How lines get onto the terminal: broken between words at its width, with colours where somebody sees them,
and held back when only what went wrong is to be told."""

from __future__ import annotations

import os
import shutil
import sys
import textwrap
from typing import Any

import click

from plangen.findings import Severity
from plangen.reports.text import Line

_COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.INFO: "cyan"}
_QUIET = "plangen.stille"


def _be_quiet(ctx: click.Context, _param: click.Parameter, value: Any) -> None:
    ctx.meta[_QUIET] = bool(value)


QUIET = click.option(
    "-q",
    "--stille",
    is_flag=True,
    expose_value=False,
    callback=_be_quiet,
    help="Skriv kun det, der er galt; intet, når alt er, som det skal være.",
)


def is_quiet() -> bool:
    """Whether the command was asked to tell only what is wrong."""
    ctx = click.get_current_context(silent=True)
    return bool(ctx and ctx.meta.get(_QUIET))


def width() -> int | None:
    """How many characters a line has: of the terminal, or as COLUMNS says; None in a file or a pipe, where
    lines are as long as they are."""
    if os.environ.get("COLUMNS", "").isdigit() or sys.stdout.isatty():
        return max(shutil.get_terminal_size().columns, 40)
    return None


def without_colours() -> bool:
    """Whether somebody has said that they want none (https://no-color.org)."""
    return bool(os.environ.get("NO_COLOR"))


def put(line: Line, err: bool = False) -> None:
    """A line, broken between words where it is too long. The word of its level has its colour."""
    text = "\n".join(broken(line.text, line.indent, width()))
    text = click.style(text, bold=True) if line.bold else text
    if line.level is not None:
        start = text.index(f"{line.level}:", len(line.head.rstrip()))
        word = click.style(f"{line.level}:", fg=_COLOURS[line.level], bold=True)
        text = f"{text[:start]}{word}{text[start + len(line.level) + 1 :]}"
    # Named, because click would otherwise find the terminal behind what a progress bar has put before it.
    click.echo(text, file=sys.stderr if err else sys.stdout)


def broken(text: str, indent: int, limit: int | None) -> list[str]:
    """A text of one line in lines of at most `limit` characters; no word is taken apart, however long it
    is."""
    if limit is None or len(text) <= limit:
        return [text]
    start = text[: len(text) - len(text.lstrip())]
    return textwrap.wrap(
        text.lstrip(),
        limit,
        initial_indent=start,
        subsequent_indent=" " * indent,
        break_long_words=False,
        break_on_hyphens=False,
    )
