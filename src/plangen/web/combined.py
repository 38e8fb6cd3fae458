"""Several pages as one, for one PDF with running page numbers and bookmarks per document."""

from __future__ import annotations

from collections.abc import Sequence
from copy import deepcopy

from lxml import etree

from plangen.web.outline import Page, Properties, page_text, write_properties

# What the body of a page says in its attributes about header, footer and page orientation.
_CARRIED = ("data-hoved", "data-maerker", "data-fod")


def combined_page(pages: Sequence[tuple[str, Page]], properties: Properties) -> str:
    """One page with an article for each of `pages` (a short name and the page), in order.

    The names keep ids apart. Headers and footers are each document's own; page numbers run through.
    """
    roots = [(name, _parsed(page)) for name, page in pages]
    whole = deepcopy(roots[0][1])
    body = _body(whole)
    for child in list(body):
        body.remove(child)
    body.attrib.clear()
    for name, root in roots:
        body.append(_article(name, _body(root)))
    write_properties(whole, properties)
    return page_text(whole)


def _parsed(page: Page) -> etree._Element:
    return etree.fromstring(page.html, etree.HTMLParser())


def _body(root: etree._Element) -> etree._Element:
    body = root.find("body")
    assert body is not None  # every finished page has one
    return body


def _article(name: str, body: etree._Element) -> etree._Element:
    article = etree.Element("article")
    article.set("class", " ".join(filter(None, ("dokument", body.get("class")))))
    for attribute in _CARRIED:
        article.set(attribute, body.get(attribute, ""))
    article.extend(list(body))
    for element in article.iter(etree.Element):
        if element.tag == "main":
            element.tag = "div"  # a page has one main part, and here they are many
            element.set("class", "hoveddel")
        _keep_apart(element, name)
    return article


def _keep_apart(element: etree._Element, name: str) -> None:
    """Gives ids, and what points at them, the name in front."""
    for attribute in ("id", "for", "aria-labelledby", "headers"):
        if value := element.get(attribute):
            element.set(attribute, " ".join(f"{name}-{part}" for part in value.split()))
    if (target := element.get("href", "")).startswith("#"):
        element.set("href", f"#{name}-{target[1:]}")
