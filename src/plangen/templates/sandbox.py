"""The language of Word templates: Jinja in a sandbox, with a short list of what a template may use.

A template is a Word file that anyone may have written; `documents.bounded` says what it may use, and counts
what it uses up.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache, lru_cache
from typing import Any

from jinja2 import StrictUndefined, nodes, pass_context
from jinja2.exceptions import TemplateSyntaxError
from jinja2.runtime import Context
from jinja2.utils import missing
from rapidfuzz import process
from rapidfuzz.distance import OSA

from plangen.documents.bounded import BoundedSandbox, ForbiddenError, pay_for_printing
from plangen.templates.tags import BLOCKS, Tag

PRINTED = " printed"  # a name no template can write
_SIMILAR = 0.6
LONGEST_TAG = 2000
_INTRICATE = 200
TOO_DEEP = (RecursionError, MemoryError, SyntaxError, ValueError, OverflowError)
"""What Python raises when it is to compile something without end."""
TOO_INTRICATE = "tagget er for indviklet; del det op"

# What Jinja's parser calls things, and what it says about them; {0} and {1} are the things.
_TOKENS = {
    "end of print statement": "taggets slutning",
    "end of statement block": "taggets slutning",
    "name": "et navn",
    "integer": "et tal",
    "string": "en tekst",
    "in": "»in«",
}
_SYNTAX = (
    (r"expected token '(.+)', got '(.+)'", "der står {1}, hvor der skulle stå {0}"),
    (r"unexpected '(.+)', expected '(.+)'", "der står {0}, hvor der skulle stå {1}"),
    (r"unexpected char [\"'](.+)[\"']", "tegnet {0} kan ikke stå her"),
    (r"[Uu]nexpected '(.+)'", "{0} passer ikke her"),
    (r"Encountered unknown tag '(\w+)'", "{0} kan ikke stå her"),
    (r"expected name or number", "her mangler et navn"),
    (r"can't assign to", "her kan der ikke sættes en værdi"),
    (r"Expected an expression, got '(.+)'", "her mangler et navn eller en værdi; der står {0}"),
)


class Unknown(StrictUndefined):
    """A name that is not there. Printing or testing it is an error that says so in Danish."""

    __slots__ = ()

    @property
    def _undefined_message(self) -> str:
        if self._undefined_exception is ForbiddenError:
            return f"»{self._undefined_name}« må ikke bruges i en skabelon"
        name = str(self._undefined_name)
        if self._undefined_obj is missing:
            return f"ukendt navn »{name}«"
        return f"ukendt navn »{name}«{did_you_mean(name, _public_names(self._undefined_obj))}"


class Sandbox(BoundedSandbox):
    """Jinja as Word templates may use it."""

    def __init__(self) -> None:
        super().__init__(undefined=Unknown, finalize=_finalize)

    def placed(self, context: Context, look: int, value: object) -> str:
        """What a value becomes in a place of its own, see `placing`."""
        pay_for_printing(value)
        placed: str = context.parent[PRINTED].place(value, look)
        return placed

    def unsafe_undefined(self, obj: Any, attribute: str) -> Unknown:
        return Unknown(obj=obj, name=attribute, exc=ForbiddenError)


@cache
def sandbox() -> Sandbox:
    """The one environment of the process; it holds no state of any rendering."""
    return Sandbox()


@pass_context
def _finalize(context: Context, value: object) -> object:
    """Hands every printed value to the rendering at hand, see `printed.Printed`."""
    pay_for_printing(value)
    return context.parent[PRINTED].print(value)


def did_you_mean(name: str, known: Iterable[str]) -> str:
    """»; mente du »problem«?«, or nothing when no known name is near."""
    similarity = OSA.normalized_similarity
    best = process.extractOne(name.lower(), list(known), scorer=similarity, score_cutoff=_SIMILAR)
    return f"; mente du »{best[0]}«?" if best else ""


def _public_names(value: object) -> list[str]:
    fields = getattr(value, "_fields", None)
    names = [*(fields if isinstance(fields, dict | tuple) else ()), *dir(value)]
    return sorted({name for name in names if not name.startswith("_")})


def code_problems(tag: Tag, environment: Sandbox) -> list[str]:
    """What Jinja finds wrong in a tag taken alone: its syntax, and what a template may not use."""
    if tag.word in ("else", *BLOCKS.values()):
        return [f"der må ikke stå noget efter »{tag.word}«"] if tag.argument else []
    if tag.word == "set" and "=" not in tag.argument:
        return ["»set« skal have formen {% set navn = værdi %}"]
    if len(tag.text) > LONGEST_TAG:
        return [f"tagget er over {LONGEST_TAG} tegn langt"]
    return list(_problems_of(standalone(tag), len(tag.text) > _INTRICATE, environment))


@lru_cache(maxsize=10_000)
def _problems_of(code: str, intricate: bool, environment: Sandbox) -> tuple[str, ...]:
    """The same of a small template; templates repeat their tags, and Word and the page have the same ones."""
    try:
        tree = environment.parse(code)
        problems = (*_forbidden(tree), *_unknown_helpers(tree, environment))
        if intricate and not problems:
            environment.compile(tree)  # what is too deep for Python's compiler is named with its place
    except TemplateSyntaxError as error:
        return (danish_syntax(error.message or ""),)
    except TOO_DEEP:
        return (TOO_INTRICATE,)
    return problems


def standalone(tag: Tag) -> str:
    """A small template that holds the tag alone, so that it can be parsed by itself."""
    if tag.opener == "{{":
        return f"{{{{ {tag.code} }}}}"
    if tag.word in BLOCKS:
        return f"{{% {tag.code} %}}{{% {BLOCKS[tag.word]} %}}"
    if tag.word == "elif":
        return f"{{% if 1 %}}{{% {tag.code} %}}{{% endif %}}"
    if tag.word in ("colspan", "cellbg"):
        return f"{{{{ {tag.argument} }}}}"
    return f"{{% {tag.code} %}}" if tag.word == "set" else ""


def _forbidden(tree: nodes.Template) -> list[str]:
    names = [node.attr for node in tree.find_all(nodes.Getattr)]
    names += [node.name for node in tree.find_all(nodes.Name)]
    problems = [f"»{name}« må ikke bruges i en skabelon" for name in names if name.startswith("_")]
    return problems + ["et felt kan ikke sættes i en skabelon" for _ in tree.find_all(nodes.NSRef)]


def _unknown_helpers(tree: nodes.Template, environment: Sandbox) -> list[str]:
    problems = []
    for kind, node_type, known in (
        ("filteret", nodes.Filter, environment.filters),
        ("testen", nodes.Test, environment.tests),
    ):
        for node in tree.find_all(node_type):
            name = node.name
            if name not in known:
                problems.append(f"{kind} »{name}« findes ikke{did_you_mean(name, known)}")
    return problems


def danish_syntax(message: str) -> str:
    """Jinja's message about a tag, in Danish."""
    for pattern, danish in _SYNTAX:
        if match := re.match(pattern, message):
            return danish.format(*map(_token, match.groups()))
    return "tagget er ikke skrevet rigtigt"


def _token(name: str) -> str:
    return _TOKENS.get(name, f"»{name}«")
