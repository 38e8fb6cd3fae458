"""The structure check of a Word file's package: members, types, relationships, characters, properties."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from lxml import etree

from plangen.ooxml.ns import R, val, w
from plangen.ooxml.package import CONTENT_TYPES, ContentTypes, Relationships
from plangen.ooxml.properties import CORE_PART, LANGUAGE
from tests.support.structure.file import Check, File

_MARKS = re.compile("[\ue000-\ue011]")  # other private characters are those of the text
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]")


def _members(file: File) -> Iterator[str]:
    for name in file.duplicates:
        yield f"{name} står to gange i filen"
    for name in file.members:
        if name.endswith((".xml", ".rels")) and name not in file.parts:
            yield f"{name} er ikke velformet XML"
    for name in (CONTENT_TYPES, "_rels/.rels", "word/document.xml"):
        if name not in file.members:
            yield f"{name} mangler"


def _content_types(file: File) -> Iterator[str]:
    if CONTENT_TYPES not in file.parts:
        return
    types = ContentTypes.read(file.members[CONTENT_TYPES])
    for name in file.members:
        if name != CONTENT_TYPES and not types.of(name):
            yield f"{name} har ingen indholdstype"
    for name in types.overrides:
        if name not in file.members:
            yield f"{CONTENT_TYPES} nævner {name}, som ikke findes"


def _relationships(file: File) -> Iterator[str]:
    for name in file.parts:
        if not name.endswith(".rels"):
            continue
        folder, _, rest = name.rpartition("_rels/")
        relationships = Relationships.read(folder + rest.removesuffix(".rels"), file.members[name])
        for item in relationships:
            if not item.external and relationships.part(item) not in file.members:
                yield f"{name}: {item.id} peger på {item.target}, som ikke findes"
        counted = Counter(item.id for item in relationships)
        yield from (f"{name}: {key} findes flere gange" for key, number in counted.items() if number > 1)
    for name, root in file.stories.items():
        known = {item.id for item in file.relationships(name)}
        used = [
            value for e in root.iter(etree.Element) for key, value in e.items() if key.startswith(f"{{{R}}}")
        ]
        yield from (f"{name}: {key} er ikke en af delens relationer" for key in sorted({*used} - known))


def _margins(file: File) -> Iterator[str]:
    """LibreOffice leaves out a header that no section has, and the words in it would seem to be deleted."""
    document = file.parts.get("word/document.xml")
    sections = () if document is None else document.iter(w("headerReference"), w("footerReference"))
    used = {one.get(f"{{{R}}}id") for one in sections}
    for item in file.relationships("word/document.xml"):
        if item.type.endswith(("/header", "/footer")) and item.id not in used:
            yield f"{item.target} hører ikke til nogen sektion"


def _characters(file: File) -> Iterator[str]:
    for name, root in file.parts.items():
        if name == "word/numbering.xml" or name.startswith("word/theme/"):
            continue  # bullets of symbol fonts are private-use characters by design
        texts = [text for e in root.iter(etree.Element) for text in (e.text or "", e.tail or "", *e.values())]
        letters = {*"".join(texts)}
        for pattern, what in ((_MARKS, "plangens egne mærker"), (_CONTROLS, "styretegn")):
            found = {f"U+{ord(letter):04X}" for letter in letters if pattern.match(letter)}
            if found:
                yield f"{name} indeholder {what}: {', '.join(sorted(found))}"


def _leftover_tags(file: File) -> Iterator[str]:
    for name, root in file.stories.items():
        text = "".join(root.itertext())
        yield from (f"{name}: skabelonens tag {tag} er ikke udfyldt" for tag in file.tags if tag in text)


def _language(file: File) -> Iterator[str]:
    default = None if file.styles.root is None else file.styles.root.find(w("docDefaults"))
    language = val(default, "rPrDefault/rPr/lang")
    if language != LANGUAGE:
        yield f"word/styles.xml: sproget er »{language}« og ikke {LANGUAGE}"


def _properties(file: File) -> Iterator[str]:
    core = file.parts.get(CORE_PART)
    title = None if core is None else core.find("{http://purl.org/dc/elements/1.1/}title")
    if title is None or not (title.text or "").strip():
        yield f"{CORE_PART}: titlen mangler"
    settings = file.parts.get("word/settings.xml")
    if settings is not None and settings.find(w("updateFields")) is not None:
        yield "word/settings.xml: Word vil spørge om lov til at opdatere felter (updateFields)"


PACKAGE_CHECKS: tuple[Check, ...] = (
    _members,
    _content_types,
    _relationships,
    _margins,
    _characters,
    _leftover_tags,
    _language,
    _properties,
)
