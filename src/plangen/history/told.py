"""Changes in Danish: of an edition, in a sentence, and as the overview tells them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date

from plangen.answers.wording import masked
from plangen.history.changes import PackChanges
from plangen.history.item import Change, ChangeKind
from plangen.history.state import ProjectState
from plangen.texts.danish import counted, joined, short_date
from plangen.texts.records import Record

MOST_POINTS = 5
"""How many changes the overview names."""
_LONGEST = 70
_WORDS: dict[ChangeKind, str] = {
    "svar": "Svar",
    "række ny": "Ny række",
    "række væk": "Række væk",
    "dato": "Flyttet",
    "bemærkning ny": "Ny bemærkning",
    "bemærkning væk": "Bemærkning væk",
}
_COUNTED: dict[ChangeKind, tuple[str, str]] = {
    "svar": ("ændret svar", "ændrede svar"),
    "række ny": ("ny række", "nye rækker"),
    "række væk": ("række væk", "rækker væk"),
    "dato": ("dato flyttet", "datoer flyttet"),
    "bemærkning ny": ("ny bemærkning", "nye bemærkninger"),
    "bemærkning væk": ("bemærkning væk", "bemærkninger væk"),
}
_FINDINGS: tuple[ChangeKind, ...] = ("bemærkning ny", "bemærkning væk")


def edition_name(edition: tuple[str, str]) -> str:
    """»version 0.2, 03.01.2027«; »den forrige dannelse« when it has neither."""
    day, version = edition
    parts = [f"version {version}"] if version else []
    parts += [short_date(date.fromisoformat(day))] if day else []
    return ", ".join(parts) or "den forrige dannelse"


def counts(changes: Iterable[Change]) -> str:
    """»3 ændrede svar, 12 datoer flyttet og 1 ny række«; empty for none."""
    found = Counter(one.kind for one in changes)
    return joined([counted(found[kind], *_COUNTED[kind]) for kind in _WORDS if found[kind]])


def is_told(change: Change) -> bool:
    """Whether a change is named: information among the findings is not."""
    return change.kind not in _FINDINGS or change.level in ("fejl", "advarsel")


def from_to(change: Change, longest: int = _LONGEST) -> str:
    """»15 → 20«, each cut to a length; empty for what has no value."""
    if not (change.was or change.now):
        return ""
    return f"{_short(change.was, longest)} → {_short(change.now, longest)}"


def overview_changes(since: ProjectState, pack: PackChanges) -> Record:
    """The record `pakken.aendringer`: `siden` (which edition), `punkter` (`hvad`, `tekst`), `flere` (how many
    more, in words). Without changes there are no `punkter`."""
    told = [one for one in pack.changes if is_told(one)]
    named = [one for one in told if one.kind not in _FINDINGS][:MOST_POINTS]
    rest = counts(one for one in told if one not in named)
    return Record(
        {
            "siden": edition_name(since.edition),
            "punkter": tuple(_point(one) for one in named),
            "flere": f"Desuden {rest}."
            if rest and named
            else f"{rest[:1].upper()}{rest[1:]}."
            if rest
            else "",
        }
    )


def _point(change: Change) -> Record:
    contrast = from_to(change)
    text = f"{_short(change.name, 2 * _LONGEST)}{': ' if contrast else ''}{contrast}"
    return Record({"hvad": _WORDS[change.kind], "tekst": text})


def word_of(change: Change) -> str:
    """What a change is called: »Flyttet«."""
    return _WORDS[change.kind]


def _short(text: str, longest: int) -> str:
    line = " ".join(masked(text).split())
    return line if len(line) <= longest else line[: longest - 1].rstrip() + "…"


def unchanged(packs: Sequence[PackChanges]) -> int:
    """How many documents of all packs are as they were."""
    return sum(one.state == "uændret" for pack in packs for one in pack.documents)
