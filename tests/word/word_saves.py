"""What Word does to a file that is only opened and saved, as far as it is known, at random but repeatable.

    saved = saved_by_word(data, seed=3)

Nothing of it changes what a reader of the document sees.
"""

from __future__ import annotations

import io
import random
import re
import zipfile
from collections.abc import Callable
from copy import deepcopy
from typing import Any

from lxml import etree

from tests.support.zips import unzipped

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
W14 = "http://schemas.microsoft.com/office/word/2010/wordml"
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
_PRESERVE = "{http://www.w3.org/XML/1998/namespace}space"
_STORY = re.compile(r"word/(document|header\w*|footer\w*|footnotes|endnotes)\.xml")


def w(name: str) -> str:
    return f"{{{W}}}{name}"


def make(name: str, /, **attributes: str) -> Any:
    element = etree.Element(w(name))
    for key, value in attributes.items():
        element.set(w(key), value)
    return element


def saved_by_word(data: bytes, seed: int = 0) -> bytes:
    """The file as Word may write it when nothing was edited."""
    chance = random.Random(seed)
    members = unzipped(data)
    for name, content in members.items():
        if _STORY.fullmatch(name):
            members[name] = _part(content, chance)
    members["word/settings.xml"] = _settings(members["word/settings.xml"], chance)
    members["docProps/core.xml"] = _core(members["docProps/core.xml"])
    names = list(members)
    chance.shuffle(names)
    names.sort(key=lambda name: name != "[Content_Types].xml")
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name in names:
            archive.writestr(name, members[name])
    return file.getvalue()


def _part(content: bytes, chance: random.Random) -> bytes:
    root = _with_namespaces(content)
    for change in _CHANGES:
        change(root, chance)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _with_namespaces(content: bytes) -> Any:
    """The root with the namespaces of Word 2010 declared and marked as ignorable."""
    root = etree.fromstring(content)
    known = {prefix: uri for prefix, uri in root.nsmap.items() if prefix}
    new = etree.Element(root.tag, nsmap={**known, "w14": W14, "mc": MC})
    new.attrib.update(root.attrib)
    new.set(f"{{{MC}}}Ignorable", " ".join({*root.get(f"{{{MC}}}Ignorable", "").split(), "w14"}))
    new.extend(list(root))
    return new


# --- structure ----------------------------------------------------------------------------------------------
def _promote_controls(root: Any, chance: random.Random) -> None:
    """A control that is all there is in a paragraph or a cell is written around it."""
    for paragraph in list(root.iter(w("p"))):
        content = [child for child in paragraph if child.tag not in (w("pPr"), *_BOOKMARKS)]
        if (
            len(content) != 1
            or content[0].tag != w("sdt")
            or paragraph.find(f"{w('pPr')}/{w('sectPr')}") is not None
        ):
            continue
        if paragraph.getparent().tag not in _HOLDERS or chance.random() < 0.3:
            continue
        control = content[0]
        inner = control.find(w("sdtContent"))
        for child in reversed(list(inner)):
            control.addnext(child)
        paragraph.addprevious(control)
        inner.append(paragraph)
        cell = control.getparent()
        if cell.tag == w("tc") and [c for c in cell if c.tag != w("tcPr")] == [control]:
            cell.addprevious(control)
            cell.append(paragraph)
            inner.append(cell)


_BOOKMARKS = (w("bookmarkStart"), w("bookmarkEnd"))
_HOLDERS = (w("body"), w("tc"), w("hdr"), w("ftr"), w("sdtContent"))


def _describe_controls(root: Any, chance: random.Random) -> None:
    """Control properties in another order, with Word's own placeholder and end properties."""
    for properties in root.iter(w("sdtPr")):
        if properties.find(w("docPartObj")) is not None:
            continue
        placeholder = make("placeholder")
        placeholder.append(make("docPart", val="DefaultPlaceholder_-1854013440"))
        properties.append(placeholder)
        children = [child for child in properties if child.tag != w("rPr")]
        chance.shuffle(children)
        for child in children:
            properties.append(child)
        if chance.random() < 0.5:
            properties.addnext(make("sdtEndPr"))


def _complex_fields(root: Any, chance: random.Random) -> None:
    """A simple field becomes one with a beginning, a code, a result and an end."""
    for field in list(root.iter(w("fldSimple"))):
        runs = [_field_run("begin"), make("r"), _field_run("separate"), *field, _field_run("end")]
        code = etree.SubElement(runs[1], w("instrText"))
        code.text = field.get(w("instr"))
        code.set(_PRESERVE, "preserve")
        for run in runs:
            field.addprevious(run)
        field.getparent().remove(field)


def _field_run(kind: str) -> Any:
    run = make("r")
    run.append(make("fldChar", fldCharType=kind))
    return run


# --- text ---------------------------------------------------------------------------------------------------
def _split_runs(root: Any, chance: random.Random) -> None:
    for run in list(root.iter(w("r"))):
        texts = run.findall(w("t"))
        beside = {child.tag for child in run} - {w("rPr"), w("t")}
        if len(texts) != 1 or beside or len(texts[0].text or "") < 2 or chance.random() < 0.5:
            continue
        position = chance.randrange(1, len(texts[0].text))
        second = deepcopy(run)
        for text, part in (
            (texts[0], texts[0].text[:position]),
            (second.find(w("t")), texts[0].text[position:]),
        ):
            text.text = part
            text.set(_PRESERVE, "preserve")
        run.addnext(second)


def _mark_language(root: Any, chance: random.Random) -> None:
    for run in root.iter(w("r")):
        if chance.random() < 0.3:
            properties = run.find(w("rPr"))
            if properties is None:
                properties = make("rPr")
                run.insert(0, properties)
            properties.append(make("lang", val=chance.choice(["da-DK", "en-US"])))


def _shuffle_attributes(root: Any, chance: random.Random) -> None:
    """The order of attributes means nothing."""
    for element in root.iter(etree.Element):
        attributes = list(element.attrib.items())
        chance.shuffle(attributes)
        element.attrib.clear()
        element.attrib.update(attributes)


def _soft_hyphens(root: Any, chance: random.Random) -> None:
    for text in [t for t in root.iter(w("t")) if "\u00ad" in (t.text or "")]:
        first, *rest = text.text.split("\u00ad")
        text.text = first
        for part in reversed(rest):
            following = make("t")
            following.text = part
            following.set(_PRESERVE, "preserve")
            text.set(_PRESERVE, "preserve")
            text.addnext(following)
            text.addnext(make("softHyphen"))


# --- traces -------------------------------------------------------------------------------------------------
def _revision_ids(root: Any, chance: random.Random) -> None:
    ids = [f"00{chance.randrange(1 << 24):06X}" for _ in range(5)]
    for element in root.iter(w("p"), w("r"), w("tr")):
        names = {w("p"): ("rsidR", "rsidRDefault"), w("r"): ("rsidRPr",), w("tr"): ("rsidR",)}[element.tag]
        for name in names:
            if chance.random() < 0.6:
                element.set(w(name), chance.choice(ids))


def _paragraph_ids(root: Any, chance: random.Random) -> None:
    for element in root.iter(w("p"), w("tr")):
        element.set(f"{{{W14}}}paraId", f"{chance.randrange(1, 1 << 31):08X}")
        element.set(f"{{{W14}}}textId", "77777777")


def _proofing(root: Any, chance: random.Random) -> None:
    for run in [r for r in root.iter(w("r")) if r.getparent().tag in (w("p"), w("sdtContent"))]:
        if chance.random() < 0.15 and run.getparent().find(w("p")) is None:
            run.addprevious(make("proofErr", type="spellStart"))
            run.addnext(make("proofErr", type="spellEnd"))


def _page_breaks_as_they_were(root: Any, chance: random.Random) -> None:
    for run in [r for r in root.iter(w("r")) if r.find(w("t")) is not None]:
        if chance.random() < 0.03:
            run.find(w("t")).addprevious(make("lastRenderedPageBreak"))


def _last_place(root: Any, chance: random.Random) -> None:
    old = [m for m in root.iter(w("bookmarkStart")) if m.get(w("name")) == "_GoBack"]
    ids = {mark.get(w("id")) for mark in old}
    for mark in [m for m in root.iter(*_BOOKMARKS) if m.get(w("id")) in ids]:
        mark.getparent().remove(mark)
    paragraphs = [p for p in root.iter(w("p")) if p.find(w("r")) is not None]
    if paragraphs and root.tag == w("document"):
        run = chance.choice(paragraphs).find(w("r"))
        run.addprevious(make("bookmarkStart", id="9999", name="_GoBack"))
        run.addprevious(make("bookmarkEnd", id="9999"))


_CHANGES: tuple[Callable[[Any, random.Random], None], ...] = (
    _promote_controls,
    _describe_controls,
    _complex_fields,
    _soft_hyphens,
    _split_runs,
    _split_runs,
    _mark_language,
    _shuffle_attributes,
    _revision_ids,
    _paragraph_ids,
    _proofing,
    _page_breaks_as_they_were,
    _last_place,
)


# --- other parts --------------------------------------------------------------------------------------------
def _settings(content: bytes, chance: random.Random) -> bytes:
    """The name of the session comes after those of earlier ones."""
    root = etree.fromstring(content)
    for old in root.findall(w("proofState")):
        root.remove(old)
    name = f"00{chance.randrange(1 << 24):06X}"
    rsids = root.find(w("rsids"))
    if rsids is None:
        rsids = make("rsids")
        rsids.append(make("rsidRoot", val=name))
        compat = root.find(w("compat"))
        if compat is None:
            root.append(rsids)
        else:
            compat.addnext(rsids)
    rsids.append(make("rsid", val=name))
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _core(content: bytes) -> bytes:
    """Somebody has saved it now."""
    return re.sub(rb"(<dcterms:modified[^>]*>)[^<]*", rb"\g<1>2027-01-04T09:12:00Z", content)
