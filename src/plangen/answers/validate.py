"""A file's tree to typed answers and findings.

Skip logic is not looked at here: what is hidden depends on all files of a project together, so
`project.py` leaves the findings about hidden questions out afterwards.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from plangen.answers.asking import reach_of
from plangen.answers.cells import CellReader
from plangen.answers.defaults import standard_rows
from plangen.answers.earlier import modern
from plangen.answers.model import Answers, AnswerValue, OwnRows, Row, Value
from plangen.answers.nodes import Entry, MappingNode, Node, ScalarNode, SequenceNode, is_blank, is_empty
from plangen.answers.overlay_parts import PARTS, by_rows
from plangen.answers.overlays import OverlayReader, Shared
from plangen.answers.passages import read_passages
from plangen.answers.privacy import cpr_findings, without_numbers
from plangen.answers.records import AnswerReader
from plangen.answers.references import department_findings
from plangen.answers.report import At, Report
from plangen.answers.spelling.names import KnownNames
from plangen.answers.spelling.tree import Understood, canonical
from plangen.answers.wording import closest, quoted
from plangen.catalog import Catalog, Question
from plangen.catalog.address import ANSWERS, PACKAGE, Address, Part
from plangen.findings import Finding, Place, Severity
from plangen.texts.danish import counted

_TOP = {"pakke": "Pakke", "svar": "Svar", "tekster": "Tekster"}


@dataclass(frozen=True, slots=True)
class FileAnswers:
    """What one file says. `departments`: key → name of the departments that its cells may name; `svar`: its
    answers as they stand, and the rows that count where there are none. `unread`: they could not be read,
    because they stand wrongly as a whole. `understood`: what is written in another form than files hold
    it in; `names`: whom its cells may name."""

    answers: Answers
    findings: tuple[Finding, ...]
    departments: Mapping[str, str]
    svar: MappingNode
    unread: bool = False
    understood: tuple[Understood, ...] = ()
    names: KnownNames = field(default_factory=KnownNames)


def read_answers(
    root: MappingNode,
    catalog: Catalog,
    project: str,
    label: str,
    shared: FileAnswers | None = None,
    department: str = "",
) -> FileAnswers:
    """The answers of a file, without defaults, and everything that is wrong with their content.

    `shared`: for a `department`'s own file what the project's file says. Such a file holds answers and
    passages, and neither settings nor departments; an answer by rows is given with the shared rows in it
    (`overlays`). Raises nothing.
    """
    below = Shared(shared.answers, shared.svar, department) if shared is not None else None
    numbers = tuple(cpr_findings(root, catalog))
    if numbers:
        root = without_numbers(root)
    today = modern(root, catalog)
    spelt = canonical(today.root, catalog, shared.names if shared else None)
    root = spelt.root
    reader = _FileReader(catalog, below)
    values, package, passages = reader.read(root)
    svar = next((entry for entry in root.entries if entry.key == "svar"), None)
    answers = Answers(
        catalog,
        project,
        values,
        package,
        passages,
        frozenset(reader.report.invalid),
        file=label,
        start=svar.place if svar else root.place,
        names=_names(svar.value if svar else None),
        own_rows=reader.own_rows,
        earlier=bool(today.findings),
    )
    answers = replace(answers, replaced=_answered(answers) - set(answers.own_rows) if below else frozenset())
    known = _departments(answers, svar.value if svar else None) if shared is None else shared.departments
    findings = [
        *reader.report.findings,
        *department_findings(answers, known),
        *numbers,
        *today.findings,
        *spelt.findings,
    ]
    tree = svar.value if svar and isinstance(svar.value, MappingNode) else MappingNode()
    tree = replace(tree, entries=(*tree.entries, *reader.standard))
    return FileAnswers(answers, tuple(findings), known, tree, reader.unread, spelt.understood, spelt.names)


def _answered(answers: Answers) -> frozenset[str]:
    """The questions that a file answers, validly or not."""
    refused = (address.question for address in answers.invalid if address.part == ANSWERS)
    return frozenset({*answers.values, *refused})


def _names(svar: Node | None) -> dict[str, Place]:
    """Where each name under `svar` stands."""
    entries = svar.entries if isinstance(svar, MappingNode) else ()
    return {entry.key: entry.place for entry in entries if entry.place is not None}


def _departments(answers: Answers, svar: Node | None) -> dict[str, str]:
    """The departments that cells may name. A refused key counts too: it has been reported where it is
    defined, and not again where it is used."""
    if not answers.rows("afdelinger"):
        return {}
    known = {row.key: row.text("navn") for row in answers.rows("afdelinger") if row.key}
    table = svar.get("afdelinger") if isinstance(svar, MappingNode) else None
    for row in table.items if isinstance(table, SequenceNode) else ():
        key = row.get("afdeling_id") if isinstance(row, MappingNode) else None
        if isinstance(key, ScalarNode) and key.text.strip():
            known.setdefault(key.text.strip(), "")
    return known


class _FileReader:
    """Reads the three parts of a file."""

    def __init__(self, catalog: Catalog, shared: Shared | None) -> None:
        self._catalog = catalog
        self._shared = shared
        self._own_file = shared is not None
        self.report = Report()
        self.unread = False
        self.standard: list[Entry] = []
        self._cells = CellReader(catalog, self.report, self._record_elsewhere)
        self._answers = AnswerReader(catalog, self.report, self._cells)
        self._overlays = OverlayReader(catalog, self.report, self._answers, shared) if shared else None

    @property
    def own_rows(self) -> Mapping[str, OwnRows]:
        """The questions that are answered by rows."""
        return self._overlays.own if self._overlays else {}

    def read(
        self, root: MappingNode
    ) -> tuple[dict[str, AnswerValue], dict[str, Value | tuple[Row, ...]], dict[str, str]]:
        """Values, package settings and passages."""
        parts = {entry.key: self._part(entry) for entry in root.entries if entry.key in _TOP}
        self._strays([entry for entry in root.entries if entry.key not in _TOP], "svar" in parts)
        settings = self._values(self._catalog.package, self._settings(root, parts), PACKAGE)
        package = {key: value for key, value in settings.items() if isinstance(value, Value | tuple)}
        self._cells.reach = self._shared.answers.reach if self._shared else reach_of(self._catalog, package)
        values = self._values(self._catalog.questions, parts.get("svar", MappingNode()), ANSWERS)
        if not self._own_file:
            values.update(self._standard(values))
        passages = read_passages(parts.get("tekster", MappingNode()), self._catalog, self.report)
        return values, package, passages

    def _strays(self, entries: Sequence[Entry], has_answers: bool) -> None:
        """What stands at the top and is no part of the file. Without `svar:` one finding says it all: the
        answers stand at the top themselves, or their part has a wrong name."""
        answers = [entry for entry in entries if entry.key in self._catalog.questions]
        for entry in answers:
            self.report.mark_invalid(Address(entry.key))
        if answers and not has_answers:
            self.unread = True
            message = f"Linjen »svar:« mangler; {quoted(answers[0].key)} står yderst til venstre"
            others = len(answers) - 1
            message += f" (og {counted(others, 'andet navn', 'andre navne')})." if others else "."
            hint = "Skriv »svar:« på linjen over svarene, og ryk dem to mellemrum ind."
            self.report.add("V04", Severity.ERROR, message, answers[0].place, _FILE, hint)
            entries = [entry for entry in entries if entry not in answers]
        for entry in entries:
            self.report.unknown(entry.key, entry.place, _FILE, _TOP, self._top_elsewhere(entry.key))
            if not has_answers and closest(entry.key, _TOP) == "svar":
                self.unread = True

    def _part(self, entry: Entry) -> MappingNode:
        """The mapping under a top-level name; V06 when it is something else."""
        if isinstance(entry.value, MappingNode):
            return entry.value
        flawed = isinstance(entry.value, ScalarNode) and entry.value.flawed
        if not is_empty(entry.value) and not flawed:
            kind = "en liste" if isinstance(entry.value, SequenceNode) else "en enkelt tekst"
            message = f"{quoted(entry.key + ':')} er {kind}; her skal stå navne med kolon."
            hint = "Skriv hvert navn på sin egen linje, rykket to mellemrum ind."
            self.report.add("V06", Severity.ERROR, message, entry.value.place, _FILE, hint)
        self.unread |= entry.key == "svar" and not is_empty(entry.value)
        return MappingNode(place=entry.value.place)

    def _settings(self, root: MappingNode, parts: Mapping[str, MappingNode]) -> MappingNode:
        """What stands under `pakke`, which a department's own file does not have."""
        settings = parts.get("pakke", MappingNode())
        if self._own_file and settings.entries:
            place = next(entry.place for entry in root.entries if entry.key == "pakke")
            self._project_only("pakke:", place)
            return MappingNode()
        return settings

    def _values(
        self, questions: Mapping[str, Question], node: MappingNode, part: Part
    ) -> dict[str, AnswerValue]:
        """The answers under `svar` or the settings under `pakke`."""
        values: dict[str, AnswerValue] = {}
        given = {entry.key for entry in node.entries}
        taken = {"afdelinger", *given} if self._own_file else given
        known = {key: question.short for key, question in questions.items() if key not in taken}
        for entry in node.entries:
            question = questions.get(entry.key)
            if question is None:
                elsewhere = self._answer_elsewhere(entry.key, part)
                meant = self.report.unknown(entry.key, entry.place, _FILE, known, elsewhere)
                if not elsewhere and meant and meant not in given:
                    self.report.mark_invalid(Address.at(part, meant))
                elif part == PACKAGE and entry.key in self._catalog.questions:
                    self.report.mark_invalid(Address(entry.key))
                continue
            if self._own_file and entry.key == "afdelinger" and not is_empty(entry.value):
                self._project_only(entry.key, entry.place)
                continue
            address = Address.at(part, entry.key)
            where = f"{part}, {question.short}" if part == PACKAGE else question.short
            value = self._answer(question, entry.value, At(address, where, address.whole))
            if value is not None:
                values[entry.key] = value
        return values

    def _standard(self, values: Mapping[str, AnswerValue]) -> Iterator[tuple[str, AnswerValue]]:
        """The rows of a `standard` that counts where a table has no answer."""
        for question in self._catalog.questions.values():
            at = At(Address(question.id), question.short, question.id)
            node = standard_rows(question)
            if node is None or question.id in values or self.report.was_refused(at):
                continue
            rows = self._answers.answer(question, node, at)
            if rows is not None:
                self.standard.append(Entry(question.id, node))
                yield question.id, rows

    def _answer(self, question: Question, node: Node, at: At) -> AnswerValue | None:
        """One answer; in a department's own file perhaps by rows."""
        if self._overlays is not None and by_rows(question, node) and not is_blank(node):
            return self._overlays.answer(question, node, at)
        return self._answers.answer(question, node, at)

    def _project_only(self, name: str, place: Place | None) -> None:
        message = f"{quoted(name)} kan ikke stå i en afdelings egen svarfil og er sprunget over."
        hint = "Skriv det i projektets svarfil; det gælder for alle afdelinger."
        self.report.add("V04", Severity.ERROR, message, place, _FILE, hint)

    def _top_elsewhere(self, name: str) -> str:
        if name in self._catalog.questions:
            return f"{quoted(name)} hører til under »svar:«; ryk det to mellemrum ind."
        if name in self._catalog.package:
            return f"{quoted(name)} hører til under »pakke:«; ryk det to mellemrum ind."
        if name in self._catalog.passages:
            return f"{quoted(name)} hører til under »tekster:«; ryk det to mellemrum ind."
        return self._owners(name)

    def _answer_elsewhere(self, name: str, part: Part) -> str:
        if name in _TOP:
            return f"{quoted(name + ':')} skal stå yderst til venstre."
        if part == PACKAGE:
            return f"{quoted(name)} hører til under »svar:«." if name in self._catalog.questions else ""
        owners = self._owners(name)
        if not owners and name in self._catalog.package:
            return f"{quoted(name)} hører til under »pakke:«."
        return owners

    def _record_elsewhere(self, name: str) -> str:
        if name in self._catalog.questions:
            return f"{quoted(name)} er et spørgsmål for sig og hører til lige under »svar:«."
        if name in PARTS["table"] and not self._own_file:
            return f"{quoted(name)} bruges kun i en afdelings egen svarfil."
        return ""

    def _owners(self, name: str) -> str:
        """The questions that have a field of that name, when there are few."""
        questions = self._catalog.questions.values()
        owners = [q.id for q in questions if any(column.id == name for column in q.columns)]
        if not 1 <= len(owners) <= 3:
            return ""
        return f"{quoted(name)} hører til under {' eller '.join(quoted(owner) for owner in owners)}."


_FILE = At(Address(""), "", "")
