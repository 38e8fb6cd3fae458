"""The cards that a sheet is printed with, eight a page, to be cut out (specifikation.md 4.4)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from plangen.catalog import Catalog
from plangen.texts.values import Record

_A_PAGE, _A_ROW = 8, 4
_KINDS = {"potentiale": "Potentiale", "barriere": "Barriere"}


def card_pages(catalog: Catalog, library: str) -> tuple[Record, ...]:
    """The pages of a library: each with a title and rows of four cards; none without one."""
    match library:
        case "barrierer":
            return tuple(_pages("Kort", list(_points(catalog))))
    return ()


def _points(catalog: Catalog) -> Iterator[Record]:
    perspectives = catalog.questions["barrierer"].column("perspektiv").options
    for card in catalog.point_cards.values():
        kind = f"{_KINDS[card.kind]} · {perspectives[card.perspective].lower()}"
        yield _card(kind, card.point, f"Det kan I gøre: {card.action}.")


def _card(head: str, text: str, more: str) -> Record:
    return Record({"hoved": head, "tekst": text, "mere": more})


def _pages(title: str, cards: Sequence[Record]) -> Iterator[Record]:
    empty = _card("", "", "")
    for first in range(0, len(cards), _A_PAGE):
        page = cards[first : first + _A_PAGE]
        rows = [page[at : at + _A_ROW] for at in range(0, len(page), _A_ROW)]
        yield Record(
            {
                "titel": f"{title} {first + 1}–{first + len(page)} af {len(cards)}",
                "raekker": tuple((*row, *[empty] * (_A_ROW - len(row))) for row in rows),
            }
        )
