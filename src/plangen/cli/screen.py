"""How lines get onto the terminal: broken between words at its width, with colours where somebody sees them,
and held back when only what went wrong is to be told."""

from __future__ import annotations

import contextlib
import os
import shutil
import sys
import textwrap
from collections.abc import Iterator
from contextvars import ContextVar
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
    echo(text, err)


Said = list[tuple[bool, str]]
"""What was printed, in order: whether on standard error, and the text as it came out."""
_listening: ContextVar[tuple[Said, bool] | None] = ContextVar("listening", default=None)


@contextlib.contextmanager
def listening(silent: bool = False) -> Iterator[Said]:
    """Takes down what is printed meanwhile; `silent`: instead of printing it."""
    said: Said = []
    token = _listening.set((said, silent))
    try:
        yield said
    finally:
        _listening.reset(token)


def echo(text: str, err: bool = False) -> None:
    """A finished text."""
    # Named, because click would otherwise find the terminal behind what a progress bar has put before it.
    stream = sys.stderr if err else sys.stdout
    heard = _listening.get()
    if heard is not None:
        said, silent = heard
        said.append((err, text if stream.isatty() and not without_colours() else click.unstyle(text)))
        if silent:
            return
    click.echo(text, file=stream)


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
