"""The pages' templates, drawn with what a page is told. Texts are escaped everywhere."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from hashlib import sha256
from typing import Any

from jinja2 import BaseLoader, Environment, StrictUndefined, TemplateNotFound

from plangen.findings import PlangenError
from plangen.library import Templates
from plangen.texts.danish import short_date

KIND = "html/app"
STYLE, SCRIPT, ICON = "app.css", "app.js", "icon.svg"
ASSETS: Mapping[str, str] = {
    STYLE: "text/css; charset=utf-8",
    SCRIPT: "text/javascript; charset=utf-8",
    ICON: "image/svg+xml",
}


class _ShippedPages(BaseLoader):
    def __init__(self, templates: Templates) -> None:
        self._templates = templates

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, Any]:
        del environment
        try:
            return self._templates.read(KIND, template).decode("utf-8"), template, lambda: True
        except PlangenError as error:
            raise TemplateNotFound(template) from error


@dataclass(frozen=True)
class Pages:
    """Draws the pages of an application. `prefix`: what its addresses begin with."""

    templates: Templates
    prefix: str = field(repr=False)

    def draw(self, template: str, **values: Any) -> str:
        """A page, or a part of one."""
        return self._environment.get_template(template).render(**values)

    def asset(self, name: str) -> bytes:
        """The style or the script."""
        return self.templates.read(KIND, name)

    @cached_property
    def _environment(self) -> Environment:
        environment = page_environment(self.templates)
        environment.globals["rod"] = self.prefix
        environment.globals["udgave"] = sha256(self.asset(STYLE) + self.asset(SCRIPT)).hexdigest()[:8]
        return environment


def page_environment(templates: Templates) -> Environment:
    """The environment in which the templates of questions and pages are drawn."""
    environment = Environment(
        loader=_ShippedPages(templates),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    environment.filters["kort_dato"] = lambda day: short_date(date.fromisoformat(day)) if day else ""
    return environment
