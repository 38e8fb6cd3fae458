"""The workshop sheets as typed data, and how each attribute stands in `data/ark.yaml` (specifikation.md 4.4).

Annotations are evaluated here (no `__future__`), as in `model`.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Annotated, Any, Literal

from plangen.catalog.address import Address
from plangen.catalog.attributes import Key

CARD_KINDS = ("barrierer", "faldgruber")
GUIDE = "vejviser"
FIGURES = ("F2", "F3", "F6", GUIDE)


@dataclass(frozen=True, slots=True)
class SheetField:
    """A field that is drawn on a sheet. Without `answer` it is for paper alone.

    `answer`: the answer that what is written becomes (`ide.uenighed`), or a table, of which `columns` are
    written (column → its label), in `rows` rows that are not there yet. `known`: column → what the sheet says
    of such a row; `taken`: column → the answer of the sheet's own row that says it, such as
    `evalueringsresultater.dato`.
    `ticks`: the options of a choice are boxes to tick. `there`: rows that are there with what is known are
    printed, and only without any a blank one. `text` is what stands at the field, `note` a line
    below it; `cells`: texts of a table's row, which stand before what is written.
    """

    text: Annotated[str, Key("tekst")]
    answer: Annotated[str, Key("svar_til")] = ""
    columns: Annotated[Mapping[str, str], Key("kolonner")] = field(default_factory=dict)
    known: Annotated[Mapping[str, str], Key("kendt")] = field(default_factory=dict)
    taken: Annotated[Mapping[str, str], Key("fra")] = field(default_factory=dict)
    rows: Annotated[int, Key("antal")] = 1
    ticks: Annotated[bool, Key("kryds")] = False
    there: Annotated[bool, Key("de_der_er")] = False
    note: Annotated[str, Key("note")] = ""
    cells: Annotated[tuple[str, ...], Key("celler", read=tuple)] = ()


@dataclass(frozen=True, slots=True)
class Band:
    """Fields beside each other, or (with `heads`) a table in which each row of a field is a row.

    `shape`: the part of the template that it is drawn with: widths in percent and height in points.
    """

    shape: Annotated[str, Key("form")]
    fields: Annotated[tuple[SheetField, ...], Key("felter")]
    heads: Annotated[tuple[str, ...], Key("hoveder", read=tuple)] = ()
    caption: Annotated[str, Key("tekst")] = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A workshop sheet: what is drawn (`bands`, from the top), and how it is used.

    `papers`: the sizes it is made on, the usual one first; `minutes`: how long it takes; `cards`: the library
    that is printed to be cut out; `figure`: drawn when there is something to draw, on top, or with
    `figure_title` after the rest; `window`: it is about the next evaluation window.
    """

    id: Annotated[str, Key("id")]
    file: Annotated[str, Key("fil")]
    title: Annotated[str, Key("titel")]
    papers: Annotated[tuple[str, ...], Key("papir", one_of=("A4", "A3"), read=tuple)]
    purpose: Annotated[str, Key("formaal")]
    participants: Annotated[str, Key("deltagere")]
    minutes: Annotated[int, Key("tid")]
    materials: Annotated[str, Key("materialer")]
    steps: Annotated[tuple[str, ...], Key("trin", read=tuple)]
    bands: Annotated[tuple[Band, ...], Key("baand")] = ()
    cards: Annotated[str, Key("kort", one_of=CARD_KINDS)] = ""
    figure: Annotated[str, Key("figur", one_of=FIGURES)] = ""
    figure_title: Annotated[str, Key("figurtitel")] = ""
    window: Annotated[bool, Key("vindue")] = False

    @property
    def number(self) -> int:
        return int(self.id.removeprefix("ARK"))

    @property
    def fields(self) -> tuple[SheetField, ...]:
        return tuple(one for band in self.bands for one in band.fields)

    @property
    def questions(self) -> tuple[str, ...]:
        """The questions that what is written answers, in the order of the fields."""
        answered = (Address.parse(one.answer).question for one in self.fields if one.answer)
        return tuple(dict.fromkeys(answered))


@dataclass(frozen=True, slots=True)
class PointCard:
    """A card with a point that others have met: `kind` potentiale or barriere, `perspective` a code, `point`
    and what can be done about it, both in words."""

    id: Annotated[str, Key("id")]
    kind: Annotated[Literal["potentiale", "barriere"], Key("art", one_of=("potentiale", "barriere"))]
    perspective: Annotated[str, Key("perspektiv", one_of=("fagligt", "personligt", "organisatorisk"))]
    point: Annotated[str, Key("punkt")]
    action: Annotated[str, Key("handling")]
    source: Annotated[str, Key("kilde")]


def wrong_fields(sheet: Mapping[str, Any], questions: Mapping[str, Any]) -> Iterator[tuple[Any, str, str]]:
    """What is wrong with what the fields of a sheet say of answers: the field's entry, the key, the message.

    `questions`: id → entry of `spoergsmaal.yaml`.
    """
    for band in sheet.get("baand", ()):
        for entry in band["felter"]:
            told = [("svar_til", entry["svar_til"])] if entry.get("svar_til") else []
            told += [("fra", id) for id in entry.get("fra", {}).values()]
            for key, id in told:
                if not _is_answer(Address.parse(str(id)), questions):
                    yield entry, key, f"svaret »{id}« findes ikke"
            question = questions.get(Address.parse(str(entry.get("svar_til", ""))).question, {})
            names = (*entry.get("kolonner", ()), *entry.get("kendt", ()), *entry.get("fra", ()))
            for name in names:
                if name not in _columns(question):
                    yield entry, "kolonner", f"»{entry.get('svar_til', '')}« har ingen kolonne »{name}«"
            if question.get("type") == "table" and not entry.get("kolonner"):
                yield entry, "kolonner", "feltet »kolonner« mangler"


def _is_answer(address: Address, questions: Mapping[str, Any]) -> bool:
    """Whether the questionnaire has the answer, the field or the column."""
    question = questions.get(address.question)
    if question is None:
        return False
    if not address.column:
        return bool(question["type"] != "group")
    return address.column in _columns(question) and (
        question["type"] != "fixed" or address.row in question.get("raekker", ())
    )


def _columns(question: Mapping[str, Any]) -> Collection[str]:
    return [column["id"] for column in (*question.get("kolonner", ()), *question.get("felter", ()))]
