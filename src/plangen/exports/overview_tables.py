"""The tables of the page and the workbook with all departments: one line for what several packs say."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import PurePath
from typing import Final, Literal, NamedTuple

from plangen.answers.packs import SHARED
from plangen.exports.overview import OTHER, SEPARATOR, PackOverview
from plangen.findings import Severity
from plangen.texts.danish import names

EVERYBODY: Final = "Alle"
OTHER_FILES: Final = "Andet"
ColumnKind = Literal["tekst", "tal", "dato"]
TEXT: Final = "tekst"
NUMBER: Final = "tal"
DAY: Final = "dato"


class OverviewColumn(NamedTuple):
    """A column; `kind`: text, number or day; `width`: in characters of a workbook."""

    title: str
    width: int
    kind: ColumnKind = TEXT


class OverviewCell(NamedTuple):
    """A cell: its text (a day as ÅÅÅÅ-MM-DD), the address that it leads to, from the project's folder, and
    what the page calls that where it is not the text."""

    text: str
    link: str = ""
    called: str = ""


@dataclass(frozen=True)
class OverviewLine:
    """A line. `packs`: the keys of the packs that it is about."""

    packs: tuple[str, ...]
    cells: tuple[OverviewCell, ...]


@dataclass(frozen=True)
class OverviewTable:
    """One table. `id`: its anchor; `none`: what is said when it has no lines."""

    id: str
    title: str
    columns: tuple[OverviewColumn, ...]
    lines: tuple[OverviewLine, ...]
    none: str


def overview_tables(packs: Sequence[PackOverview]) -> tuple[OverviewTable, ...]:
    """All tables, the departments first. `packs`: the project's first."""
    return (
        _departments(packs),
        _changes(packs),
        _open_answers(packs),
        _findings(packs),
        _words(packs),
        _decisions(packs),
        _measurements(packs),
        _soon(packs),
        _files(packs),
    )


def _departments(packs: Sequence[PackOverview]) -> OverviewTable:
    columns = (
        OverviewColumn("Afdeling", 30),
        OverviewColumn("Idriftsættelse", 14, DAY),
        OverviewColumn("Besvaret", 12),
        OverviewColumn("Fejl", 8, NUMBER),
        OverviewColumn("Advarsler", 11, NUMBER),
        OverviewColumn("Åbne punkter", 14, NUMBER),
        OverviewColumn("Rettet i Word", 14, NUMBER),
        OverviewColumn("Konflikter", 12, NUMBER),
        OverviewColumn("PDF ældre end Word", 20, NUMBER),
        OverviewColumn("Forældede filer", 16, NUMBER),
        OverviewColumn("Pakkens dato", 13, DAY),
    )
    lines = [
        _line(
            (pack.key,),
            pack.name,
            pack.go_live,
            f"{pack.answered} af {pack.asked}",
            pack.count(Severity.ERROR),
            pack.count(Severity.WARNING),
            len({one.id for found in pack.open.values() for one in found}),
            len(pack.words),
            pack.conflicts,
            sum(bool(one.pdf) for one in pack.words),
            len(pack.stale),
            pack.date,
        )
        for pack in packs
    ]
    return OverviewTable("afdelinger", "Afdelinger", columns, tuple(lines), "Ingen pakker er dannet.")


def _changes(packs: Sequence[PackOverview]) -> OverviewTable:
    columns = (
        OverviewColumn("Ændring", 18),
        OverviewColumn("Hvad", 50),
        OverviewColumn("Fra → til", 50),
        OverviewColumn("Siden", 28),
        OverviewColumn("Dokumenter", 50),
        OverviewColumn("Afdelinger", 34),
    )
    told = ((tuple(one[:-1]), one.documents, "", pack) for pack in packs for one in pack.changes)
    lines = (
        _line(keys, *said, names([one for one in documents if one]), whose)
        for said, documents, keys, whose in _merged(told)
    )
    none = "Intet er ændret, eller plangen husker ingen tidligere udgave."
    return OverviewTable("aendringer", "Ændret siden sidst", columns, tuple(lines), none)


def _open_answers(packs: Sequence[PackOverview]) -> OverviewTable:
    columns = (
        OverviewColumn("Mangler", 50),
        OverviewColumn("Kan svare", 38),
        OverviewColumn("Senest", 12, DAY),
        OverviewColumn("Dokumenter", 50),
        OverviewColumn("Afdelinger", 34),
    )
    told = (
        ((one.what, one.who, one.due), one.document, "", pack)
        for pack in packs
        for found in pack.open.values()
        for one in found
    )
    lines = (
        _line(keys, *said, names(list(documents)), whose) for said, documents, keys, whose in _merged(told)
    )
    return OverviewTable(
        "aabne-punkter",
        "Åbne punkter",
        columns,
        _by(lines, 2, ""),
        "Ingen svar mangler i de dannede dokumenter.",
    )


def _findings(packs: Sequence[PackOverview]) -> OverviewTable:
    columns = (
        OverviewColumn("Dokumenter", 40),
        OverviewColumn("Niveau", 10),
        OverviewColumn("Fund", 70),
        OverviewColumn("Hvad I kan gøre", 60),
        OverviewColumn("Afdelinger", 34),
    )
    told = (
        ((one.level, one.message, one.advice), one.documents, "", pack)
        for pack in packs
        for one in pack.findings
    )
    lines = [
        _line(keys, _where(documents), level.capitalize(), message, advice, whose)
        for (level, message, advice), documents, keys, whose in _merged(told)
    ]
    ordered = sorted(lines, key=lambda line: (line.cells[1].text != "Fejl", line.cells[0].text))
    return OverviewTable(
        "fund", "Fund efter dokument", columns, tuple(ordered), "Ingen fejl eller advarsler."
    )


def _where(documents: Iterable[str]) -> str:
    """The documents that a finding belongs to in any pack; the answer file where it belongs to none."""
    return names([one for one in documents if one != OTHER] or [OTHER])


def _words(packs: Sequence[PackOverview]) -> OverviewTable:
    columns = (
        OverviewColumn("Afdeling", 30),
        OverviewColumn("Dokument", 40),
        OverviewColumn("Tilstand", 50),
        OverviewColumn("PDF", 40),
        OverviewColumn("Fil", 50),
    )
    lines = [
        OverviewLine(
            (pack.key,),
            (
                *map(OverviewCell, (pack.name, one.document, one.state, one.pdf)),
                OverviewCell(one.file, f"{pack.key}/{one.file}"),
            ),
        )
        for pack in packs
        for one in pack.words
    ]
    return OverviewTable("word", "Rettet i Word", columns, tuple(lines), "Ingen Word-filer er rettet.")


def _decisions(packs: Sequence[PackOverview]) -> OverviewTable:
    columns = (
        OverviewColumn("Beslutning", 60),
        OverviewColumn("Ansvarlig", 30),
        OverviewColumn("Frist", 12, DAY),
        OverviewColumn("Status", 24),
        OverviewColumn("Afdelinger", 34),
    )
    told = ((tuple(one[:-1]), "", one.whose, pack) for pack in packs for one in pack.decisions)
    lines = (_line(keys, *said, whose) for said, _, keys, whose in _merged(told))
    return OverviewTable(
        "beslutninger", "Beslutninger", columns, _by(lines, 2), "Ingen beslutninger er noteret."
    )


def _measurements(packs: Sequence[PackOverview]) -> OverviewTable:
    columns = (
        OverviewColumn("Mål", 50),
        OverviewColumn("Gevinstejer", 28),
        OverviewColumn("Seneste måling", 24),
        OverviewColumn("Målværdi", 24),
        OverviewColumn("Måles", 12, DAY),
        OverviewColumn("Status", 30),
        OverviewColumn("Afdelinger", 34),
    )
    # A department's pack does not name an owner in another department; this page is about all of them.
    owners = {one.goal: one.owner for pack in packs for one in pack.measurements if one.owner}
    told = (((one.goal, *one[2:]), one.owner, "", pack) for pack in packs for one in pack.measurements)
    lines = (
        _line(keys, goal, names([owner for owner in own if owner] or [owners.get(goal, "")]), *said, whose)
        for (goal, *said), own, keys, whose in _merged(told)
    )
    return OverviewTable("maalinger", "Målinger", columns, _by(lines, 4), "Ingen mål er beskrevet.")


def _soon(packs: Sequence[PackOverview]) -> OverviewTable:
    columns = (
        OverviewColumn("Dato", 12, DAY),
        OverviewColumn("Type", 24),
        OverviewColumn("Hvad", 60),
        OverviewColumn("Hvem", 30),
        OverviewColumn("Status", 30),
        OverviewColumn("Afdelinger", 34),
    )
    told = ((tuple(one[:-1]), "", one.whose, pack) for pack in packs for one in pack.soon)
    lines = (_line(keys, *said, whose) for said, _, keys, whose in _merged(told))
    none = "Intet i perioden." if any(pack.date for pack in packs) else "Pakken har ingen dato (pakke: dato)."
    return OverviewTable("fire-uger", "De næste fire uger", columns, _by(lines, 0), none)


def _files(packs: Sequence[PackOverview]) -> OverviewTable:
    """A line for each document with its files, and for each file of the pack as a whole."""
    kinds = {".docx": "Word", ".pdf": "PDF"}
    columns = (
        OverviewColumn("Afdeling", 30),
        OverviewColumn("Indhold", 40),
        *(OverviewColumn(kind, 48) for kind in (*kinds.values(), OTHER_FILES)),
    )
    lines = []
    for pack in packs:
        by_title: dict[str, dict[str, OverviewCell]] = {}
        for one in pack.files:
            suffix = PurePath(one.file).suffix
            kind = kinds.get(suffix, OTHER_FILES)
            cell = OverviewCell(one.file, f"{pack.key}/{one.file}", kinds.get(suffix) or suffix[1:].upper())
            by_title.setdefault(one.title, {})[kind] = cell
        for title, found in by_title.items():
            cells = (found.get(column.title, OverviewCell("")) for column in columns[2:])
            lines.append(OverviewLine((pack.key,), (OverviewCell(pack.name), OverviewCell(title), *cells)))
    return OverviewTable("filer", "Filer", columns, tuple(lines), "Ingen filer.")


_Told = tuple[tuple[str, ...], str, str, PackOverview]
"""What a line says, what of it is gathered over packs, whose it is (empty for all of the pack), the pack."""


def _merged(told: Iterable[_Told]) -> Iterator[tuple[tuple[str, ...], dict[str, None], tuple[str, ...], str]]:
    """The same said by several packs as one line, with all that is gathered, the packs' keys, and whose it
    is in words: everybody's when the project's pack says it of all."""
    gathered: dict[tuple[str, ...], tuple[dict[str, None], dict[str, None], dict[str, None]]] = {}
    for said, part, whose, pack in told:
        parts, keys, words = gathered.setdefault(said, ({}, {}, {}))
        parts |= dict.fromkeys(part.split(SEPARATOR))
        keys[pack.key] = None
        words |= dict.fromkeys((whose or (EVERYBODY if pack.key == SHARED else pack.name)).split(SEPARATOR))
    for said, (parts, keys, words) in gathered.items():
        yield said, parts, tuple(keys), EVERYBODY if EVERYBODY in words else names(list(words))


def _line(packs: Sequence[str], *texts: str | int) -> OverviewLine:
    return OverviewLine(tuple(packs), tuple(OverviewCell(str(text)) for text in texts))


def _by(lines: Iterable[OverviewLine], column: int, unknown: str = "9") -> tuple[OverviewLine, ...]:
    """By the day in a column; what has none stands as if it were `unknown`."""
    return tuple(sorted(lines, key=lambda line: line.cells[column].text or unknown))
