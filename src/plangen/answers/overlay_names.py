"""The rows that a department's file names, found in the shared table, or a finding that says why not."""

from __future__ import annotations

from plangen.answers.nodes import MappingNode, Node, ScalarNode
from plangen.answers.overlay_parts import ROW
from plangen.answers.report import At, Report
from plangen.answers.row_names import RowNames
from plangen.answers.wording import closest, listed, quoted
from plangen.findings import Severity

_TELL_APART = (
    f"Skriv under {ROW}: de felter, som kun den ene række har, fx interessent: og budskab: på hver sin linje."
)


class NameReader:
    """Finds rows by name. `file`: the project's file, for messages."""

    def __init__(self, names: RowNames, report: Report, file: str) -> None:
        self._names = names
        self._report = report
        self._file = file

    def row(self, name: Node, at: At, severity: Severity, consequence: str) -> int | None:
        """The number of the row that `name` means; None, with a finding, when there is no such row or more
        than one."""
        found = self._names.named(name)
        if len(found) == 1:
            return found[0]
        if isinstance(name, ScalarNode) and name.flawed:
            return None
        shown = quoted(_shown(name))
        if found:
            rows = f"række {', '.join(map(str, found[:-1]))} og {found[-1]}"
            message = f"{at.where}: {shown} passer på flere rækker ({rows}), {consequence}."
            self._report.add("V04", severity, message, name.place, at, _TELL_APART)
            return None
        message = f"{at.where}: rækken {shown} findes ikke i det fælles svar i {self._file}, {consequence}."
        self._report.add("V04", severity, message, name.place, at, self._proposal(name))
        return None

    def _proposal(self, name: Node) -> str:
        labels = self._names.labels()
        near = closest(name.text, labels) if isinstance(name, ScalarNode) else None
        if near is not None:
            return f"Mente du {quoted(near)}? Er rækken slettet, så slet linjerne her."
        if labels:
            return f"Rækkerne hedder: {listed([quoted(label) for label in labels])}."
        return "Det fælles svar har ingen rækker."


def _shown(name: Node) -> str:
    match name:
        case ScalarNode():
            return name.text
        case MappingNode():
            texts = (entry.value.text for entry in name.entries if isinstance(entry.value, ScalarNode))
            return ", ".join(texts)
    return "en liste"
