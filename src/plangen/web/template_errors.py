"""Mistakes in page templates, in Danish: which template, which line, which tag."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from difflib import get_close_matches
from types import TracebackType

from jinja2 import StrictUndefined, TemplateNotFound, TemplateSyntaxError
from jinja2 import TemplateError as JinjaError
from jinja2.exceptions import SecurityError, UndefinedError
from jinja2.utils import missing

from plangen.documents.bounded import BoundedSandbox, ForbiddenError
from plangen.documents.failing import why_failed
from plangen.findings import PlangenError, TemplateError
from plangen.web.closed import refused_name
from plangen.web.markup import NotPrintableError

_TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}")
_NAME = re.compile(r"»(\w+)«")

# What Jinja says, and what to say instead; \1 is its first group.
_SYNTAX = (
    (r"unexpected char '(.)'", r"tegnet »\1« kan ikke stå i et tag"),
    (r"[Ee]ncountered unknown tag '(\w+)'", r"»\1« er ikke et tag, der findes"),
    (r"No filter named '(\w+)'", r"filteret »\1« findes ikke"),
    (r"No test named '(\w+)'", r"testen »\1« findes ikke"),
    (r"[Uu]nexpected end of template|unclosed|Missing end of", "et tag mangler sin afslutning"),
    (r"block '(\w+)' defined twice", r"blokken »\1« står to gange"),
)


# What Python raises when it is to compile something without end.
_TOO_DEEP = (SyntaxError, RecursionError, MemoryError, OverflowError)


class NotInFolderError(TemplateNotFound):
    """A template asks for a file by anything but the plain name of one beside it."""


class DanishUndefined(StrictUndefined):
    """Refuses to be printed or tested, and says in Danish what is not there."""

    __slots__ = ()

    @property
    def _undefined_message(self) -> str:
        name = self._undefined_name
        if self._undefined_obj is missing:
            return f"»{name}« findes ikke"
        return f"feltet »{name}« findes ikke her"


Place = Callable[[str, int], tuple[str, str]]
"""For a template and a line of it, the file and the place that a person knows."""


def line_of_file(template: str, line: int) -> tuple[str, str]:
    """The place in a template that is a file itself."""
    return template, f"linje {line}"


def as_template_error(
    error: Exception,
    template: str,
    load: Callable[[str], str],
    known: Iterable[str],
    named: Place = line_of_file,
) -> PlangenError | None:
    """The Danish error for what went wrong in rendering `template`; None when it is plangen's own bug."""
    if isinstance(error, PlangenError):
        return error
    if isinstance(error, TemplateNotFound):
        known_place = _place(error.__traceback__)
        inside = isinstance(error, NotInFolderError)
        reason = refused_name(str(error.name)) if inside else f"skabelonen »{error.name}« findes ikke"
        if known_place is None:
            return TemplateError(f"{template}: {reason}.")
        return _at(*known_place, reason, load, named)
    if isinstance(error, TemplateSyntaxError):
        return _at(error.filename or template, error.lineno, _syntax(error.message or ""), load, named)
    place = _place(error.__traceback__)
    if isinstance(error, _TOO_DEEP):
        if place is None:
            return TemplateError(f"{template}: skabelonen er for indviklet; del den op.")
        return _at(*place, "tagget går i ring: skabelonen bruger sig selv", load, named)
    if place is None or not (isinstance(error, (JinjaError, NotPrintableError)) or _in_template(error)):
        return None
    reason = _reason(error)
    hint = _hint(reason, known) if isinstance(error, UndefinedError) else ""
    return _at(*place, reason, load, named, hint)


def _at(
    template: str, line: int, reason: str, load: Callable[[str], str], named: Place, hint: str = ""
) -> TemplateError:
    tag = _tag(load(template), line, reason)
    where = ", ".join(filter(None, named(template, line)))
    return TemplateError(f"{where}: {reason}. Tag: {tag}", hint)


def _place(traceback: TracebackType | None) -> tuple[str, int] | None:
    """Template and line of the innermost template frame; None when plangen's own code failed below it."""
    place: tuple[str, int] | None = None
    while traceback is not None:
        if _is_template(traceback):
            place = (traceback.tb_frame.f_code.co_filename, traceback.tb_lineno)
        traceback = traceback.tb_next
    return place


def _in_template(error: Exception) -> bool:
    """Whether the innermost frame outside of Jinja and Python is the template's, not plangen's."""
    traceback, own = error.__traceback__, False
    while traceback is not None:
        module = str(traceback.tb_frame.f_globals.get("__name__", ""))
        if _is_template(traceback):
            own = False
        elif module.startswith("plangen.") and module != BoundedSandbox.__module__:
            own = True
        traceback = traceback.tb_next
    return not own


def _is_template(traceback: TracebackType) -> bool:
    # Jinja rewrites the frames of templates to template name and line, and leaves this mark in them.
    return "__jinja_exception__" in traceback.tb_frame.f_globals


def _reason(error: Exception) -> str:
    match error:
        case UndefinedError():
            return str(error)
        case ForbiddenError():
            return str(error)
        case SecurityError():
            return "tagget bruger noget, som en skabelon ikke må"
        case NotPrintableError():
            return f"tagget giver ikke en tekst, men »{error}«, og kan ikke trykkes"
    return why_failed(error)


def _syntax(message: str) -> str:
    for pattern, danish in _SYNTAX:
        if match := re.search(pattern, message):
            return match.expand(danish)
    return "tagget er ikke skrevet rigtigt"


def _hint(reason: str, known: Iterable[str]) -> str:
    """»Mente du …?« for a name that is nearly one of the known ones."""
    name = _NAME.search(reason)
    close = get_close_matches(name.group(1), list(known), n=1) if name and "feltet" not in reason else []
    return f"Mente du »{close[0]}«?" if close else ""


def _tag(source: str, line: int, reason: str) -> str:
    """The tag on that line, the one that holds the name in question when there are several."""
    lines = source.splitlines()
    text = lines[line - 1].strip() if 0 < line <= len(lines) else ""
    tags: list[str] = _TAG.findall(text) or [text]
    name = _NAME.search(reason)
    return next((tag for tag in tags if name and name.group(1) in tag), tags[0])
