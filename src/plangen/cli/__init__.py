"""The command line: commands, Danish messages, progress. The outermost layer."""

from __future__ import annotations

import sys

from plangen.shortcut import answered

STOPPED = 130
"""The exit code of a run that somebody stopped."""


def main() -> None:
    """The console script `plangen`."""
    arguments = sys.argv[1:]
    try:
        code = answered(arguments)
        if code is not None:
            sys.exit(code)
        from plangen.cli.messages import speak_danish

        speak_danish()
        from plangen.cli.commands import plangen

        plangen(arguments, prog_name="plangen", obj=arguments)
    except KeyboardInterrupt:  # before a command could begin
        sys.stderr.write("\nAfbrudt.\n")
        sys.exit(STOPPED)
