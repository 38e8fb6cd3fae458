"""A page is one file: nothing in it is fetched from anywhere, and it runs nothing.

Templates may embed the templates and stylesheets that lie beside them, by plain names. Links may lead to
pages and mailboxes; pictures stand in the page itself.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache, lru_cache

from lxml import etree

from plangen.findings import TemplateError

_NAME = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.-]*\.(?:html|css)")
_FORBIDDEN = frozenset(
    {"script", "iframe", "frame", "frameset", "object", "embed", "applet", "base", "audio", "video", "source"}
    | {"track", "portal", "form", "input", "button", "foreignObject", "use", "image", "svg", "math"}
)
_FETCHING = frozenset(
    {"src", "srcset", "data", "poster", "background", "action", "formaction", "ping", "manifest", "cite"}
    | {"longdesc", "imagesrcset", "archive", "codebase", "classid", "profile", "usemap", "attributionsrc"}
)
_WATCHED = frozenset({"meta", "style", "href", "colspan", "rowspan", "span"})
_PICTURE = re.compile(r"data:image/(?:png|jpeg|gif|svg\+xml);base64,[A-Za-z0-9+/=\s]*", re.IGNORECASE)
_LINK = re.compile(r"https?://|mailto:|tel:|#", re.IGNORECASE)
_ESCAPE = re.compile(r"\\(?:([0-9A-Fa-f]{1,6})\s?|(.))", re.DOTALL)
_CSS_FETCH = re.compile(
    r"@import|(?:url|src|image-set|attr)\(\s*(?!['\"]?data:image/(?:png|jpeg|gif);)", re.IGNORECASE
)
_HARMLESS_ATTR = re.compile(r"attr\(\s*[\w-]+\s*\)")
_MOST_SPAN = 100


def plain_name(name: str) -> bool:
    """Whether a name is that of a template or stylesheet in the template folder itself."""
    return _NAME.fullmatch(name) is not None


def refused_name(name: str) -> str:
    """What is said of another one."""
    return f"»{name[:80]}« kan ikke hentes: brug navnet på en fil (.html, .css) i templates/html, uden sti"


def embed_stylesheets(root: etree._Element, template: str, load: Callable[[str], str]) -> None:
    """`<link rel="stylesheet" href="plangen.css"/>` becomes the stylesheet; other links are refused."""
    for link in list(root.iter("link")):
        name = str(link.get("href", ""))
        if link.get("rel") != "stylesheet":
            raise _problem(template, link, 'kun <link rel="stylesheet"> kan bruges')
        if not plain_name(name):
            raise _problem(template, link, refused_name(name))
        style = etree.Element("style")
        try:
            style.text = load(name)
        except (LookupError, OSError, UnicodeDecodeError) as error:
            raise _problem(template, link, f"»{name}« findes ikke") from error
        style.tail = link.tail
        parent = link.getparent()
        assert parent is not None  # a link is never the root
        parent.replace(link, style)


def refuse_fetching(root: etree._Element, template: str) -> None:
    """Raises `TemplateError` for the first thing that would fetch or run something."""
    for element in root.iter(etree.Element):
        if _may_fetch(str(element.tag)) or any(map(_may_fetch, element.keys())):
            reason = next(_reasons(element), "")
            if reason:
                raise _problem(template, element, reason)


@cache
def _may_fetch(name: str) -> bool:
    """Whether an element or attribute of that name has to be looked at; few have."""
    local = name.rpartition("}")[2].lower()
    watched = name in _FORBIDDEN or local in _FETCHING or local in _WATCHED
    return watched or local.startswith("on") or ":" in name or "}" in name


def _reasons(element: etree._Element) -> Iterator[str]:
    if str(element.tag) in _FORBIDDEN or ":" in str(element.tag) or "}" in str(element.tag):
        yield f"<{element.tag}> kan ikke bruges i en skabelon"
    if element.tag == "meta" and element.get("http-equiv"):
        yield "<meta http-equiv> kan ikke bruges i en skabelon"
    if element.tag == "style" and fetches(element.text or ""):
        yield "typografiarket henter noget udefra (@import eller url)"
    for name, value in element.attrib.items():
        text = str(value).strip()
        local = str(name).rpartition("}")[2].lower()
        if local.startswith("on"):
            yield f"»{local}« kan ikke bruges i en skabelon"
        elif local == "style" and fetches(text):
            yield "»style« henter noget udefra (url)"
        elif local == "href" and text and not (element.tag == "a" and _LINK.match(text)):
            yield f"linket til »{text[:80]}« kan ikke bruges; kun http-, https-, mailto- og #-adresser"
        elif local in _FETCHING and not (
            element.tag == "img" and local == "src" and _PICTURE.fullmatch(text)
        ):
            yield f"»{text[:80]}« hentes ikke: et billede skal stå i selve siden, fx {{{{ logo }}}}"
        elif local in ("colspan", "rowspan", "span") and not (
            text.isdigit() and 0 < int(text[:9]) <= _MOST_SPAN
        ):
            yield f"»{local}« skal være et tal fra 1 til {_MOST_SPAN}"


def _is_span(text: str) -> bool:
    return text.isdecimal() and len(text) <= 3 and 0 < int(text) <= _MOST_SPAN


@lru_cache(maxsize=256)
def fetches(css: str) -> bool:
    """Whether a stylesheet would fetch something, however it is written."""
    plain = _ESCAPE.sub(lambda m: chr(min(int(m[1], 16), 0x10FFFF)) if m[1] else m[2], css)
    plain = re.sub(r"/\*.*?\*/", "", plain, flags=re.DOTALL)
    return _CSS_FETCH.search(_HARMLESS_ATTR.sub("", plain)) is not None


def _problem(template: str, element: etree._Element, reason: str) -> TemplateError:
    tag = re.sub(r"\s+", " ", etree.tostring(element, encoding="unicode", with_tail=False))[:100]
    return TemplateError(f"{template}: {reason}. Sted: {tag}", "Ret skabelonen i templates/html.")
