"""The looks of elements and pages, worked out once for all that are alike, in all documents of a process.
Of a set of 16 documents (CPU) this saves 5 % (looks on elements), 3 % (pages) and 6 % (from document to
document)."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Mapping
from functools import wraps
from typing import Any

from weasyprint.layout.page import PageType

_ON_AN_ELEMENT = (1, 0, 0)
"""The specificity that WeasyPrint gives to a `style` attribute."""
_MOST = 3_000
"""Kinds of looks that are known at the most, 5 KB each; more are learnt anew. 32 documents have 1,500."""


def shared(find: Callable[..., Any]) -> Callable[..., Any]:
    """Elements with the same `style` attribute get the very same declarations. WeasyPrint then works out the
    looks of such elements, and of all that stands in them, once; else once for each column and row."""

    @wraps(find)
    def found(*arguments: Any) -> Iterator[tuple[Any, ...]]:
        known: dict[str, Any] = {}
        for specificity, element, declarations, base_url in find(*arguments):
            is_shared = specificity == _ON_AN_ELEMENT
            same = known.setdefault(element.get("style"), declarations) if is_shared else declarations
            yield specificity, element, same, base_url

    return found


def by_kind(style_page: Callable[..., None]) -> Callable[..., None]:
    """Pages that the same rules are for share their looks; else each page works out its own, and those of its
    sixteen margins."""

    @wraps(style_page)
    def styled(page_type: Any, html: Any, style_for: Any) -> None:
        rules = [rule for sheet, *_ in style_for._sheets for rule in sheet.page_rules]
        kind = tuple(
            style_for._page_type_match(selector[-1], page_type)
            for _, selectors, _ in rules
            for selector in selectors
        )
        looks, known = style_for.get_computed_styles(), style_for.__dict__.setdefault("plangen_pages", {})
        if kind in known:
            looks.update(((page_type, margin), look) for margin, look in known[kind].items())
            return
        style_page(page_type, html, style_for)
        known[kind] = {margin: look for (of, margin), look in looks.items() if of == page_type}

    return styled


# --- from document to document ------------------------------------------------------------------------------
class _Known:
    """What has been worked out of the looks that some rules give an element in surroundings of some looks. A
    layout may change its looks, so each document has its own, which begin with the values that are known.

    The first of all, for the root of a page, stands on the typeface, which goes from document to document
    (`engine_typeface`)."""

    def __init__(self, rules: Mapping[str, Any]) -> None:
        self.rules = rules  # kept, so that what is told by its id stays the only one with it
        self.values: dict[str, Any] = {}
        self.specified: dict[str, Any] = {}
        self.inside: dict[Hashable, _Known] = {}

    def __len__(self) -> int:
        return 1 + sum(map(len, self.inside.values()))


def taken_over(set_styles: Callable[..., None]) -> Callable[..., None]:
    """The looks of an element begin with what is known of those that the same rules gave in the same
    surroundings. Those of pages, which `by_kind` has fewer of, do not."""

    @wraps(set_styles)
    def taken(
        style_for: Any, element: Any, parent: Any, root: Any = None, pseudo_type: Any = None, **more: Any
    ) -> None:
        set_styles(style_for, element, parent, root, pseudo_type, **more)
        if isinstance(element, PageType):
            return
        look = style_for.get_computed_styles()[element, pseudo_type]
        around = look.parent_style
        if around is None:
            around = look.font_config
            if not hasattr(around, "plangen_known") or len(around.plangen_known) > _MOST:
                around.plangen_known = _Known({})
        told = ((name, _told(value), weight) for name, (value, weight) in look.cascaded.items())
        _begin(look, around, (pseudo_type, *told), look.cascaded)
        look.specified = look.plangen_known.specified

    return taken


def taken_over_inside(start: Callable[..., None]) -> Callable[..., None]:
    """The same for what is no element, such as a line or the room around a table."""

    @wraps(start)
    def started(look: Any, around: Any) -> None:
        start(look, around)
        if hasattr(around, "plangen_known"):
            _begin(look, around, None, {})

    return started


def noted(work_out: Callable[..., Any]) -> Callable[..., Any]:
    """What is worked out of looks is noted for those that come after them."""

    @wraps(work_out)
    def worked_out(look: Any, name: str) -> Any:
        value = work_out(look, name)
        if hasattr(look, "plangen_known"):
            look.plangen_known.values[name] = value
        return value

    return worked_out


def apart(copy: Callable[..., Any]) -> Callable[..., Any]:
    """A copy is made to be changed, and what is worked out of it is its own."""

    @wraps(copy)
    def copied(look: Any) -> Any:
        other = copy(look)
        other.__dict__.pop("plangen_known", None)
        return other

    return copied


def _begin(look: Any, around: Any, key: Hashable, rules: Mapping[str, Any]) -> None:
    inside = around.plangen_known.inside
    if key not in inside:
        inside[key] = _Known(rules)
    look.plangen_known = inside[key]
    look.update(look.plangen_known.values)


def _told(value: Any) -> Hashable:
    """A value as part of a key; one that cannot be compared is told by which it is."""
    try:
        hash(value)
    except TypeError:
        return id(value)
    return value  # type: ignore[no-any-return]
