"""How a piece of a page is written: text escaped, tags as codes until the whole page is there."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from html import escape
from typing import Final

from plangen.templates.balance import Placed
from plangen.templates.source import Source
from plangen.templates.tags import CODE_END, CODE_START, Tag

CODE = re.compile(f"{CODE_START}([0-9]+){CODE_END}")
_FORMED = re.compile(rf"{CODE_START}(?:([a-z])([0-9]*)\.)?([0-9]+){CODE_END}")
# A tag as more than itself: its value as plain text, its argument so, and what »vm« and »hm« stand for.
VALUE, ARGUMENT, FIRST, OTHERWISE, DONE, TURNS = "v", "a", "f", "o", "d", "t"
_LOOP: Final = {
    FIRST: "{{% if loop.first %}}",
    OTHERWISE: "{{% else %}}",
    DONE: "{{% endif %}}",
    TURNS: "{{{{ loop.length * {0} }}}}",
}
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def text(plain: str) -> str:
    """A text of the template as it stands in the page."""
    shown = escape(_NOT_XML.sub("", plain), quote=False).replace("\n", " ")
    return shown.replace("{", "&#123;").replace("}", "&#125;")


def attribute(name: str, value: str) -> str:
    """` name="value"`, with values of tags as plain text; empty for an empty value."""
    if not value:
        return ""
    shown = CODE.sub(lambda match: code(match[1], VALUE), text(value)).replace('"', "&quot;")
    return f' {name}="{shown}"'


def element(
    name: str, content: str, classes: Iterable[str] = (), css: Iterable[str] = (), more: str = ""
) -> str:
    """An element; `more` are further attributes, each with a space before it."""
    chosen = " ".join(dict.fromkeys(filter(None, classes)))
    look = attribute("class", chosen) + attribute("style", "; ".join(css))
    return f"<{name}{look}{more}>{content}</{name}>"


def code(number: int | str, form: str = "", times: int = 1) -> str:
    """The place of a tag, by its number. `times`: what `TURNS` is multiplied by."""
    return f"{CODE_START}{form and f'{form}{times}.'}{number}{CODE_END}"


def is_statement(tag: Tag) -> bool:
    """Whether the tag steers, where others print."""
    return tag.opener == "{%"


def with_tags(page: str, tags: Sequence[Placed]) -> Source:
    """The page with its tags in place. Each begins a line of the source, so that a line is a tag."""
    order: list[int] = []

    def put_back(match: re.Match[str]) -> str:
        number = int(match[3])
        order.append(number)
        return f"{{#\n#}}{_written(tags[number].tag, match[1] or '', match[2] or '1')}"

    return Source(_FORMED.sub(put_back, page), tuple(tags), tuple(order))


def _written(tag: Tag, form: str, times: str) -> str:
    if form in _LOOP:
        return _LOOP[form].format(times)
    if form == ARGUMENT:
        return f"{{{{ ({tag.argument})|tekst }}}}"
    if form == VALUE:
        return f"{{{{ ({tag.code})|tekst }}}}"
    return f"{{% {tag.code} %}}" if is_statement(tag) else f"{{{{ {tag.code} }}}}"
