"""Reads a YAML file to a located tree and reports everything that is wrong with it as YAML.

The parser's events are put together here and not by the library: so depth, aliases, repeated keys and the
comma trap are seen where they happen, nothing recurses, and a slip in one place does not hide the next one.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from ruamel.yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from plangen.answers.nodes import MappingNode, Node, ScalarNode, SequenceNode, Tree, is_empty
from plangen.answers.wording import quoted
from plangen.findings import FilePlace, Finding, Severity
from plangen.forms.yaml.events import parsed
from plangen.forms.yaml.read.folding import unfolded
from plangen.forms.yaml.read.keys import Part, mapping_node
from plangen.forms.yaml.read.recovery import without_answer
from plangen.forms.yaml.read.slips import CLOSE_QUOTE, NOT_CLOSED, Slip, swallowed
from plangen.forms.yaml.read.source_text import SourceText, has_refused, read_text, refusal
from plangen.forms.yaml.read.yaml_errors import Slipped, where_stopped, yaml_findings

MAX_DEPTH = 40
"""Levels of nesting. Answers need six; the limit keeps a hostile file from exhausting the stack."""
MAX_SLIPS = 20
"""After so many the file is given up: each costs a reading of the whole."""
MAX_COPIES = 100_000
"""How much aliases may add when they are written out."""

_TAG = "tag:yaml.org,2002:"
_HARMLESS_TAGS = {
    "!",
    *(_TAG + name for name in ("str", "int", "float", "bool", "null", "timestamp", "map", "seq")),
}
_ESCAPED_BREAKS = str.maketrans({"\x85": "\n", "\u2028": "\n", "\u2029": "\n"})
_COMMENT = re.compile(r"[ \t]+(#.*)")
_WRITE_OUT = "Skriv indholdet ud, hvor det skal bruges, i stedet for henvisningen."
_FLAWED_NOTHING = ScalarNode("", flawed=True)


class _Stop(Exception):
    """Ends reading with a finding: what comes after cannot be understood."""

    def __init__(self, finding: Finding) -> None:
        super().__init__(finding.message)
        self.finding = finding


@dataclass(slots=True)
class _Open:
    """A list or mapping that has begun. `parts`: its nodes (in a mapping key, value, key, value …) with the
    indexes where each starts and ends in the text."""

    event: Any
    parts: list[Part] = field(default_factory=list)


@lru_cache(maxsize=64)
def read_tree(data: bytes, label: str, names: frozenset[str] = frozenset()) -> Tree:
    """The tree of a file with NFC-normalised text, and all findings about its form (V05, V06).

    Never raises. `label` is the file's path as the user wrote it; it stands in every place. `names`: those of
    the questions, which tell a slip from a text. Parsing is slow (100 ms for a full answer file) and a tree
    never changes, so the same bytes are parsed once.
    """
    source, findings = read_text(data, label)
    if source is None:
        return Tree(None, tuple(findings), complete=False)
    slips: list[Finding] = []
    stopped: tuple[Any, ...] = ()
    while len(slips) < MAX_SLIPS:
        found: list[Finding] = []
        builder = _Builder(source, found)
        try:
            root = builder.build()
        except _Stop as stop:
            return Tree(None, (*findings, *slips, *found, stop.finding), complete=False)
        except Exception as error:  # on some broken files the parser raises plain Python errors
            lines = source.text.split("\n")
            again = stopped == where_stopped(error)
            stopped = where_stopped(error)
            if again:
                slips.pop()  # that was not what stopped the parser
            told = yaml_findings(error, label, lines, builder.reached, names, search=not again)
            slips += told
            rest = _without(source, told, names)
            if rest is source:
                break
            source = rest
        else:
            top, wrong = _top_level(root, label)
            return Tree(top, (*findings, *slips, *found, *wrong), complete=not slips)
    return Tree(None, (*findings, *slips), complete=False)


def _without(source: SourceText, slips: Sequence[Finding], names: frozenset[str]) -> SourceText:
    """The source without the answers that hold the slips; itself when none can be taken out."""
    for slip in slips:
        if isinstance(slip.place, FilePlace):
            source = without_answer(source, slip.place.line - 1, names) or source
    return source


def _top_level(root: Node | None, label: str) -> tuple[MappingNode | None, list[Finding]]:
    """The root as a mapping; an empty file is one without keys, anything else is a finding."""
    if isinstance(root, MappingNode):
        return root, []
    if root is None or (isinstance(root, ScalarNode) and is_empty(root)):
        return MappingNode(place=FilePlace(label)), []
    if isinstance(root, ScalarNode) and root.flawed:
        return None, []
    kind = "en liste" if isinstance(root, SequenceNode) else "en enkelt tekst"
    message = f"Filen er {kind}; den skal bestå af navne med kolon."
    hint = "Begynd filen med pakke: og svar:, eller lav en ny svarfil med plangen new."
    return None, [Finding("V06", Severity.ERROR, message, root.place, hint=hint)]


class _Builder:
    """Puts the parser's events together to nodes."""

    def __init__(self, source: SourceText, findings: list[Finding]) -> None:
        self._source = source
        self._lines = source.text.split("\n")
        self._findings = findings
        self._open: list[_Open] = []
        self._anchors: dict[str, Node] = {}
        self._copies = 0
        self.reached = 0

    def build(self) -> Node | None:
        """The first document's root; None when the file holds nothing. Raises what the parser raises."""
        root: Node | None = None
        documents = 0
        for event in parsed(self._source.text):
            self.reached = event.start_mark.line
            if isinstance(event, DocumentStartEvent):
                documents += 1
                if documents > 1:
                    message = "Filen består af flere dele adskilt af ---. Kun den første er læst."
                    self._findings.append(self._fault(event, message, "Slet linjen med ---."))
                    break
            node = self._take(event)
            if node is None:
                continue
            if self._open:
                self._open[-1].parts.append((node, event.start_mark.index, event.end_mark.index))
            else:
                root = node
        return root

    def _take(self, event: Any) -> Node | None:
        """The node that an event completes, None when it completes none."""
        match event:
            case ScalarEvent():
                return self._anchored(event, self._scalar(event))
            case AliasEvent():
                return self._alias(event)
            case SequenceStartEvent() | MappingStartEvent():
                self._begin(event)
            case SequenceEndEvent():
                opened = self._open.pop()
                items = tuple(node for node, _, _ in opened.parts)
                weight = 1 + sum(item.weight for item in items)
                return self._anchored(opened.event, SequenceNode(items, self._place(opened.event), weight))
            case MappingEndEvent():
                opened = self._open.pop()
                flow = bool(opened.event.flow_style)
                mapping, wrong = mapping_node(
                    opened.parts, self._source.text, flow, self._place(opened.event)
                )
                self._findings += wrong
                return self._anchored(opened.event, mapping)
        return None

    def _begin(self, event: Any) -> None:
        if len(self._open) >= MAX_DEPTH:
            message = f"Filen har for mange niveauer inde i hinanden (højst {MAX_DEPTH})."
            raise _Stop(self._fault(event, message, "Fjern de inderste niveauer."))
        self._refuse_tag(event)
        self._open.append(_Open(event))

    def _anchored(self, event: Any, node: Node) -> Node:
        if event.anchor:
            self._anchors[str(event.anchor)] = node
        return node

    def _alias(self, event: Any) -> Node:
        """The node an alias stands for. Written out, all aliases together must stay within bounds."""
        name = str(event.anchor)
        if any(opened.event.anchor == event.anchor for opened in self._open):
            message = f"{quoted('*' + name)} henviser til sig selv."
            self._findings.append(self._fault(event, message, _WRITE_OUT))
            return _FLAWED_NOTHING
        node = self._anchors.get(name)
        if node is None:
            message = f"{quoted('*' + name)} henviser til noget, der ikke findes."
            hint = "Begynder teksten med en stjerne, så sæt den i anførselstegn."
            self._findings.append(self._fault(event, message, hint))
            return _FLAWED_NOTHING
        self._copies += node.weight
        if self._copies > MAX_COPIES:
            message = "Henvisningerne (*navn) i filen folder sig ud til alt for meget indhold."
            raise _Stop(self._fault(event, message, _WRITE_OUT))
        return node

    def _scalar(self, event: Any) -> ScalarNode:
        flawed = self._refuse_tag(event)
        self._refuse_swallowed(event)
        place = self._place(event)
        # In quotes, \ud83d\ude00 is one character written as two halves: put them together.
        text = event.value.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "surrogatepass")
        text = self._with_breaks(event, text.translate(_ESCAPED_BREAKS))
        if self._source.holds_refused(event.start_mark.index, event.end_mark.index):
            flawed = True
        elif has_refused(text):
            self._findings.append(refusal(text, place))
            flawed = True
        plain = event.style is None and str(event.tag) != _TAG + "str"
        text, weight = unicodedata.normalize("NFC", text), 1 + len(text) // 64
        return ScalarNode(text, plain, place, flawed, weight, *self._comment(event))

    def _with_breaks(self, event: Any, text: str) -> str:
        """The text with the line breaks that folding has taken and nobody wanted taken."""
        first, last = event.start_mark.line, event.end_mark.line
        if event.style not in (None, ">") or first == last:
            return text
        if event.style == ">":
            return unfolded(text, self._lines[first + 1 : last + 1 if event.end_mark.column else last])
        column = event.start_mark.column
        lines = self._lines[first : last + 1]
        return unfolded(text, [lines[0][column:].lstrip(), *(line.strip() for line in lines[1:])])

    def _comment(self, event: Any) -> tuple[str, FilePlace | None]:
        """What stands after a plain value on its line, behind a #, and where."""
        if event.style is not None or not event.value:
            return "", None
        line, at = event.end_mark.line, event.end_mark.column
        match = _COMMENT.match(self._lines[line], at) if line < len(self._lines) else None
        if match is None:
            return "", None
        return match[1].rstrip(), FilePlace(self._source.label, line + 1, match.start(1) + 1)

    def _refuse_swallowed(self, event: Any) -> None:
        """Raises `Slipped` for a quoted text that runs over the names that follow it."""
        first, last = event.start_mark.line, event.end_mark.line
        if event.style not in ("'", '"') or first == last or not self._open:
            return
        around = self._open[-1].event
        if not around.flow_style and swallowed(self._lines, first, last, around.start_mark.column):
            raise Slipped(Slip(first, event.start_mark.column, NOT_CLOSED, CLOSE_QUOTE))

    def _refuse_tag(self, event: Any) -> bool:
        """Reports a tag such as `!!python/name:os.system`; whether there was one."""
        tag = "" if event.tag is None else str(event.tag)
        if not tag or tag in _HARMLESS_TAGS:
            return False
        shown = tag.replace(_TAG, "!!")
        message = f"Mærket {quoted(shown)} kan ikke bruges i en svarfil."
        hint = "Slet mærket, eller sæt teksten i anførselstegn."
        self._findings.append(self._fault(event, message, hint))
        return True

    # --- places --------------------------------------------------------------------------------------------
    def _place(self, event: Any) -> FilePlace:
        return FilePlace(self._source.label, event.start_mark.line + 1, event.start_mark.column + 1)

    def _fault(self, event: Any, message: str, hint: str) -> Finding:
        return Finding("V06", Severity.ERROR, message, self._place(event), hint=hint)
