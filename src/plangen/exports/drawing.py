"""The environment in which the templates of pages are drawn that people open in a browser."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from jinja2 import BaseLoader, BytecodeCache, Environment, StrictUndefined
from jinja2.bccache import Bucket

from plangen.library import Templates
from plangen.texts.danish import short_date


class ShippedPages(BaseLoader):
    """Finds templates in the first of some folders of the library that has them."""

    def __init__(self, templates: Templates, kinds: Sequence[str]) -> None:
        self._templates, self._kinds = templates, kinds

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, Any]:
        """The text of a template. Raises `PlangenError` when no folder has it."""
        del environment
        kind = next((one for one in self._kinds if self._templates.has(one, template)), self._kinds[0])
        return self._templates.read(kind, template).decode("utf-8"), template, lambda: True


class _Compiled(BytecodeCache):
    """Templates as they were compiled, for the process: each build draws the same pages, and compiling takes
    longer than drawing. Jinja takes one for a text with the same hash alone."""

    def __init__(self) -> None:
        self._known: dict[str, tuple[str, Any]] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        checksum, code = self._known.get(bucket.key, ("", None))
        bucket.code = code if checksum == bucket.checksum else None

    def dump_bytecode(self, bucket: Bucket) -> None:
        self._known[bucket.key] = bucket.checksum, bucket.code


_COMPILED = _Compiled()


def page_environment(templates: Templates, *kinds: str) -> Environment:
    """The environment for templates of those folders. Every text is escaped."""
    environment = Environment(
        loader=ShippedPages(templates, kinds),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        bytecode_cache=_COMPILED,
    )
    environment.filters["kort_dato"] = lambda day: short_date(date.fromisoformat(day)) if day else ""
    return environment
