"""The pages' templates, drawn with what a page is told. Texts are escaped everywhere."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import sha256
from typing import Any

from jinja2 import Environment

from plangen.exports.drawing import page_environment
from plangen.library import Templates

KIND, SHARED = "html/app", "html"
STYLE, SCRIPT, ICON = "app.css", "app.js", "icon.svg"
ASSETS: Mapping[str, str] = {
    STYLE: "text/css; charset=utf-8",
    SCRIPT: "text/javascript; charset=utf-8",
    ICON: "image/svg+xml",
}


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
        environment = form_environment(self.templates)
        environment.globals["rod"] = self.prefix
        environment.globals["udgave"] = sha256(self.asset(STYLE) + self.asset(SCRIPT)).hexdigest()[:8]
        return environment


def form_environment(templates: Templates) -> Environment:
    """The environment in which the templates of questions and pages are drawn."""
    return page_environment(templates, KIND, SHARED)
