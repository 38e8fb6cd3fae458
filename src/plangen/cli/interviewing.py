"""The questions of a section asked at the terminal."""

from __future__ import annotations

import sys
from datetime import datetime
from pathlib import Path

import click

from plangen.catalog import Catalog
from plangen.cli import report
from plangen.findings import UsageError


def at_terminal() -> bool:
    """Whether there is somebody to ask."""
    return sys.stdin.isatty() and sys.stdout.isatty()


def refuse_interview(catalog: Catalog, section: int) -> None:
    """Raises `UsageError` when nobody can be asked, or there is no such section."""
    from plangen.answers.asking import Reach
    from plangen.forms.model import form_of
    from plangen.questionnaires.interview import page_of

    page_of(form_of(catalog, Reach()), section)
    if not at_terminal():
        raise UsageError(
            "Et interview kræver en terminal, som der kan skrives i.",
            "Udelad --interview, og svar i svarfilen eller i browseren (plangen serve).",
        )


def interview(path: Path, section: int) -> None:
    """Asks the questions of a section and writes the answers in the file at `path`, each at once. Raises
    `click.Abort` when somebody stops it."""
    from plangen.projects.shipped import shipped_library
    from plangen.questionnaires.interview import Interview
    from plangen.questionnaires.workplace import Workplace

    workplace = Workplace([path], Path("out"), shipped_library(), datetime.now)
    report.say("", always=True)
    try:
        done = Interview(workplace, path.stem, _asked, _told).section(section)
    except (click.Abort, KeyboardInterrupt):
        _told(f"\nSvarene indtil nu er gemt i {path}.")
        raise
    _told(f"\n{done.answered} af {done.asked} spørgsmål i afsnittet er besvaret. Svarene står i {path}.")
    report.say(f"Fortsæt i browseren: plangen serve {path}")


def _asked(words: str) -> str:
    answer: str = click.prompt(words, default="", show_default=False, prompt_suffix=": ")
    return answer


def _told(line: str) -> None:
    report.say(line, always=True)
