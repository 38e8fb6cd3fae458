"""Who does, answers for, is asked about and is told of each card (specifikation.md 3.5)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from plangen.plan.card import Card
from plangen.plan.frame import Frame
from plangen.plan.roles import ROLES, Role, role_of_key, same

DOES, ANSWERS, ASKED, TOLD = "U", "A", "K", "O"
_PARTS = re.compile(r"\s*[,;]\s*")


@dataclass(frozen=True, slots=True)
class RaciRow:
    """One card. `cells`: the letter of each column (»U/A« for both), empty for none; `others`: letter and
    words of everybody else."""

    card: Card
    cells: tuple[str, ...]
    others: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Raci:
    """The columns are the roles that are filled in; exactly one in each row answers for the card."""

    roles: tuple[Role, ...]
    rows: tuple[RaciRow, ...]


def raci(frame: Frame, cards: tuple[Card, ...]) -> Raci:
    """The table of all cards."""
    filled = tuple(
        role_of_key(frame.project, row.key) for row in frame.project.rows(ROLES) if row.text("rolle")
    )
    keys = {role.key: role.key for role in filled}
    titles = {same(role.text): role.key for role in reversed(filled)}
    words = frame.catalog.lists.raci_words
    return Raci(filled, tuple(_row(card, keys, titles, words) for card in cards))


def _row(card: Card, keys: Mapping[str, str], titles: Mapping[str, str], words: Mapping[str, str]) -> RaciRow:
    letters: dict[str, list[str]] = {}
    others: dict[str, list[str]] = {}
    for letter, key, text in _parts(card, words):
        column = keys.get(key) or titles.get(same(text), "")
        where = letters if column else others
        found = where.setdefault(column or text, [])
        if not found or (letter == ANSWERS and found == [DOES]):
            found.append(letter)
    return RaciRow(
        card,
        tuple("/".join(letters.get(key, ())) for key in keys),
        tuple(("/".join(found), text) for text, found in others.items()),
    )


def _parts(card: Card, words: Mapping[str, str]) -> Iterator[tuple[str, str, str]]:
    """Letter, role key and words of everybody that the card names, the weightiest first."""
    if card.performer:
        yield DOES, card.performer.key, card.performer.text
    if card.accountable:
        yield ANSWERS, card.accountable.key, card.accountable.text
    for letter, named in ((ASKED, card.involved.text), (TOLD, card.informed.text)):
        for word in _PARTS.split(named.strip()):
            if word:
                yield letter, words.get(word.casefold(), ""), word
