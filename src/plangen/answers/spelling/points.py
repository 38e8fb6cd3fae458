"""Lists whose points begin with signs that word processors make and Markdown does not know."""

from __future__ import annotations

import re

SIGNS = "\u2022\u2023\u2043\u25aa\u25ab\u25cb\u25cf\u25e6\u00b7\u2010\u2011\u2013\u2014\u2212\uf0b7"
_POINT = re.compile(rf"(?P<indent> *)[{SIGNS}][ \t\u00a0]+(?=\S)")


def points_in_markdown(text: str) -> str:
    """A text with its points as Markdown writes them; empty when it has none of another kind.

    Points are two lines at least, or one after a colon: a sentence may begin with a dash, too.
    """
    lines = text.split("\n")
    found = {number: match for number, line in enumerate(lines) if (match := _POINT.match(line))}
    after_colon = any(number and lines[number - 1].rstrip().endswith(":") for number in found)
    if not found or (len(found) == 1 and not after_colon):
        return ""
    for number, match in found.items():
        lines[number] = f"{match['indent']}- {lines[number][match.end() :]}"
    return "\n".join(lines)
