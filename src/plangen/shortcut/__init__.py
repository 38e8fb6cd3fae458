"""Calls that are answered before the program is loaded: a build with nothing new, and help.

Nothing in here imports anything else of plangen, or a library: that would take longer than the answer.
"""

from __future__ import annotations

import sys


def answered(arguments: list[str]) -> int | None:
    """Prints what a call prints and gives its exit code; None for a call that must be run."""
    if arguments and arguments[-1] in ("-h", "--help"):
        from plangen.shortcut.help import help_text

        text = help_text(arguments[:-1])
        if text is not None:
            sys.stdout.write(text)
            return 0
    if arguments[:1] == ["build"]:
        from plangen.shortcut.standing import said_again

        return said_again(arguments)
    return None
