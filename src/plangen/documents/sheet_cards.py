"""The cards that a sheet is printed with, eight a page, to be cut out (specifikation.md 4.4)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from plangen.catalog import Catalog
from plangen.texts.records import Record

_A_PAGE, _A_ROW = 8, 4
_KINDS = {"potentiale": "Potentiale", "barriere": "Barriere"}
Page = tuple[str, list[tuple[Record, ...]]]


def card_pages(catalog: Catalog, library: str) -> tuple[Record, ...]:
    """The pages of a library: each with a title and rows of four cards; none without one."""
    pages: Iterator[Page] = iter(())
    match library:
        case "barrierer":
            pages = _pages("Kort", list(_points(catalog)))
        case "faldgruber":
            pages = _both_sides(catalog)
    return tuple(Record({"titel": title, "raekker": tuple(rows)}) for title, rows in pages)


def _points(catalog: Catalog) -> Iterator[Record]:
    perspectives = catalog.questions["barrierer"].column("perspektiv").options
    for card in catalog.point_cards.values():
        kind = f"{_KINDS[card.kind]} · {perspectives[card.perspective].lower()}"
        yield _card(kind, card.point, f"Det kan I gøre: {card.action}.")


def _both_sides(catalog: Catalog) -> Iterator[Page]:
    """Each page of fronts is followed by its backs, from right to left, so that printed on both sides of the
    paper they meet."""
    pitfalls = catalog.guidance.pitfalls.values()
    fronts = [_card("Faldgrube", one.title, one.ask) for one in pitfalls]
    backs = [_card("Modtræk", one.title, one.remedy) for one in pitfalls]
    sides = zip(_pages("Faldgruber", fronts), _pages("Faldgruber", backs), strict=True)
    for (title, front), (_, back) in sides:
        yield f"{title}: forside", front
        yield f"{title}: bagside", [row[::-1] for row in back]


def _card(head: str, text: str, more: str) -> Record:
    return Record({"hoved": head, "tekst": text, "mere": more})


def _pages(title: str, cards: Sequence[Record]) -> Iterator[Page]:
    empty = _card("", "", "")
    for first in range(0, len(cards), _A_PAGE):
        page = cards[first : first + _A_PAGE]
        rows = [page[at : at + _A_ROW] for at in range(0, len(page), _A_ROW)]
        heading = f"{title} {first + 1}–{first + len(page)} af {len(cards)}"
        yield heading, [(*row, *[empty] * (_A_ROW - len(row))) for row in rows]
