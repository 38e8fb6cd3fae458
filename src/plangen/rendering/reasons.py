"""Why a document is made again: what it is made of that is not as it was, in Danish."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from plangen.catalog import Catalog
from plangen.catalog.address import PACKAGE
from plangen.rendering.before import PROPERTIES
from plangen.store.ledgers import LedgerEntry
from plangen.texts.danish import joined

NEW: Final = "er ikke dannet før"
GONE: Final = "filen lå der ikke, som den blev dannet"
_PROGRAM: Final = "plangen, eller en pakke, den bruger, er en anden udgave"
_TEMPLATE: Final = "skabelonen er ændret"
_SHELL: Final = "sidens ramme (templates/html) er ændret"
_MOST: Final = 8
"""Reasons that are told of one document."""
_FIELDS: Final[Mapping[str, tuple[str, str]]] = {
    "plan": ("planen", "planen"),
    "st": ("standardteksten", "standardteksterne"),
    "figur": ("figuren", "figurerne"),
}
"""Names of which templates read fields: what one field is called, and several."""
_OTHERS: Final[Mapping[str, str]] = {
    "dokument": "oplysningerne om dokumentet",
    "pakken": "det, overblikket fortæller om de andre dokumenter,",
    "aabne_punkter": "de åbne punkter",
    "logo": "logoet",
    PROPERTIES: "filens egenskaber",
}


def reasons(then: LedgerEntry | None, now: LedgerEntry | None, catalog: Catalog) -> tuple[str, ...]:
    """What is different, answers before what is computed of them; »er ikke dannet før« of a document that
    nothing is remembered of, and that a file was gone where nothing is different."""
    if then is None or now is None:
        return (NEW,)
    made_with = (
        (then.program != now.program, _PROGRAM),
        (then.template != now.template, _TEMPLATE),
        (then.shell != now.shell, _SHELL),
    )
    told = [text for differs, text in made_with if differs]
    names = [name for name in now.reads if then.reads.get(name) != now.reads[name]]
    answers = [name for name in names if _root(name) in catalog.questions or _root(name) == PACKAGE]
    for name in answers:
        told += _of_answer(name, then, now)
    told += _of_derived([name for name in names if name not in answers])
    if len(told) > _MOST:
        told = [*told[:_MOST], f"og {len(told) - _MOST} andre"]
    return tuple(told) or (GONE,)


def _root(name: str) -> str:
    return name.partition(".")[0]


def _of_answer(name: str, then: LedgerEntry, now: LedgerEntry) -> Iterator[str]:
    """»›kommunikation‹ række 3 er ændret«."""
    before, after = then.rows.get(name, {}), now.rows.get(name, {})
    kept = [key for key in after if key in before]
    rows = [
        *(f"række {_place(after, key)} er ændret" for key in kept if before[key] != after[key]),
        *(f"række {_place(after, key)} er ny" for key in after if key not in before),
        *(f"række {_place(before, key)} er væk" for key in before if key not in after),
        *(["rækkerne er flyttet"] if kept != [key for key in before if key in after] else []),
    ]
    for what in rows or ["er ændret"]:
        yield f"›{name}‹ {what}"


def _place(rows: Mapping[str, str], key: str) -> int:
    return list(rows).index(key) + 1


def _of_derived(names: Sequence[str]) -> Iterator[str]:
    """»planen (arbejdsgruppe, vinduer) er ændret«."""
    fields: dict[str, list[str]] = {}
    for name in names:
        root, _, field = name.partition(".")
        if root in _FIELDS and field:
            fields.setdefault(root, []).append(field.replace("_", "-") if root == "st" else field)
    for root, some in fields.items():
        title = _FIELDS[root][len(some) > 1]
        yield f"{title} {f'({joined(some)})' if root == 'plan' else joined(some)} er ændret"
    others = [name for name in names if _root(name) not in fields]
    yield from dict.fromkeys(f"{_OTHERS.get(_root(name), f'›{name}‹')} er ændret" for name in others)
