"""Several pages as one, for one PDF with running page numbers and bookmarks per document."""

from __future__ import annotations

from collections.abc import Sequence
from copy import deepcopy

from lxml import etree

from plangen.web.outline import Page, Properties, page_text, write_properties


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
    _gather_styles(whole, [root for _, root in roots[1:]])
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


def _gather_styles(whole: etree._Element, others: Sequence[etree._Element]) -> None:
    """Rules that only some of the pages have, such as those of pages of other sizes."""
    known = {style.text for style in whole.iterfind("head/style")}
    for style in [style for root in others for style in root.iterfind("head/style")]:
        if style.text not in known:
            known.add(style.text)
            whole.find("head").append(deepcopy(style))


def _article(name: str, body: etree._Element) -> etree._Element:
    article = etree.Element("article")
    article.set("class", " ".join(filter(None, ("dokument", body.get("class")))))
    if look := body.get("style"):
        article.set("style", look)
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
