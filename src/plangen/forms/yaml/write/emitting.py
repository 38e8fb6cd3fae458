"""New values as lines of YAML, written by ruamel.yaml in the style of the examples."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.emitter import RoundTripEmitter
from ruamel.yaml.nodes import ScalarNode
from ruamel.yaml.representer import RoundTripRepresenter
from ruamel.yaml.scalarstring import DoubleQuotedScalarString, SingleQuotedScalarString

from plangen.answers.lookalikes import quote_trouble
from plangen.forms.yaml.write.changes import Plain, Token
from plangen.forms.yaml.write.style import WIDTH, block

# What YAML 1.1 or 1.2 would take for a number, a date, a yes or a nothing, and what looks like it.
_TYPED = re.compile(
    r"[-+]?[.\d][\d_.,:eExXoO+a-fA-F-]*|[-+]?\.(inf|nan)|true|false|yes|no|on|off|null|y|n|\d{4}-\d\d?-\d\d?.*",
    re.IGNORECASE,
)
_ENDLESS = 10**9  # where lines break is decided in `style`


class _Emitter(RoundTripEmitter):
    """Prefers double quotes where quotes are needed."""

    def choose_scalar_style(self) -> Any:
        chosen = super().choose_scalar_style()
        return '"' if chosen == "'" and self.event.style != "'" else chosen


class _Representer(RoundTripRepresenter):
    """Knows tokens: they stand plain, whatever they would be read as."""

    def represent_token(self, token: Token) -> Any:
        tag = YAML().resolver.resolve(ScalarNode, str(token), (True, False))
        return self.represent_scalar(tag, str(token))


_Representer.add_representer(Token, _Representer.represent_token)


def round_trip(mapping: int = 2) -> YAML:
    """The library's round trip with the layout of the examples."""
    yaml = YAML(typ="rt", pure=True)
    yaml.Emitter, yaml.Representer = _Emitter, _Representer
    yaml.preserve_quotes = True
    yaml.width = _ENDLESS
    yaml.indent(mapping=mapping, sequence=4, offset=2)
    return yaml


def dumped(value: Any, mapping: int = 2) -> list[str]:
    """The lines of a value that stands by itself."""
    stream = io.StringIO()
    round_trip(mapping).dump(value, stream)
    return stream.getvalue().removesuffix("\n").split("\n")


def entry(
    name: str, value: Plain | None, column: int, style: str = "", body: int = 2, flow: bool = False
) -> list[str]:
    """The lines of `name: value` as they stand at a column, the first one without its indent.

    `style`: the quote or block sign of the value it takes the place of; `body`: how much farther in a block's
    lines stand; `flow`: lists and mappings are written in brackets.
    """
    dressed = styled(value, column, column + len(name) + 2, style, flow, body)
    return moved(dumped(CommentedMap({name: dressed}), body), column)


def row(value: Plain | None, column: int, style: str = "", flow: bool = False) -> list[str]:
    """The lines of a list's item, the dash at a column; the first one without its indent."""
    dressed = styled(value, column, column + 2, style, flow)
    yaml_lines = dumped(CommentedSeq([dressed]))
    return moved([line[2:] for line in yaml_lines], column)  # a list of the library begins at its offset


def moved(lines: Sequence[str], column: int) -> list[str]:
    """The lines moved in, but for the first; empty ones stay empty."""
    return [lines[0], *(" " * column + line if line else "" for line in lines[1:])]


def styled(
    value: Plain | None, column: int, start: int, style: str = "", flow: bool = False, body: int = 2
) -> Any:
    """A value with the style in which it is to be written. `column`: of its name or dash; `start`: of it."""
    match value:
        case None | "":
            return None
        case dict():
            inner = column + 2
            fields = {k: styled(v, inner, inner + len(k) + 2, "", flow) for k, v in value.items()}
            return _in_brackets(CommentedMap(fields), flow)
        case list():
            items = [styled(item, column + 2, column + 4, "", flow) for item in value]
            return _in_brackets(CommentedSeq(items), flow)
        case int() | float() if value < 0:
            return DoubleQuotedScalarString(str(value))  # as every value that begins with a dash
        case str() if not isinstance(value, Token):
            return _text(value, column + body, start, style, flow)
    return value


def _in_brackets(members: Any, flow: bool) -> Any:
    if flow or not members:
        members.fa.set_flow_style()
    return members


def _text(text: str, indent: int, start: int, style: str, flow: bool) -> Any:
    is_block = style[:1] in (">", "|")
    if not flow and (is_block or "\n" in text or start + len(text) > WIDTH):
        written = block(text, style if is_block else "", indent)
        if written is not None:
            return written
    if style != "'" and _TYPED.fullmatch(text):
        style = '"'
    if not style and quote_trouble(text):  # a slip, were it plain
        style = '"'
    if style == "'" and text.isprintable():
        return SingleQuotedScalarString(text)
    return DoubleQuotedScalarString(text) if style == '"' or not text.isprintable() else text
