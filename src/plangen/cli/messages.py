"""click's own words in Danish.

click takes its texts from gettext's default domain when it is imported. `python -m plangen.cli.messages`
compiles the .po file; a test fails when the compiled file is stale.
"""

from __future__ import annotations

import gettext
import io
import os
from pathlib import Path

LOCALE = Path(__file__).parent / "locale"
SOURCE = LOCALE / "da" / "LC_MESSAGES" / "messages.po"
COMPILED = SOURCE.with_suffix(".mo")


def speak_danish() -> None:
    """Makes gettext's default domain Danish for this process. Call before click prints anything."""
    os.environ["LANGUAGE"] = "da"
    gettext.bindtextdomain("messages", str(LOCALE))
    gettext.textdomain("messages")


def compiled() -> bytes:
    """What the .mo file must hold now."""
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    buffer = io.BytesIO()
    with SOURCE.open("rb") as source:
        write_mo(buffer, read_po(source, locale="da"))
    return buffer.getvalue()


if __name__ == "__main__":
    COMPILED.write_bytes(compiled())
