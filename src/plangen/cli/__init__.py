"""The command line: commands, Danish messages, progress. The outermost layer."""

from __future__ import annotations

import sys

STOPPED = 130
"""The exit code of a run that somebody stopped."""


def main() -> None:
    """The console script `plangen`."""
    try:
        from plangen.cli.messages import speak_danish

        speak_danish()
        from plangen.cli.commands import plangen

        plangen(prog_name="plangen")
    except KeyboardInterrupt:  # before a command could begin
        sys.stderr.write("\nAfbrudt.\n")
        sys.exit(STOPPED)
