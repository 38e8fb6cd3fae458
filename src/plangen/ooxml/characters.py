"""Which characters a Word file can hold."""

from __future__ import annotations

import re

# What XML cannot hold, control characters, and the marks that a rendering puts around values.
_UNPRINTABLE = re.compile("[^\t\n\x20-\x7e\xa0-\ud7ff\ue012-\ufffd\U00010000-\U0010ffff]")
BREAKS = "\r\x0b\x0c\x85\u2028\u2029"
"""The signs that end a line besides \\n."""
_BREAKS = re.compile(f"\r\n|[{BREAKS}]")
_PLAIN = re.compile("[\x20-\x7e\xa0-\ud7ff\ue012-\ufffd\U00010000-\U0010ffff]*")
_VERBATIM = re.compile("[\x20-%'-;=?-~\xa0-\ud7ff\ue012-\ufffd\U00010000-\U0010ffff]*")


def is_plain(text: str) -> bool:
    """Whether the text can stand as it is, on one line."""
    return _PLAIN.fullmatch(text) is not None


def is_verbatim(text: str) -> bool:
    """Whether it can besides stand so in XML, with nothing escaped."""
    return _VERBATIM.fullmatch(text) is not None


def clean(text: str) -> str:
    """The text with line breaks as \\n and without control characters."""
    plain = str.__str__(text)
    return plain if is_plain(plain) else _UNPRINTABLE.sub("", _BREAKS.sub("\n", plain))
