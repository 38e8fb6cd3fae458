"""An answer file in which every question is answered, made from the catalog.

No two texts, numbers or dates in it are alike, so that a printed value can only come from its own cell. A
table has as many rows as it takes to choose every option of its columns, and two at least, so that a sum
is no cell.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from itertools import count
from typing import Any

from plangen.answers.options import as_column, options_of, preset_rows
from plangen.catalog import Catalog, Column, Question

DEPARTMENTS = ("afdeling_1", "afdeling_2")
GO_LIVE = date(2027, 9, 6)

# Answers that decide what else is shown, that refer to another answer, or that must be plausible.
CHOSEN: dict[str, Any] = {
    "afdelinger.afdeling_id": DEPARTMENTS,
    "afdelinger.idriftsaettelse": ("2027-09-06", "2027-09-13"),
    "afdelinger.boelge": (61, 62),
    "anskaffelsesform": "udbud",
    "evaluering_rytme": "standard",
    "evalueringsresultater.dato": ("2027-09-23", "2027-10-08"),
    "formaal_primaert": {
        "valg": "kvalitet",
        "begrundelse": "Svar om det vigtigste mål",
        "hvad_viger": "Svar om det, der viger",
    },
    "kommunikation_ramme.statusrytme_uger": 47,
    "idriftsaettelsesdato": GO_LIVE.isoformat(),
    "loesningstype": "borgervendt",
    "maal.maal": tuple(f"Svar om mål {name}" for name in ("et", "to", "tre", "fire", "fem", "seks")),
    "maalinger.maal": ("Svar om mål et", "Svar om mål to"),
    "milepaele.opgave": None,  # else the milestone stands in the card's place
    "milepaele.titel": "Tilbudsfrist, svar 1",
    "opfoelgning.frekvens_uger": (81, 82, 83, 84, 85, 86),
    "pakke.dato": "2026-12-11",
    "pakke.logo": None,
    "pakke.omfang": "fuld",
    "pakke.status": "godkendt",
    "pakke.vis_modeller": "ja",
    "parathed.forstaar": (1.11, 1.12),
    "parathed.vil": (2.21, 2.22),
    "parathed.ved": (3.31, 3.32),
    "parathed.kan": (4.41, 4.42),
    "parathed.stoette": (4.91, 4.92),
    "proevehandlinger.runde": (71, 72, 73, 74),
    "projektstart": "2026-12-07",
    "standardopgaver_fravalg.opgave": "OPG-33",
    "tildelingskriterier.vaegt": (57, 43),
}


def full_answers(catalog: Catalog) -> dict[str, Any]:
    """The plain content of the answer file."""
    maker = _Maker(catalog)
    return {
        "pakke": {key: maker.answer(f"pakke.{key}", setting) for key, setting in catalog.package.items()},
        "svar": {key: maker.answer(key, question) for key, question in catalog.questions.items()},
    }


class _Maker:
    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog
        self._numbers = count(101)
        self._texts = count(1001)
        self._days = (GO_LIVE + timedelta(days=n) for n in count(3))

    def answer(self, name: str, question: Question) -> Any:
        if name in CHOSEN:
            return CHOSEN[name]
        match question.type:
            case "table":
                number = max((len(self._codes(name, c)) for c in question.columns), default=0)
                return [self._record(name, question.columns, row) for row in range(max(number, 2))]
            case "fixed":
                keys = preset_rows(self._catalog, question)
                return {key: self._record(name, question.columns, n) for n, key in enumerate(keys)}
            case "group":
                return self._record(name, question.columns, 0)
        if question.type == "multi":
            codes = list(options_of(self._catalog, question))
            own = {"egne": [self._text(name)]} if question.own_items else {}
            return {"valg": codes, **own} if own else codes
        return self._cell(name, as_column(question), 0)

    def _record(self, name: str, columns: Iterable[Column], row: int) -> dict[str, Any]:
        cells = {c.id: self._cell(f"{name}.{c.id}", c, row) for c in columns}
        return {column: value for column, value in cells.items() if value is not None}

    def _codes(self, name: str, column: Column) -> tuple[str, ...]:
        """The codes of a choice, none when the choice is made already."""
        chosen = column.type != "choice" or f"{name}.{column.id}" in CHOSEN
        return () if chosen else tuple(options_of(self._catalog, column))

    def _cell(self, name: str, column: Column, row: int) -> Any:
        if name in CHOSEN:
            chosen = CHOSEN[name]
            return chosen[row % len(chosen)] if isinstance(chosen, tuple) else chosen
        match column.type:
            case "choice":
                codes = tuple(options_of(self._catalog, column))
                return codes[row % len(codes)]
            case "multi":
                return list(options_of(self._catalog, column))
            case "number":
                return next(self._numbers)
            case "date" | "date_or_week":
                return next(self._days).isoformat()
        return self._reference(column, row) or self._text(name)

    def _reference(self, column: Column, row: int) -> str:
        """What a cell must say to refer to something, or to be referred to."""
        if column.pattern == "RX-GENTAGES":
            return "hver 4. uge"
        if column.refers == "afdeling":
            return "; ".join(DEPARTMENTS)
        if column.refers == "noegle":
            return f"noegle_{row + 1}"
        return f"noegle_{row + 1}" if column.refers == "interessent" else ""

    def _text(self, name: str) -> str:
        return f"Svar {next(self._texts)} ({name})"
