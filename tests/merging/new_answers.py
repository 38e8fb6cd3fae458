"""Answers that have changed since a pack was built: some forty texts, a new row, a later go-live day, the
version."""

from __future__ import annotations

import re
from datetime import date, timedelta

_TEXT = re.compile(
    r"( +(?:- )?)(problem|aendringer|system_beskrivelse|frigoeres|klaedt_paa|lokale_forhold|"
    r"[a-z_]*(?:effekt|indikator|begrundelse|hvorfor|bidrag|fordel|budskab|forebyggelse|gevinst))"
    r": ([^>|\"\[{0-9].*)"
)
_GO_LIVE = re.compile(r"(idriftsaettelse(?:sdato)?: )(\d{4}-\d\d-\d\d)")
_VERSION = re.compile(r'(  version: "\d)[\d.]+"')
"""It stands in the footers."""
_APART = 3
"""Lines between two that are changed, at least, so that some rows stay as they were."""
_MOST = 38
_FIRST_ROW = re.compile(r"(?<=  superbrugere:\n)    - (?:.*\n)+?      afdeling: (\w+)")
_ROW = """    - betegnelse: Skrankevejleder {number} (superbruger)
      art: superbruger
      afdeling: {afdeling}
      timer_uge: 2
      frigoeres: Skranken om mandagen {word}
"""


def changed(text: str, generation: int = 0, apart: int = _APART) -> tuple[str, list[str]]:
    """An answer file with new answers, and the new words in it, of which each stands nowhere else."""
    words: list[str] = []
    lines: list[str] = []
    since = 0
    for was in text.split("\n"):
        line, match = was, _TEXT.fullmatch(was)
        since += 1
        if match and since > apart and len(words) < _MOST:
            words.append(f"xny{generation}x{len(words)}q")
            line, since = f"{match[1]}{match[2]}: {match[3].rstrip('.')} {words[-1]}", 0
        lines.append(_VERSION.sub(rf'\1.{generation + 1}"', _GO_LIVE.sub(_later, line)))
    text = "\n".join(lines)
    first = _FIRST_ROW.search(text)
    if first:
        words.append(f"xny{generation}raekkeq")
        row = _ROW.format(word=words[-1], number=generation, afdeling=first[1])
        text = text[: first.start()] + row + text[first.start() :]
    return text, words


def _later(match: re.Match[str]) -> str:
    return f"{match[1]}{date.fromisoformat(match[2]) + timedelta(weeks=2)}"
