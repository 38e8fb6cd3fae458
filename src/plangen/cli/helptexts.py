"""The help of all commands as `shortcut/help.py` prints it: `python -m plangen.cli.helptexts`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

import plangen.shortcut
from plangen.shortcut.help import BETWEEN, HEAD, MOST, USUAL

FILE = Path(plangen.shortcut.__file__).with_name("hjaelp.txt")
PROGRAM = "plangen"


def help_texts() -> str:
    """What the file must hold now."""
    return "".join(f"{HEAD}{name} {width}{BETWEEN}{text}" for name, width, text in _texts())


def _texts() -> Iterator[tuple[str, int, str]]:
    from plangen.cli.commands import plangen as group

    for width in (MOST, USUAL):
        with _context(group, None, PROGRAM, width) as top:
            yield "", width, f"{group.get_help(top)}\n"
            for name, command in sorted(group.commands.items()):
                with _context(command, top, name, width) as context:
                    yield name, width, f"{command.get_help(context)}\n"


def _context(command: click.Command, parent: click.Context | None, name: str, width: int) -> click.Context:
    settings = dict(command.context_settings)
    most = settings.pop("max_content_width", MOST)
    # click leaves two characters free at the terminal's edge
    return click.Context(
        command, parent, name, terminal_width=min(width, most) - 2, max_content_width=most, **settings
    )


if __name__ == "__main__":
    from plangen.cli.messages import speak_danish

    speak_danish()
    FILE.write_text(help_texts(), "utf-8", newline="")
