"""Runs the command line inside the test process."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from click.testing import CliRunner

from plangen.cli.commands import plangen
from plangen.cli.messages import speak_danish


@dataclass(frozen=True)
class Result:
    """Exit code and what was printed on standard output and standard error."""

    code: int
    out: str
    err: str


def run(*arguments: str | Path) -> Result:
    """`plangen` with these arguments; an exception that gets through fails the test."""
    speak_danish()
    result = CliRunner().invoke(
        plangen, [str(argument) for argument in arguments], prog_name="plangen", catch_exceptions=False
    )
    return Result(result.exit_code, result.stdout, result.stderr)
