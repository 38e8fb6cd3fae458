"""Collects what is wrong while a file is read, each with its place and its Danish name."""

from __future__ import annotations

from dataclasses import dataclass, field

from plangen.answers.lookalikes import quote_trouble, strange_sign
from plangen.answers.nodes import Node, ScalarNode, SequenceNode
from plangen.answers.scalars import Refused
from plangen.answers.wording import closest, listed, quoted, short_label
from plangen.catalog.address import Address
from plangen.findings import Finding, Place, Severity


@dataclass(frozen=True, slots=True)
class At:
    """Where in the questionnaire something stands.

    `address`: for the machine, `maal[2].maales_uge` with the row's number for a key; `where`: for people,
    »Mål og gevinster, række 2, Måles«;
    `question`: the question's id (`pakke.dato` for a setting); `shared_rows`: in a table that a department
    adds rows to, how many rows are the project's.
    """

    address: Address
    where: str
    question: str
    shared_rows: int | None = None

    @property
    def part(self) -> str:
        """The address as a finding has it; empty for a whole answer."""
        return str(self.address) if self.address.steps else ""

    def cell(self, column: str, label: str) -> At:
        """A column of this row or group, or a preset row of this question."""
        return self._inside(self.address.field(column), short_label(label))

    def row(self, number: int) -> At:
        """A row of this table, counted from 1."""
        named = f"række {number}"
        if self.shared_rows is not None and number > self.shared_rows:
            named = f"tilføjet række {number - self.shared_rows}"
        return self._inside(self.address.item(number), named)

    def item(self, number: int) -> At:
        """An item of this list, counted from 1."""
        return self._inside(self.address.item(number), f"punkt {number}")

    def _inside(self, address: Address, named: str) -> At:
        """`replace` takes three times as long, and this is done for each cell of a file."""
        return At(address, f"{self.where}, {named}", self.question, self.shared_rows)


@dataclass(slots=True)
class Report:
    """Findings of one file, and the addresses of refused values (see `Answers.invalid`)."""

    findings: list[Finding] = field(default_factory=list)
    invalid: set[Address] = field(default_factory=set)
    _around: set[Address] = field(default_factory=set)

    def add(
        self, code: str, severity: Severity, message: str, place: Place | None, at: At, hint: str = ""
    ) -> None:
        """A finding about one question."""
        self.findings.append(
            Finding(
                code, severity, message, place, hint=hint, where=at.where, question=at.question, part=at.part
            )
        )

    def mark_invalid(self, address: Address) -> None:
        """Notes that a value counts as missing because it was refused."""
        self.invalid.add(address)
        self._around.update(address.around())

    def was_refused(self, at: At) -> bool:
        """Whether the value at this place, or one inside it, was refused."""
        return at.address in self.invalid or at.address in self._around

    def refuse(self, at: At, node: Node, refused: Refused) -> None:
        """V05: a value that counts as missing. A flawed node has been reported already."""
        self.mark_invalid(at.address)
        if isinstance(node, ScalarNode) and node.flawed:
            return
        shown = _shown(node)
        message = f"{at.where}: {shown} er ikke {refused.expected}."
        strange = strange_sign(node.text) if isinstance(node, ScalarNode) else ""
        self.add("V05", Severity.ERROR, message, node.place, at, f"{strange} {refused.hint}".strip())

    def odd(self, node: ScalarNode, at: At, label: str = "") -> None:
        """A warning about what the writer of a text may not have meant: a comment instead of a part, quotes
        that will be printed. A comment that begins with the field's label explains the field."""
        remark = node.comment.removeprefix("# ")
        if remark and not (label and remark.startswith(short_label(label))):
            severity = Severity.INFO if node.comment.startswith(("# ", "##")) else Severity.WARNING
            message = f"{at.where}: {quoted(node.comment)} er en bemærkning og kommer ikke med i svaret."
            hint = 'Hører det til svaret, så sæt hele svaret i anførselstegn ("…").'
            self.add("V06", severity, message, node.comment_place, at, hint)
        trouble = quote_trouble(node.text) if node.plain else ""
        if trouble:
            hint = 'Brug lige anførselstegn (") om svaret i filen, eller slet dem.'
            self.add("V06", Severity.WARNING, f"{at.where}: {trouble}.", node.place, at, hint)

    def unknown(
        self, name: str, place: Place | None, at: At, known: dict[str, str], elsewhere: str = ""
    ) -> str | None:
        """V04: a name that does not exist here. `known`: code → label; `elsewhere`: where it belongs. Returns
        the name that was probably meant."""
        near = None if elsewhere else closest(name, known)
        if near is not None:
            message = f"Ukendt navn {quoted(name)}; mente du {quoted(near)}?"
            self.add("V04", Severity.ERROR, message, place, at, strange_sign(name))
            return near
        hint = elsewhere or f"Her kan stå: {listed(list(known))}."
        self.add("V04", Severity.ERROR, f"Ukendt navn {quoted(name)}.", place, at, hint)
        return None


def _shown(node: Node) -> str:
    """How a message names a refused value."""
    match node:
        case ScalarNode():
            return quoted(node.text)
        case SequenceNode():
            texts = [item.text for item in node.items if isinstance(item, ScalarNode)]
            short = len(texts) == len(node.items) and sum(map(len, texts)) < 40
            return quoted(f"[{', '.join(texts)}]") if short else "en liste"
    return "et svar med underfelter"
