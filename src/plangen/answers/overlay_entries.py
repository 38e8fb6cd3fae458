"""The entries under `aendr` and `udelad`: which shared row each is about, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from plangen.answers.nodes import MappingNode, Node, SequenceNode, is_blank, is_empty
from plangen.answers.overlay_names import NameReader
from plangen.answers.overlay_parts import ADD, CHANGE, OMIT, ROW, items_of, part_of
from plangen.answers.report import At, Report
from plangen.answers.row_keys import id_column
from plangen.answers.scalars import Refused
from plangen.answers.wording import quoted
from plangen.catalog import Question
from plangen.findings import Severity

_LIST = "Skriv hver række på sin egen linje med - foran."


class EntryReader:
    """Reads the lists of one file's answers by rows."""

    def __init__(self, report: Report) -> None:
        self._report = report

    def items(self, part: Node | None, at: At) -> tuple[Node, ...]:
        """The items of a part; V05 when it is no list."""
        if part is not None and not isinstance(part, SequenceNode) and not is_empty(part):
            self._report.refuse(at, part, Refused("en liste", _LIST))
        return tuple(item for item in items_of(part) if not is_blank(item))

    def omitted(self, names: NameReader, node: Node, at: At) -> dict[int, Node]:
        at = at.cell(OMIT, OMIT)
        found: dict[int, Node] = {}
        for name in self.items(part_of(node, OMIT), at):
            number = names.row(name, at, Severity.ERROR, "så den kan ikke udelades")
            if number is not None:
                found.setdefault(number, name)
        return found

    def changes(
        self, question: Question, names: NameReader, node: Node, at: At, omitted: Mapping[int, Node]
    ) -> dict[int, MappingNode]:
        """Row number → the item that changes it."""
        if question.type == "table":
            self.items(None if isinstance(node, SequenceNode) else part_of(node, ADD), at.cell(ADD, ADD))
        at = at.cell(CHANGE, CHANGE)
        found: dict[int, MappingNode] = {}
        for place, item in enumerate(self.items(part_of(node, CHANGE), at), start=1):
            item_at = at.row(place)
            if not isinstance(item, MappingNode):
                hint = f"Skriv rækkens navn efter {ROW}: og under det de felter, der er anderledes."
                self._report.refuse(item_at, item, Refused(f"en række med {ROW} og felter", hint))
                continue
            number = self._changed_row(names, item, item_at)
            if number is None:
                continue
            problem = self._problem(number, found, omitted)
            if problem:
                self._report.add("V04", Severity.ERROR, f"{item_at.where}: {problem}", item.place, item_at)
            else:
                found[number] = self._checked(question, item, item_at)
        return found

    def _changed_row(self, names: NameReader, item: MappingNode, at: At) -> int | None:
        name = part_of(item, ROW)
        if name is None or is_empty(name):
            hint = f"Skriv {ROW}: og den tekst, rækken begynder med i det fælles svar."
            message = f"{at.where}: det står ikke, hvilken række der skal ændres."
            self._report.add("V04", Severity.ERROR, message, item.place, at, hint)
            return None
        return names.row(name, at, Severity.ERROR, "så ændringen er ikke med")

    def _problem(self, number: int, found: Mapping[int, MappingNode], omitted: Mapping[int, Node]) -> str:
        """Why a row cannot be changed here; empty when it can."""
        if number in found:
            place = found[number].place
            where = f" i {place.inside}" if place else ""
            return f"rækken er også ændret{where}. Kun den første ændring er læst."
        if number in omitted:
            return f"rækken er både ændret og udeladt. Den er udeladt; behold kun det ene ({CHANGE}, {OMIT})."
        return ""

    def _checked(self, question: Question, item: MappingNode, at: At) -> MappingNode:
        """The item without an id of its own: a row keeps the id that others know it by."""
        column = id_column(question) if question.type == "table" else None
        entry = next((e for e in item.entries if column and e.key == column.id), None)
        if entry is None:
            if len(item.entries) == 1:
                message = f"{at.where}: der står ingen felter, så rækken er ikke ændret."
                self._report.add("V04", Severity.WARNING, message, item.place, at)
            return item
        message = f"{at.where}: {quoted(entry.key)} kan ikke være anderledes for én afdeling."
        self._report.add("V04", Severity.ERROR, message, entry.place, at, "Slet linjen.")
        return replace(item, entries=tuple(e for e in item.entries if e is not entry))
