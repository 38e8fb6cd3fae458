"""One part of a template with its tags, compiled: runs Jinja, and says where it went wrong."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from types import TracebackType

from jinja2 import Template, nodes
from jinja2.exceptions import SecurityError, TemplateSyntaxError, UndefinedError

from plangen.documents.bounded import BoundedSandbox, Budget, ForbiddenError, budgeted
from plangen.documents.failing import why_failed
from plangen.findings import PlangenError
from plangen.ooxml.package import Relationships
from plangen.ooxml.problems import Problem, WordTemplateError
from plangen.templates.placing import mark_places, without_empty_runs
from plangen.templates.printed import NoTextError, PrintedValues
from plangen.templates.sandbox import (
    PRINTED,
    TOO_DEEP,
    TOO_INTRICATE,
    danish_syntax,
    did_you_mean,
    sandbox,
    standalone,
)
from plangen.templates.source import Source
from plangen.templates.tags import CELL_WORDS

_MARKS = re.compile(r"<w:(?:bookmark|sdt)")


@dataclass(frozen=True)
class Part:
    """`names` are what the part asks the context for, `reads` the same more closely (`documents.asked`);
    `relationships` are the template's."""

    name: str
    source: Source
    template: Template
    relationships: Relationships
    names: frozenset[str]
    reads: frozenset[str]

    @cached_property
    def _globals(self) -> dict[str, object]:
        """What every template may call; Jinja would look it up anew for each rendering."""
        return dict(self.template.globals)

    @cached_property
    def _looks(self) -> frozenset[str]:
        """How the runs with values look."""
        return frozenset(place.look for place in self.source.places)

    @cached_property
    def makes_columns(self) -> bool:
        """Whether tags may make columns of a table, merge cells or leave some out."""
        return any(one.tag.level == "tc" or one.tag.word in CELL_WORDS for one in self.source.tags)

    @cached_property
    def has_marks(self) -> bool:
        """Whether there are bookmarks or controls in the template itself."""
        return _MARKS.search(self.source.text) is not None

    @classmethod
    def compile(cls, template_name: str, name: str, source: Source, relationships: Relationships) -> Part:
        """The part from a source whose tags are right one by one."""
        try:
            tree = sandbox().parse(source.text)
            mark_places(tree)
        except TemplateSyntaxError as error:
            placed = source.at(error.lineno)
            message = danish_syntax(error.message or "")
            problem = Problem(message) if placed is None else placed.problem(message)
            raise WordTemplateError(template_name, [problem]) from error
        except TOO_DEEP as error:
            raise WordTemplateError(template_name, [Problem(TOO_INTRICATE)]) from error
        try:
            template, asked = sandbox().compiled(tree)
            return cls(name, source, template, relationships, *asked)
        except TOO_DEEP as error:
            message = "tags står inden i hinanden i for mange lag; del dem op"
            raise WordTemplateError(template_name, [Problem(message)]) from error

    def unknown_names(self, context: Mapping[str, object]) -> Iterator[Problem]:
        """All names the context lacks, also in branches that would not be run."""
        for name in sorted(self.names - set(context)):
            message = f"ukendt navn »{name}«{did_you_mean(name, sorted(context))}"
            users = [placed for placed in self.source.tags if name in _names_in(standalone(placed.tag))]
            yield from [placed.problem(message) for placed in users] or [Problem(message)]

    def run(self, template_name: str, context: Mapping[str, object], printed: PrintedValues) -> str:
        """The part's XML, with a token for each value."""
        try:
            everything = {**self._globals, **context, PRINTED: printed}
            values = self.template.new_context(everything, shared=True)
            with budgeted(Budget()):
                xml = "".join(self.template.root_render_func(values))
            return without_empty_runs(xml, self._looks)
        except PlangenError:
            raise
        except Exception as error:
            message = _reason(error)
            if message is None:
                raise
            placed = self.source.at(_line(error.__traceback__, self.template))
            problem = Problem(message) if placed is None else placed.problem(message)
            raise WordTemplateError(template_name, [problem]) from error


def _names_in(code: str) -> set[str]:
    return {node.name for node in sandbox().parse(code).find_all(nodes.Name)} if code else set()


def _reason(error: Exception) -> str | None:
    """What went wrong, for the author of a template; None when it is a bug in plangen's own code."""
    if isinstance(error, ForbiddenError | UndefinedError | NoTextError):
        return str(error)
    if isinstance(error, RecursionError | MemoryError):
        return "tagget går i ring: det bruger sig selv"
    if isinstance(error, SecurityError):
        return "tagget gør noget, som en skabelon ikke må"
    module = _innermost_module(error.__traceback__)
    if module.startswith("plangen.") and module != BoundedSandbox.__module__:
        return None
    return why_failed(error)


def _innermost_module(traceback: TracebackType | None) -> str:
    module = ""
    while traceback is not None:
        module = str(traceback.tb_frame.f_globals.get("__name__", ""))
        traceback = traceback.tb_next
    return module


def _line(traceback: TracebackType | None, template: Template) -> int:
    """The line of the template's source that was being run."""
    line = 0
    while traceback is not None:
        if traceback.tb_frame.f_globals.get("__jinja_template__") is template:
            line = template.get_corresponding_lineno(traceback.tb_lineno)
        traceback = traceback.tb_next
    return line
