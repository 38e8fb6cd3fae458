"""Page templates: Jinja templates in, standalone HTML pages out.

The templates come from a loader given from outside, and nothing in here reads the disk. Templates run in
a sandbox; a mistake in one becomes a Danish `TemplateError` that names template, line and tag.
See `templates/html/_base.html` for how a template is written.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from contextvars import ContextVar
from typing import Any

from jinja2 import (
    BaseLoader,
    Environment,
    TemplateNotFound,
    Undefined,
    meta,
    nodes,
)
from markupsafe import escape

from plangen.documents.asked import Asked
from plangen.documents.bounded import BoundedSandbox, Budget, budgeted, pay_for_printing
from plangen.documents.printing import Printing
from plangen.texts.values import Answer, Passage
from plangen.web.closed import plain_name
from plangen.web.markup import NotPrintableError, named, printed
from plangen.web.outline import Heading, Page, Properties, finished_page
from plangen.web.template_errors import DanishUndefined, NotInFolderError, as_template_error, line_of_file

__all__ = ["Heading", "Page", "PageTemplates", "Properties"]

MOST_CHARACTERS = 3_000_000
"""Of one page; making a PDF of more would take minutes."""
_printing: ContextVar[Printing] = ContextVar("printing")


class PageTemplates:
    """The page templates of one installation; each is compiled once and rendered many times.

    `load` gives the text of a template or stylesheet by its name, and raises LookupError, OSError or
    `PlangenError` when there is none. `place` says which file and place a line of a template stands for.
    """

    def __init__(
        self, load: Callable[[str], str], place: Callable[[str, int], tuple[str, str]] = line_of_file
    ) -> None:
        self._load = load
        self._place = place
        self._environment = _Sandbox(
            {"tekst": plain, "e": escape, "escape": escape},
            loader=_Loader(load),
            undefined=DanishUndefined,
            finalize=_finalize,
            auto_reload=False,
            cache_size=-1,
            trim_blocks=True,
            lstrip_blocks=True,
        )

    def render(
        self,
        template_name: str,
        context: Mapping[str, Any],
        printing: Printing,
        properties: Properties | None = None,
    ) -> Page:
        """The finished page. `printing` is new for each rendering; `properties` go into the page's head,
        and from there into the PDF's metadata."""
        token = _printing.set(printing)
        try:
            with budgeted(Budget(characters=MOST_CHARACTERS)):
                html = self._environment.get_template(template_name).render(context)
        except Exception as error:
            danish = as_template_error(error, template_name, self._load, context, self._place)
            if danish is None:
                raise
            raise danish from error
        finally:
            _printing.reset(token)
        return finished_page(html, template_name, self._load, properties)

    def reads(self, template_name: str) -> frozenset[str]:
        """What a template that was rendered reads of its context, and the templates that it is made with."""
        found: set[str] = set()
        waiting, seen = [template_name], set[str]()
        while waiting:
            name = waiting.pop()
            if name not in seen:
                seen.add(name)
                found |= self._environment.reads.get(name, frozenset())
                waiting.extend(one for one in self._environment.others.get(name, ()) if one)
        return frozenset(found)

    def uses_only(self, template_name: str, others: Collection[str]) -> bool:
        """Whether a template that was rendered is made with no other templates than these."""
        known = self._environment.others
        return template_name in known and all(
            name is not None and name in others and set(known.get(name, ())) <= set(others)
            for name in known[template_name]
        )


class _Sandbox(BoundedSandbox):
    """`reads`: name of a template → what it reads of its context; `others`: the templates it is made with,
    None for one that it chooses while it runs."""

    def __init__(self, extra: dict[str, Callable[..., Any]], **options: Any) -> None:
        super().__init__(extra, **options)
        self.reads: dict[str, frozenset[str]] = {}
        self.others: dict[str, tuple[str | None, ...]] = {}

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        tree = super()._parse(source, name, filename)
        if name is not None:
            self.others[name] = tuple(meta.find_referenced_templates(tree))
        return tree

    def learnt(self, name: str | None, asked: Asked) -> None:
        super().learnt(name, asked)
        if name is not None:
            self.reads[name] = asked.reads


class _Loader(BaseLoader):
    """Jinja's view of the loader function. The template's name is its file name in tracebacks."""

    def __init__(self, load: Callable[[str], str]) -> None:
        self._load = load

    def get_source(
        self,
        environment: Environment,  # noqa: ARG002 - Jinja's signature
        template: str,
    ) -> tuple[str, str, Callable[[], bool]]:
        if not plain_name(template):
            raise NotInFolderError(template)
        try:
            return self._load(template), template, lambda: True
        except (LookupError, OSError) as error:
            raise TemplateNotFound(template) from error


def _finalize(value: object) -> str:
    """What a tag prints. An undefined value complains by itself when it is turned into text."""
    pay_for_printing(value)
    return str(value) if isinstance(value, Undefined) else named(value, printed(value, _printing.get()))


def plain(value: object, limit: int = 0) -> str:
    """The filter `tekst`: a value as plain text for an attribute, where no element can stand.

    »limit« shortens it to that many characters. A missing answer gives its marker.
    """
    if isinstance(value, Answer) and value.status == "hidden":
        return ""
    if isinstance(value, Passage):
        value = str(value)
    if not isinstance(value, str | int) or isinstance(value, bool):
        raise NotPrintableError(type(value).__name__)
    text = " ".join(str(value).split())
    return text if not limit or len(text) <= limit else f"{text[: limit - 1].rstrip()}…"
