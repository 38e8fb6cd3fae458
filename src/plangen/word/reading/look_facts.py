"""What the looks of a text, in words (`looks`), are made of: facts, some of them of empty places."""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set

PLACE = "plads "
"""Before the look that the text of an empty place will have."""


def facts_of(look: str) -> set[str]:
    """What a look says, without the words that look so."""
    return {fact.partition(": ")[0].removeprefix(PLACE) for fact in _facts(look)}


def places_of(look: str) -> frozenset[str]:
    """The looks in it that the texts of empty places will have, each with the place."""
    return frozenset(fact.removeprefix(PLACE) for fact in _facts(look) if fact.startswith(PLACE))


def without_places(look: str, filled: Set[str] = frozenset()) -> str:
    """The look without those of empty places, nor of texts that look as places said they would (`filled`)."""
    if PLACE not in look and not filled:
        return look
    known = [fact.partition(": ")[::2] for fact in filled]
    parts = ("; ".join(_without_filled(part.split("; "), known)) for part in look.split(" | "))
    return " | ".join(dict.fromkeys(parts))


def _without_filled(facts: Sequence[str], known: Sequence[tuple[str, str]]) -> Iterator[str]:
    for fact in (fact for fact in facts if not fact.startswith(PLACE)):
        look, colon, shown = fact.partition(": ")
        left = shown
        for place in (place for which, place in known if which == look):
            left = left.replace(place, "").strip()
        if left or left == shown:
            yield f"{look}{colon}{left}"


def _facts(look: str) -> Iterator[str]:
    return (fact for part in look.split(" | ") for fact in part.split("; "))
