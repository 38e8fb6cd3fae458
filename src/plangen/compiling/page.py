"""A Word template as the source of a page template, which `web` renders like one written by hand."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property, lru_cache

from plangen.compiling import house, looks, margins, output, tables
from plangen.compiling.blocks import Blocks
from plangen.compiling.inline import Inline
from plangen.compiling.lists import CompiledLists
from plangen.compiling.notes import Notes
from plangen.compiling.pictures import Pictures
from plangen.compiling.sections import Sections
from plangen.ooxml.ns import PPR, Element, P, is_on, parse, r, val, w
from plangen.ooxml.places import place_of, sites
from plangen.ooxml.problems import Problem, WordTemplateError
from plangen.ooxml.styles import Styles
from plangen.templates.balance import Placed
from plangen.templates.file import TemplateFile, template_file
from plangen.templates.sandbox import sandbox
from plangen.templates.source import Source, hide_tags

_TITLE, _SHEET_TITLE = "title", "arkoverskrift"
_SHELL = '{% extends "_base.html" %}'


@lru_cache(maxsize=64)
def page_source(name: str, data: bytes) -> Source:
    """The page of the template in `data`, called `name` in messages. A line of the source is a tag.

    Raises `WordTemplateError` with everything that is wrong with the template, or that no page can show.
    """
    file = template_file(name, data)
    if file.problems:
        raise WordTemplateError(name, file.problems)
    compiler = _Compiler(file)
    page = compiler.page()
    if compiler.problems:
        raise WordTemplateError(name, compiler.problems)
    return output.with_tags(page, compiler.tags)


class _Compiler:
    """The parts of one template, read in the order in which the page has them."""

    def __init__(self, file: TemplateFile) -> None:
        self._file = file
        self._styles = Styles(file.members.get(file.related("styles")))
        self._lists = CompiledLists(file.members.get(file.related("numbering")), self._styles)
        self._sections = Sections()
        self._notes = Notes()
        self._roots: dict[str, Element] = {}
        self.tags: list[Placed] = []
        self.problems: list[Problem] = []

    def page(self) -> str:
        """The whole source."""
        document = self._read(self._file.document)
        body = document.find(w("body"))
        around = "".join(self._margins(body))
        content = self._blocks(self._file.document).html(body)
        content += self._notes.html(self._note)
        last = body.find(w("sectPr"))
        end = "" if last is None else self._sections.end(last)
        theme = self._file.members.get(self._file.related("theme"))
        look = output.attribute("style", "; ".join(house.page_looks(self._styles, theme)))
        rules = "".join(f"<style>{output.text(rule)}</style>" for rule in self._sections.rules.values())
        return (
            f"{_SHELL}{{% block sider %}}{rules}{{% endblock %}}{{% block udseende %}}{look}{{% endblock %}}"
            f"{{% block margener %}}{around}{{% endblock %}}"
            f"{{% block indhold %}}{content}{end}{{% endblock %}}"
        )

    def _read(self, part: str) -> Element:
        """A part with codes for its tags."""
        if part not in self._roots:
            root = parse(self._file.members[part])
            label = self._file.stories.get(part, "")
            self.problems += hide_tags(root, sites(root, label, self._styles), sandbox(), self.tags)
            self._roots[part] = root
        return self._roots[part]

    def _blocks(self, part: str) -> Blocks:
        inline = self._inline(part)
        return Blocks(self._styles, self.tags, self._lists, inline, self._sections, tables.html, self._title)

    @cached_property
    def _title(self) -> str:
        """The style of the document's title. One that is a sheet alone has that of the sheet: headings of
        a page begin at the first level (PDF/UA)."""
        paragraphs = self._read(self._file.document).iter(P)
        used = {looks.style_name(self._styles, val(one.find(PPR), "pStyle")) for one in paragraphs}
        return _SHEET_TITLE if _SHEET_TITLE in used and _TITLE not in used else _TITLE

    def _inline(self, part: str) -> Inline:
        relationships = self._file.rels(part)
        links = {item.id: item.target for item in relationships if item.external}
        files = {
            item.id: self._file.members[relationships.part(item)]
            for item in relationships
            if not item.external and relationships.part(item) in self._file.members
        }
        label = self._file.stories.get(part, "")

        def refuse(element: Element, message: str) -> None:
            self.problems.append(Problem(message, place_of(element, label, self._styles)))

        return Inline(self._styles, self.tags, links, Pictures(files, refuse), self._notes)

    def _note(self, kind: str, note_id: str) -> str:
        """A note's content; empty when there is none."""
        part = self._file.related(kind)
        notes = self._read(part) if part in self._file.members else ()
        note = next((one for one in notes if one.get(w("id")) == note_id), None)
        return "" if note is None else self._blocks(part).html(note)

    def _margins(self, body: Element) -> Iterator[str]:
        """Header and footer of the first section that has them, those of its first page before them.

        Of two running elements of one name the first counts on page 1, the last on the pages after it.
        """
        relationships = self._file.rels(self._file.document)
        by_id = {item.id: relationships.part(item) for item in relationships if not item.external}
        first_section = next(body.iter(w("sectPr")), None)
        own_first_page = is_on(first_section, "titlePg")
        for kind in ("header", "footer"):
            parts = dict[str, str]()
            for reference in body.iter(w(f"{kind}Reference")):
                part = by_id.get(reference.get(r("id"), ""), "")
                if part in self._file.members:
                    parts.setdefault(reference.get(w("type"), "default"), part)
            if own_first_page:
                yield self._margin(kind, parts.get("first", "")) or margins.nothing(kind)
            if "default" in parts:
                yield self._margin(kind, parts["default"])

    def _margin(self, kind: str, part: str) -> str:
        if not part:
            return ""
        return margins.margin(kind, self._read(part), self._inline(part), self._blocks(part).html)
