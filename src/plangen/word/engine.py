"""Word templates: compiled once per process, rendered many times.

    template = WordTemplate("01_formaalsbeskrivelse.docx", data)
    docx = template.render(context, CoreProperties(title="…"), Printing())

Compiling finds every mistake it can and raises them together. Rendering runs Jinja over the parts with tags,
puts the values in their places as Word structure, and copies everything else as it is.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from functools import cached_property

from lxml import etree

from plangen.documents.printing import Printing
from plangen.ooxml.ns import SDT_PR, SECTION, VAL, WP, Element, parse, serialise, w
from plangen.ooxml.numbering import Numbering, RenderedLists
from plangen.ooxml.numbers import Ids
from plangen.ooxml.package import CONTENT_TYPES, rels_name
from plangen.ooxml.places import sites
from plangen.ooxml.problems import Problem, WordTemplateError
from plangen.ooxml.properties import (
    APP_PART,
    APP_XML,
    CORE_PART,
    CUSTOM_PART,
    CoreProperties,
    core_xml,
    custom_xml,
)
from plangen.ooxml.repair import repair
from plangen.ooxml.styles import Styles
from plangen.ooxml.zipped import write_zip
from plangen.templates.file import template_file
from plangen.templates.part import Part
from plangen.templates.printed import VALUE_START, PrintedValues
from plangen.templates.sandbox import sandbox
from plangen.templates.source import Source, prepare
from plangen.templates.tags import CODE_END
from plangen.word.filling.answers import MISSING_STYLE
from plangen.word.filling.contents import write_contents
from plangen.word.filling.lines import air_below_tables, keep_colophon_in_company, keep_dates_whole
from plangen.word.filling.looks import TagLooks
from plangen.word.filling.part import Filling
from plangen.word.filling.rendering import Media, PartRendering, Rendering
from plangen.word.filling.sections import drop_unused_margins, settle_first_page
from plangen.word.filling.tables import arrange_tables
from plangen.word.filling.values import KnownPlace, PlacedValues

_PICTURE_TYPES = {"png": "image/png", "svg": "image/svg+xml"}
_CONTROL_ID = f".//{SDT_PR}/{w('id')}"
_RESERVED = re.compile(f"[{VALUE_START}-{CODE_END}]")


class WordTemplate:
    """A Word file with tags. `name` is what messages call it."""

    def __init__(self, name: str, data: bytes) -> None:
        """Raises `WordTemplateError` (a `TemplateError`) with everything that is wrong with the template."""
        self.name = name
        self._file = template_file(name, data)
        if self._file.problems:
            raise WordTemplateError(name, self._file.problems)
        members = self._file.members
        self._styles = Styles(members.get(self._file.related("styles")))
        self._looks = TagLooks(self._styles)
        self._numbering_part = self._file.related("numbering")
        self._numbering = Numbering(members.get(self._numbering_part), self._styles)
        problems = [*self._missing_styles(), *self._numbering.problems()]
        prepared = {part: self._prepare(part, label, problems) for part, label in self._file.stories.items()}
        if problems:
            raise WordTemplateError(name, problems)
        self._parts = [
            Part.compile(name, part, source, self._file.rels(part))
            for part, source in prepared.items()
            if source
        ]

    @cached_property
    def _places(self) -> dict[str, list[KnownPlace]]:
        """Where values stand in each part, by number."""
        return {
            part.name: [KnownPlace.of(place, self._looks, self._styles) for place in part.source.places]
            for part in self._parts
        }

    @cached_property
    def _drawings(self) -> frozenset[str]:
        """The ids of the drawings in parts without tags, which are copied as they are."""
        filled = {part.name for part in self._parts}
        roots = (parse(self._file.members[name]) for name in self._file.stories if name not in filled)
        return frozenset(one.get("id", "") for root in roots for one in root.iter(f"{{{WP}}}docPr"))

    @cached_property
    def _controls(self) -> frozenset[str]:
        """The ids of the template's own controls."""
        roots = [parse(self._file.members[name]) for name in self._file.stories]
        return frozenset(one.get(VAL, "") for root in roots for one in root.iterfind(_CONTROL_ID))

    @property
    def names(self) -> frozenset[str]:
        """The names the template asks the context for."""
        return frozenset().union(*(part.names for part in self._parts))

    @property
    def reads(self) -> frozenset[str]:
        """The same more closely: also which fields of a name, where no part asks for more of it."""
        return frozenset().union(*(part.reads for part in self._parts))

    @property
    def tags(self) -> tuple[str, ...]:
        """All tags as they stand in the template."""
        return tuple(placed.tag.text for part in self._parts for placed in part.source.tags)

    # --- compiling -----------------------------------------------------------------------------------------
    def _missing_styles(self) -> Iterator[Problem]:
        if not self._styles.id_of(MISSING_STYLE, type="character"):
            yield Problem(f"tegntypografien »{MISSING_STYLE}« mangler")

    def _prepare(self, part: str, label: str, problems: list[Problem]) -> Source | None:
        """The part's source; None for a header or footer without tags."""
        root = parse(self._file.members[part])
        if _RESERVED.search(etree.tostring(root, encoding="unicode")):
            problems.append(Problem("delen indeholder tegn, som plangen selv bruger (U+E000–U+E011)", label))
            return None
        source, found = prepare(root, sites(root, label, self._styles), sandbox())
        problems += found
        return source if source.tags or part == self._file.document else None

    # --- rendering -----------------------------------------------------------------------------------------
    def render(
        self,
        context: Mapping[str, object],
        properties: CoreProperties,
        printing: Printing,
        pages: Callable[[], Sequence[int]] = tuple,
    ) -> bytes:
        """A docx file. The same arguments give the same bytes. `pages`: the page of each heading, asked for
        when there is a contents list; without them the list has no page numbers.

        Raises `WordTemplateError` when the template asks for what the context does not have.
        """
        unknown = [problem for part in self._parts for problem in part.unknown_names(context)]
        if unknown:
            raise WordTemplateError(self.name, unknown)
        lists = RenderedLists(self._numbering)
        media = Media(set(self._file.members))
        ids = Ids(self._controls, self._drawings)
        width = self._file.text_width
        shared = Rendering(self._styles, self._looks, ids, lists, media, printing, width, pages)
        changed: dict[str, bytes] = {CORE_PART: core_xml(properties)}
        for part in self._parts:
            rendering = PartRendering(shared, part.relationships.copy())
            changed[part.name] = self._render_part(part, context, rendering)
            if rendering.relationships.items != part.relationships.items:
                changed[rels_name(part.name)] = rendering.relationships.xml()
        numbering = self._numbering.with_lists(lists)
        if numbering is not None:
            changed[self._numbering_part] = numbering
        changed.update(media.files)
        if media.files or shared.left_out:
            changed[CONTENT_TYPES] = self._types(media, shared.left_out)
        changed[CUSTOM_PART] = custom_xml(_edition(changed), self._file.custom, properties.records)
        return self._assemble(changed, shared.left_out)

    def _render_part(self, part: Part, context: Mapping[str, object], rendering: PartRendering) -> bytes:
        is_document = part.name == self._file.document
        writer = PlacedValues(rendering, self._places[part.name])
        printed = PrintedValues(writer, part.source.places, with_contents=is_document)
        xml = part.run(self.name, context, printed)
        root = self._parsed(part, xml)
        filling = Filling(root, printed, rendering)
        filling.run(xml.count(VALUE_START))
        arrange_tables(root)
        if is_document:
            sections = [*root.iter(SECTION)]
            settle_first_page(sections, self._file.first_section, self._file.first_header_is_silent)
            rendering.shared.left_out.update(drop_unused_margins(sections, rendering.relationships))
        keep_dates_whole(root)
        keep_colophon_in_company(root, self._styles)
        air_below_tables(root, self._styles)
        shared = rendering.shared
        write_contents(root, filling.contents, self._styles, shared.ids, shared.pages)
        repair(root, part.makes_columns, part.has_marks)
        shared.ids.settle(root, part.has_marks)
        data = serialise(root)
        if VALUE_START.encode() in data:
            filling.fill_attributes()
            data = serialise(root)
        return shared.shells.restored(data)

    def _parsed(self, part: Part, xml: str) -> Element:
        try:
            return parse(xml.encode("utf-8"))
        except etree.XMLSyntaxError as error:
            where = self._file.stories[part.name] or "dokumentet"
            problem = Problem(f"tags er sat sammen, så {where} ikke kan læses ({error})")
            raise WordTemplateError(self.name, [problem]) from error

    def _types(self, media: Media, left_out: Set[str]) -> bytes:
        types = self._file.types.copy()
        types.overrides = {name: type for name, type in types.overrides.items() if name not in left_out}
        for name in media.files:
            extension = name.rpartition(".")[2]
            types.defaults.setdefault(extension, _PICTURE_TYPES[extension])
        return types.xml()

    def _assemble(self, changed: Mapping[str, bytes], left_out: Set[str]) -> bytes:
        members = {**self._file.members, APP_PART: APP_XML, **changed}
        for name in left_out:
            members.pop(name)
            members.pop(rels_name(name), None)
        order = [CONTENT_TYPES, *sorted(name for name in members if name != CONTENT_TYPES)]
        return write_zip((name, members[name]) for name in order)


def _edition(changed: Mapping[str, bytes]) -> str:
    """A name for one content of a document: the same parts have the same one."""
    digest = hashlib.sha256()
    for name, data in sorted(changed.items()):
        digest.update(f"{name} {len(data)} ".encode())
        digest.update(data)
    return digest.hexdigest()[:16]
