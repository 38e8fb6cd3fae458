"""The command line: commands, Danish messages, progress. The outermost layer."""

from __future__ import annotations


def main() -> None:
    """The console script `plangen`."""
    from plangen.cli.messages import speak_danish

    speak_danish()
    from plangen.cli.commands import plangen

    plangen(prog_name="plangen")
